/** Contract api: `GET /customers · POST · GET/PATCH /customers/{id}`; DESIGN S8, S18. */
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

const rosa = { firstName: 'Rosa', lastName: 'Marsh', email: 'Rosa@x.test', phone: '+44 20 7946', extRef: 'R-1' };
const post = (body: object, headers = {}) => call('POST', '/customers', { body, headers });
const patch = (id: number | string, body: object) => call('PATCH', `/customers/${id}`, { body });

test('a customer is made, read, and shown with his cases; a repeated key makes one', async () => {
  const made = await post({ ...rosa, personalId: 'P-1' }, { 'idempotency-key': 'rosa' });
  assert.equal(made.statusCode, 201, made.body);
  const customer = made.json();
  assert.deepEqual(customer, { id: customer.id, uid: customer.uid, personalId: 'P-1', ...rosa });
  assert.equal(made.headers['location'], `/api/v1/customers/${customer.id}`);
  const again = await post({ ...rosa, personalId: 'P-1' }, { 'idempotency-key': 'rosa' });
  assert.deepEqual([again.json(), again.headers['idempotent-replayed']], [customer, 'true']);
  assert.deepEqual((await call('GET', `/customers/${customer.id}`)).json(), customer);
  const { number } = await make(call, { customer: customer.id });
  const found = (await call('GET', `/cases/${number}?expand=customer`)).json();
  assert.deepEqual(found.expanded.customer, customer);
});

test('a patch changes what it names; null and empty texts are none', async () => {
  const { id, uid } = (await post(rosa)).json();
  const patched = await patch(id, { email: null, phone: '', lastName: 'Sands' });
  assert.equal(patched.statusCode, 200, patched.body);
  const expected = { id, uid, personalId: null, ...rosa, email: null, phone: null, lastName: 'Sands' };
  assert.deepEqual(patched.json(), expected);
  assert.deepEqual((await patch(id, {})).json(), expected);
  assert.deepEqual((await call('GET', `/customers/${id}`)).json(), expected);
});

test('a personal id is unique in the tenant, by the store’s own word: 409', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post({ personalId: 'P-unique' })));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, ...Array(7).fill(409)]);
  const refused = answers.find(({ statusCode }) => statusCode === 409) ?? assert.fail();
  assert.equal(codeOf(refused), '409 customer/duplicate-personal-id');
  const { id } = (await post(rosa)).json();
  assert.equal(codeOf(await patch(id, { personalId: 'P-1000' })), '409 customer/duplicate-personal-id');
  assert.equal((await patch(id, { personalId: 'p-1000' })).statusCode, 200, 'compared exactly');
});

test('somebody of whom nothing is told is no customer, and texts have their widths: 400', async () => {
  for (const body of [{}, { firstName: '' }, { extRef: 'x' }, { email: null }]) {
    assert.equal(codeOf(await post(body)), '400 customer/empty', JSON.stringify(body));
  }
  for (const [name, width] of [
    ['firstName', 100],
    ['lastName', 100],
    ['email', 255],
    ['phone', 40],
    ['personalId', 250],
  ] as const) {
    assert.equal((await post({ [name]: '😀'.repeat(width) })).statusCode, 201, name);
    assert.equal(codeOf(await post({ [name]: 'x'.repeat(width + 1) })), '400 request/invalid', name);
  }
  assert.equal(codeOf(await post({ ...rosa, id: 5 })), '400 request/invalid');
  const { id } = (await post({ firstName: 'A' })).json();
  assert.equal(codeOf(await patch(id, { firstName: null })), '400 customer/empty');
});

test('a list is by id, in pages that stay, filtered by how a customer is reached', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 5; i += 1) ids.push((await post({ firstName: `L${i}`, email: 'list@x.test' })).json().id);
  const list = async (query: string) => (await call('GET', `/customers?${query}`)).json();
  const idsOf = ({ items }: { items: { id: number }[] }): number[] => items.map(({ id }) => id);
  const first = await list('email=LIST@x.test&limit=2&count=true');
  assert.deepEqual([idsOf(first), first.count], [ids.slice(0, 2), 5]);
  const second = await list(`email=list@x.test&limit=2&cursor=${first.next}`);
  assert.deepEqual(idsOf(second), ids.slice(2, 4));
  const last = await list(`email=list@x.test&limit=2&cursor=${second.next}`);
  assert.deepEqual([idsOf(last), last.next, last.count], [ids.slice(4), null, undefined]);
  assert.deepEqual(idsOf(await list('phone=(408)%20555-1234')), [1000]);
  assert.deepEqual(idsOf(await list('personalId=P-1003&email=jane@riverside.test')), [1003]);
  assert.deepEqual(idsOf(await list('personalId=P-1003&email=x')), []);
  assert.ok(idsOf(await list('limit=200')).includes(1000));
  assert.equal(codeOf(await call('GET', '/customers?name=x')), '400 request/invalid');
  assert.equal(codeOf(await call('GET', '/customers?cursor=x')), '400 list/invalid-cursor');
});

test('an unknown id is 404; reading needs case.view, changing customer.change', async () => {
  for (const id of ['999999', '0', 'abc', '2147483648', '99999999999']) {
    assert.equal(codeOf(await call('GET', `/customers/${id}`)), '404 customer/unknown', id);
    assert.equal(codeOf(await patch(id, { firstName: 'x' })), '404 customer/unknown', id);
  }
  const victor = await signIn(docket, 'victor', 'victor-pw');
  assert.equal((await victor('GET', '/customers/1000')).statusCode, 200);
  const refused = await victor('PATCH', '/customers/1000', { body: { firstName: 'x' } });
  assert.deepEqual([codeOf(refused), refused.json().permission], ['403 access/forbidden', 'customer.change']);
  const made = await victor('POST', '/customers', { body: rosa });
  assert.equal(codeOf(made), '403 access/forbidden');
  assert.deepEqual(docket.faults, []);
});
