/** Makes the directory of the database's socket, which nobody but PostgreSQL, root and this process can enter. */
import { lchown, lstat, mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf } from './place-home.ts';
import type { Account } from './types.ts';

export const socketPort = 5432;

/** A socket's path may have 107 bytes on Linux and 103 on macOS, counted as bytes, not letters. */
const fits = (directory: string): boolean => Buffer.byteLength(`${directory}/.s.PGSQL.${socketPort}`) <= 103;

/** False where somebody else was there first: then nothing in it is to be trusted, and nothing is changed. */
const makePrivate = async (path: string, account: Account | undefined): Promise<boolean> => {
  const self = process.getuid?.() ?? -1;
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS') return false;
    if (code !== 'EEXIST') throw error;
    const found = await lstat(path);
    const isOurs = found.uid === self || found.uid === account?.uid;
    if (!found.isDirectory() || !isOurs || (found.mode & 0o077) !== 0) return false;
  }
  if (account) await lchown(path, account.uid, account.gid);
  return true;
};

/**
 * `socket` in `home`, or where that would be too long a short one under /run or /tmp, whose name follows from `home`:
 * so the next start finds it again after a crash. A name taken by somebody else is passed over.
 */
export const makeSocketDirectory = async (home: string, account: Account | undefined): Promise<string> => {
  const inHome = join(home, 'socket');
  if (fits(inHome) && (await makePrivate(inHome, account))) return inHome;
  const short = ['/run', '/tmp'].slice(account ? 0 : 1).map((place) => `${place}/docket-${nameOf(home)}`);
  for (const suffix of ['', '-2', '-3', '-4', '-5']) {
    for (const path of short) {
      if (await makePrivate(path + suffix, account)) return path + suffix;
    }
  }
  throw new Error(`There is no place for the database's socket: ${short.join(' and ')} belong to somebody else.`);
};

/** Takes away a short one after the server stopped; the one in `home` stays. */
export const removeSocketDirectory = async (path: string, home: string): Promise<void> => {
  if (!path.startsWith(`${home}/`)) await rmdir(path).catch(() => undefined);
};
