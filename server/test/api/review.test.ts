/** Review dates while auto disposition is on (contract tracker D9.5): the native API keeps the rule too. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, codeOf, make, mary, signIn } from './support/client.ts';

let docket: Docket;
let call: Client;
let admin: Client;

before(async () => {
  docket = await startDocket();
  const text = readFileSync(new URL('../../demo/riverside.yaml', import.meta.url), 'utf8');
  await docket.apply(text.replace('  enabled: false', '  enabled: true').replace('74: 30', '74: 30, 178: 5'));
  call = mary(docket);
  admin = await signIn(docket, 'msingleton', 'mike-pw');
});
after(() => docket.close());

const day = 86_400_000;

test('a create with an offense type comes up for review after the days of its type', async () => {
  const made = await make(admin, { offenseType: 74, unit: null });
  assert.equal(Date.parse(String(made['reviewAt'])) - Date.parse(String(made['createdAt'])), 30 * day);
});

test('who is in none of the groups sees, sorts by, finds by, sends and changes no review date', async () => {
  const one = await make(admin, { unit: null, tags: ['d9'], reviewAt: '2030-01-01T00:00:00Z', reviewNotes: 'hush' });
  const two = await make(admin, { unit: null, tags: ['d9'], reviewAt: '2029-01-01T00:00:00Z' });
  const seen = (await call('GET', `/cases/${one.number}`)).json();
  assert.deepEqual([seen.reviewAt, seen.reviewNotes], [null, '']);
  assert.equal((await admin('GET', `/cases/${one.number}`)).json().reviewNotes, 'hush');
  const query = 'tag=d9&reviewBefore=2031-01-01T00:00:00Z&count=true';
  assert.deepEqual((await call('GET', `/cases?${query}`)).json(), { items: [], next: null, count: 0 });
  assert.equal((await admin('GET', `/cases?${query}`)).json().count, 2);
  const order = async (client: Client) =>
    (await client('GET', '/cases?tag=d9&sort=reviewAt')).json().items.map(({ number }: { number: number }) => number);
  assert.deepEqual(await order(admin), [two.number, one.number]);
  assert.deepEqual(await order(call), [one.number, two.number]);
  const page = (await call('GET', '/cases?tag=d9&sort=reviewAt&limit=1')).json();
  const rest = (await call('GET', `/cases?tag=d9&sort=reviewAt&limit=1&cursor=${page.next}`)).json();
  assert.deepEqual(
    [...page.items, ...rest.items].map(({ number }) => number),
    [one.number, two.number],
  );
  const history = (await call('GET', `/cases/${one.number}/history`)).body;
  assert.doesNotMatch(history, /hush|reviewAt/);
  const sent = await call('POST', '/cases', { body: { subject: 'S', reviewAt: '2030-01-01T00:00:00Z' } });
  assert.equal(codeOf(sent), '403 disposition/review');
  const changed = await call('PATCH', `/cases/${one.number}`, {
    version: 1,
    body: { reviewAt: '2031-01-01T00:00:00Z' },
  });
  assert.equal(codeOf(changed), '403 disposition/review');
  const stale = await call('PATCH', `/cases/${one.number}`, { version: 9, body: { subject: 'X' } });
  assert.deepEqual([stale.json().case.reviewAt, stale.json().case.reviewNotes], [null, '']);
});
