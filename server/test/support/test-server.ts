/** The PostgreSQL of a test run: one for all files under `run.ts`, or one of the file's own when it is started alone. */
import { rmSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/storage/embedded/open-embedded.ts';
import type { Connection } from '../../src/storage/embedded/types.ts';
import { prepareTemplate } from './prepare-template.ts';
import { makeTestDirectory } from './test-directory.ts';

export { makeTestDirectory } from './test-directory.ts';

export const template = 'docket_template';
/** Under `run.ts`: the connection, as JSON. */
export const testServerVariable = 'DOCKET_TEST_PG';

const warn = (message: string): void => void process.stderr.write(`${message}\n`);

/** Runs `work` on a connection to `database` of the server. */
export const withClient = async <T>(
  connection: Connection,
  database: string,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const client = new Client({ ...connection, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const makeTemplate = async (connection: Connection): Promise<void> => {
  await withClient(connection, 'docket', (client) => client.query(`create database ${template}`));
  await withClient(connection, template, prepareTemplate);
  await withClient(connection, 'docket', (client) =>
    client.query(`alter database ${template} with is_template true allow_connections false`),
  );
};

/** A last resort when the process ends without `stop()`: nothing of the run is to stay behind. */
const endAtExit = (directory: string, pid: number): (() => void) => {
  const end = (): void => {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {}
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.once('exit', end);
  return () => process.off('exit', end);
};

export interface TestServer {
  readonly connection: Connection;
  /** For other temporary files of the run; goes with it. */
  readonly temporary: string;
  stop(): Promise<void>;
}

/** Starts one in a directory that `stop()` removes, with the template made. */
export const startTestServer = async (): Promise<TestServer> => {
  const directory = await makeTestDirectory();
  const temporary = join(directory, 'tmp');
  await mkdir(temporary, { mode: 0o711 });
  const server = await startEmbedded({ dataDir: directory, log: { info: () => undefined, warn } });
  const pidFile = join(directory, 'postgres/data/postmaster.pid');
  const keep = endAtExit(directory, Number.parseInt(await readFile(pidFile, 'utf8'), 10));
  const stop = async (): Promise<void> => {
    keep();
    await server.stop();
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  await makeTemplate(server.connection).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { connection: server.connection, temporary, stop };
};
