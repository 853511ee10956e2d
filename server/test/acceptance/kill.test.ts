/** Nothing acknowledged is lost, nothing is left half-made, and the next start needs no hand (DESIGN S3.4, S3.5, S7). */
import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeTestDirectory } from '../support/test-directory.ts';
import { send } from './support/http.ts';
import {
  clearDirectory,
  demoFile,
  findPostgres,
  isAlive,
  runDocket,
  type Server,
  startServer,
} from './support/server.ts';
import { type Attempt, checkAll, load } from './support/streams.ts';

/** A data directory, and servers on it, one after the other. */
const openDirectory = async (t: TestContext) => {
  const dataDir = await makeTestDirectory();
  const servers: Server[] = [];
  t.after(() => clearDirectory(dataDir, servers));
  const start = async (): Promise<Server> => {
    const server = await startServer(dataDir);
    servers.push(server);
    return server;
  };
  return { dataDir, start };
};

const acknowledged = (attempts: readonly Attempt[]): number =>
  attempts.filter((attempt) => attempt.acknowledged !== undefined).length;

const verify = async (dataDir: string): Promise<void> => {
  const { code, stdout, stderr } = await runDocket(['verify'], dataDir);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /, 0 broken\./);
};

const reach = async (attempts: readonly Attempt[], wanted: number): Promise<void> => {
  while (acknowledged(attempts) < wanted) await sleep(2);
};

/** Kills in the middle of a stream of creates, once so many were answered; what the next server finds must be whole. */
const killUnderLoad = async (t: TestContext, moments: readonly number[], kill: (server: Server) => Promise<void>) => {
  const { dataDir, start } = await openDirectory(t);
  const all: Attempt[] = [];
  let server = await start();
  for (const [round, wanted] of moments.entries()) {
    const { attempts, over } = await load(server.url, `round-${round}`);
    await reach(attempts, wanted);
    await kill(server);
    await Promise.all([over, server.ended]);
    assert.ok(acknowledged(attempts) < attempts.length, 'it was killed in the middle');
    all.push(...attempts);
    server = await start();
    assert.equal((await send(`${server.url}/readyz`)).status, 200);
    await checkAll(server.url, attempts);
  }
  await checkAll(server.url, all);
  await verify(dataDir);
  t.diagnostic(`${acknowledged(all)} of ${all.length} creates were acknowledged; all are there`);
};

test('kill -9 of the server loses nothing acknowledged and leaves nothing half-made', {
  timeout: 600_000,
}, async (t) => {
  await killUnderLoad(t, [60, 0, 17, 2], async (server) => {
    server.process.kill('SIGKILL');
  });
});

test('kill -9 of the server and of its PostgreSQL loses nothing acknowledged', { timeout: 600_000 }, async (t) => {
  await killUnderLoad(t, [40, 11], async (server) => {
    const postgres = await findPostgres(server.dataDir);
    assert.ok(postgres);
    server.process.kill('SIGKILL');
    process.kill(postgres, 'SIGKILL');
  });
});

test('kill -9 in the middle of the first start, wherever it was, leaves a directory that starts', {
  timeout: 600_000,
}, async (t) => {
  const { dataDir, start } = await openDirectory(t);
  for (const moment of [150, 400, 800, 1200, 1600]) {
    const ended = runDocket(['serve', '--apply', demoFile], dataDir, AbortSignal.timeout(moment));
    assert.notEqual((await ended).code, 1);
  }
  const server = await start();
  const { attempts, over } = await load(server.url, 'first');
  await reach(attempts, 5);
  assert.equal((await server.end('SIGTERM')).code, 0);
  await over;
  await verify(dataDir);
});

test('SIGTERM under load: what was begun is answered, the code is 0, PostgreSQL is gone', {
  timeout: 600_000,
}, async (t) => {
  const { dataDir, start } = await openDirectory(t);
  const server = await start();
  const postgres = (await findPostgres(dataDir)) ?? 0;
  const { attempts, over } = await load(server.url, 'term');
  await reach(attempts, 30);
  const { code, stderr } = await server.end('SIGTERM');
  assert.equal(code, 0, stderr);
  await over;
  assert.ok(!isAlive(postgres) && (await findPostgres(dataDir)) === undefined, 'PostgreSQL has stopped');
  const again = await start();
  const unanswered = await checkAll(again.url, attempts);
  assert.deepEqual(
    unanswered.map(({ reference }) => reference),
    [],
    'work that was done and not answered',
  );
  await verify(dataDir);
});

test('a server whose PostgreSQL is killed under it answers 503 and recovers, and nothing is lost', {
  timeout: 600_000,
}, async (t) => {
  const { dataDir, start } = await openDirectory(t);
  const server = await start();
  const first = await findPostgres(dataDir);
  assert.ok(first);
  process.kill(first, 'SIGKILL');
  const statuses = new Set<number>();
  for (let i = 0; i < 2000; i += 1) {
    const { status } = await send(`${server.url}/readyz`);
    statuses.add(status);
    if (status === 200 && (await findPostgres(dataDir)) !== first) break;
    await sleep(10);
  }
  assert.ok(statuses.has(200), [...statuses].join());
  for (const status of statuses) assert.ok(status === 200 || status === 503, `status ${status}`);
  const { attempts, over } = await load(server.url, 'after');
  await reach(attempts, 10);
  assert.equal((await server.end('SIGTERM')).code, 0);
  await over;
});
