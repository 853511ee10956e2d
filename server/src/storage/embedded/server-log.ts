/** The file that PostgreSQL's own messages go to, kept small. */

import type { FileHandle } from 'node:fs/promises';
import { copyFile, open, readFile, stat, truncate } from 'node:fs/promises';

const maxBytes = 4 * 1024 * 1024;

/** Keeps one older part beside it. PostgreSQL appends, so the file may be emptied under it. */
export const trimLog = async (path: string): Promise<void> => {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size <= maxBytes) return;
  await copyFile(path, `${path}.1`);
  await truncate(path);
};

/** Opened here and handed down: the server's user need not be able to write in the file's directory. */
export const openLog = (path: string): Promise<FileHandle> => open(path, 'a', 0o600);

/** The last lines, for a message. */
export const readLogTail = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-4).join(' | ');
};
