/**
 * One Docket process at a time owns the embedded database of a data directory.
 *
 * The lock is the operating system's, on an open file: it dies with its process however that ends, cannot be left
 * behind, and two that ask at one moment cannot both get it. Node offers no such lock, but the SQLite in it holds
 * one for as long as an exclusive transaction is open. It must be taken before PostgreSQL is touched, so it cannot
 * be PostgreSQL's own. Who holds it stands in a second file, for people and for the other processes.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** `server` answers requests; `command` is a short piece of work (`docket apply`). */
export type LockRole = 'server' | 'command';

export interface LockHolder {
  readonly pid: number;
  readonly role: LockRole;
}

export interface DataLock {
  release(): Promise<void>;
}

const busy = 5; // SQLITE_BUSY

const take = (path: string): DatabaseSync | undefined => {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('pragma journal_mode = memory; begin exclusive');
    return file;
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const readHolder = async (path: string): Promise<LockHolder | undefined> => {
  const [pid, role] = (await readFile(path, 'utf8').catch(() => '')).trim().split(' ');
  if (!pid || !/^[0-9]+$/.test(pid) || !isAlive(Number(pid))) return undefined;
  return { pid: Number(pid), role: role === 'server' ? 'server' : 'command' };
};

/**
 * Takes the lock of `dataDir` (which exists), or tells who holds it. Two who ask at once may get in each other's way for a
 * moment, and a holder needs one to write its name, so a refusal is only believed when it is repeated.
 */
export const lockDataDir = async (dataDir: string, role: LockRole): Promise<DataLock | LockHolder> => {
  const path = join(dataDir, 'docket.lock');
  const namePath = join(dataDir, 'docket.pid');
  for (let attempt = 1; ; attempt += 1) {
    const file = take(path);
    if (file) {
      await writeFile(namePath, `${process.pid} ${role}\n`);
      const release = async (): Promise<void> => {
        await rm(namePath, { force: true });
        file.close();
      };
      return { release };
    }
    const holder = await readHolder(namePath);
    if (attempt >= 5 && holder) return holder;
    if (attempt >= 100) throw new Error(`The data directory ${dataDir} is in use by a process that gives no name.`);
    await sleep(5 + Math.random() * 20);
  }
};
