/** The server under test, as anybody starts it: `docket serve` in a process of its own, on a fresh data directory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** From the start of the process to the first answer of `/readyz`, in ms. */
  readonly startMs: number;
  /** MB of memory that the process holds now; 0 where the system does not tell. */
  residentMb(): number;
  /** CPU milliseconds that the process has used. */
  cpuMs(): number;
  stop(): Promise<void>;
}

const tenantFile = fileURLToPath(new URL('../../server/demo/riverside.yaml', import.meta.url));
const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

/** As `npm run docket` gives them. */
const flags = ['--max-semi-space-size=16'];

const readProc = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

const residentMb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readProc(pid, 'status'))?.[1] ?? 0) / 1024;

/** User and system time, in ticks of 10 ms, follow the name in brackets. */
const cpuMs = (pid: number): number => {
  const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
};

const untilReady = async (base: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(10);
  }
};

/** A data directory of the run's own, which the database's own user passes through. */
export const makeDataDir = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'docket-bench-'));
  await chmod(dataDir, 0o755);
  return dataDir;
};

interface Start {
  readonly dataDir: string;
  /** Before the program (`--cpu-prof`). */
  readonly nodeArguments?: readonly string[];
  /** Behind `serve`. */
  readonly serveArguments?: readonly string[];
  /** Beside the process's own; default: none. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts it. Rejects with its own output where it does not start. */
export const startServer = async ({
  dataDir,
  nodeArguments = [],
  serveArguments = [],
  env = {},
}: Start): Promise<Server> => {
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, ...nodeArguments, program, 'serve', ...serveArguments], {
    env: { DOCKET_LOG_LEVEL: 'warn', ...process.env, ...env, DOCKET_DATA_DIR: dataDir, DOCKET_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a Ctrl-C ends the instrument first, which then stops the server
  });
  const exited = once(child, 'exit');
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => void told.push(chunk.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await exited;
  };
  const address = new Promise<URL>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /listens on (http:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(new URL(found));
    });
    exited.then(() => reject(new Error(`The server ended before it listened.\n${told.join('')}`)), reject);
  });
  try {
    const { hostname, port } = await address;
    await untilReady(`http://${hostname}:${port}`);
    const pid = child.pid ?? 0;
    return {
      host: hostname,
      port: Number(port),
      dataDir,
      startMs: performance.now() - started,
      residentMb: () => residentMb(pid),
      cpuMs: () => cpuMs(pid),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/**
 * How long a server takes to its first answer on an empty directory, embedded, in ms: initdb, migrations and the
 * demonstration tenant in it.
 */
export const measureStart = async (): Promise<number> => {
  const dataDir = await makeDataDir();
  try {
    const env = { DATABASE_URL: undefined };
    const server = await startServer({ dataDir, serveArguments: ['--apply', tenantFile], env });
    await server.stop();
    return server.startMs;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

const loader = fileURLToPath(new URL('./load-cases/main.ts', import.meta.url));

/** Fills the store of that directory (or that of `DATABASE_URL`) in a process of its own; one that has cases is left alone. */
export const loadStore = async (dataDir: string, cases: number, signal: AbortSignal): Promise<void> => {
  const child = spawn(process.execPath, [loader, '--cases', `${cases}`, '--keep'], {
    env: { ...process.env, DOCKET_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
    signal,
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The store could not be filled.');
};
