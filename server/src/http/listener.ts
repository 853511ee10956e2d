/** A port: an HTTP server with sane bounds that stops without dropping a running request. */

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Server as NetServer } from 'node:net';
import { trackConnections } from './track-connections.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Listener {
  readonly address: Address;
  /**
   * Takes no new connection, and resolves when the last running request was answered, after `grace` at most. On an idle
   * connection a request may be on its way: one that comes within `linger` is answered too, as the last one.
   */
  close(): Promise<void>;
}

export interface ListenerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly handler: Handler;
  /** Milliseconds that running requests have to end at a stop. Default 10,000. */
  readonly grace?: number;
  /** Milliseconds that idle connections stay open at a stop. Default 1,000. */
  readonly linger?: number;
  /** Others than the usual ones. */
  readonly bounds?: Partial<typeof usualBounds>;
}

/** Milliseconds and bytes. A request has five minutes, for an upload of 100 MB over a slow line. */
const usualBounds = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  // How often the two are looked at.
  connectionsCheckingInterval: 5_000,
  // Without a byte sent or taken. No answer takes as long; one that is never read ends here, and so does a body that stops.
  silenceTimeout: 120_000,
  // Longer than the 60 s of usual load balancers, so that it is they who close.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 32 * 1024,
};

const refusals: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** What is no HTTP, or too slow, gets a plain answer and the connection ends; no face can be told from it. */
const refuse = (error: { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = refusals[error.code ?? ''] ?? 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

const listen = (server: Server, { host, port }: ListenerOptions): Promise<Address> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve({ host, port: (server.address() as AddressInfo).port });
    });
  });

/** Ends a connection that was silent for too long; one whose request stalled is told so. */
const endSilent = (socket: Socket, answer: ServerResponse | undefined): void => {
  const isStalled = answer !== undefined && !answer.req.complete && !answer.headersSent;
  if (isStalled) refuse({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, socket);
  else socket.destroy();
};

/** Listens; fails with the system's error where the address is taken or not ours. */
export const createListener = async (options: ListenerOptions): Promise<Listener> => {
  const { silenceTimeout, ...bounds } = { ...usualBounds, ...options.bounds };
  const server = createServer(bounds, options.handler);
  const connections = trackConnections(server);
  server.on('clientError', refuse);
  // Also told of connections that were idle for as long as they are kept.
  server.setTimeout(silenceTimeout, (socket) => endSilent(socket, connections.answerOn(socket)));
  const address = await listen(server, options);
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        connections.stop();
        const timers = [
          setTimeout(connections.endIdle, options.linger ?? 1000),
          setTimeout(() => server.closeAllConnections(), options.grace ?? 10_000),
        ];
        // Only no longer listens: an HTTP server's own close also drops each connection whose request was read whole, the
        // answers that are still on their way to a slow client with it, and requests that are on theirs.
        NetServer.prototype.close.call(server, () => {
          for (const timer of timers) clearTimeout(timer);
          server.close(); // lets go of its timer
          resolve();
        });
      }),
  };
};
