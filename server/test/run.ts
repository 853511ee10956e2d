/**
 * Runs all tests, or those given, on one PostgreSQL of the run's own:
 * `node server/test/run.ts [--option=value …] [file or pattern …]`; options go to `node --test`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestServer, testServerVariable } from './support/test-server.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const everything = ['server', 'sdk', 'cli', 'web', 'bench'].map((place) => `${place}/test/**/*.test.ts`);
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

const findFiles = async (): Promise<string[]> => {
  const found: string[] = [];
  const place = chosen.length > 0 ? process.cwd() : root;
  for await (const file of glob(chosen.length > 0 ? chosen : everything, { cwd: place })) found.push(file);
  return [...new Set(found)].sort();
};

const runTests = async (files: readonly string[], env: NodeJS.ProcessEnv, running: (child: ChildProcess) => void) => {
  // Three, as many a test waits for a process, a disk or a clock. The time is for what hangs; options given come later and win.
  const fixed = ['--test', '--test-reporter=spec', '--test-concurrency=3', '--test-timeout=120000'];
  const child = spawn(process.execPath, [...fixed, ...options, ...files], {
    cwd: chosen.length > 0 ? process.cwd() : root,
    env,
    stdio: 'inherit',
  });
  running(child);
  return await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
};

const files = await findFiles();
if (files.length === 0) {
  console.error(`There is no test file at ${chosen.join(' ')}.`);
  process.exit(1);
}
let child: ChildProcess | undefined;
let wasStopped = false;
for (const signal of signals) {
  process.on(signal, () => {
    wasStopped = true;
    child?.kill(signal);
  });
}
const server = await startTestServer();
try {
  // What a test that is interrupted leaves in its temporary directory goes with the run; a PostgreSQL there ends by
  // itself when its files are gone.
  // Each file is a process: what Node compiled for one, types stripped, is kept for the next.
  const compiled = join(root, 'node_modules/.cache/docket');
  const given = {
    [testServerVariable]: JSON.stringify(server.connection),
    TMPDIR: server.temporary,
    NODE_COMPILE_CACHE: compiled,
  };
  const env = { ...process.env, ...given };
  const run = (started: ChildProcess): void => {
    child = started;
  };
  process.exitCode = wasStopped ? 1 : await runTests(files, env, run);
} finally {
  await server.stop();
}
