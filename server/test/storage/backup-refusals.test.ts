/** A backup that is torn, altered, newer than this Docket, or without its key is refused, and nothing is made. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkBackup } from '../../src/storage/backup/restore-backup.ts';
import { filePath } from '../../src/storage/files.ts';
import { make, mary } from '../api/support/client.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { testSecretKey } from '../support/prepare-template.ts';
import {
  backUp,
  chunked,
  emptyTarget,
  type Made,
  packParts,
  repack,
  type Target,
  unpack,
  upload,
} from './support/backups.ts';

let docket: Docket;
let made: Made;
let fileId: string;
const uploaded = randomBytes(200_000);

before(async () => {
  docket = await startDocket();
  fileId = await upload(mary(docket), uploaded);
  await make(mary(docket));
  made = await backUp(docket);
});
after(() => docket.close());

describe('a backup that is not as it was written', () => {
  const refuse = (bytes: Buffer, reason: RegExp, what: string): Promise<void> =>
    assert.rejects(checkBackup(chunked(bytes)), reason, what);

  /** Also where nobody looked it through before: nothing is left of what came before the fault. */
  const refuseLate = async (target: Target, bytes: Buffer, reason: RegExp, what: string): Promise<void> => {
    await refuse(bytes, reason, what);
    await assert.rejects(target.restore(bytes), what);
    assert.deepEqual(await target.leftovers(), [], what);
  };

  it('is refused wherever it is torn', async (t) => {
    const { length } = made.bytes;
    for (const end of [0, 1, 511, 512, 5000, Math.floor(length / 2), length - 4000]) {
      await refuse(made.bytes.subarray(0, end), /torn|not a backup/, `${end} of ${length} bytes`);
    }
    const target = await emptyTarget(t);
    await refuseLate(target, made.bytes.subarray(0, length - 100_000), /torn/, 'in a file');
    const parts = await unpack(made.bytes);
    const firsts = await repack(parts.slice(0, -3));
    await refuse(firsts.subarray(0, firsts.lastIndexOf('SHA256SUMS')), /torn/, 'ends with a member');
  });

  it('is refused wherever a byte of a member, or of its name, is another', async () => {
    const parts = await unpack(made.bytes);
    for (const { name, bytes } of parts.filter(({ bytes }) => bytes.length > 0)) {
      const header = made.bytes.indexOf(`${name}\0`);
      for (const at of [header + 3, header + 512, header + 512 + bytes.length - 1]) {
        const altered = Buffer.from(made.bytes);
        altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
        await assert.rejects(checkBackup(chunked(altered)), `byte ${at}, of ${name}`);
      }
    }
  });

  it('is refused without a trace also where it is noticed last', async (t) => {
    const target = await emptyTarget(t);
    const altered = Buffer.from(made.bytes);
    const at = altered.indexOf(uploaded) + 100_000;
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    await refuseLate(target, altered, /altered/, 'a byte of a file');
  });

  it('is refused where a member was taken out, put in, named so that it leads out, or there twice', async (t) => {
    const target = await emptyTarget(t);
    const parts = await unpack(made.bytes);
    const isFile = ({ name }: { name: string }) => name === filePath(1, fileId);
    const bytes = Buffer.from('x');
    await refuse(await packParts(parts.filter((part) => !isFile(part))), /altered/, 'a file less');
    await refuse(await packParts(parts.slice(0, -1)), /torn/, 'no sums');
    for (const name of ['files/../../out', 'files/1/aa/../../../out', '/out', 'tables/other.000001.copy']) {
      await refuse(await repack([...parts, { name, bytes }]), /torn/, name);
    }
    await refuseLate(target, await repack([...parts, { name: 'files/../../out', bytes }]), /torn/, 'a name');
    await refuse(await repack([...parts, ...parts.filter(isFile)]), /two members/, 'twice');
  });

  it('is refused where it is of a later format or a later Docket, with a sentence that says so', async () => {
    const parts = await unpack(made.bytes);
    const edited = (edit: (manifest: Record<string, unknown> & { migrations: object[] }) => object) =>
      repack(
        parts.map((part) => {
          if (part.name !== 'docket-backup.json') return part;
          return { ...part, bytes: Buffer.from(JSON.stringify(edit(JSON.parse(part.bytes.toString())))) };
        }),
      );
    await refuse(await edited((manifest) => ({ ...manifest, format: 2 })), /format 2.*reads 1/, 'format');
    const later = { number: 9000, name: '9000-later.sql', sha256: 'x' };
    await refuse(
      await edited((manifest) => ({ ...manifest, migrations: [...manifest.migrations, later] })),
      /The backup is newer than this Docket.*9000-later\.sql/,
      'migrations',
    );
    const [first, ...rest] = JSON.parse(parts[0]?.bytes.toString() ?? '').migrations;
    await refuse(
      await edited((manifest) => ({ ...manifest, migrations: [{ ...first, sha256: 'other' }, ...rest] })),
      /is not the one that was applied to this backup/,
      'another migration of that name',
    );
    await refuse(await edited(() => ({ hello: 1 })), /not one that Docket wrote/, 'no manifest');
    const tables = [{ name: 'cases; drop', columns: [] }];
    await refuse(await edited((manifest) => ({ ...manifest, tables })), /not one that Docket wrote/, 'a name');
  });

  it('is refused where its tables are not those of its migrations', async (t) => {
    const parts = await unpack(made.bytes);
    const target = await emptyTarget(t);
    const [head, ...rest] = parts;
    assert.ok(head);
    const manifest = JSON.parse(head.bytes.toString());
    const tables = manifest.tables.filter(({ name }: { name: string }) => name !== 'notes');
    const bytes = await repack([{ ...head, bytes: Buffer.from(JSON.stringify({ ...manifest, tables })) }, ...rest]);
    await assert.rejects(target.restore(bytes), /tables of the backup/);
    assert.deepEqual(await target.leftovers(), []);
  });
});

describe('the secret key of a backup', () => {
  it('is needed where it was left out: configured, or in the data directory', async (t) => {
    const { bytes } = await backUp(docket, { withKey: false });
    assert.ok(!bytes.includes(testSecretKey));
    const target = await emptyTarget(t);
    await assert.rejects(target.restore(bytes), /without its secret key.*DOCKET_SECRET_KEY.*--without-key/);
    await assert.rejects(target.restore(bytes, { secretKey: 'another' }), /DOCKET_SECRET_KEY is not the key/);
    assert.deepEqual(await target.leftovers(), []);
    await target.restore(bytes, { secretKey: testSecretKey });
    const other = await emptyTarget(t);
    await writeFile(join(other.dataDir, 'secret.key'), testSecretKey);
    await other.restore(bytes);
    const third = await emptyTarget(t);
    await third.restore(bytes, { withoutKey: true });
  });

  it('never takes the place of another that is there', async (t) => {
    const target = await emptyTarget(t);
    await writeFile(join(target.dataDir, 'secret.key'), 'another');
    await assert.rejects(target.restore(made.bytes), /secret\.key in .* is not the key/);
    await assert.rejects(target.restore(made.bytes, { secretKey: 'another' }), /DOCKET_SECRET_KEY is not the key/);
    assert.equal(await readFile(join(target.dataDir, 'secret.key'), 'utf8'), 'another');
  });
});
