/** What an operator changes of a user by hand (DESIGN S17). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { changePassword } from '../../src/domain/users/change-password.ts';
import { disableUser, enableUser } from '../../src/domain/users/disable-user.ts';
import { exportTenantFile } from '../../src/tenant-file/export-tenant-file.ts';
import { signIn } from '../api/support/client.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

const userOf = (login: string) => {
  const found = docket.tenant().users.byKey.get(login);
  assert.ok(found);
  return found;
};

/** Waits until this Docket has what the store has. */
const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 2000, 'the change was heard of');
    await sleep(10);
  }
};

const statusOf = async (login: string, password: string): Promise<number> => {
  const payload = JSON.stringify({ login, password });
  const headers = { 'content-type': 'application/json' };
  return (await docket.inject({ method: 'POST', url: '/api/v1/session', headers, payload })).statusCode;
};

const trackerStatus = async (login: string, password: string): Promise<number> => {
  const payload = `grant_type=password&username=${login}&password=${password}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return (await docket.inject({ method: 'POST', url: '/tracker/token', headers, payload })).statusCode;
};

const sessionsOf = async (login: string): Promise<number> => {
  const text = 'select count(*)::int as n from sessions where tenant_id = $1 and user_id = $2';
  const { id } = userOf(login);
  const tenant = docket.tenant();
  return (await docket.core.view({ tenant }, (db) => db.row<{ n: number }>({ text, values: [tenant.id, id] })))?.n ?? 0;
};

const change = async (login: string, password: string): Promise<void> => {
  const before = userOf(login).passwordHash;
  const tenant = docket.tenant();
  await docket.core.run({ tenant }, (tx) => changePassword(tx, tenant, userOf(login), password));
  await until(() => userOf(login).passwordHash !== before);
};

test('another password signs in at once, the old one no more, and sessions end on every face', async () => {
  const mine = await signIn(docket, 'frank', 'frank-pw');
  assert.equal(await trackerStatus('frank', 'frank-pw'), 200);
  const others = await signIn(docket, 'basic', 'basic-pw');
  assert.equal(await sessionsOf('frank'), 2);
  await change('frank', 'another ✓');
  assert.equal(await sessionsOf('frank'), 0);
  assert.equal((await mine('GET', '/me')).statusCode, 401);
  assert.equal((await others('GET', '/me')).statusCode, 200);
  assert.equal(await statusOf('frank', 'frank-pw'), 401);
  assert.equal(await statusOf('frank', 'another ✓'), 200);
  await change('frank', 'frank-pw');
});

test('another password forgets the wrong ones', async () => {
  for (let tries = 0; tries < 5; tries += 1) await statusOf('basic', 'wrong');
  assert.notEqual(await trackerStatus('basic', 'basic-pw'), 200);
  await change('basic', 'new-pw');
  assert.equal(await trackerStatus('basic', 'new-pw'), 200);
});

test('who is disabled is signed out and cannot sign in until he is enabled', async () => {
  const tenant = docket.tenant();
  const mine = await signIn(docket, 'frank', 'frank-pw');
  await docket.core.run({ tenant }, (tx) => disableUser(tx, tenant, userOf('frank')));
  await until(() => userOf('frank').disabled);
  assert.equal(await sessionsOf('frank'), 0);
  assert.equal((await mine('GET', '/me')).statusCode, 401);
  assert.equal(await statusOf('frank', 'frank-pw'), 401);
  await docket.core.run({ tenant }, (tx) => enableUser(tx, tenant, userOf('frank')));
  await until(() => !userOf('frank').disabled);
  assert.equal(await statusOf('frank', 'frank-pw'), 200);
});

test('a password has 1 to 1,024 characters, and who left the tenant file gets none', async () => {
  const tenant = docket.tenant();
  for (const password of ['', 'x'.repeat(1025)]) {
    await assert.rejects(
      docket.core.run({ tenant }, (tx) => changePassword(tx, tenant, userOf('frank'), password)),
      { kind: 'invalid', code: 'user/password' },
    );
  }
  const gone = { id: 2_000_000_000, login: 'gone' };
  for (const work of [changePassword, disableUser, enableUser]) {
    await assert.rejects(
      docket.core.run({ tenant }, (tx) => work(tx, tenant, gone, 'a password')),
      { kind: 'not-found', code: 'user/unknown' },
    );
  }
});

test('the exported tenant file is that of the store as it was changed by hand', async () => {
  await change('frank', 'by hand');
  const owner = await docket.store.connectOwner();
  const text = await exportTenantFile(owner, 'riverside').finally(() => owner.end());
  assert.ok(text?.includes(userOf('frank').passwordHash ?? 'none'));
  await docket.apply(text ?? '');
  assert.equal(await statusOf('frank', 'by hand'), 200);
});
