/** Bad input gets a clear error, never a 500, and changes nothing (promise 9). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, codeOf, make, mary } from './support/client.ts';

let docket: Docket;
let call: Client;

before(async () => {
  docket = await startDocket();
  call = mary(docket);
});
after(() => docket.close());

const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e99,
  2 ** 31,
  '',
  ' ',
  'x'.repeat(20_000),
  '\u0000',
  '\ud800',
  [],
  [null],
  [[]],
  {},
  { a: 1 },
  { name: 5 },
  ['\u0000'],
  Array(2000).fill('x'),
];

const members = [
  'reference',
  'type',
  'subtype',
  'stage',
  'status',
  'offenseType',
  'subject',
  'description',
  'solution',
  'severity',
  'tags',
  'unit',
  'owner',
  'assignees',
  'assigneeGroups',
  'customer',
  'contact',
  'externalReference',
  'dueAt',
  'reviewAt',
  'reviewNotes',
  'language',
  'attributes',
  'number',
  'version',
  'related',
  '__proto__',
  'constructor',
];

const answersWell = (response: { statusCode: number; body: string }, what: string): void => {
  assert.ok(response.statusCode < 500, `${what}: ${response.statusCode} ${response.body}`);
  assert.deepEqual(docket.faults, [], what);
};

test('every member of create and patch, with every strange value', async () => {
  const made = await make(call);
  for (const name of members) {
    for (const value of strange) {
      const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
      const body = name === 'subject' ? `{${member}}` : `{"subject":"S",${member}}`;
      const headers = { 'content-type': 'application/json' };
      answersWell(await call('POST', '/cases', { raw: body, headers }), body.slice(0, 80));
      const patch = { ...headers, 'if-match': '*' };
      answersWell(
        await call('PATCH', `/cases/${made.number}`, { raw: `{${member}}`, headers: patch }),
        `patch ${member.slice(0, 80)}`,
      );
    }
  }
});

test('attributes of every kind, with every strange value and key', async () => {
  for (const key of ['visits', 'renewal', 'channel', 'customer_rating', 'account_ref', 'nope', '__proto__', '\u0000']) {
    for (const value of strange) {
      const raw = `{"subject":"S","attributes":{${JSON.stringify(key)}:${JSON.stringify(value)}}}`;
      answersWell(
        await call('POST', '/cases', { raw, headers: { 'content-type': 'application/json' } }),
        raw.slice(0, 80),
      );
    }
  }
});

test('bodies that are no JSON, no object, not UTF-8, too deep, too large, or of another type', async () => {
  const send = (raw: string | Buffer, type = 'application/json') =>
    call('POST', '/cases', { raw, headers: { 'content-type': type } });
  const deep = `{"subject":"S","attributes":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  for (const [raw, code] of [
    ['', '400 request/empty'],
    ['{', '400 request/syntax'],
    ['{"subject":"S",}', '400 request/syntax'],
    ['[]', '400 request/invalid'],
    ['null', '400 request/invalid'],
    ['"x"', '400 request/invalid'],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), '400 request/encoding'],
    [deep, '400 request/depth'],
    [`{"subject":"${'x'.repeat(1024 * 1024)}"}`, '413 request/too-large'],
    ['{"subject":"\\u0000"}', '400 request/invalid'],
    ['{"subject":"\\ud800"}', '400 request/invalid'],
  ] as const) {
    assert.equal(codeOf(await send(raw)), code, String(raw).slice(0, 40));
  }
  for (const type of ['text/plain', 'application/xml', 'application/json; charset=latin1', 'nonsense', '']) {
    assert.equal(codeOf(await send('{"subject":"S"}', type)), '415 request/media-type', type);
  }
  assert.equal((await send('\ufeff{"subject":"S"}', 'Application/JSON; charset="UTF-8"')).statusCode, 201);
  const errors = await send(`{"subject":"S","tags":[${'1,'.repeat(200_000)}1]}`);
  assert.equal(errors.json().errors.length, 1);
  assert.deepEqual(docket.faults, []);
});

test('other calls with bodies of every strange shape', async () => {
  const made = await make(call);
  for (const path of ['notes', 'attachments', 'close', 'reopen', 'archive', 'unarchive']) {
    for (const value of [...strange, ...strange.map((text) => ({ text, file: text, note: text, reason: text }))]) {
      const raw = JSON.stringify(value);
      const headers = { 'content-type': 'application/json', 'if-match': '"99"' };
      answersWell(await call('POST', `/cases/${made.number}/${path}`, { raw, headers }), `${path} ${raw.slice(0, 60)}`);
    }
  }
});

test('addresses and headers of every strange shape', async () => {
  const texts = [
    '%00',
    '%zz',
    '%ff',
    '%ed%a0%80',
    '..%2f',
    '-1',
    '0',
    '1e3',
    '2147483648',
    'x'.repeat(5000),
    '%F0%9F%98%80',
    '{}',
    '*',
  ];
  for (const text of texts) {
    for (const path of [
      `/cases/${text}`,
      `/cases/by-uid/${text}`,
      `/cases/by-reference/${text}`,
      `/cases/${text}/history`,
      `/cases/${text}/notes?cursor=${text}`,
      `/cases/${text}/attachments?limit=${text}`,
      `/files/${text}`,
      `/cases?q=${text}&cursor=${text}`,
      `/cases?customer=${text}`,
      `/cases?attribute.visits=${text}`,
      `/units?cursor=${text}`,
    ]) {
      const response = await call('GET', path);
      answersWell(response, path);
    }
    answersWell(await call('DELETE', `/cases/1000/attachments/${text}`), text);
    answersWell(await call('PUT', `/cases/1000/related/${text}`), text);
  }
  const made = await make(call);
  for (const tag of ['', '"', '""', ',', 'W/', '"1"x', '"1",', '*,*', '"é"', 'x'.repeat(3000)]) {
    const headers = { 'if-match': tag, 'if-none-match': tag, range: tag, 'content-type': 'application/json' };
    answersWell(await call('PATCH', `/cases/${made.number}`, { headers, raw: '{"subject":"X"}' }), tag);
    answersWell(await call('GET', `/cases/${made.number}`, { headers }), tag);
  }
  assert.equal((await call('GET', `/cases/${made.number}`, { raw: 'a body that nobody asked for' })).statusCode, 200);
});
