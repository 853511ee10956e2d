/** What a postmaster writes of itself into its data directory, and whether it still lives. */
import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from './types.ts';

export interface PostmasterFile {
  pid: number;
  socketDir: string;
  /** It accepts connections; before that it starts or recovers. */
  isReady: boolean;
}

const pathOf = (data: string): string => join(data, 'postmaster.pid');

/** Undefined where there is none, or it is still being written. */
export const readPostmasterFile = async (data: string): Promise<PostmasterFile | undefined> => {
  const lines = (await readFile(pathOf(data), 'utf8').catch(() => '')).split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, socketDir: lines[4] ?? '', isReady: lines[7]?.trim() === 'ready' };
};

const readCommand = async (pid: number): Promise<string> => {
  if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', `${pid}`]).catch(() => ({ stdout: '' }));
  return stdout.replaceAll(' ', '\0');
};

/**
 * Whether `pid` is a postmaster of this cluster: numbers are given again, and the file is PostgreSQL's to write, so it alone
 * is no reason to send a signal as root. A process that ended and that nobody waited for does not count as alive.
 */
export const isPostmaster = async (
  pid: number,
  { data, account }: Pick<Cluster, 'data' | 'account'>,
): Promise<boolean> => {
  const command = await readCommand(pid);
  if (!command.includes(`\0-D\0${data.replaceAll(' ', process.platform === 'linux' ? ' ' : '\0')}\0`)) return false;
  if (!account || process.platform !== 'linux') return true;
  return (await stat(`/proc/${pid}`).catch(() => undefined))?.uid === account.uid;
};

/**
 * After a crash the number in the file may have become that of some other process, and PostgreSQL would refuse to
 * start. It passes over its own parent's number, so that is put there; the rest of the file stays, since by it
 * PostgreSQL finds out whether processes of the crashed server still run.
 */
export const disownPostmasterFile = async (data: string): Promise<void> => {
  const text = await readFile(pathOf(data), 'utf8').catch(() => '');
  if (text.includes('\n')) await writeFile(pathOf(data), `${process.pid}${text.slice(text.indexOf('\n'))}`);
};
