/** Processes on one data directory, and faces on ports of their own (DESIGN S6, S7). */
import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { tracker, worldcheck } from './support/clients.ts';
import { send } from './support/http.ts';
import { demoFile, findPostgres, openServer, runDocket } from './support/server.ts';

let server: Awaited<ReturnType<typeof openServer>>;

before(async () => {
  server = await openServer(['--apply', demoFile, '--listen', 'worldcheck=0', '--listen', 'tracker=0']);
});

after(() => server.close());

test('a second server on one data directory says so in a sentence and ends with 1', async () => {
  const second = await runDocket(['serve'], server.dataDir);
  assert.equal(second.code, 1);
  assert.equal(second.stdout, '');
  const lines = second.stderr.trim().split('\n');
  assert.equal(lines.length, 1, second.stderr);
  assert.match(second.stderr, /data directory .* is in use by another Docket server \(process \d+\)/);
  assert.ok(second.stderr.includes(String(server.process.pid)) && second.stderr.includes(server.dataDir));
  assert.equal((await send(`${server.url}/readyz`)).status, 200);
});

test('what `docket apply` changes beside a running server is there within a second', async () => {
  const edited = join(server.dataDir, 'edited.yaml');
  const text = await readFile(demoFile, 'utf8');
  await writeFile(
    edited,
    text.replace('{ id: 178, name: Bomb Threat }', '{ id: 178, name: Bomb Threat }\n  - { id: 179, name: Forgery }'),
  );
  const names = async () => {
    const types = (await tracker(server.url)('GET', '/api/offensetypes')).json<{ name: string }[]>();
    return types.map(({ name }) => name);
  };
  assert.ok(!(await names()).includes('Forgery'));
  const applied = await runDocket(['apply', edited], server.dataDir);
  assert.equal(applied.code, 0, applied.stderr);
  await sleep(1000);
  assert.ok((await names()).includes('Forgery'));
  assert.match((await runDocket(['apply', edited], server.dataDir)).stdout, /nothing to change/);
});

test('a face on a port of its own stands at the root, and nothing else does', async () => {
  const [alone = '', tracked = ''] = [server.alone.get('worldcheck'), server.alone.get('tracker')];
  assert.equal((await worldcheck(alone)('HEAD', '/v2/caseIdentifiers?caseId=free')).status, 404);
  assert.equal((await worldcheck(alone)('GET', '/v2/groups')).status, 200);
  assert.equal((await worldcheck(alone)('GET', '/worldcheck/v2/groups')).status, 404);
  const bearer = { authorization: 'Bearer tracker-static-token' };
  assert.equal((await send(`${tracked}/api/offensetypes`, { headers: bearer })).status, 200);
  assert.equal((await send(`${alone}/api/offensetypes`, { headers: bearer })).status, 404);
  const signIn = 'grant_type=password&username=basic&password=basic-pw';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  assert.equal((await send(`${tracked}/token`, { method: 'POST', headers: form, body: signIn })).status, 200);
});

test('a case made on the port of one face is there on the common port', async () => {
  const alone = worldcheck(server.alone.get('worldcheck') ?? '');
  const [group] = (await alone('GET', '/v2/groups')).json<{ id: string }[]>();
  const body = { groupId: group?.id, entityType: 'INDIVIDUAL', name: 'Mara Voss', caseId: 'from the own port' };
  assert.equal((await alone('POST', '/v2/cases', { body })).status, 201);
  const probe = '/v2/caseIdentifiers?caseId=from+the+own+port';
  assert.equal((await worldcheck(`${server.url}/worldcheck`)('HEAD', probe)).status, 200);
});

test('commands run beside the server: the history verifies, an export is made, what is due is done', async () => {
  for (const args of [
    ['verify'],
    ['verify', '--tenant', 'riverside'],
    ['export', 'riverside'],
    ['run-due'],
    ['migrate'],
  ]) {
    const { code, stderr } = await runDocket(args, server.dataDir);
    assert.equal(code, 0, `docket ${args.join(' ')}: ${stderr}`);
  }
  assert.ok(await findPostgres(server.dataDir), 'PostgreSQL stays the server’s');
  assert.equal((await send(`${server.url}/healthz`)).status, 200);
});

test('of two runs of what is due, beside the server’s own, one makes the review task', async () => {
  const call = tracker(server.url);
  const settings = {
    isAutoDispositionOn: true,
    settings: [
      { offenseTypeId: 178, daysToFollowUp: 5 },
      { offenseTypeId: 179, daysToFollowUp: 5 },
    ],
    listPermissionGroupIds: [],
    createPermissionGroupIds: [],
    updatePermissionGroupIds: [],
  };
  assert.equal((await call('PUT', '/api/autoDisposition/settings', { body: settings })).status, 200);
  const body = { caseNumber: 'up for review', caseOfficerIds: [12659], offenseTypeId: 178, formData: [] };
  const made = (await call('POST', '/api/cases', { body })).json<{ id: number; reviewDate: string }>();
  const runs = await Promise.all([0, 1].map(() => runDocket(['run-due', '--at', made.reviewDate], server.dataDir)));
  assert.deepEqual(
    runs.map(({ code, stderr }) => [code, stderr]),
    [
      [0, ''],
      [0, ''],
    ],
  );
  const counts = runs.map(({ stdout }) => Number(/^review tasks made: ([0-9]+)$/m.exec(stdout)?.[1]));
  assert.deepEqual(counts.sort(), [0, 1]);
  const found = await call('POST', '/api/tasks/getmytasks', { body: { search: 'up for review' } });
  assert.equal(found.json<{ count: number }>().count, 1);
});

test('an unknown tenant, a missing file, a wrong setting: one sentence and a code that is not zero', async () => {
  for (const args of [
    ['verify', '--tenant', 'nowhere'],
    ['apply', 'not-there.yaml'],
    ['serve', '--listen', 'fax=1'],
    ['fly'],
  ]) {
    const { code, stderr } = await runDocket(args, server.dataDir);
    assert.ok(code === 1 || code === 2, `docket ${args.join(' ')} ended with ${code}`);
    assert.match(stderr, /^docket/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});
