/** A backup that is taken while people work, restored where nothing was, is the store as it was (DESIGN S3.4, S3.5, S3.7, S7). */
import { strict as assert } from 'node:assert';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../support/database.ts';
import { makeTestDirectory, withClient } from '../support/test-server.ts';
import { api, screener, worldcheck } from './support/clients.ts';
import { clearDirectory, runDocket, type Server, startServer } from './support/server.ts';
import { type Attempt, checkAll, load } from './support/streams.ts';

const directory = async (t: TestContext, servers: readonly Server[] = []): Promise<string> => {
  const path = await makeTestDirectory();
  t.after(() => clearDirectory(path, servers));
  return path;
};

const succeed = async (...[args, dataDir, kill, settings]: Parameters<typeof runDocket>): Promise<string> => {
  const { code, stdout, stderr } = await runDocket(args, dataDir, kill, settings);
  assert.equal(code, 0, `docket ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
};

interface Attached {
  readonly number: number;
  readonly file: string;
  readonly sha256: string;
}

/** Uploads files of every size, each to a case of its own, until there is no answer any more. */
const attachFiles = (server: string): { readonly attached: readonly Attached[]; readonly over: Promise<void> } => {
  const call = api(server);
  const attached: Attached[] = [];
  const attach = async (size: number): Promise<void> => {
    const bytes = randomBytes(size);
    const headers = { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="a.png"' };
    const uploaded = await call('POST', '/files', { headers, body: bytes });
    assert.equal(uploaded.status, 201, uploaded.text);
    const { id: file, sha256 } = uploaded.json<{ id: string; sha256: string }>();
    const made = await call('POST', '/cases', { body: { subject: 'A case with a file' } });
    assert.equal(made.status, 201, made.text);
    const { number } = made.json<{ number: number }>();
    const answer = await call('POST', `/cases/${number}/attachments`, { body: { file } });
    assert.equal(answer.status, 201, answer.text);
    attached.push({ number, file, sha256 });
  };
  const isEnd = (error: unknown): boolean =>
    error instanceof Error && 'code' in error && error.name !== 'AssertionError';
  const work = async (): Promise<void> => {
    for (let size = 0; ; size = (size * 7 + 1009) % 400_000) {
      try {
        await attach(size);
      } catch (error) {
        if (isEnd(error)) return;
        throw error;
      }
    }
  };
  return { attached, over: work() };
};

/** Whether the case has its file, with all its bytes; fails where it has it in part. */
const hasFile = async (server: string, { number, file, sha256 }: Attached): Promise<boolean> => {
  const call = api(server);
  const listed = await call('GET', `/cases/${number}/attachments`);
  if (listed.status === 404 || listed.json<{ items: object[] }>().items.length === 0) return false;
  const response = await fetch(`${server}/api/v1/files/${file}`, {
    headers: { authorization: 'Bearer docket-api-token' },
  });
  assert.equal(response.status, 200);
  const found = createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
  assert.equal(found, sha256, `the file of case ${number}`);
  return true;
};

const numberOf = (attempt: Attempt): number =>
  Number((attempt.acknowledged as { number?: number } | undefined)?.number ?? 0);

test('a backup taken under load has all that was acknowledged before it, and nothing half-made', {
  timeout: 600_000,
}, async (t) => {
  const servers: Server[] = [];
  const dataDir = await directory(t, servers);
  const server = await startServer(dataDir);
  servers.push(server);
  const { attempts, over } = await load(server.url, 'load');
  const { attached, over: uploaded } = attachFiles(server.url);
  while (attempts.filter((one) => one.acknowledged !== undefined).length < 80 || attached.length < 5) await sleep(5);

  const before = attempts.filter((one) => one.acknowledged !== undefined);
  const files = [...attached];
  const path = join(dataDir, 'store.tar');
  assert.match(await succeed(['backup', path], dataDir), /store\.tar: \d+ rows of \d+ tables and \d+ files, as of /);
  assert.equal((await stat(path)).mode & 0o077, 0, 'for its owner only');
  const during = attempts.length;
  while (attempts.length < during + 20) await sleep(5);
  await server.end('SIGTERM');
  await Promise.all([over, uploaded]);

  const restoredDir = await directory(t, servers);
  assert.match(await succeed(['restore', path], restoredDir), /rows of \d+ tables and \d+ files are back, as of /);
  assert.match(await succeed(['verify'], restoredDir), /, 0 broken\./);
  const restored = await startServer(restoredDir, []);
  servers.push(restored);
  // What was answered while the backup was taken is in it whole, or is not in it.
  const unsure = attempts.filter((one) => !before.includes(one)).map((one) => ({ ...one, acknowledged: undefined }));
  const there = await checkAll(restored.url, [...before, ...unsure]);
  for (const one of files) assert.ok(await hasFile(restored.url, one), `case ${one.number} has its file`);
  const later = await Promise.all(attached.slice(files.length).map((one) => hasFile(restored.url, one)));
  assert.ok(there.length < unsure.length, 'the load went on after the backup');
  const last = Math.max(...[...before, ...there].map(numberOf), ...files.map(({ number }) => number));
  const made = await api(restored.url)('POST', '/cases', { body: { subject: 'The next one' } });
  assert.ok(made.json<{ number: number }>().number > last);
  const probe = await worldcheck(`${restored.url}/worldcheck`, screener)('GET', '/v2/groups');
  assert.equal(probe.status, 200, 'sealed secrets are read');
  await restored.end('SIGTERM');
  t.diagnostic(
    `${before.length} cases and ${files.length} files before, ${there.length} of ${unsure.length} cases and ` +
      `${later.filter(Boolean).length} of ${later.length} files of the time after`,
  );
});

test('a backup goes from an embedded database to one of your own, and back', { timeout: 600_000 }, async (t) => {
  const [from, to, back] = [await directory(t), await directory(t), await directory(t)];
  const database = await freshDatabase();
  t.after(() => database.drop());
  const { database: name } = database.connection;
  await withClient(database.connection, name, (client) => client.query('drop schema docket cascade'));
  const own = { DATABASE_URL: database.url };
  const demo = join(import.meta.dirname, '../../demo/riverside.yaml');
  await succeed(['apply', demo], from);
  const [first, second] = [join(from, 'first.tar'), join(to, 'second.tar')];
  await succeed(['backup', first], from);
  await succeed(['restore', first], to, undefined, own);
  await succeed(['backup', second], to, undefined, own);
  await succeed(['restore', second], back);
  assert.equal(await succeed(['export', 'riverside'], back), await succeed(['export', 'riverside'], from));
  assert.equal(await readFile(join(back, 'secret.key'), 'utf8'), await readFile(join(from, 'secret.key'), 'utf8'));
});

test('what cannot be done is said in a sentence, and changes nothing', { timeout: 600_000 }, async (t) => {
  const dataDir = await directory(t);
  await succeed(['migrate'], dataDir);
  const path = join(dataDir, 'store.tar');
  await succeed(['backup', path], dataDir);
  const bytes = await readFile(path);
  const torn = join(dataDir, 'torn.tar');
  await writeFile(torn, bytes.subarray(0, bytes.length - 3000));
  const empty = await directory(t);
  for (const [args, where, code, sentence] of [
    [['backup'], dataDir, 2, /one file is needed/],
    [['backup', path], dataDir, 1, /store\.tar is there already; --force writes over it/],
    [['backup', join(dataDir, 'no/such/folder.tar')], dataDir, 1, /cannot be written/],
    [['backup', dataDir, '--force'], dataDir, 1, /EISDIR|ENOTEMPTY|directory/],
    [['restore', path], dataDir, 1, /There is a store already/],
    [['restore', join(dataDir, 'missing.tar')], empty, 1, /missing\.tar cannot be read/],
    [['restore', torn], empty, 1, /not a whole backup/],
    [['restore', join(import.meta.dirname, 'backup.test.ts')], empty, 1, /not a whole backup/],
  ] as const) {
    const ended = await runDocket(args, where);
    assert.equal(ended.code, code, args.join(' '));
    assert.match(ended.stderr, sentence);
    assert.match(ended.stderr, /^docket (backup|restore): /);
    assert.doesNotMatch(ended.stderr, /\n\s+at /);
  }
  assert.ok((await readFile(path)).equals(bytes));
  assert.equal(await stat(join(empty, 'postgres')).catch(() => undefined), undefined, 'nothing was made');
  await succeed(['backup', path, '--force'], dataDir);
  await succeed(['restore', path], empty);
});
