/** The tenant file over HTTP (contract api, `GET/PUT /tenant`). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, codeOf, mary, signIn } from './support/client.ts';

let docket: Docket;
let admin: Client;

before(async () => {
  docket = await startDocket();
  admin = await signIn(docket, 'msingleton', 'mike-pw');
});
after(() => docket.close());

test('what is read changes nothing when it is put back, and holds no secret in clear', async () => {
  const file = await admin('GET', '/tenant');
  assert.equal(file.statusCode, 200, file.body);
  assert.equal(file.json().tenant.key, 'riverside');
  assert.doesNotMatch(file.body, /mike-pw|tracker-static-token|c2VjcmV0/);
  const put = await admin('PUT', '/tenant', { body: file.json() });
  assert.deepEqual([put.statusCode, put.json()], [200, { changes: [] }], put.body);
});

test('what is put holds for the next call', async () => {
  const file = (await admin('GET', '/tenant')).json();
  const units = [...file.units, { key: 'new-unit', name: 'New unit' }];
  const put = await admin('PUT', '/tenant', { body: { ...file, units } });
  assert.deepEqual(put.json().changes, [{ action: 'create', what: 'unit', key: 'new-unit', fields: [] }]);
  const listed = (await admin('GET', '/units')).json().items;
  assert.ok(listed.some(({ key }: { key: string }) => key === 'new-unit'));
});

test('it needs tenant.configure, and is for the own tenant alone', async () => {
  const call = mary(docket);
  const file = (await admin('GET', '/tenant')).json();
  for (const response of [await call('GET', '/tenant'), await call('PUT', '/tenant', { body: file })]) {
    assert.deepEqual([codeOf(response), response.json().permission], ['403 access/forbidden', 'tenant.configure']);
  }
  const other = { ...file, tenant: { ...file.tenant, key: 'elsewhere' } };
  assert.equal(codeOf(await admin('PUT', '/tenant', { body: other })), '400 tenant/other');
  assert.equal(docket.directory.tenantByKey('elsewhere'), undefined);
});

test('a file that is not right changes nothing, and says what is wrong', async () => {
  const file = (await admin('GET', '/tenant')).json();
  const unknown = await admin('PUT', '/tenant', { body: { ...file, nonsense: 1, units: [{ key: 5 }] } });
  assert.equal(codeOf(unknown), '400 request/invalid');
  assert.ok(unknown.json().errors.some(({ path }: { path: string }) => path === 'units.0.key'));
  const dangling = await admin('PUT', '/tenant', { body: { ...file, groups: [] } });
  assert.equal(codeOf(dangling), '400 tenant/invalid');
  const users = file.users.map((user: object, i: number) =>
    i === 0 ? { ...user, passwordHash: undefined, password: { env: 'PATH' } } : user,
  );
  assert.equal((await admin('PUT', '/tenant', { body: { ...file, users } })).statusCode, 400);
  assert.deepEqual((await admin('PUT', '/tenant', { body: file })).json().changes, []);
  assert.deepEqual(docket.faults, []);
});
