/** Writes the members of a backup: a plain tar, and at its end the sum of each member. */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { sumsName } from './manifest.ts';

export interface Packer {
  add(name: string, bytes: Buffer): Promise<void>;
  /** Bytes as they come, exactly `size` of them; answers their SHA-256. */
  addStream(name: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<Buffer>;
  /** Resolves when all of it is written, and `output` is ended. */
  finish(): Promise<void>;
}

/** `at`: the time that the members bear. */
export const createPacker = (output: Writable, at: Date): Packer => {
  const tar = pack();
  const sums: string[] = [];
  const written = pipeline(tar, output);
  written.catch(() => {}); // told to whoever waits for a member

  const open = (name: string, size: number) => {
    const done = Promise.withResolvers<void>();
    const entry = tar.entry({ name, size, mode: 0o600, mtime: at }, (error) =>
      error ? done.reject(error) : done.resolve(),
    );
    // An output that fails ends the members without a word.
    const ended = Promise.race([done.promise, written]);
    ended.catch(() => {});
    return { entry, ended };
  };
  const write = async (name: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
    const hash = createHash('sha256');
    const { entry, ended } = open(name, size);
    for await (const chunk of bytes) {
      hash.update(chunk);
      if (!entry.write(chunk))
        await Promise.race([new Promise<void>((resume) => entry.once('drain', () => resume())), ended]);
    }
    entry.end(undefined);
    await ended;
    return hash.digest();
  };
  const addStream: Packer['addStream'] = async (name, size, bytes) => {
    try {
      const sum = await write(name, size, bytes);
      sums.push(`${sum.toString('hex')}  ${name}\n`);
      return sum;
    } catch (error) {
      if (tar.destroying) await written; // it was the output that failed, and says how
      tar.destroy();
      throw error;
    }
  };
  const add: Packer['add'] = async (name, bytes) => {
    await addStream(
      name,
      bytes.length,
      (async function* () {
        yield bytes;
      })(),
    );
  };
  return {
    add,
    addStream,
    finish: async () => {
      await add(sumsName, Buffer.from(sums.join('')));
      tar.finalize();
      await written;
    },
  };
};
