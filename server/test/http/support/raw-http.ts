/** HTTP as bytes over a socket, for what no client library would send. */

import type { Socket } from 'node:net';
import { connect } from 'node:net';

export interface RawConnection {
  readonly socket: Socket;
  send(text: string | Buffer): void;
  /** Resolves with all that was received so far, once it matches. Rejects when the connection ends without. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with all that was received, when the other side has ended the connection. */
  readonly ended: Promise<string>;
}

export const openRaw = (port: number): Promise<RawConnection> =>
  new Promise((resolve, reject) => {
    let received = '';
    const ended = Promise.withResolvers<string>();
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve({ socket, send, until, ended: ended.promise }));
    const send = (text: string | Buffer): void => {
      socket.write(text);
    };
    const until = (pattern: RegExp): Promise<string> =>
      new Promise((found, missed) => {
        const look = (): void => {
          if (!pattern.test(received)) return;
          socket.off('data', look);
          found(received);
        };
        socket.on('data', look);
        ended.promise.then(() =>
          pattern.test(received) ? found(received) : missed(new Error(`got only: ${received}`)),
        );
        look();
      });
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('close', () => ended.resolve(received));
    socket.on('error', () => {});
    socket.once('error', reject);
  });
