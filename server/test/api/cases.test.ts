/** Cases over the native API (contract api). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, codeOf, make, mary, signIn } from './support/client.ts';

let docket: Docket;
let call: Client;
let admin: Client;

before(async () => {
  docket = await startDocket();
  call = mary(docket);
  admin = await signIn(docket, 'msingleton', 'mike-pw');
});
after(() => docket.close());

test('only a subject is needed: type, unit, severity and reference have their defaults', async () => {
  const response = await call('POST', '/cases', { body: { subject: 'Broken lamp' } });
  assert.equal(response.statusCode, 201);
  const made = response.json();
  assert.equal(response.headers['location'], `/api/v1/cases/${made.number}`);
  assert.equal(response.headers['etag'], '"1"');
  assert.deepEqual(
    [made.type, made.unit, made.severity, made.reference, made.status, made.statusCategory, made.createdBy],
    ['case', 'service', 'medium', String(made.number), 'open', 'active', 'mary'],
  );
  assert.deepEqual(made.abilities, ['case.edit', 'case.close', 'note.add']);
  const read = await call('GET', `/cases/${made.number}`);
  assert.deepEqual(read.json(), made);
});

test('every member that may be sent comes back as it was sent', async () => {
  const body = {
    reference: 'R/é 1%2F',
    type: 'testcasecreation',
    subtype: 'GeneralEnquiry',
    stage: 'Stage 1',
    status: 'Open',
    offenseType: 4,
    subject: 'S',
    description: 'D',
    solution: 'X',
    severity: 'urgent',
    tags: ['a', 'b'],
    unit: 'office-1',
    owner: 'basic',
    assignees: ['msingleton'],
    assigneeGroups: ['records'],
    customer: 1003,
    contact: { name: 'N', email: 'n@riverside.test', phone: '1', address: 'A' },
    externalReference: 'E',
    dueAt: '2031-01-02T03:04:05.678Z',
    reviewAt: '2031-01-02T03:04:05.000Z',
    reviewNotes: 'r',
    language: 'de-DE',
    attributes: {
      customer_rating: '5',
      account_ref: 'x',
      visits: 7,
      renewal: '2030-05-05T00:00:00.000Z',
      channel: ['web', 'desk'],
    },
  };
  const starter = await signIn(docket, 'STAFF1', 'staff1-pw');
  const offense = { ...body, offenseType: 74 };
  const made = await make(starter, offense);
  for (const [name, value] of Object.entries(offense)) assert.deepEqual(made[name], value, name);
  const found = await starter('GET', `/cases/by-reference/${encodeURIComponent('R/é 1%2F')}`);
  assert.equal(found.json().number, made.number);
});

test('times of any offset are kept to the millisecond, in UTC', async () => {
  const made = await make(call, {
    dueAt: '2030-06-01T12:00:00.1239+02:00',
    attributes: { renewal: '2030-06-01t00:00:00z' },
  });
  assert.equal(made['dueAt'], '2030-06-01T10:00:00.123Z');
  assert.deepEqual(made['attributes'], { renewal: '2030-06-01T00:00:00.000Z' });
  for (const dueAt of [
    '2030-02-30T00:00:00Z',
    '2030-06-01',
    '2030-06-01T00:00:00',
    '5',
    'now',
    '2030-06-01T24:00:00Z',
  ]) {
    assert.equal((await call('POST', '/cases', { body: { subject: 'S', dueAt } })).statusCode, 400, dueAt);
  }
});

test('unit null is none; starters bind whoever creates', async () => {
  assert.equal((await make(call, { unit: null }))['unit'], null);
  const refused = await call('POST', '/cases', { body: { subject: 'S', type: 'testcasecreation' } });
  assert.equal(codeOf(refused), '403 case/not-a-starter');
  assert.equal(refused.json().permission, 'case.create');
});

test('a refusal names the permission, and where in the body a mistake is', async () => {
  const forbidden = await call('POST', '/cases', { body: { subject: 'S', unit: 'archive' } });
  assert.equal(codeOf(forbidden), '403 access/forbidden');
  assert.equal(forbidden.json().permission, 'case.create');
  const bad = await call('POST', '/cases', { body: { tags: [1], severity: 'x', nonsense: 1 } });
  assert.equal(codeOf(bad), '400 request/invalid');
  assert.deepEqual(
    bad
      .json()
      .errors.map(({ path }: { path: string }) => path)
      .sort(),
    ['nonsense', 'severity', 'subject', 'tags.0'],
  );
  const name = await call('POST', '/cases', { body: { subject: 'S', owner: 'nobody' } });
  assert.deepEqual(name.json().errors[0].path, 'owner');
  assert.equal(codeOf(await call('POST', '/cases', { body: { subject: 'S', customer: 77 } })), '400 customer/unknown');
});

test('one reference, one case: 409 with the existing case, where the caller may see it', async () => {
  const made = await make(call, { reference: 'TAKEN' });
  const mine = await call('POST', '/cases', { body: { subject: 'S', reference: 'TAKEN' } });
  assert.equal(codeOf(mine), '409 case/duplicate-reference');
  assert.equal(mine.json().existing.number, made.number);
  const outsider = await signIn(docket, 'kiosk', 'kiosk-pw');
  const unseen = await outsider('POST', '/cases', { body: { subject: 'S', reference: 'TAKEN' } });
  assert.equal(codeOf(unseen), '409 case/duplicate-reference');
  assert.equal('existing' in unseen.json(), false);
});

test('N creates at once with one reference: one case, and the probe says so', async () => {
  assert.equal((await call('HEAD', '/references/RACE')).statusCode, 404);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => call('POST', '/cases', { body: { subject: 'S', reference: 'RACE' } })),
  );
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, ...Array(11).fill(409)]);
  assert.equal((await call('HEAD', '/references/RACE')).statusCode, 200);
});

test('references of 512 characters, with slashes, percent signs and any letters, are addresses', async () => {
  for (const reference of ['a/b/c', '100%', '%2F', 'ü/ß?#&=+', 'x'.repeat(512), 'é'.repeat(512), '😀'.repeat(256)]) {
    const made = await make(call, { reference });
    const path = encodeURIComponent(reference);
    assert.equal((await call('GET', `/cases/by-reference/${path}`)).json().number, made.number, reference.slice(0, 20));
    assert.equal((await call('HEAD', `/references/${path}`)).statusCode, 200);
    assert.equal((await call('HEAD', `/references/${path}x`)).statusCode, 404);
  }
  for (const reference of ['x'.repeat(513), '\u0085', ' ', '', 'a\u0000', '\ud800']) {
    assert.equal((await call('POST', '/cases', { body: { subject: 'S', reference } })).statusCode, 400);
  }
});

test('a case that is unknown, unseen or cannot be: the same 404', async () => {
  const made = await make(call);
  const kiosk = await signIn(docket, 'kiosk', 'kiosk-pw');
  const paths = [`/cases/${made.number}`, `/cases/by-uid/${made['uid']}`, `/cases/by-reference/${made['reference']}`];
  const strange = [
    '/cases/0',
    '/cases/99999999999',
    '/cases/x',
    '/cases/1e3',
    '/cases/%00',
    '/cases/by-uid/x',
    '/cases/by-reference/%00',
  ];
  const answers = await Promise.all([...paths, ...strange].map((path) => kiosk('GET', path)));
  const bodies = new Set(
    answers.map((answer) => {
      assert.equal(codeOf(answer), '404 case/unknown');
      const { requestId: _, ...rest } = answer.json();
      return JSON.stringify(rest);
    }),
  );
  assert.equal(bodies.size, 1);
});

test('If-None-Match gives 304 for the version that the caller has', async () => {
  const made = await make(call);
  const path = `/cases/${made.number}`;
  for (const tag of ['"1"', 'W/"1"', '"7", "1"', '*']) {
    const response = await call('GET', path, { headers: { 'if-none-match': tag } });
    assert.equal(response.statusCode, 304, tag);
    assert.equal(response.body, '');
  }
  assert.equal((await call('GET', path, { headers: { 'if-none-match': '"2"' } })).statusCode, 200);
});

test('PATCH changes only what is named; null empties; nothing changed is no version', async () => {
  const made = await make(call, {
    contact: { name: 'N', email: 'e@x.test' },
    attributes: { visits: 7, account_ref: 'x' },
    tags: ['a'],
    description: 'D',
  });
  const path = `/cases/${made.number}`;
  const first = await call('PATCH', path, {
    version: 1,
    body: { contact: { email: null }, attributes: { visits: null, customer_rating: '1' }, subject: 'Other' },
    headers: { 'content-type': 'application/merge-patch+json' },
  });
  assert.equal(first.statusCode, 200, first.body);
  assert.equal(first.headers['etag'], '"2"');
  const after = first.json();
  assert.deepEqual(after.contact, { name: 'N', email: null, phone: null, address: null });
  assert.deepEqual(after.attributes, { customer_rating: '1', account_ref: 'x' });
  assert.deepEqual([after.description, after.tags, after.subject, after.version], ['D', ['a'], 'Other', 2]);
  assert.ok(after.modifiedAt > String(made['modifiedAt']));
  const same = await call('PATCH', path, { version: 2, body: { subject: 'Other' } });
  assert.deepEqual([same.statusCode, same.json().version], [200, 2]);
  const empty = await call('PATCH', path, {
    version: 2,
    body: { contact: null, attributes: null, tags: null, description: null },
  });
  assert.deepEqual(
    [empty.json().contact.name, empty.json().attributes, empty.json().tags, empty.json().description],
    [null, {}, [], null],
  );
  const renamed = await call('PATCH', path, { version: 3, body: { reference: 'RENAMED' } });
  assert.equal(renamed.json().reference, 'RENAMED');
  assert.equal((await call('HEAD', `/references/${made['reference']}`)).statusCode, 404);
});

test('PATCH, DELETE, close, reopen, archive and unarchive need If-Match: 428 without, 412 with the case when stale', async () => {
  const made = await make(admin);
  const calls: [string, string, object][] = [
    ['PATCH', '', { subject: 'X' }],
    ['DELETE', '', {}],
    ...['close', 'reopen', 'archive', 'unarchive'].map((step): [string, string, object] => ['POST', `/${step}`, {}]),
  ];
  for (const [method, step, body] of calls) {
    const path = `/cases/${made.number}${step}`;
    const more = method === 'DELETE' ? {} : { body };
    assert.equal(codeOf(await admin(method, path, more)), '428 request/precondition-required', step);
    for (const tag of ['"7"', 'W/"1"', '"x"', '"01"']) {
      const stale = await admin(method, path, { ...more, headers: { 'if-match': tag } });
      assert.equal(codeOf(stale), '412 case/stale', `${method} ${step} ${tag}`);
      assert.equal(stale.json().case.version, 1);
      assert.equal(stale.headers['etag'], '"1"');
    }
    assert.equal(
      codeOf(await admin(method, path, { ...more, headers: { 'if-match': '1' } })),
      '400 request/invalid-header',
    );
  }
  assert.equal(
    (await admin('PATCH', `/cases/${made.number}`, { body: { subject: 'X' }, headers: { 'if-match': '"9", "1"' } }))
      .statusCode,
    200,
  );
  assert.equal(
    (await admin('PATCH', `/cases/${made.number}`, { body: { subject: 'Y' }, headers: { 'if-match': '*' } }))
      .statusCode,
    200,
  );
});

test('N writers with one If-Match: one wins', async () => {
  const made = await make(call);
  const answers = await Promise.all(
    Array.from({ length: 15 }, (_, i) =>
      call('PATCH', `/cases/${made.number}`, { version: 1, body: { subject: `Writer ${i}` } }),
    ),
  );
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, ...Array(14).fill(412)]);
  assert.equal((await call('GET', `/cases/${made.number}`)).json().version, 2);
});

test('close, reopen, archive and unarchive: the case as it is then; 409 when already so', async () => {
  const made = await make(call);
  const path = `/cases/${made.number}`;
  const step = (name: string, version: number, body: object = {}) => call('POST', `${path}/${name}`, { version, body });
  const closed = (await step('close', 1, { reason: 'Any', note: 'Done' })).json();
  assert.deepEqual(
    [closed.status, closed.statusCategory, closed.closureReason, closed.closureNote],
    ['closed', 'closed', 'Any', 'Done'],
  );
  assert.equal(codeOf(await step('close', 2)), '409 case/closed');
  const open = (await step('reopen', 2, { note: 'Again' })).json();
  assert.deepEqual([open.status, open.closedAt, open.closureReason], ['open', null, null]);
  assert.equal(codeOf(await step('reopen', 3)), '409 case/not-closed');
  const archived = await call('POST', `${path}/archive`, { version: 3 });
  assert.deepEqual([archived.statusCode, archived.json().archived, archived.json().status], [200, true, 'open']);
  assert.deepEqual(archived.json().abilities, ['case.close', 'note.add']);
  assert.equal(codeOf(await step('archive', 4)), '409 case/archived');
  assert.equal(codeOf(await call('PATCH', path, { version: 4, body: { subject: 'X' } })), '409 case/archived');
  assert.equal((await step('unarchive', 4)).json().archived, false);
  assert.equal(codeOf(await step('unarchive', 5)), '409 case/not-archived');
});

test('a deleted case is gone, its history stays', async () => {
  const made = await make(admin);
  assert.equal(
    codeOf(await call('DELETE', `/cases/${(await make(call)).number}`, { version: 1 })),
    '403 access/forbidden',
  );
  const gone = await admin('DELETE', `/cases/${made.number}`, { version: 1 });
  assert.deepEqual([gone.statusCode, gone.body], [204, '']);
  assert.equal((await admin('GET', `/cases/${made.number}`)).statusCode, 404);
  const history = (await admin('GET', `/cases/${made.number}/history`)).json();
  assert.deepEqual(
    history.items.map(({ kind }: { kind: string }) => kind),
    ['created', 'deleted'],
  );
});

test('relations are symmetric, and leave out what the caller does not see', async () => {
  const [one, two] = [await make(call), await make(call)];
  const hidden = await make(admin);
  assert.equal((await call('PUT', `/cases/${one.number}/related/${two.number}`)).statusCode, 204);
  assert.equal((await call('PUT', `/cases/${one.number}/related/${two.number}`)).statusCode, 204);
  assert.deepEqual((await call('GET', `/cases/${two.number}`)).json().related, [one.number]);
  for (const other of [hidden.number, 999_999]) {
    assert.equal(codeOf(await call('PUT', `/cases/${one.number}/related/${other}`)), '404 case/unknown');
  }
  assert.equal(codeOf(await call('PUT', `/cases/${one.number}/related/${one.number}`)), '400 related/itself');
  const stale = await call('DELETE', `/cases/${one.number}/related/${two.number}`, { version: 1 });
  assert.equal(codeOf(stale), '412 case/stale');
  const shared = await make(admin, { unit: null });
  assert.equal((await admin('PUT', `/cases/${shared.number}/related/${hidden.number}`)).statusCode, 204);
  assert.deepEqual((await admin('GET', `/cases/${shared.number}`)).json().related, [hidden.number]);
  const seen = await call('GET', `/cases/${shared.number}?expand=related`);
  assert.deepEqual([seen.json().related, seen.json().expanded.related], [[], []]);
  assert.equal((await call('DELETE', `/cases/${one.number}/related/${two.number}`, { version: 2 })).statusCode, 204);
  assert.deepEqual((await call('GET', `/cases/${two.number}`)).json().related, []);
});

test('fields chooses members, expand adds them', async () => {
  const other = await make(call, { subject: 'Other' });
  const made = await make(call, { owner: 'frank', customer: 1000 });
  await call('PUT', `/cases/${made.number}/related/${other.number}`);
  const some = await call('GET', `/cases/${made.number}?fields=number,owner`);
  assert.deepEqual(some.json(), { number: made.number, owner: 'frank' });
  const more = (await call('GET', `/cases/${made.number}?fields=number&expand=owner,customer,related`)).json();
  assert.equal(more.expanded.owner.name, 'Frank Robert');
  assert.equal(more.expanded.customer.personalId, 'P-1000');
  assert.deepEqual(
    more.expanded.related.map(({ subject }: { subject: string }) => subject),
    ['Other'],
  );
  assert.equal((await call('GET', `/cases/${made.number}?fields=nonsense`)).statusCode, 400);
  assert.equal((await call('GET', `/cases/${made.number}?expand=assignees`)).statusCode, 400);
});

test('history tells every change, without gaps, and which API it came through', async () => {
  const made = await make(call);
  await call('PATCH', `/cases/${made.number}`, { version: 1, body: { subject: 'X', severity: 'low' } });
  await call('POST', `/cases/${made.number}/notes`, { body: { text: 'Note' } });
  const { items, next } = (await call('GET', `/cases/${made.number}/history`)).json();
  assert.deepEqual(
    items.map(({ seq, kind, facade, actor }: Record<string, unknown>) => [seq, kind, facade, actor]),
    [
      [1, 'created', 'api', 'mary'],
      [2, 'edited', 'api', 'mary'],
      [3, 'note.added', 'api', 'mary'],
    ],
  );
  assert.deepEqual(items[1].changes, [
    { field: 'subject', from: 'A case', to: 'X' },
    { field: 'severity', from: 'medium', to: 'low' },
  ]);
  assert.equal(next, null);
  const page = (await call('GET', `/cases/${made.number}/history?limit=2`)).json();
  const rest = (await call('GET', `/cases/${made.number}/history?limit=2&cursor=${page.next}`)).json();
  assert.deepEqual([...page.items, ...rest.items], items);
  assert.equal(rest.next, null);
});

test('notes: added also to an archived case, listed oldest first, read with note.view', async () => {
  const made = await make(call);
  await call('POST', `/cases/${made.number}/archive`, { version: 1 });
  for (const text of ['One', 'Two', 'Three']) {
    const added = await call('POST', `/cases/${made.number}/notes`, { body: { text, private: text === 'Two' } });
    assert.equal(added.statusCode, 201, added.body);
  }
  const { items } = (await call('GET', `/cases/${made.number}/notes`)).json();
  assert.deepEqual(
    items.map(({ text, private: hidden, author }: Record<string, unknown>) => [text, hidden, author]),
    [
      ['One', false, 'mary'],
      ['Two', true, 'mary'],
      ['Three', false, 'mary'],
    ],
  );
  const page = (await call('GET', `/cases/${made.number}/notes?limit=2`)).json();
  const rest = (await call('GET', `/cases/${made.number}/notes?limit=2&cursor=${page.next}`)).json();
  assert.deepEqual([page.items.length, rest.items, rest.next], [2, items.slice(2), null]);
  const clerk = await signIn(docket, 'victor', 'victor-pw');
  const refused = await clerk('GET', `/cases/${made.number}/notes`);
  assert.deepEqual([codeOf(refused), refused.json().permission], ['403 access/forbidden', 'note.view']);
  assert.equal(
    codeOf(await call('POST', `/cases/${made.number}/notes`, { version: 1, body: { text: 'X' } })),
    '412 case/stale',
  );
  assert.equal(
    (await call('POST', `/cases/${made.number}/notes`, { body: { text: 'x'.repeat(10_001) } })).statusCode,
    400,
  );
});
