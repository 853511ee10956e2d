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
  /** From the start of the process to the first answer of `/readyz`, in ms; initdb, migrations and tenant file in it. */
  readonly startMs: number;
  /** MB of memory that the process holds now; 0 where the system does not tell. */
  residentMb(): number;
  /** CPU milliseconds that the process has used. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export const tenantFile = fileURLToPath(new URL('../../server/demo/riverside.yaml', import.meta.url));
const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

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

/**
 * Starts it; `nodeArguments` come before the program (`--cpu-prof`), `environment` is set beside what is set here. Rejects
 * with its own output where it does not start.
 */
export const startServer = async (
  nodeArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'docket-bench-'));
  await chmod(dataDir, 0o755); // the database's own user passes through
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, program, 'serve', '--apply', tenantFile], {
    env: { DOCKET_LOG_LEVEL: 'warn', ...process.env, ...environment, DOCKET_DATA_DIR: dataDir, DOCKET_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a Ctrl-C ends the instrument first, which then stops the server
  });
  const exited = once(child, 'exit');
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => void told.push(chunk.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await exited;
    }
    await rm(dataDir, { recursive: true, force: true });
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
