/** Safe retry (promise 3; contract api, `Idempotency-Key`). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, codeOf, make, mary, signIn } from './support/client.ts';

let docket: Docket;
let call: Client;

before(async () => {
  docket = await startDocket();
  call = mary(docket);
});
after(() => docket.close());

const keyed = (key: string, body: object, path = '/cases', version?: number) =>
  call('POST', path, { body, headers: { 'idempotency-key': key }, ...(version === undefined ? {} : { version }) });

const countOf = async (tag: string): Promise<number> =>
  (await call('GET', `/cases?tag=${tag}&count=true`)).json().count;

test('twenty at once with one key: one case, twenty equal answers', async () => {
  const body = { subject: 'S', tags: ['k20'] };
  const answers = await Promise.all(Array.from({ length: 20 }, () => keyed('k20', body)));
  assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([201]));
  assert.equal(new Set(answers.map(({ body: text }) => text)).size, 1);
  assert.equal(new Set(answers.map(({ headers }) => `${headers['location']} ${headers['etag']}`)).size, 1);
  assert.equal(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true').length, 19);
  assert.equal(await countOf('k20'), 1);
});

test('the same key with another body, or for another call, is 422', async () => {
  const made = await keyed('k-other', { subject: 'S' });
  assert.equal(codeOf(await keyed('k-other', { subject: 'T' })), '422 idempotency/other-request');
  const path = `/cases/${made.json().number}/notes`;
  assert.equal(codeOf(await keyed('k-other', { subject: 'S' }, path)), '400 request/invalid');
  assert.equal((await keyed('k-note', { text: 'N' }, path)).statusCode, 201);
  const other = await make(call);
  assert.equal(
    codeOf(await keyed('k-note', { text: 'N' }, `/cases/${other.number}/notes`)),
    '422 idempotency/other-request',
  );
});

test('a refusal is a first answer too, and leaves nothing else behind', async () => {
  await make(call, { reference: 'KEPT' });
  const first = await keyed('k-kept', { subject: 'S', reference: 'KEPT', tags: ['kept'] });
  assert.equal(codeOf(first), '409 case/duplicate-reference');
  const found = (await call('GET', '/cases?reference=KEPT')).json().items[0];
  await call('PATCH', `/cases/${found.number}`, { version: 1, body: { reference: 'FREED' } });
  const again = await keyed('k-kept', { subject: 'S', reference: 'KEPT', tags: ['kept'] });
  assert.equal(again.body, first.body);
  assert.equal(again.headers['idempotent-replayed'], 'true');
  assert.equal(again.headers['content-type'], 'application/problem+json');
  assert.equal(await countOf('kept'), 0);
});

test('what is wrong before the work begins is not kept', async () => {
  assert.equal((await keyed('k-bad', { subject: 1 })).statusCode, 400);
  assert.equal((await keyed('k-bad', { subject: 'S' })).statusCode, 201);
});

test('a key holds for its user alone, for 24 hours, and for any POST', async () => {
  const body = { subject: 'S', unit: null, tags: ['k24'] };
  const first = await keyed('k24', body);
  const frank = await signIn(docket, 'frank', 'frank-pw');
  const other = await frank('POST', '/cases', { body, headers: { 'idempotency-key': 'k24' } });
  assert.notEqual(other.json().number, first.json().number);
  docket.clock.advance(23.9 * 3_600_000);
  assert.equal((await keyed('k24', body)).json().number, first.json().number);
  docket.clock.advance(0.2 * 3_600_000);
  const fresh = await keyed('k24', body);
  assert.notEqual(fresh.json().number, first.json().number);
  assert.equal(fresh.headers['idempotent-replayed'], undefined);
  docket.clock.reset();
  const path = `/cases/${first.json().number}/close`;
  const closed = await keyed('k-close', {}, path, 1);
  const again = await keyed('k-close', {}, path, 1);
  assert.deepEqual([closed.statusCode, again.statusCode, again.body === closed.body], [200, 200, true]);
});

test('a key outlives a restart', async () => {
  const body = { subject: 'S', tags: ['restart'] };
  const first = await keyed('k-restart', body);
  const rows = await docket.core.view(docket.actor('mary'), (db) =>
    db.rows<{ status: number }>({ text: 'select status from idempotency_keys where key = $1', values: ['k-restart'] }),
  );
  assert.deepEqual(rows, [{ status: 201 }]);
  assert.equal((await keyed('k-restart', body)).body, first.body);
});

test('a key has 1 to 255 printable characters', async () => {
  for (const key of ['', 'x'.repeat(256), 'é', 'a\tb']) {
    assert.equal(codeOf(await keyed(key, { subject: 'S' })), '400 idempotency/invalid-key', key);
  }
  assert.equal((await keyed(' a key! ~'.repeat(20), { subject: 'S' })).statusCode, 201);
});

test('on a PATCH the header says nothing', async () => {
  const made = await make(call);
  const patch = (version: number) =>
    call('PATCH', `/cases/${made.number}`, {
      version,
      body: { subject: `V${version}` },
      headers: { 'idempotency-key': 'k-patch' },
    });
  assert.equal((await patch(1)).statusCode, 200);
  assert.equal((await patch(2)).json().subject, 'V2');
});
