/** A disk that is full: an upload is refused as a whole, and the next one that has room is taken (DESIGN S3.5, S3.9). */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { api } from '../acceptance/support/clients.ts';
import { send } from '../acceptance/support/http.ts';
import { clearDirectory, type Server, startServer } from '../acceptance/support/server.ts';
import { freshDatabase } from '../support/database.ts';
import { testSecretKey } from '../support/prepare-template.ts';
import { makeTestDirectory } from '../support/test-directory.ts';
import { withClient } from '../support/test-server.ts';

const headers = { authorization: 'Bearer docket-api-token', 'content-type': 'application/octet-stream' };

const upload = (server: Server, body: Buffer) => send(`${server.url}/api/v1/files`, { method: 'POST', headers, body });

/** A server whose files have a place of their own; PostgreSQL is elsewhere and has room. */
const open = async (t: TestContext, how: { prepare?: string; mount?(files: string): void }) => {
  const database = await freshDatabase();
  const dataDir = await makeTestDirectory();
  const files = join(dataDir, 'files');
  await mkdir(files);
  how.mount?.(files);
  const settings = { DATABASE_URL: database.url, DOCKET_SECRET_KEY: testSecretKey };
  const { prepare } = how;
  const server = await startServer(dataDir, [], { settings, ...(prepare === undefined ? {} : { prepare }) });
  t.after(async () => {
    await server.end('SIGKILL');
    if (how.mount) execFileSync('umount', [files]);
    await clearDirectory(dataDir, [server]);
    await database.drop();
  });
  const countRows = async (): Promise<number> => {
    const sql = 'select count(*)::integer as count from docket.files';
    const { rows } = await withClient(database.connection, database.connection.database, (client) =>
      client.query<{ count: number }>(sql),
    );
    return rows[0]?.count ?? -1;
  };
  const countFiles = async (): Promise<number> => {
    const entries = await readdir(files, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };
  return { server, countRows, countFiles };
};

const large = randomBytes(6 * 1024 * 1024);
const small = randomBytes(200 * 1024);

const fillAndGoOn = async ({ server, countRows, countFiles }: Awaited<ReturnType<typeof open>>): Promise<void> => {
  const stored = await upload(server, small);
  assert.equal(stored.status, 201, stored.text);

  for (const refused of await Promise.all([1, 2, 3].map(() => upload(server, large)))) {
    assert.equal(refused.status, 507, refused.text);
    assert.match(String(refused.headers['content-type']), /^application\/problem\+json/);
    assert.match(String(refused.headers['retry-after']), /^[1-9][0-9]*$/);
    const { code, status } = refused.json<{ code: string; status: number }>();
    assert.deepEqual([code, status], ['file/no-space', 507]);
  }
  assert.deepEqual([await countRows(), await countFiles()], [1, 1], 'nothing of what was refused is there');

  const call = api(server.url);
  assert.equal((await call('POST', '/cases', { body: { subject: 'S' } })).status, 201);
  const again = await upload(server, small);
  assert.equal(again.status, 201, again.text);
  const { id, sha256 } = again.json<{ id: string; sha256: string }>();
  assert.equal(sha256, createHash('sha256').update(small).digest('hex'));
  assert.equal((await send(`${server.url}/api/v1/files/${id}`, { headers })).status, 200);
  assert.deepEqual([await countRows(), await countFiles()], [2, 2]);
};

test('an upload beyond what the system lets a file hold is 507, and leaves nothing', {
  timeout: 100_000,
}, async (t) => {
  // In blocks of 512 bytes, or in some shells of 1,024.
  await fillAndGoOn(await open(t, { prepare: 'ulimit -f 4096' }));
});

const mountSmall = (files: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', files], { stdio: 'pipe' });
};

/** Only root may mount, and not in every container; the test above is everywhere. */
const mayMount = async (): Promise<boolean> => {
  const place = await makeTestDirectory();
  try {
    mountSmall(place);
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  }
};

if (await mayMount()) {
  test('an upload to a disk that is full is 507, and leaves nothing', { timeout: 100_000 }, async (t) => {
    await fillAndGoOn(await open(t, { mount: mountSmall }));
  });
}

test('a log that cannot be written does not end the server, nor keep it from ending', {
  timeout: 100_000,
}, async (t) => {
  const full = process.platform === 'linux' ? '/dev/full' : '/dev/null';
  const { server } = await open(t, { prepare: `export DOCKET_LOG_LEVEL=info; exec 2>${full}` });
  const call = api(server.url);
  for (let i = 0; i < 200; i += 1) assert.equal((await call('GET', '/me')).status, 200);
  assert.equal((await server.end('SIGTERM')).code, 0);
});
