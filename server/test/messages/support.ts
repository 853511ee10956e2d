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
  /** Ends every connection as soon as it is made; the port stays its own, as another test might take it. */
  down(): void;
  up(): void;
  close(): Promise<void>;
}

const failure = (code: number): Error => Object.assign(new Error('No'), { responseCode: code });

/** With `credentials` it wants a sign-in. */
export const startMailHost = async (credentials?: { user: string; pass: string }): Promise<MailHost> => {
  let isDown = false;
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
    down: () => {
      isDown = true;
      for (const socket of sockets) socket.destroy();
    },
    up: () => {
      isDown = false;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = create();
  server.server.on('connection', (socket) => {
    if (isDown) socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.on('error', () => {});
  port = (server.server.address() as AddressInfo).port;
  return host;
};
