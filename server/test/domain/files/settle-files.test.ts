/** Uploads of which nobody said whether they were stored: bytes and row in the end, or neither. */
import { strict as assert } from 'node:assert';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DomainError } from '../../../src/domain/errors.ts';
import { keepFile } from '../../../src/domain/files/keep-file.ts';
import { settleFiles } from '../../../src/domain/files/settle-files.ts';
import { storeFile } from '../../../src/domain/files/store-file.ts';
import { openFiles, type ReceivedFile } from '../../../src/storage/files.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

let docket: Docket;

before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

const limit = 1000;
const aDay = 24 * 3_600_000;

async function* bytes() {
  yield Buffer.from('the bytes');
}

const open = () => {
  const storage = openFiles(docket.config.dataDir);
  const { id: tenantId } = docket.tenant();
  return {
    storage,
    tenantId,
    keep: (record: (received: ReceivedFile) => Promise<{ kept: boolean; value: string }>) =>
      keepFile(storage, tenantId, bytes(), limit, record),
    settle: (ms: number, tenants = [docket.tenant()]) =>
      settleFiles(docket.core, storage, tenants, new Date(Date.now() + ms)),
    isKept: async (id: string) => {
      const handle = await storage.read(tenantId, id).catch(() => undefined);
      await handle?.close();
      return handle !== undefined;
    },
    marks: () => readdir(join(docket.config.dataDir, 'files', 'incoming')),
  };
};

const store = async (received: ReceivedFile): Promise<void> => {
  const actor = docket.actor('mary');
  await docket.core.run(actor, (tx) => storeFile(tx, actor, received, { name: 'a.txt', type: 'text/plain' }));
};

const away = () => new DomainError('unavailable', 'store/away', 'The store is away.');

test('an upload that was stored, refused or not needed leaves nothing to be settled', async () => {
  const { keep, isKept, marks } = open();
  let id = '';
  await keep(async (received) => {
    id = received.id;
    assert.deepEqual(await marks(), [`${docket.tenant().id}-${id}`], 'until then it is not certain');
    await store(received);
    return { kept: true, value: '' };
  });
  assert.ok(await isKept(id));
  assert.deepEqual(await marks(), []);
  const refuse = async (received: ReceivedFile) => {
    id = received.id;
    throw new DomainError('forbidden', 'access/licence', 'The user has no licence.');
  };
  await assert.rejects(keep(refuse), { kind: 'forbidden' });
  assert.deepEqual([await isKept(id), await marks()], [false, []]);
  await keep(async (received) => {
    id = received.id;
    return { kept: false, value: '' };
  });
  assert.deepEqual([await isKept(id), await marks()], [false, []]);
});

test('bytes whose row was never stored are removed a day later, not before', async () => {
  const { keep, settle, isKept, marks } = open();
  let id = '';
  const fail = async (received: ReceivedFile) => {
    id = received.id;
    throw away();
  };
  await assert.rejects(keep(fail), { kind: 'unavailable' });
  assert.equal(await settle(aDay - 60_000), 0);
  assert.ok(await isKept(id));
  assert.equal(await settle(aDay + 60_000, []), 0, 'of tenants that this store does not have nothing is known');
  assert.ok(await isKept(id));
  assert.equal(await settle(aDay + 60_000), 1);
  assert.deepEqual([await isKept(id), await marks()], [false, []]);
});

test('bytes whose row was stored, though nobody was told, stay', async () => {
  const { keep, settle, isKept, marks } = open();
  let id = '';
  const fail = async (received: ReceivedFile) => {
    id = received.id;
    await store(received);
    throw away();
  };
  await assert.rejects(keep(fail), { kind: 'unavailable' });
  assert.equal((await marks()).length, 1);
  assert.equal(await settle(aDay + 60_000), 0);
  assert.deepEqual([await isKept(id), await marks()], [true, []]);
});

test('what came of an upload before its process ended is removed a day later', async () => {
  const { storage, tenantId, settle, marks } = open();
  const { id } = await storage.receive(tenantId, bytes(), limit);
  assert.deepEqual(await marks(), [`${tenantId}-${id}`]);
  assert.equal(await settle(0), 0);
  assert.equal(await settle(aDay + 60_000), 1);
  assert.deepEqual(await marks(), []);
});
