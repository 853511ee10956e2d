/** One message to one mail server, and what became of it for certain. */
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  /** Null: no sign-in. */
  readonly credentials: { readonly user: string; readonly password: string } | null;
}

export interface Mail {
  /** An address, with or without a name. */
  readonly from: string;
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same whenever the message is tried. */
  readonly messageId: string;
  readonly language: string;
}

/**
 * `later`: the server did not take it, and may the next time. `refused`: it never will. `unknown`: the connection ended
 * while the server may have been taking it; a second try might be a second message.
 */
export type MailFailure = 'later' | 'refused' | 'unknown';

export class MailError extends Error {
  override readonly name = 'MailError';
  readonly failure: MailFailure;

  constructor(failure: MailFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.failure = failure;
  }
}

/** ms; an answer of the server may take this long. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

const address = /^[^\s@<>,;:"()\p{Cc}]+@[^\s@<>,;:"()\p{Cc}]+$/u;

/** How the library describes a failure. */
interface SmtpFailure extends Error {
  readonly command?: string;
  readonly responseCode?: number;
}

/** What the server said of this very message is its last word; all else may be otherwise the next time. */
const failureOf = ({ command, responseCode = 0 }: SmtpFailure, hasBegun: boolean): MailFailure => {
  if (responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')) return 'refused';
  return hasBegun && responseCode === 0 ? 'unknown' : 'later';
};

const compose = ({ from, to, subject, text, messageId, language }: Mail) =>
  new MailComposer({
    from,
    to: { name: '', address: to },
    subject,
    text,
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();

const converse = async (
  connection: SMTPConnection,
  { credentials }: MailServer,
  envelope: object,
  content: Readable,
  signal: AbortSignal,
): Promise<void> => {
  const step = (work: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('The connection ended.')));
      signal.addEventListener('abort', () => reject(new Error('It took too long, or the server is stopping.')));
      work((error) => (error ? reject(error) : resolve()));
    });
  await step((done) => connection.connect(done));
  if (credentials !== null) {
    const { user, password } = credentials;
    await step((done) => connection.login({ credentials: { user, pass: password } }, done));
  }
  await step((done) => connection.send(envelope as Parameters<SMTPConnection['send']>[0], content, done));
};

export interface Sending {
  readonly signal?: AbortSignal | undefined;
  /** Called when the server asks for the content, and waited for: until then it certainly has not taken the message. */
  beforeContent(): Promise<void>;
}

/** No try takes longer, whatever the server does (ms). */
export const longestTry = 300_000;

/**
 * Hands the message to the server; resolves once that has taken it. Fails with `MailError` for everything else, also where
 * `signal` ends it.
 */
export const sendMail = async (server: MailServer, mail: Mail, { signal, beforeContent }: Sending): Promise<void> => {
  if (!address.test(mail.to)) throw new MailError('refused', `'${mail.to}' is no e-mail address.`);
  const node = compose(mail);
  const bytes = await node.build();
  const { from } = node.getEnvelope();
  if (!from) throw new MailError('later', `'${mail.from}' is no address to send from.`);
  let hasBegun = false;
  let isAsked = false;
  // It is only read once the server has asked for the content.
  const content = new Readable({
    read() {
      if (isAsked) return;
      isAsked = true;
      const give = (): void => {
        hasBegun = true;
        this.push(bytes);
        this.push(null);
      };
      beforeContent().then(give, (error: Error) => this.destroy(error));
    },
  });
  const limit = AbortSignal.timeout(longestTry);
  const ends = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const { host, port, security } = server;
  const connection = new SMTPConnection({
    ...{ host, port, ...patience },
    ...{ secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
  });
  connection.on('error', () => {}); // told to whoever waits for the step that it ended
  try {
    await converse(connection, server, { from, to: [mail.to] }, content, ends);
    connection.quit();
  } catch (error) {
    connection.close();
    const failed = error as SmtpFailure;
    throw new MailError(failureOf(failed, hasBegun), failed.message, error);
  }
};
