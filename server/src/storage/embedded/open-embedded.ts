/** The embedded database of a data directory: a real PostgreSQL, over a unix socket, with no TCP (DESIGN §5, §7). */
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { serverAccount } from './account.ts';
import { type DataLock, type LockHolder, type LockRole, lockDataDir } from './data-lock.ts';
import { findPrograms } from './find-programs.ts';
import { initCluster, superuser } from './init-cluster.ts';
import { keepPostmaster } from './keep-postmaster.ts';
import { placeHome } from './place-home.ts';
import { isPostmaster, readPostmasterFile } from './postmaster-file.ts';
import { makeSocketDirectory, removeSocketDirectory, socketPort } from './socket-directory.ts';
import type { Account, Cluster, Connection, StartLog } from './types.ts';

export interface EmbeddedOptions {
  dataDir: string;
  log: StartLog;
  /** Under root, where the databases of closed data directories and the copies of the programs go. */
  systemDir?: string;
  /** Told once PostgreSQL's own work is under way, and there is time for other things. */
  onLaunch?: () => void;
}

export interface EmbeddedDatabase {
  readonly connection: Connection;
  /** Gives up what this call took: stops the database and releases the directory, if it was this call that started it. */
  stop(): Promise<void>;
}

const database = 'docket';
const patience = 60_000;

const connectionTo = (socketDir: string): Connection => ({
  host: socketDir,
  port: socketPort,
  user: superuser,
  database,
});

/**
 * The empty database that `initdb` leaves becomes ours: making another would be a tenth of the first start. Looked at in
 * each start, since one may be killed between making the cluster and this.
 */
const nameDatabase = async (connection: Connection): Promise<void> => {
  const client = new Client({ ...connection, database: 'template1' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`alter database postgres rename to ${database}`);
  } finally {
    await client.end();
  }
};

const prepareCluster = async (dataDir: string, account: Account | undefined, options: EmbeddedOptions) => {
  const systemDir = options.systemDir ?? '/var/lib/docket';
  const home = await placeHome({ dataDir, account, systemDir, log: options.log });
  const programs = await findPrograms(account, account ? systemDir : home, options.log);
  const socketDir = await makeSocketDirectory(home, account);
  const paths = { home, data: join(home, 'data'), logFile: join(home, 'log'), socketDir };
  const cluster: Cluster = { programs, account, ...paths };
  const onLaunch = options.onLaunch ?? (() => {});
  await initCluster(cluster, onLaunch);
  onLaunch();
  return cluster;
};

const startLocked = async (dataDir: string, lock: DataLock, options: EmbeddedOptions): Promise<EmbeddedDatabase> => {
  try {
    const cluster = await prepareCluster(dataDir, serverAccount(), options);
    const server = await keepPostmaster(cluster, options.log);
    const connection = connectionTo(cluster.socketDir);
    const stopOnce = async (): Promise<void> => {
      await server.stop();
      await removeSocketDirectory(cluster.socketDir, cluster.home);
      await lock.release();
    };
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopped ??= stopOnce();
      return stopped;
    };
    await nameDatabase(connection).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return { connection, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
};

/** The database that a server is running, or undefined while it is still starting it. */
const findRunning = async (dataDir: string): Promise<Connection | undefined> => {
  const data = await realpath(join(dataDir, 'postgres/data')).catch(() => undefined);
  if (data === undefined) return undefined;
  const file = await readPostmasterFile(data);
  if (!file?.isReady || !(await isPostmaster(file.pid, { data, account: serverAccount() }))) return undefined;
  return connectionTo(file.socketDir);
};

const refusal = (dataDir: string, { pid, role }: LockHolder): Error =>
  new Error(
    `The data directory ${dataDir} is in use by another Docket ${role} (process ${pid}): ` +
      'stop that one first, or give this one a DOCKET_DATA_DIR of its own.',
  );

/** Takes the lock, or joins the server that has it. A command holds it for a moment only, so that is waited for. */
const lockOrJoin = async (dataDir: string, role: LockRole, log: StartLog): Promise<DataLock | Connection> => {
  const giveUpAt = performance.now() + patience;
  for (let told = false; ; told = true) {
    const lock = await lockDataDir(dataDir, role);
    if ('release' in lock) return lock;
    if (lock.role === 'server' && role === 'command') {
      const running = await findRunning(dataDir);
      if (running) return running;
    }
    if ((lock.role === 'server' && role === 'server') || performance.now() > giveUpAt) throw refusal(dataDir, lock);
    if (!told) log.info(`Waiting for another Docket ${lock.role} (process ${lock.pid}) on ${dataDir}.`);
    await sleep(100);
  }
};

/**
 * Opens the embedded database of `dataDir`, which is made if it is not there.
 *
 * `exclusive` (a server): starts it and keeps it running until `stop()`; rejects at once where another server has the
 * directory. Otherwise (a command): the database of the server that has the directory, left running by `stop()`; where there
 * is none, it is started for this command. One command waits for another. Either way the connection is ready to use, and a
 * database that outlived a killed Docket, or crashed, is taken up where its last commit left it.
 */
export const openEmbedded = async (options: EmbeddedOptions & { exclusive: boolean }): Promise<EmbeddedDatabase> => {
  await mkdir(options.dataDir, { recursive: true, mode: serverAccount() ? 0o711 : 0o700 });
  const dataDir = await realpath(options.dataDir);
  const found = await lockOrJoin(dataDir, options.exclusive ? 'server' : 'command', options.log);
  if ('release' in found) return await startLocked(dataDir, found, options);
  return { connection: found, stop: async () => undefined };
};

/** `openEmbedded` for a server. */
export const startEmbedded = (options: EmbeddedOptions): Promise<EmbeddedDatabase> =>
  openEmbedded({ ...options, exclusive: true });
