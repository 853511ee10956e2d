/** Makes an empty database cluster. */
import { spawn } from 'node:child_process';
import { chmod, lchown, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { initdbAccount } from './account.ts';
import type { Account, Cluster } from './types.ts';

export const superuser = 'docket';

/** A child sees none of this process's environment: it holds secrets, and `PG*` variables that would change its mind. */
export const childEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** LC_CTYPE must know letters beyond ASCII: the full-text parser asks it. macOS has no C.UTF-8. */
const localeOptions = process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=UTF-8'] : ['--locale=C.UTF-8'];

const runInitdb = async (
  program: string,
  data: string,
  account: Account | undefined,
  onLaunch: () => void,
): Promise<void> => {
  const options = [
    ...['--pgdata', data, '--username', superuser, '--encoding=UTF8', '--no-instructions'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...localeOptions],
    // Whoever can enter the socket's directory (0700) is the server itself or root.
    ...['--auth-local=trust', '--auth-host=reject'],
    ...['--set', 'dynamic_shared_memory_type=mmap', '--set', 'max_connections=100'],
  ];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, options, { ...account, cwd: '/', env: childEnvironment, detached: true });
    onLaunch();
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed: ${said.trim().split('\n').slice(-3).join(' ')}`));
    });
  }).catch((cause: Error) => {
    throw new Error(`The embedded PostgreSQL cannot be set up here (${cause.message}); DATABASE_URL names another.`, {
      cause,
    });
  });
};

const giveAll = async (path: string, { uid, gid }: Account): Promise<void> => {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  await Promise.all(entries.map((entry) => lchown(join(entry.parentPath, entry.name), uid, gid)));
  await lchown(path, uid, gid);
};

const checkVersion = ({ data, programs }: Cluster, found: string): void => {
  if (found === programs.major) return;
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${found} and this Docket brings ${programs.major}: ` +
      'back it up with the Docket that made it, and restore it here.',
  );
};

/**
 * Makes sure that `cluster.data` holds a cluster that these programs can run. It is made beside and renamed when it is
 * whole: a start that was killed half-way leaves only a directory that the next one removes, even while an
 * `initdb` that outlived it is still writing there. `onLaunch` is told when `initdb` runs, if it has to.
 */
export const initCluster = async (cluster: Cluster, onLaunch: () => void): Promise<void> => {
  const { home, data, account, programs } = cluster;
  const leftovers = (await readdir(home)).filter((name) => name.startsWith('new-'));
  for (const name of leftovers) await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  const found = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found !== undefined) return checkVersion(cluster, found.trim());
  const beside = await mkdtemp(join(home, 'new-'));
  const maker = account && (await initdbAccount(account));
  if (maker) await lchown(beside, maker.uid, maker.gid);
  await runInitdb(programs.initdb, beside, maker, onLaunch);
  if (account) await giveAll(beside, account);
  await chmod(beside, 0o700);
  await rename(beside, data);
};
