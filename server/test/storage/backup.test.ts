/** A backup is the whole store as of one moment, and comes back whole or not at all. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, describe, it, test } from 'node:test';
import fc from 'fast-check';
import { inPieces } from '../../src/storage/backup/in-pieces.ts';
import { writeBackup } from '../../src/storage/backup/write-backup.ts';
import { filePath, openFiles } from '../../src/storage/files.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/pool.ts';
import { type Client, make, mary, signIn } from '../api/support/client.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { testSecretKey } from '../support/prepare-template.ts';
import { backUp, contentOf, emptyTarget, type Made, repack, schemaOf, unpack, upload } from './support/backups.ts';

let docket: Docket;
let call: Client;
let made: Made;
let fileId: string;
const uploaded = randomBytes(200_000);

const strange = 'tab\t line\nbreak\r\n\\. \\N back\\slash "quotes" é€😀 \u0001 end';

before(async () => {
  docket = await startDocket();
  call = mary(docket);
  await signIn(docket, 'frank', 'frank-pw');
  fileId = await upload(call, uploaded);
  await upload(call, Buffer.alloc(0));
  const found = await make(call, { customer: 1000, attributes: { visits: 7 }, tags: ['urgent'], description: strange });
  const path = `/cases/${found.number}`;
  const key = { 'idempotency-key': 'a note that may be sent again' };
  assert.equal((await call('POST', `${path}/notes`, { body: { text: strange }, headers: key })).statusCode, 201);
  assert.equal((await call('POST', `${path}/attachments`, { body: { file: fileId } })).statusCode, 201);
  await make(call);
  made = await backUp(docket);
});
after(() => docket.close());

describe('docket restore', () => {
  it('brings back every row, number, right and file, and the key', async (t) => {
    const target = await emptyTarget(t);
    const restored = await target.restore(made.bytes);
    const owner = await docket.store.connectOwner();
    t.after(() => owner.end());
    const content = await contentOf(owner);
    for (const table of ['cases', 'history', 'notes', 'attachments', 'sessions', 'idempotency_keys', 'users']) {
      assert.notEqual(content.get(table)?.rows, 0, table);
    }
    assert.deepEqual(await target.ask(contentOf), content);
    assert.deepEqual(await target.ask(schemaOf), await schemaOf(owner));
    const rows = [...content].reduce((sum, [name, one]) => sum + (name === 'schema_migrations' ? 0 : one.rows), 0);
    assert.deepEqual([restored.rows, restored.files, restored.at], [rows, 2, made.at]);
    assert.deepEqual([made.rows, made.files, made.damaged], [rows, 2, []]);
    const path = join(target.dataDir, filePath(1, fileId));
    assert.ok((await readFile(path)).equals(uploaded));
    assert.equal((await stat(path)).mode & 0o077, 0);
    assert.equal(await readFile(join(target.dataDir, 'secret.key'), 'utf8'), `${testSecretKey}\n`);
    assert.equal((await stat(join(target.dataDir, 'secret.key'))).mode & 0o777, 0o600);
    assert.deepEqual((await target.ask(migrate)).applied, []);
  });

  it('lets numbers go on after the last, also where the last case was deleted', async (t) => {
    const target = await emptyTarget(t);
    const last = await make(call);
    const { bytes } = await backUp(docket);
    const next = `select docket.next_number('case_number') as number from set_config('docket.tenant', '1', false)`;
    await target.restore(await withoutCase(bytes, last.number));
    const [row] = await target.ask(async (client) => (await client.query<{ number: number }>(next)).rows);
    assert.ok((row?.number ?? 0) > last.number, `${row?.number} follows ${last.number}`);
  });

  it('queues again what had not gone out, as the jobs stay behind', async (t) => {
    const target = await emptyTarget(t);
    const owner = await docket.store.connectOwner();
    t.after(async () => {
      await owner.query('delete from messages');
      await owner.end();
    });
    const states = ['queued', 'handed', 'sending', 'sent', 'failed', 'dropped'];
    await owner.query(
      `insert into messages (tenant_id, message_id, case_number, event_seq, channel, recipient, template, data, state, created_at)
       select 1, gen_random_uuid(), 1000, 1, 'email', s || '@example.test', s, '{}', s, now() from unnest($1::text[]) s`,
      [states],
    );
    await target.restore((await backUp(docket)).bytes);
    const text = 'select template, state from messages order by array_position($1::text[], template)';
    const { rows } = await target.ask((client) => client.query(text, [states]));
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['queued', 'queued', 'queued', 'sent', 'failed', 'dropped'],
    );
  });

  it('refuses a database that is not empty, and a data directory that has files, and changes neither', async (t) => {
    const target = await emptyTarget(t);
    await target.ask(migrate);
    const before = await target.ask(contentOf);
    await assert.rejects(target.restore(made.bytes), /There is a store already/);
    assert.deepEqual(await target.ask(contentOf), before);
    const other = await emptyTarget(t);
    const path = join(other.dataDir, filePath(1, fileId));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'somebody’s');
    await assert.rejects(other.restore(made.bytes), /There are files in .*files/);
    assert.equal(await readFile(path, 'utf8'), 'somebody’s');
    assert.ok(!(await other.leftovers()).includes('schema docket'));
  });

  it('takes a schema that was made for a role that may not make one, and makes the data directory', async (t) => {
    const target = await emptyTarget(t);
    await rm(target.dataDir, { recursive: true });
    await target.ask((client) => client.query('create schema docket'));
    assert.equal((await target.restore(made.bytes)).files, 2);
  });

  it('can be tried again after one that was killed', async (t) => {
    const target = await emptyTarget(t);
    await mkdir(join(target.dataDir, 'files.restoring/1/aa'), { recursive: true });
    await writeFile(join(target.dataDir, 'files.restoring/1/aa/left'), 'half');
    await target.restore(made.bytes);
    assert.deepEqual(
      (await target.leftovers()).filter((name) => /restoring|left/.test(name)),
      [],
    );
  });
});

/** The backup as it would be had the case been deleted; its history stays. */
const withoutCase = async (bytes: Buffer, number: number): Promise<Buffer> => {
  const parts = await unpack(bytes);
  return repack(
    parts.map((part) => {
      if (part.name !== 'tables/cases.000001.copy') return part;
      const rows = part.bytes.toString().split('\n');
      return { ...part, bytes: Buffer.from(rows.filter((row) => !row.startsWith(`1\t${number}\t`)).join('\n')) };
    }),
  );
};

describe('docket backup', () => {
  it('says which files are not there or not as they came, and has all else', async (t) => {
    const id = await upload(call, Buffer.from('to be lost'));
    const other = await upload(call, Buffer.from('to be altered'));
    await rm(join(docket.config.dataDir, filePath(1, id)));
    await writeFile(join(docket.config.dataDir, filePath(1, other)), 'altered');
    const { bytes, damaged } = await backUp(docket);
    assert.deepEqual([...damaged].sort(), [filePath(1, id), filePath(1, other)].sort());
    const target = await emptyTarget(t);
    const owner = await docket.store.connectOwner();
    t.after(async () => {
      await owner.query('delete from files where file_id = any($1::uuid[])', [[id, other]]);
      await owner.end();
    });
    await target.restore(bytes);
    assert.deepEqual(await target.ask(contentOf), await contentOf(owner));
  });

  it('shows one moment: what is committed while it is written is not in it', async (t) => {
    const files = openFiles(docket.config.dataDir);
    const subject = 'made while the files were written';
    let later = 0;
    const reading = {
      ...files,
      read: async (...args: Parameters<typeof files.read>) => {
        if (later === 0) later = (await make(call, { subject })).number;
        return files.read(...args);
      },
    };
    const { bytes } = await backUp(docket, { files: reading });
    assert.ok(later > 0 && !bytes.includes(subject));
    const target = await emptyTarget(t);
    await target.restore(bytes);
  });

  it('tells of an output that fails, and does not hang', async () => {
    const owner = await docket.store.connectOwner();
    let room = 50_000;
    const output = new Writable({
      write: (chunk, _, done) => {
        room -= chunk.length;
        done(room < 0 ? new Error('no space left') : null);
      },
    });
    const options = { files: openFiles(docket.config.dataDir), secretKey: undefined, withKey: false };
    await assert.rejects(writeBackup(owner, output, options), /no space left/);
    await owner.end();
  });

  it('refuses a database without a store', async (t) => {
    const target = await emptyTarget(t);
    const options = { files: openFiles(target.dataDir), secretKey: undefined, withKey: false };
    const output = new Writable({ write: (_, __, done) => done() });
    await assert.rejects(
      target.ask((client) => writeBackup(client, output, options)),
      /no store to back up/,
    );
    assert.deepEqual(await target.leftovers(), []);
  });
});

test('pieces of rows are whole rows, and together what came', async () => {
  const row = fc.array(fc.constantFrom('a', '\\n', '\t', 'é'), { maxLength: 12 }).map((parts) => `${parts.join('')}\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.array(fc.nat(40)), fc.integer({ min: 1, max: 30 }), async (rows, cuts, size) => {
      const all = Buffer.from(rows.join(''));
      const chunks = async function* () {
        let at = 0;
        for (const cut of cuts) {
          if (cut > 0 && at < all.length) yield all.subarray(at, at + cut);
          at += cut;
        }
        for (; at < all.length; at += 40) yield all.subarray(at, at + 40);
      };
      const longest = 40 + Math.max(0, ...rows.map((one) => Buffer.byteLength(one)));
      const pieces: Buffer[] = [];
      for await (const piece of inPieces(chunks(), size)) pieces.push(piece);
      assert.ok(Buffer.concat(pieces).equals(all));
      for (const piece of pieces) {
        assert.equal(piece.at(-1), 0x0a);
        assert.ok(piece.length <= size + longest, 'no more is held');
      }
    }),
  );
});

test('a restored store is one to work on: a server opens it, behind the same walls', async (t) => {
  const target = await emptyTarget(t);
  await target.restore(made.bytes);
  const store = openStore({ connection: target.database.connection });
  t.after(() => store.close());
  const tenant = docket.tenant();
  const count = { text: 'select count(*)::int as n from cases', values: [] };
  assert.equal((await store.core.view({ tenant }, (db) => db.row<{ n: number }>(count)))?.n, 2);
  const other = { ...tenant, id: 2 };
  assert.equal((await store.core.view({ tenant: other }, (db) => db.row<{ n: number }>(count)))?.n, 0);
  const forge = { text: "update history set kind = 'forged'", values: [] };
  await assert.rejects(store.core.run({ tenant }, (tx) => tx.rows(forge)));
});
