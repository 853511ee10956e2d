/** Reads the members of a backup, one after the other, each summed on its way through. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { BackupError, sumsName } from './manifest.ts';

export interface Members {
  /** The name of the next one; undefined at the end of the file. */
  peek(): Promise<string | undefined>;
  /** The bytes of the next one. It is read to its end before another is looked at. */
  read(): AsyncGenerator<Buffer>;
  /** The same, of a small one. */
  readText(limit: number): Promise<string>;
  /** Reads the sums, which come last. Throws `BackupError` unless they are those of all that was read. */
  finish(): Promise<void>;
}

const torn = (cause?: unknown): BackupError =>
  new BackupError('The file is not a whole backup: it is torn, or something else.', { cause });

type Entry = { readonly header: { readonly name: string } } & AsyncIterable<Buffer>;

const sumsLimit = 1024 * 1024 * 1024;

/** What goes wrong with the file is thrown as `BackupError`, by whatever is asked next. */
export const readMembers = (input: Readable): Members => {
  const tar = extract();
  const fed = pipeline(input, tar);
  fed.catch(() => {}); // told by the members
  const entries = tar[Symbol.asyncIterator]() as unknown as AsyncIterator<Entry>;
  const sums = new Map<string, string>();
  let next: Promise<IteratorResult<Entry>> | undefined;

  const ahead = (): Promise<IteratorResult<Entry>> => {
    next ??= entries.next().catch((error: unknown) => {
      throw torn(error);
    });
    return next;
  };
  const read = async function* (): AsyncGenerator<Buffer> {
    const found = await ahead();
    next = undefined;
    if (found.done) throw torn();
    const { name } = found.value.header;
    if (sums.has(name)) throw new BackupError(`The backup has two members named ${name}.`);
    const hash = createHash('sha256');
    try {
      for await (const chunk of found.value) {
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      throw torn(error);
    }
    sums.set(name, hash.digest('hex'));
  };
  const readText = async (limit: number): Promise<string> => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of read()) {
      size += chunk.length;
      if (size > limit) throw torn();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  };
  const peek = async (): Promise<string | undefined> => {
    const found = await ahead();
    return found.done ? undefined : found.value.header.name;
  };
  return {
    peek,
    read,
    readText,
    finish: async () => {
      if ((await peek()) !== sumsName) throw torn();
      const expected = [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('');
      if ((await readText(sumsLimit)) !== expected) {
        throw new BackupError('The backup is not as it was written: a part of it was altered.');
      }
      if ((await peek()) !== undefined) throw torn();
    },
  };
};
