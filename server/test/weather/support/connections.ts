/** Clients by the thousand, as bytes over sockets. */
import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import type { Server } from '../../acceptance/support/server.ts';

/** How many connections a process may hold here, of those wanted; some open files are for other things. */
export const countPossible = (wanted: number): number => {
  const limit = execFileSync('/bin/sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  return limit === 'unlimited' ? wanted : Math.min(wanted, Number(limit) - 500);
};

export interface Connection {
  readonly socket: Socket;
  /** What came since it was last asked something. */
  readonly received: () => string;
  /** By `performance.now()`; undefined: it is open. */
  readonly endedAt: () => number | undefined;
  /** Sends a request without a body; resolves with the answer's status once all of it is here. */
  ask(request: string): Promise<number>;
  /** Resolves when the other side has ended it. */
  readonly ended: Promise<void>;
}

const isWhole = (text: string): boolean => {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: ([0-9]+)\r\n/i.exec(text)?.[1];
  return text.length >= head + 4 + Number(length ?? Number.NaN);
};

export const openConnection = (server: Server): Promise<Connection> =>
  new Promise((resolve, reject) => {
    let received = '';
    let endedAt: number | undefined;
    let look = (): void => {};
    const ended = Promise.withResolvers<void>();
    const ask = (request: string): Promise<number> =>
      new Promise((answered, failed) => {
        received = '';
        look = () => {
          if (isWhole(received)) answered(Number(received.slice(9, 12)));
          else if (endedAt !== undefined) failed(new Error(`The connection ended: ${received}`));
        };
        socket.write(request);
        look();
      });
    const { hostname: host, port } = new URL(server.url);
    const socket = connect({ host, port: Number(port) }, () =>
      resolve({ socket, received: () => received, endedAt: () => endedAt, ask, ended: ended.promise }),
    );
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk;
      look();
    });
    socket.on('close', () => {
      endedAt = performance.now();
      look();
      ended.resolve();
    });
    socket.on('error', reject); // of no effect once it is open: `close` follows
  });

/** Opens so many, a few at a time: a queue of connections to be accepted has its bounds. */
export const openConnections = async <T>(count: number, open: (index: number) => Promise<T>): Promise<T[]> => {
  const opened: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      opened[index] = await open(index);
    }
  };
  await Promise.all(Array.from({ length: 100 }, work));
  return opened;
};
