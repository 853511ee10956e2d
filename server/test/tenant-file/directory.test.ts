/** All tenants are in memory, and stay fresh when another process applies (DESIGN S6, S8). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OpenDirectory, openDirectory } from '../../src/domain/tenants/open-directory.ts';
import { createSecrets } from '../../src/storage/secrets.ts';
import { demo, demoStore, edit, secrets, type TestStore, tiny } from './stores.ts';

const until = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !holds(); i++) await sleep(25);
  assert.ok(holds(), 'the directory never saw it');
};

describe('the directory', () => {
  let store: TestStore;
  let directory: OpenDirectory;
  before(async () => {
    store = await demoStore();
    directory = await openDirectory({ connectOwner: store.connect, secrets });
  });
  after(async () => {
    await directory.close();
    await store.close();
  });

  it('finds credentials by token, by key id, and on their own face only', () => {
    assert.equal(directory.credentialByToken('tracker', 'tracker-basic-token')?.user.login, 'basic');
    assert.equal(directory.credentialByToken('qflow', 'tracker-basic-token'), undefined);
    assert.equal(directory.credentialByAnyToken('qflow-token')?.user.login, 'kiosk');
    const signed = directory.credentialByKeyId('worldcheck', '6f1c0a52-8a5e-4b0e-9d1c-3f2e7b6a9c10');
    assert.equal(signed?.credential.secret, 'c2VjcmV0LWZvci10ZXN0cy1vbmx5LW5vdC1iYXNlNjQtZGVjb2RlZA==');
  });

  it('knows what users see, do and may do to others', () => {
    const users = directory.tenantByKey('riverside')?.users.byKey;
    assert.deepEqual([...(users?.get('mary')?.ownUnitIds ?? [])], [999, 1001]);
    assert.deepEqual([...(users?.get('victor')?.seenUnitIds ?? [])], [1001, 999]);
    assert.deepEqual([...(users?.get('outsider')?.seenUnitIds ?? [])], [1003]);
    assert.ok(users?.get('frank')?.grants.get(1012)?.has('pull'));
    assert.ok(users?.get('msingleton')?.permissions.has('*'));
  });

  it('sees what another process applies, new tenants too', async () => {
    await store.apply(edit(demo, 'firstName: Frank', 'firstName: Francis'));
    await until(() => directory.tenant(1)?.users.byKey.get('frank')?.firstName === 'Francis');
    assert.equal(directory.tenantOfSignIn(undefined, undefined)?.key, 'riverside');
    await store.apply(tiny('second'));
    await until(() => directory.tenantByKey('second') !== undefined);
  });

  it('finds the tenant of a sign-in by host, header, or being the only one', async () => {
    assert.equal(directory.tenantOfSignIn('CASES.riverside.test:8080', 'second')?.key, 'riverside');
    assert.equal(directory.tenantOfSignIn('elsewhere', 'second')?.key, 'second');
    assert.equal(directory.tenantOfSignIn('elsewhere', 'nobody'), undefined);
    assert.equal(directory.tenantOfSignIn(undefined, undefined), undefined);
    const standard = await openDirectory({ connectOwner: store.connect, secrets, defaultTenant: 'second' });
    assert.equal(standard.tenantOfSignIn(undefined, undefined)?.key, 'second');
    await standard.close();
  });

  it('goes on after its connection was lost', async () => {
    await store.client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query ilike '%docket.tenants%' and pid <> pg_backend_pid() and datname = current_database()",
    );
    await store.apply(edit(demo, 'firstName: Mary', 'firstName: Marie'));
    await until(() => directory.tenant(1)?.users.byKey.get('mary')?.firstName === 'Marie');
    await directory.reload(1);
  });

  it('still opens where a secret was sealed under another key: only that program cannot sign in', async () => {
    const errors: unknown[] = [];
    const other = await openDirectory({
      connectOwner: store.connect,
      secrets: createSecrets('other'),
      onError: (error) => errors.push(error),
    });
    assert.equal(
      other.credentialByKeyId('worldcheck', '6f1c0a52-8a5e-4b0e-9d1c-3f2e7b6a9c10')?.credential.secret,
      null,
    );
    assert.equal(errors.length, 1);
    await other.close();
  });
});
