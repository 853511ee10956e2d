/** The connections of a port and the answers under way on them: a stop is to drop neither an answer nor a request that is on its way. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  /** What the connection is in the middle of. */
  answerOn(socket: Socket): ServerResponse | undefined;
  /** From now on each answer says that it is the last of its connection, and ends it. */
  stop(): void;
  /** Ends those on which nothing is under way, not even the beginning of a request. */
  endIdle(): void;
}

export const trackConnections = (server: Server): Connections => {
  /** How much had come when nothing was under way last. */
  const seen = new Map<Socket, number>();
  const running = new Map<Socket, ServerResponse>();
  let stopping = false;

  server.on('connection', (socket) => {
    seen.set(socket, 0);
    socket.once('close', () => {
      seen.delete(socket);
      running.delete(socket);
    });
  });
  /** One for all requests: a listener of each one's own costs more than what it does. */
  function onClose(this: ServerResponse): void {
    const { socket } = this.req;
    if (running.get(socket) !== this) return;
    running.delete(socket);
    seen.set(socket, socket.bytesRead);
    if (stopping) socket.end(); // its answer had begun to go out before the stop
  }
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    // Of requests that were sent without waiting for answers, the last one.
    running.set(socket, response);
    if (stopping) response.shouldKeepAlive = false;
    response.on('close', onClose);
  });
  return {
    answerOn: (socket) => running.get(socket),
    stop: () => {
      stopping = true;
      for (const response of running.values()) response.shouldKeepAlive = false;
    },
    endIdle: () => {
      for (const [socket, bytes] of seen) if (!running.has(socket) && socket.bytesRead === bytes) socket.destroy();
    },
  };
};
