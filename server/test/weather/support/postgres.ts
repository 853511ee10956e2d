/** A PostgreSQL of a test's own, reached by `DATABASE_URL`, that the test may stop, freeze and start again. */
import { readdirSync, readFileSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { serverAccount } from '../../../src/storage/embedded/account.ts';
import { findPrograms } from '../../../src/storage/embedded/find-programs.ts';
import { initCluster, superuser } from '../../../src/storage/embedded/init-cluster.ts';
import { placeHome } from '../../../src/storage/embedded/place-home.ts';
import {
  makeSocketDirectory,
  removeSocketDirectory,
  socketPort,
} from '../../../src/storage/embedded/socket-directory.ts';
import { startPostmaster } from '../../../src/storage/embedded/start-postmaster.ts';
import { stopPostmaster } from '../../../src/storage/embedded/stop-postmaster.ts';
import type { Cluster } from '../../../src/storage/embedded/types.ts';
import { makeTestDirectory } from '../../support/test-directory.ts';

export interface OwnPostgres {
  readonly url: string;
  start(): Promise<void>;
  /** As `pg_ctl stop -m immediate`: drops everything at once, and recovers at the next start. */
  drop(): Promise<void>;
  /** All its processes stand still, or go on. */
  freeze(): void;
  thaw(): void;
}

const log = { info: () => undefined, warn: () => undefined };
const systemDir = '/var/lib/docket';

const makeCluster = async (dataDir: string): Promise<Cluster> => {
  const account = serverAccount();
  const home = await placeHome({ dataDir, account, systemDir, log });
  const programs = await findPrograms(account, account ? systemDir : home, log);
  const socketDir = await makeSocketDirectory(home, account);
  const cluster: Cluster = { programs, account, home, data: `${home}/data`, logFile: `${home}/log`, socketDir };
  await initCluster(cluster, () => {});
  return cluster;
};

/** The postmaster and its children; elsewhere than on Linux the postmaster alone. */
const familyOf = (pid: number): number[] => {
  if (process.platform !== 'linux') return [pid];
  const children = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && new RegExp(`\\) \\S ${pid} `).test(readFileSync(`/proc/${name}/stat`, 'utf8'));
    } catch {
      return false; // it ended meanwhile
    }
  });
  return [pid, ...children.map(Number)];
};

const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended meanwhile.
    }
  }
};

/** Starts one, which goes with the test. */
export const openPostgres = async (t: Pick<TestContext, 'after'>): Promise<OwnPostgres> => {
  const dataDir = await realpath(await makeTestDirectory());
  const cluster = await makeCluster(dataDir);
  let current = await startPostmaster(cluster, log);
  let frozen: readonly number[] = [];
  const thaw = (): void => {
    signalAll(frozen, 'SIGCONT');
    frozen = [];
  };
  t.after(async () => {
    thaw();
    await stopPostmaster(current.pid, cluster, log);
    await removeSocketDirectory(cluster.socketDir, cluster.home);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  return {
    url: `postgresql://${superuser}@localhost:${socketPort}/postgres?host=${encodeURIComponent(cluster.socketDir)}`,
    start: async () => {
      current = await startPostmaster(cluster, log);
    },
    drop: async () => {
      process.kill(current.pid, 'SIGQUIT');
      await current.ended;
    },
    freeze: () => {
      // The postmaster first: then no new child is missed.
      signalAll([current.pid], 'SIGSTOP');
      frozen = familyOf(current.pid);
      signalAll(frozen, 'SIGSTOP');
    },
    thaw,
  };
};
