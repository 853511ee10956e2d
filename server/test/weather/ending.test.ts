/** How a server ends that has met a fault of its own, or whose database does not answer (docs/operations.md, "Rough weather"). */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { api } from '../acceptance/support/clients.ts';
import { send } from '../acceptance/support/http.ts';
import { clearDirectory, startServer } from '../acceptance/support/server.ts';
import { freshDatabase } from '../support/database.ts';
import { testSecretKey } from '../support/prepare-template.ts';
import { makeTestDirectory } from '../support/test-directory.ts';
import { openPostgres } from './support/postgres.ts';

for (const [what, fault] of [
  ['an error that nothing caught', 'throw new Error("made up")'],
  ['a rejection that nothing waited for', 'Promise.reject(new Error("made up"))'],
] as const) {
  test(`${what} ends a server with 1 and a last line that says why`, { timeout: 60_000 }, async (t) => {
    const database = await freshDatabase();
    const dataDir = await makeTestDirectory();
    const code = encodeURIComponent(`process.on('SIGUSR2', () => { ${fault}; });`);
    const settings = {
      DATABASE_URL: database.url,
      DOCKET_SECRET_KEY: testSecretKey,
      NODE_OPTIONS: `--import=data:text/javascript,${code}`,
    };
    const server = await startServer(dataDir, [], { settings });
    t.after(async () => {
      await clearDirectory(dataDir, [server]);
      await database.drop();
    });
    const made = await api(server.url)('POST', '/cases', { body: { subject: 'S' } });
    assert.equal(made.status, 201, made.text);
    const ended = await server.end('SIGUSR2');
    assert.equal(ended.code, 1, ended.stderr);
    const { level, err, msg } = JSON.parse(ended.stderr.trim().split('\n').at(-1) ?? '');
    assert.deepEqual([level, err.message, msg], [60, 'made up', 'a fault that nothing caught: the server ends']);
  });
}

test('SIGTERM ends a server whose database hangs, with requests under way', {
  timeout: 100_000,
}, async (t) => {
  const postgres = await openPostgres(t);
  const dataDir = await makeTestDirectory();
  const server = await startServer(dataDir, undefined, { settings: { DATABASE_URL: postgres.url } });
  t.after(() => clearDirectory(dataDir, [server]));
  const call = api(server.url);
  assert.equal((await call('POST', '/cases', { body: { subject: 'S' } })).status, 201);
  postgres.freeze();
  const asked = [
    call('POST', '/cases', { body: { subject: 'S' } }),
    call('GET', '/cases?q=S'),
    send(`${server.url}/readyz`),
  ];
  const answers = Promise.allSettled(asked);
  await send(`${server.url}/healthz`); // it has read the others by now
  const begun = performance.now();
  const { code, stderr } = await server.end('SIGTERM');
  const ms = performance.now() - begun;
  t.diagnostic(`it took ${Math.round(ms)} ms`);
  assert.equal(code, 0, stderr);
  assert.ok(ms < 60_000, `it took ${ms} ms`);
  for (const answer of await answers) {
    if (answer.status === 'fulfilled') assert.equal(answer.value.status, 503, answer.value.text);
  }
});
