/**
 * Who PostgreSQL runs as. It refuses root, so under root it gets a fixed number that no user of the machine has:
 * nothing else runs under it, so that a socket and files of mode 0700 are closed to everybody else (DESIGN §7).
 */
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './types.ts';

const number = 26432;

/** The account of the postmaster; undefined where this process is not root, and may be it itself. */
export const serverAccount = (): Account | undefined =>
  process.getuid?.() === 0 ? { uid: number, gid: number } : undefined;

/**
 * The account for `initdb`, which alone insists that its user has a name. It borrows the user of one that has one
 * (`nobody`, if there is) together with the server's own group: other processes of that user are kept out by the
 * group, since the directory around is 0710 and theirs is another. What it made is given to the server afterwards.
 */
export const initdbAccount = async (server: Account): Promise<Account> => {
  const entries = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid]) => ({ name, uid: Number(uid || Number.NaN) }))
    .filter(({ uid }) => uid > 0);
  const found =
    entries.find(({ uid }) => uid === server.uid) ?? entries.find(({ name }) => name === 'nobody') ?? entries[0];
  if (!found) {
    throw new Error(
      'The embedded PostgreSQL cannot be set up as root on a machine without any other user in /etc/passwd: ' +
        'run Docket as another user, or set DATABASE_URL.',
    );
  }
  return { uid: found.uid, gid: server.gid };
};

const allows = async (path: string, bits: number, { uid, gid }: Account): Promise<boolean> => {
  const found = await stat(path);
  const shift = found.uid === uid ? 6 : found.gid === gid ? 3 : 0;
  return ((found.mode >> shift) & bits) === bits;
};

/** Whether `account` may enter the directory `path` (a real path) and read and enter what is directly in it. */
export const canReach = async (path: string, account: Account): Promise<boolean> => {
  for (let at = path; ; at = dirname(at)) {
    if (!(await allows(at, 1, account))) return false;
    if (at === dirname(at)) return true;
  }
};

/** Whether `account` may read the file `path` (a real path); where it is a program, `run` asks for that too. */
export const canRead = async (path: string, account: Account, run = false): Promise<boolean> =>
  (await canReach(dirname(path), account)) && (await allows(path, run ? 5 : 4, account));
