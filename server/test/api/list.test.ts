/** Lists, filters, search and paging over the native API (contract api, "Rules for every call", `GET /cases`). */
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

interface Item {
  readonly number: number;
  readonly subject: string;
}

const list = async (client: Client, query: string): Promise<{ items: Item[]; next: string | null; count?: number }> => {
  const response = await client('GET', `/cases?${query}`);
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
};

const subjects = async (client: Client, query: string): Promise<string[]> =>
  (await list(client, `${query}&sort=number`)).items.map(({ subject }) => subject);

const all = async (client: Client, query: string, between?: () => Promise<unknown>): Promise<Item[]> => {
  const found: Item[] = [];
  let cursor = '';
  for (;;) {
    const page = await list(client, `${query}${cursor}`);
    found.push(...page.items);
    if (page.next === null) return found;
    await between?.();
    cursor = `&cursor=${page.next}`;
  }
};

test('filters: each alone, repeated for any of its values, together for all', async () => {
  const one = await make(call, { subject: 'One', tags: ['f1'], severity: 'low', owner: 'mary', customer: 1000 });
  const two = await make(call, { subject: 'Two', tags: ['f1', 'f2'], unit: 'billing', assignees: ['frank'].slice(1) });
  const three = await make(call, { subject: 'Three', tags: ['f1'], status: 'escalated', unit: null, reference: 'F-3' });
  await call('POST', `/cases/${two.number}/close`, { version: 1, body: {} });
  await call('POST', `/cases/${three.number}/archive`, { version: 1 });
  const expected: Record<string, string[]> = {
    'tag=f1': ['One', 'Two', 'Three'],
    'tag=f2': ['Two'],
    'tag=f1&severity=low': ['One'],
    'tag=f1&severity=low&severity=medium': ['One', 'Two', 'Three'],
    'tag=f1&status=closed': ['Two'],
    'tag=f1&statusCategory=escalated': ['Three'],
    'tag=f1&statusCategory=escalated&statusCategory=closed': ['Two', 'Three'],
    'tag=f1&statusCategory=new': [],
    'tag=f1&unit=billing': ['Two'],
    'tag=f1&unit=': ['Three'],
    'tag=f1&unit=&unit=billing': ['Two', 'Three'],
    'tag=f1&owner=mary': ['One'],
    'tag=f1&owner=me': ['One'],
    'tag=f1&owner=': ['Two', 'Three'],
    'tag=f1&customer=1000': ['One'],
    'tag=f1&customer=77': [],
    'tag=f1&type=case': ['One', 'Two', 'Three'],
    'tag=f1&type=offense': [],
    'tag=f1&archived=true': ['Three'],
    'tag=f1&archived=false': ['One', 'Two'],
    'reference=F-3': ['Three'],
    'tag=f1&queue=passports': [],
    [`tag=f1&createdAfter=${one['createdAt']}`]: ['Two', 'Three'],
    [`tag=f1&createdBefore=${three['createdAt']}`]: ['One', 'Two'],
    'tag=f1&modifiedAfter=2020-01-01T00:00:00Z': ['One', 'Two', 'Three'],
    'tag=f1&modifiedAfter=2120-01-01T00:00:00Z': [],
  };
  for (const [query, names] of Object.entries(expected)) assert.deepEqual(await subjects(call, query), names, query);
});

test('assignee finds the cases that a user is assigned to', async () => {
  await make(call, { subject: 'Assigned', assignees: ['frank', 'mary'] });
  assert.deepEqual(await subjects(call, 'assignee=me'), ['Assigned']);
  assert.deepEqual(await subjects(call, 'assignee=frank'), ['Assigned']);
});

test('attribute.<key>: as its kind is; empty for cases without it', async () => {
  const tags = ['attr'];
  await make(call, { subject: 'A', tags, attributes: { visits: 7, channel: ['web', 'phone'], customer_rating: '5' } });
  await make(call, {
    subject: 'B',
    tags,
    attributes: { visits: 8, renewal: '2030-01-01T00:00:00Z', account_ref: 'x y' },
  });
  const expected: Record<string, string[]> = {
    'attribute.visits=7': ['A'],
    'attribute.visits=007': ['A'],
    'attribute.visits=7&attribute.visits=8': ['A', 'B'],
    'attribute.channel=phone': ['A'],
    'attribute.channel=desk': [],
    'attribute.customer_rating=5': ['A'],
    'attribute.customer_rating=': ['B'],
    'attribute.account_ref=x%20y': ['B'],
    'attribute.renewal=2030-01-01T01:00:00%2B01:00': ['B'],
  };
  for (const [query, names] of Object.entries(expected)) {
    assert.deepEqual(await subjects(call, `tag=attr&${query}`), names, query);
  }
  assert.equal(codeOf(await call('GET', '/cases?attribute.nope=1')), '400 attribute/unknown');
  assert.equal(codeOf(await call('GET', '/cases?attribute.visits=x')), '400 attribute/invalid');
});

test('dates: before and after leave the instant itself out; sorted, cases without the date come last', async () => {
  const tags = ['due'];
  await make(call, { subject: 'Early', tags, dueAt: '2030-01-01T00:00:00Z' });
  await make(call, { subject: 'None', tags });
  await make(call, { subject: 'Late', tags, dueAt: '2031-01-01T00:00:00Z' });
  assert.deepEqual(await subjects(call, 'tag=due&dueBefore=2031-01-01T00:00:00Z'), ['Early']);
  assert.deepEqual(await subjects(call, 'tag=due&dueAfter=2030-01-01T00:00:00Z'), ['Late']);
  for (const [sort, order] of [
    ['dueAt', ['Early', 'Late', 'None']],
    ['-dueAt', ['Late', 'Early', 'None']],
  ] as const) {
    const found = await all(call, `tag=due&limit=1&sort=${sort}`);
    assert.deepEqual(
      found.map(({ subject }) => subject),
      order,
    );
  }
});

test('every sort pages through every case once, while cases are added', async () => {
  const severities = ['low', 'urgent', 'medium', 'high'];
  for (let i = 0; i < 13; i += 1) {
    const dueAt = i % 3 === 0 ? null : `2030-01-0${1 + (i % 4)}T00:00:00Z`;
    await make(call, { tags: ['page'], severity: severities[i % 4], dueAt, reviewAt: dueAt });
  }
  const before = (await all(call, 'tag=page&sort=number&limit=200')).map(({ number }) => number);
  for (const field of ['number', 'createdAt', 'modifiedAt', 'dueAt', 'reviewAt', 'severity']) {
    for (const sort of [field, `-${field}`]) {
      const found = await all(call, `tag=page&limit=7&sort=${sort}`, () => make(call, { tags: ['page'] }));
      const numbers = found.map(({ number }) => number);
      assert.equal(new Set(numbers).size, numbers.length, `${sort}: twice`);
      assert.deepEqual(
        before.filter((number) => !numbers.includes(number)),
        [],
        `${sort}: lost`,
      );
    }
  }
  const urgentFirst = await list(call, 'tag=page&sort=-severity&fields=severity&limit=1');
  assert.deepEqual(urgentFirst.items, [{ severity: 'urgent' }]);
});

test('the newest change comes first where no order is asked for', async () => {
  const first = await make(call, { tags: ['newest'] });
  const second = await make(call, { tags: ['newest'] });
  await call('PATCH', `/cases/${first.number}`, { version: 1, body: { subject: 'Changed' } });
  assert.deepEqual(
    (await list(call, 'tag=newest')).items.map(({ number }) => number),
    [first.number, second.number],
  );
});

test('count is exact, and leaves out what the caller does not see', async () => {
  const admin = await signIn(docket, 'msingleton', 'mike-pw');
  await make(call, { tags: ['count'] });
  await make(call, { tags: ['count'] });
  await make(admin, { tags: ['count'] });
  const counted = await list(call, 'tag=count&count=true&limit=1');
  assert.deepEqual([counted.count, counted.items.length], [2, 1]);
  assert.equal((await list(call, 'tag=count')).count, undefined);
  assert.equal((await list(admin, 'tag=count&count=true')).count, 1);
});

test('count=true adds how many there are on all pages, to every list', async () => {
  const { number } = await make(call, { subject: 'Counted' });
  for (const text of ['a', 'b']) await call('POST', `/cases/${number}/notes`, { body: { text } });
  await call('POST', '/tasks', { body: { title: 'T', case: number } });
  const configured = ['queues', 'units', 'users', 'groups', 'case-types', 'attributes', 'forms', 'classifications'];
  const ofCase = ['notes', 'history', 'attachments'].map((name) => `cases/${number}/${name}`);
  for (const path of [...configured, ...ofCase, 'tasks', 'customers', 'cases']) {
    const page = (await call('GET', `/${path}?limit=1&count=true`)).json();
    const whole = (await call('GET', `/${path}?limit=200`)).json();
    assert.equal(whole.next, null, path);
    assert.deepEqual([page.count, whole.count], [whole.items.length, undefined], path);
  }
});

test('a cursor is only for the order that it was made in, and nonsense is refused', async () => {
  for (let i = 0; i < 3; i += 1) await make(call, { tags: ['cursor'] });
  const { next } = await list(call, 'tag=cursor&limit=1');
  assert.equal(codeOf(await call('GET', `/cases?limit=1&sort=number&cursor=${next}`)), '400 list/invalid-cursor');
  const forged = [
    [],
    ['number'],
    ['number', 1, 0],
    ['number', 1e99, 1],
    ['number', 'infinity', 1],
    ['-dueAt', 9e15, 1],
    [1, 2, 3],
  ];
  const texts = [
    ...forged.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
    'x',
    '%00',
    'e30',
    'null',
    '!',
  ];
  for (const cursor of texts) {
    for (const sort of ['number', '-dueAt']) {
      const response = await call('GET', `/cases?sort=${sort}&cursor=${cursor}`);
      assert.equal(response.statusCode, 400, `${sort} ${cursor}`);
    }
  }
});

test('unknown and repeated parameters, and values that cannot be, are 400', async () => {
  const bad = [
    'nope=1',
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1&limit=2',
    'count=1',
    'archived=',
    'sort=subject',
    'sort=number&sort=number',
    'severity=huge',
    'statusCategory=open',
    'createdAfter=yesterday',
    'unit=nope',
    'owner=nope',
    'type=nope',
    'queue=nope',
    'customer=x',
    'customer=99999999999',
    'q=%00',
    'q=%ff',
    'q=%zz',
    'attribute.=1',
    `q=${'x'.repeat(501)}`,
    `q=${'x+'.repeat(21)}`,
    '__proto__=1',
    'constructor=1',
  ];
  for (const query of bad) {
    const response = await call('GET', `/cases?${query}`);
    assert.equal(response.statusCode, 400, query);
    assert.equal(response.headers['content-type'], 'application/problem+json');
  }
  assert.deepEqual(docket.faults, []);
});

test('q finds by word stem, beginning and phrase, over every text of the case', async () => {
  const made = await make(call, {
    subject: 'Broken street lamps',
    reference: 'ACME/2031-00457',
    description: "The lamp's been out since Tuesday",
    contact: { name: 'Zoë Ångström', email: 'zoe@lamps.test', phone: '+44 20 7946 0018', address: '5 Quarry Lane' },
    attributes: { account_ref: 'Kettle', channel: ['desk'], visits: 4711 },
    tags: ['q'],
  });
  await call('POST', `/cases/${made.number}/notes`, { body: { text: 'Organizations were informed' } });
  const finds = [
    'lamp',
    'LAMPS',
    'street lamp',
    'lamp street',
    '"street lamps"',
    '"broken street"',
    'brok*',
    'organiz*',
    'organization',
    '"organizations were*"',
    'ACME/2031-00457',
    '00457',
    '2031',
    'acme*',
    'zoë',
    'ZOË ångström',
    'zoe@lamps.test',
    'zoe',
    '7946',
    'quarry',
    'kettle',
    'desk',
    '4711',
    'informed tuesday kettle',
    'the',
    'the lamp',
    '"the lamp',
    'lamp’s',
    '“street lamps”',
    '',
    '   ',
  ];
  for (const q of finds) {
    assert.deepEqual(await subjects(call, `tag=q&q=${encodeURIComponent(q)}`), ['Broken street lamps'], q);
  }
  const misses = ['lantern', '"lamps street"', 'amp*', 'broken lantern', '-lamp*x', '!!!', '*', "'", "\\' | x:*"];
  for (const q of misses.filter((text) => text !== '-lamp*x')) {
    assert.deepEqual(await subjects(call, `tag=q&q=${encodeURIComponent(q)}`), [], q);
  }
  assert.deepEqual(docket.faults, []);
});

test('q does not find by notes for who may not read notes', async () => {
  const made = await make(call, { subject: 'Secret note', unit: 'billing', tags: ['qn'] });
  await call('POST', `/cases/${made.number}/notes`, { body: { text: 'xylophone' } });
  const clerk = await signIn(docket, 'victor', 'victor-pw');
  assert.deepEqual(await subjects(call, 'q=xylophone'), ['Secret note']);
  assert.deepEqual(await subjects(clerk, 'q=xylophone'), []);
  assert.deepEqual(await subjects(clerk, 'q=secret'), ['Secret note']);
});

test('sharing: a list has what the unit shares with the home unit, and no more', async () => {
  await make(call, { subject: 'Shared', unit: 'service', tags: ['share'] });
  await make(call, { subject: 'Own', unit: 'billing', tags: ['share'] });
  const clerk = await signIn(docket, 'victor', 'victor-pw');
  const outsider = await signIn(docket, 'outsider', 'outsider-pw');
  assert.deepEqual(await subjects(clerk, 'tag=share'), ['Shared', 'Own']);
  assert.deepEqual(await subjects(outsider, 'tag=share'), []);
});
