/** A started `docket serve`, on a data directory of its own, as somebody runs it who has nothing but the program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeTestDirectory } from '../../support/test-directory.ts';

const program = fileURLToPath(new URL('../../../../cli/src/main.ts', import.meta.url));
export const demoFile = fileURLToPath(new URL('../../../demo/riverside.yaml', import.meta.url));

/** Settings beside the usual ones (`DATABASE_URL`, …). */
export type Settings = Readonly<Record<string, string>>;

const environment = (dataDir: string, settings: Settings): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, DOCKET_DEFAULT_TENANT: __, ...rest } = process.env;
  return { ...rest, DOCKET_PORT: '0', DOCKET_DATA_DIR: dataDir, DOCKET_LOG_LEVEL: 'warn', ...settings };
};

export interface Ended {
  /** Null: killed by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Launch {
  readonly settings?: Settings;
  readonly kill?: AbortSignal | undefined;
  /** Shell commands to be run in front of it, in its process: `ulimit -f 10`. */
  readonly prepare?: string;
}

const launch = (args: readonly string[], dataDir: string, { settings = {}, kill, prepare }: Launch = {}) => {
  const command = [process.execPath, program, ...args];
  const shell = prepare === undefined ? [] : ['/bin/sh', '-c', `${prepare}; exec "$@"`, 'sh'];
  const [file = '', ...rest] = [...shell, ...command];
  const child = spawn(file, rest, {
    env: environment(dataDir, settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  kill?.addEventListener('abort', () => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...said }));
  return { child, said, ended };
};

/** Runs `docket ARGS` to its end, which is a `kill -9` when `kill` says so. */
export const runDocket = (
  args: readonly string[],
  dataDir: string,
  kill?: AbortSignal,
  settings: Settings = {},
): Promise<Ended> => launch(args, dataDir, { settings, kill }).ended;

/** A process that ended and that nobody waited for is not alive. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** The process of the embedded PostgreSQL of `dataDir`, or undefined where none is running. */
export const findPostgres = async (dataDir: string): Promise<number | undefined> => {
  const file = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  return Number.isNaN(pid) || !isAlive(pid) ? undefined : pid;
};

export interface Server {
  /** `http://127.0.0.1:PORT`, all faces. */
  readonly url: string;
  /** Of the faces that stand alone, by name. */
  readonly alone: ReadonlyMap<string, string>;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** What it wrote until now. */
  readonly said: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ended>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** Resolves once it listens; rejects with what it said where it ends before. */
export const startServer = async (
  dataDir: string,
  args: readonly string[] = ['--apply', demoFile],
  how: Pick<Launch, 'settings' | 'prepare'> = {},
): Promise<Server> => {
  const { child, said, ended } = launch(['serve', ...args], dataDir, how);
  const listens = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const url = /^Docket listens on (http:\S+)$/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([listens, ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  const wanted = args.filter((arg) => arg === '--listen').length;
  const alone = () =>
    [...said.stdout.matchAll(/^ {2}(\w+) alone: (\S+)$/gm)].map(([, name = '', at = '']) => [name, at]);
  while (alone().length < wanted) await sleep(5);
  return {
    url,
    alone: new Map(alone() as [string, string][]),
    dataDir,
    process: child,
    said,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
};

/** Ends what is left of the servers on a directory, and removes it. */
export const clearDirectory = async (dataDir: string, servers: readonly Server[]): Promise<void> => {
  await Promise.all(servers.map((server) => (isAlive(server.process.pid ?? 0) ? server.end('SIGKILL') : undefined)));
  const postgres = await findPostgres(dataDir);
  if (postgres !== undefined) process.kill(postgres, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
};

/** A server on a fresh directory; `close` leaves nothing. */
export const openServer = async (
  args?: readonly string[],
  how?: Pick<Launch, 'settings' | 'prepare'>,
): Promise<Server & { close(): Promise<void> }> => {
  const dataDir = await makeTestDirectory();
  const server = await startServer(dataDir, args, how).catch(async (error: unknown) => {
    await clearDirectory(dataDir, []);
    throw error;
  });
  return {
    ...server,
    close: async () => {
      await server.end('SIGTERM');
      await clearDirectory(dataDir, [server]);
    },
  };
};
