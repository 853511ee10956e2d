/** Decides where the database's own directory is. */
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readlink, realpath, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { canReach } from './account.ts';
import type { Account, StartLog } from './types.ts';

export interface HomePlace {
  /** Real path. */
  dataDir: string;
  account: Account | undefined;
  /** Where the databases of closed data directories go. */
  systemDir: string;
  log: StartLog;
}

/** Short enough for a socket's path, and another one for every directory. */
export const nameOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);

const isClosedTo = async (path: string, account: Account | undefined): Promise<boolean> =>
  account !== undefined && !(await canReach(path, account));

/**
 * The link is made before what it points at, and is all that is remembered: a data directory that was moved keeps its database,
 * and one that was deleted and made again gets a fresh one rather than the old one back.
 */
const placeElsewhere = async ({ dataDir, systemDir, log }: HomePlace, link: string): Promise<void> => {
  await mkdir(systemDir, { recursive: true, mode: 0o755 });
  const target = join(systemDir, `${nameOf(dataDir)}-${randomBytes(4).toString('hex')}`);
  await symlink(target, link);
  await mkdir(target, { mode: 0o710 });
  log.info(
    `The data directory ${dataDir} is closed to other users and PostgreSQL does not run as root, ` +
      `so the database's directory is ${target}.`,
  );
};

const makeHome = async (place: HomePlace, path: string): Promise<void> => {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink()) {
    await mkdir(await readlink(path), { recursive: true, mode: 0o710 });
  } else if (!found && (await isClosedTo(place.dataDir, place.account))) {
    await placeElsewhere(place, path);
  } else if (!found) {
    await mkdir(path, { mode: 0o700 });
  }
};

const checkOwner = async (home: string, account: Account | undefined): Promise<void> => {
  const owner = (await stat(join(home, 'data')).catch(() => undefined))?.uid;
  const wanted = account?.uid ?? process.getuid?.();
  if (owner === undefined || owner === wanted) return;
  throw new Error(
    `The database in ${home} belongs to the user with the number ${owner}, and would now be run by ${wanted}: ` +
      `start Docket as the user that made it${owner === 26432 ? ' (root)' : ''}.`,
  );
};

/**
 * Makes the directory that holds all that is PostgreSQL's, `postgres` in the data directory, and returns its real path.
 * Under root that is a link to a place below `systemDir` where the data directory lies in a closed one (root's home).
 * Root's is entered by the server's group and changed by nobody else; only what is in it belongs to the server.
 */
export const placeHome = async (place: HomePlace): Promise<string> => {
  const path = join(place.dataDir, 'postgres');
  await makeHome(place, path);
  const home = await realpath(path);
  await checkOwner(home, place.account);
  if (place.account) await chown(home, 0, place.account.gid);
  await chmod(home, place.account ? 0o710 : 0o700);
  if (await isClosedTo(home, place.account)) {
    throw new Error(
      `PostgreSQL does not run as root, and other users cannot enter ${home}: ` +
        'let them pass through the directories above it (chmod o+x), or choose another DOCKET_DATA_DIR.',
    );
  }
  return home;
};
