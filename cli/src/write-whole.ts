/** A file that is there whole or not at all. */
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { syncDirectory } from '@docket/server/storage/files.ts';

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Has `write` fill a file beside `path`, readable by its owner only, which takes its place once all of it is on disk. One
 * that is there already stays, and is a refusal, unless `force`.
 */
export const writeWhole = async <T>(
  path: string,
  force: boolean,
  write: (output: Writable) => Promise<T>,
): Promise<T> => {
  if (!force && (await isThere(path))) throw new Error(`${path} is there already; --force writes over it.`);
  const beside = `${path}.${process.pid}.part`;
  const file = await open(beside, 'wx', 0o600).catch((cause: Error) => {
    throw new Error(`${path} cannot be written: ${cause.message}`, { cause });
  });
  try {
    const written = await write(file.createWriteStream({ flush: true }));
    await rename(beside, path);
    await syncDirectory(dirname(resolve(path)));
    return written;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(beside, { force: true });
    throw error;
  }
};
