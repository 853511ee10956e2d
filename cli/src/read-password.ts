/** A password, which is no argument: other users of the machine see those. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UsageError } from './command.ts';

/** A line typed at the terminal, not shown there. */
const ask = async (prompt: string): Promise<string> => {
  process.stderr.write(prompt);
  const output = new Writable({ write: (_, __, done) => done() });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const interrupted = Promise.withResolvers<never>();
  terminal.once('close', () => interrupted.reject(new Error('Interrupted.')));
  interrupted.promise.catch(() => {});
  try {
    return await Promise.race([terminal.question(''), interrupted.promise]);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
};

const askTwice = async (): Promise<string> => {
  const password = await ask('New password: ');
  if ((await ask('The same again: ')) !== password) throw new UsageError('the two passwords differ.');
  return password;
};

/** Asked for twice at a terminal; else standard input without the end of its line. */
export const readPassword = async (): Promise<string> =>
  process.stdin.isTTY ? askTwice() : (await text(process.stdin)).replace(/\r?\n$/, '');
