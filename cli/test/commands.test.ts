/** The `docket` command as a person runs it: processes of their own, on a data directory of their own (DESIGN §7). */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const main = join(import.meta.dirname, '../src/main.ts');
const demo = join(import.meta.dirname, '../../server/demo/riverside.yaml');

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'docket-cli-'));
  await chmod(directory, 0o711); // under root, PostgreSQL's own number has to pass
});
after(() => rm(directory, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const docket = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, DOCKET_DATA_DIR: join(directory, 'data'), DATABASE_URL: '' };
    execFile(process.execPath, [main, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err });
    });
  });

describe('docket', () => {
  it('says how it is called, and ends with 2 for a call that makes no sense', async () => {
    assert.equal((await docket('--help')).code, 0);
    for (const args of [
      ['nonsense'],
      ['apply'],
      ['verify', '--nonsense'],
      ['run-due', '--at', 'tomorrow'],
      ['run-due', '--at', '2031-02-30T00:00:00Z'],
      ['disposition'],
      ['disposition', 'redistribute', '--from', '2031-01-01', '--to', '2031-01-31'],
      ['disposition', 'redistribute', '--from', '2031-01-01', '--to', '2030-01-31', '--only', 'none'],
      ['export'],
    ]) {
      const { code, err } = await docket(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, /^docket/);
      assert.doesNotMatch(err, /\n\s+at /);
    }
  });

  it('apply --plan only says what would change; a second apply changes nothing', async () => {
    const plan = await docket('apply', demo, '--plan');
    assert.equal(plan.code, 0, plan.err);
    assert.match(plan.out, /\+ user frank/);
    assert.match((await docket('apply', demo)).out, /changes made/);
    assert.equal((await docket('apply', demo)).out, 'riverside: nothing to change.\n');
  });

  it('export prints a file that changes nothing when it is applied', async () => {
    const { out } = await docket('export', 'riverside');
    const file = join(directory, 'exported.yaml');
    await writeFile(file, out);
    assert.equal((await docket('apply', file)).out, 'riverside: nothing to change.\n');
    assert.equal((await docket('export', 'nobody')).code, 2);
  });

  it('apply names the line and column of an unknown key, and changes nothing', async () => {
    const file = join(directory, 'wrong.yaml');
    await writeFile(file, `${await readFile(demo, 'utf8')}colour: red\n`);
    const { code, err } = await docket('apply', file);
    assert.equal(code, 1);
    assert.match(err, /wrong\.yaml:\d+:1: .*colour/);
    assert.equal((await docket('apply', demo, '--plan')).out, 'riverside: nothing to change.\n');
  });

  it('verify ends with 0 where every chain holds; run-due ends with 0 also when nothing is due', async () => {
    const verified = await docket('verify', '--tenant', 'riverside');
    assert.deepEqual([verified.code, verified.out], [0, 'riverside: 0 events of 0 cases, 0 broken.\n']);
    assert.equal((await docket('run-due', '--at', '2031-04-09T13:25:00Z')).code, 0);
  });

  it('disposition redistribute says how many review dates it set', async () => {
    const span = ['--from', '2031-01-01', '--to', '2031-01-31'];
    const { code, out, err } = await docket('disposition', 'redistribute', ...span, '--only', 'overdue');
    assert.deepEqual([code, out], [0, 'riverside: 0 review dates set.\n'], err);
    assert.equal(
      (await docket('disposition', 'redistribute', ...span, '--only', 'none', '--tenant', 'nobody')).code,
      2,
    );
  });

  it('sign prints what curl needs, and signs bytes', async () => {
    const { out } = await docket(
      'sign',
      '--key',
      'k',
      '--secret',
      's',
      'POST',
      'http://h.test:1/worldcheck/v2/cases',
      '{"name":"é"}',
    );
    assert.match(out, /^url = "http:\/\/h\.test:1\/worldcheck\/v2\/cases"$/m);
    assert.match(out, /headers=\\"\(request-target\) host date content-type content-length\\"/);
    assert.match(out, /^data-binary = "\{\\"name\\":\\"é\\"\}"$/m);
  });
});
