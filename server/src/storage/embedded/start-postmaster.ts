/** Starts one postmaster and waits until it accepts connections. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from './init-cluster.ts';
import { disownPostmasterFile, isPostmaster, readPostmasterFile } from './postmaster-file.ts';
import { openLog, readLogTail, trimLog } from './server-log.ts';
import { serverArguments } from './settings.ts';
import { socketPort } from './socket-directory.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import type { Cluster, StartLog } from './types.ts';

export interface Postmaster {
  readonly pid: number;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
}

/** A child that died may leave processes that take a moment to notice, and until then PostgreSQL refuses to start. */
const leftoverWait = 15_000;

const watch = (child: ChildProcess): Promise<Error | undefined> =>
  new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', () => resolve(undefined));
  });

/** In a session of its own: an interrupt typed at the terminal is for us, and stopping PostgreSQL comes last. */
const spawnServer = async ({ programs, data, socketDir, account, logFile }: Cluster): Promise<ChildProcess> => {
  await trimLog(logFile);
  const output = await openLog(logFile);
  try {
    return spawn(programs.postgres, serverArguments(data, socketDir), {
      ...account,
      cwd: '/',
      env: childEnvironment,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
  } finally {
    await output.close();
  }
};

/** One try: the postmaster once it is ready, or undefined when it ended before. */
const tryStart = async (cluster: Cluster, log: StartLog): Promise<Postmaster | undefined> => {
  const child = await spawnServer(cluster);
  let hasEnded = false;
  let failure: Error | undefined;
  const ended = watch(child).then((error) => {
    hasEnded = true;
    failure = error;
  });
  const told = setTimeout(() => log.info('PostgreSQL recovers what was in its log; this takes a while.'), 5_000);
  while (!hasEnded) {
    const file = await readPostmasterFile(cluster.data);
    if (child.pid !== undefined && file?.pid === child.pid && file.isReady) {
      clearTimeout(told);
      child.unref();
      return { pid: child.pid, ended };
    }
    await Promise.race([sleep(10), ended]);
  }
  clearTimeout(told);
  if (failure) throw new Error(`PostgreSQL cannot be run here (${failure.message}); DATABASE_URL names another.`);
  return undefined;
};

/**
 * What an earlier server left behind: one that outlived a killed Docket is stopped, so that the new one runs with
 * this version's programs and settings and as our child; its socket, or that of one that crashed, is taken away.
 */
const clearAway = async (cluster: Cluster, log: StartLog): Promise<boolean> => {
  const file = await readPostmasterFile(cluster.data);
  if (file && (await isPostmaster(file.pid, cluster))) {
    log.info(`A PostgreSQL (process ${file.pid}) that outlived its Docket is stopped and started again.`);
    await stopPostmaster(file.pid, cluster, log);
  } else if (file) {
    await disownPostmasterFile(cluster.data);
  }
  const socket = join(cluster.socketDir, `.s.PGSQL.${socketPort}`);
  await Promise.all([rm(socket, { force: true }), rm(`${socket}.lock`, { force: true })]);
  return file !== undefined;
};

/** The caller holds the data directory's lock and made the cluster. Rejects with PostgreSQL's last words where it will not start. */
export const startPostmaster = async (cluster: Cluster, log: StartLog): Promise<Postmaster> => {
  const giveUpAt = performance.now() + leftoverWait;
  for (;;) {
    const hadLeftovers = await clearAway(cluster, log);
    const started = await tryStart(cluster, log);
    if (started) return started;
    if (!hadLeftovers || performance.now() > giveUpAt) {
      throw new Error(`The embedded PostgreSQL does not start: ${await readLogTail(cluster.logFile)}`);
    }
    await sleep(200);
  }
};
