/** What the tests of the embedded database share: directories, processes that hold one, and a look into it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { type EmbeddedDatabase, openEmbedded } from '../../src/storage/embedded/open-embedded.ts';
import type { Connection } from '../../src/storage/embedded/types.ts';
import { makeTestDirectory } from './test-server.ts';

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  lines: string[];
}

export const makeLog = (): Log => {
  const lines: string[] = [];
  const add = (message: string): void => void lines.push(message);
  return { info: add, warn: add, lines };
};

export const readPid = async (dataDir: string): Promise<number> =>
  Number.parseInt(await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);

/** A process that ended and that nobody waited for is not alive. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const cleanups = new WeakMap<TestContext, (() => Promise<void>)[]>();

/** A directory for an embedded database; with the test goes all that the test left running on it. */
export const testDirectory = async (t: TestContext): Promise<string> => {
  const path = await makeTestDirectory();
  const earlier = cleanups.get(t) ?? [];
  cleanups.set(t, earlier);
  t.after(async () => {
    for (const cleanup of earlier.splice(0).reverse()) await cleanup();
    const pid = await readPid(path).catch(() => undefined);
    if (pid !== undefined && pid !== process.pid && isAlive(pid)) process.kill(pid, 'SIGQUIT');
    await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
  return path;
};

/** `openEmbedded`, stopped with the test at the latest. */
export const openHere = async (
  t: TestContext,
  options: Parameters<typeof openEmbedded>[0],
): Promise<EmbeddedDatabase> => {
  const database = await openEmbedded(options);
  cleanups.get(t)?.push(database.stop);
  return database;
};

export interface Holder {
  process: ChildProcess;
  answer: { connection?: Connection; error?: string };
  /** Ends it and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Another process with the database of `dataDir` open, or refused. */
export const holdElsewhere = async (t: TestContext, dataDir: string, role: 'server' | 'command'): Promise<Holder> => {
  const program = fileURLToPath(new URL('./hold-embedded.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir, role], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  cleanups.get(t)?.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return { process: child, answer: JSON.parse(line) as Holder['answer'], end };
};

/** One statement on a connection of its own. */
export const ask = async (connection: Connection, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

/** `ask`, again until the database is back. */
export const askUntilBack = async (connection: Connection, sql: string): Promise<Record<string, unknown>[]> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(connection, sql);
    } catch (error) {
      if (attempt === 400) throw error;
      await sleep(25);
    }
  }
};
