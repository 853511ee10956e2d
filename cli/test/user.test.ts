/** `docket user`, as somebody runs it who is locked out; and backups through a pipe (DESIGN §7). */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { freshDatabase, type TestDatabase } from '../../server/test/support/database.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const demo = join(import.meta.dirname, '../../server/demo/riverside.yaml');

let directory: string;
let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
  directory = await mkdtemp(join(tmpdir(), 'docket-cli-'));
  await chmod(directory, 0o711); // under root, PostgreSQL's own number has to pass
  assert.equal((await docket(['apply', demo])).code, 0);
});
after(async () => {
  await rm(directory, { recursive: true, force: true });
  await database.drop();
});

interface Ended {
  readonly code: number | null;
  readonly bytes: Buffer;
  readonly out: string;
  readonly err: string;
}

/** `data`: its directory; `other` has an embedded database of its own. */
const docket = async (
  args: readonly string[],
  input: string | Buffer = '',
  data: 'data' | 'other' = 'data',
): Promise<Ended> => {
  const url = data === 'data' ? database.url : '';
  const env = { ...process.env, DOCKET_DATA_DIR: join(directory, data), DATABASE_URL: url, DOCKET_DEFAULT_TENANT: '' };
  const child = spawn(process.execPath, [main, ...args], { env });
  const ended = once(child, 'close');
  child.stdin.on('error', () => {}); // a command that reads nothing may be gone first
  child.stdin.end(input);
  const [bytes, err, [code]] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  return { code: code as number | null, bytes, out: bytes.toString(), err: err.toString() };
};

describe('docket user', () => {
  it('lists who signs in, with roles and what keeps them from it', async () => {
    const { code, out } = await docket(['user', 'list']);
    assert.equal(code, 0);
    const lines = out.trimEnd().split('\n');
    assert.match(lines.find((line) => line.startsWith('frank ')) ?? '', /^frank {2,}\S.* {2,}enabled$/);
    assert.doesNotMatch(out, /\$argon2/);
    assert.match(out, /no licence/);
  });

  it('sets a password from standard input, which the next apply makes the file’s again', async () => {
    const set = await docket(['user', 'password', 'frank'], 'by hand ✓\n');
    assert.deepEqual([set.code, set.err], [0, '']);
    assert.match(set.out, /^riverside: frank has the new password, and is signed out everywhere\./);
    assert.match((await docket(['apply', demo, '--plan'])).out, /~ user frank \(password\)/);
    await docket(['user', 'password', 'frank', '--tenant', 'riverside'], 'frank-pw');
    assert.equal(
      (await docket(['apply', demo, '--plan'])).out,
      'riverside: nothing to change.\n',
      'no line end was kept',
    );
  });

  it('disables, enables and unlocks', async () => {
    assert.match((await docket(['user', 'disable', 'frank'])).out, /frank can no longer sign in/);
    assert.match((await docket(['user', 'list'])).out, /^frank .*disabled$/m);
    assert.match((await docket(['user', 'enable', 'frank'])).out, /frank is enabled/);
    assert.match((await docket(['user', 'unlock', 'frank'])).out, /frank has no wrong passwords/);
    assert.equal((await docket(['apply', demo, '--plan'])).out, 'riverside: nothing to change.\n');
  });

  it('ends with 2 for a call that makes no sense, and changes nothing', async () => {
    for (const [args, sentence] of [
      [[], /list, or what is to be done/],
      [['list', 'frank'], /list, or/],
      [['rename', 'frank'], /list, or/],
      [['password'], /list, or/],
      [['password', 'frank', 'secret'], /list, or/],
      [['password', 'frank'], /1 to 1024 characters/],
      [['password', 'nobody'], /riverside has no user 'nobody'/],
      [['disable', 'frank', '--tenant', 'nowhere'], /no tenant 'nowhere'/],
      [['list', '--tenant', 'nowhere'], /no tenant 'nowhere'/],
    ] as const) {
      const { code, err } = await docket(['user', ...args]);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, sentence);
      assert.match(err, /^docket user: /);
    }
    assert.equal((await docket(['apply', demo, '--plan'])).out, 'riverside: nothing to change.\n');
  });
});

describe('docket backup - and docket restore -', () => {
  it('go through a pipe, and say nothing else on it', async () => {
    const { code, bytes, err } = await docket(['backup', '-']);
    assert.deepEqual([code, err], [0, '']);
    const torn = await docket(['restore', '-'], bytes.subarray(0, bytes.length - 3000), 'other');
    assert.equal(torn.code, 1);
    assert.match(torn.err, /not a whole backup/);
    assert.equal((await docket(['restore', '-'], bytes, 'other')).code, 0);
    const [from, to] = [await docket(['export', 'riverside']), await docket(['export', 'riverside'], '', 'other')];
    assert.equal(to.out, from.out);
  });
});
