/** A real SMTP server for a test, which can be down for a while, and refuse. */
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text as they came. */
  readonly raw: string;
  readonly user: string | undefined;
}

export interface MailHost {
  readonly port: number;
  readonly received: Received[];
  /** Recipients that are refused, with the code. */
  readonly refused: Map<string, number>;
  /** The next message is taken whole, and the connection ends before that is said. */
  hangsUp: boolean;
  /** Closes the port. */
  down(): Promise<void>;
  /** Opens it again. */
  up(): Promise<void>;
}

const failure = (code: number): Error => Object.assign(new Error('No'), { responseCode: code });

/** With `credentials` it wants a sign-in. */
export const startMailHost = async (credentials?: { user: string; pass: string }): Promise<MailHost> => {
  let server: SMTPServer | undefined;
  let port = 0;
  const sockets = new Set<Socket>();
  const create = (): SMTPServer =>
    new SMTPServer({
      authOptional: credentials === undefined,
      disabledCommands: credentials === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        const isRight = username === credentials?.user && password === credentials?.pass;
        done(isRight ? null : failure(535), isRight ? { user: username } : undefined);
      },
      onRcptTo: ({ address }, _session, done) => {
        const code = host.refused.get(address);
        done(code === undefined ? null : failure(code));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          host.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString(),
            user: session.user,
          });
          if (!host.hangsUp) done();
          else for (const socket of sockets) socket.destroy();
          host.hangsUp = false;
        });
      },
    });
  const host: MailHost = {
    get port() {
      return port;
    },
    received: [],
    refused: new Map(),
    hangsUp: false,
    up: () =>
      new Promise((resolve, reject) => {
        const fresh = create();
        server = fresh;
        fresh.once('error', reject);
        fresh.server.on('connection', (socket) => {
          sockets.add(socket);
          socket.once('close', () => sockets.delete(socket));
        });
        fresh.listen(port, '127.0.0.1', () => {
          port = (fresh.server.address() as AddressInfo).port;
          fresh.on('error', () => {});
          resolve();
        });
      }),
    down: () => new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve()))),
  };
  await host.up();
  return host;
};
