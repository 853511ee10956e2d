/** Q-Flow: the page of POST Cases, "Case Enqueue for FIFO", in every format that it names. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { qflow } from '../support/clients.ts';
import { openServer } from '../support/server.ts';

let server: Awaited<ReturnType<typeof openServer>>;

before(async () => {
  server = await openServer();
});

after(() => server.close());

const call = () => qflow(server.url);

/** The sample body, with the ids, the code and the classification of this tenant. */
const sample = {
  CaseId: 1,
  ServiceId: 2,
  ServiceIdExtRef: 'sample string 3',
  CustomerId: 1000,
  ExtRef: 'sample string 5',
  Notes: 'sample string 6',
  Subject: 'sample string 7',
  ClassificationCode: 'URGENT',
  AutoClose: true,
  CustomProperties: { 'sample string 1': 'sample string 2', 'sample string 3': 'sample string 4' },
  ProcedureExtRef: 'sample string 10',
  ProcedureOptionExtRef: 'sample string 11',
};

interface Detail {
  CaseId: number;
  Ticket: string | null;
  EntityStatus: number;
  CaseStatus: number;
  CustomProperties: Record<string, string>;
  Customer: { CustomerId: number } | null;
}

const detail = async (id: number): Promise<Detail> => (await call()('GET', `/Cases/${id}`)).json<Detail>();

const enqueue = async (body: string | object, type = 'application/json'): Promise<typeof sample> => {
  const answer = await call()('POST', '/Cases', { body, headers: { 'content-type': type } });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  return answer.json<typeof sample>();
};

for (const type of ['application/json', 'text/json']) {
  test(`${type}: the sample is enqueued and closed; the answer is the same model, with the case's own id`, async () => {
    const made = await enqueue(sample, type);
    assert.ok(made.CaseId >= 1000);
    assert.deepEqual(Object.keys(made), Object.keys(sample));
    assert.deepEqual(made, { ...sample, CaseId: made.CaseId });
    const found = await detail(made.CaseId);
    assert.deepEqual([found.CaseStatus, found.EntityStatus, found.Customer?.CustomerId], [1, 8, 1000]);
    assert.deepEqual(found.CustomProperties, sample.CustomProperties);
  });
}

test('the answer comes as text/json to who asks for it', async () => {
  const answer = await call()('POST', '/Cases', { body: sample, headers: { accept: 'text/json' } });
  assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'text/json; charset=utf-8']);
});

const spellings: readonly ((name: string, value: string, i: number) => [string, string][])[] = [
  (name, value, i) => [
    [`CustomProperties[${i}].Key`, name],
    [`CustomProperties[${i}].Value`, value],
  ],
  (name, value, i) => [
    [`CustomProperties[${i}][Key]`, name],
    [`CustomProperties[${i}][Value]`, value],
  ],
  (name, value) => [[`CustomProperties[${name}]`, value]],
];

for (const spell of spellings) {
  test(`application/x-www-form-urlencoded, its dictionary as ${spell('a', 'b', 0)[0]?.[0]}`, async () => {
    const { CustomProperties, ...flat } = sample;
    const form = new URLSearchParams(
      Object.entries(flat).map(([name, value]): [string, string] => [name, String(value)]),
    );
    for (const [i, [name, value]] of Object.entries(CustomProperties).entries()) {
      for (const pair of spell(name, value, i)) form.append(...pair);
    }
    const made = await enqueue(form.toString(), 'application/x-www-form-urlencoded');
    assert.deepEqual(made, { ...sample, CaseId: made.CaseId });
  });
}

test('first in, first out: without AutoClose the tickets wait in the order of enqueueing', async (t) => {
  const ids: number[] = [];
  for (let i = 0; i < 5; i += 1) ids.push((await enqueue({ ...sample, AutoClose: false })).CaseId);
  const details = await Promise.all(ids.map(detail));
  assert.deepEqual(
    details.map(({ EntityStatus }) => EntityStatus),
    [3, 3, 3, 3, 3],
  );
  const numbers = details.map(({ Ticket }) => Number(/^A([0-9]+)$/.exec(Ticket ?? '')?.[1]));
  for (const [i, number] of numbers.entries()) assert.equal(number, (numbers[0] ?? 0) + i);
  const list = await call()('GET', '/Tickets/Waiting/7');
  if (list.status === 404) {
    t.skip('not served yet');
    return;
  }
  const waiting = list.json<{ CaseId: number; Row: number; QCode: string; QNumber: number }[]>();
  assert.deepEqual(
    waiting.map(({ CaseId, Row, QCode, QNumber }) => [CaseId, Row, `${QCode}${QNumber}`]),
    details.map(({ CaseId, Ticket }, i) => [CaseId, i + 1, Ticket]),
  );
  const served: number[] = [];
  for (let i = 0; i < 5; i += 1) served.push((await call()('POST', '/Services/2/CallNext')).json<Detail>().CaseId);
  assert.deepEqual(served, ids);
  assert.equal((await call()('POST', '/Services/2/CallNext')).status, 204);
});

test('ServiceId is required; the rest is optional', async () => {
  const { ServiceId: _, ...rest } = sample;
  const answer = await call()('POST', '/Cases', { body: rest });
  assert.equal(answer.status, 400);
  const message = {
    Message: 'The request is invalid.',
    ModelState: { 'caseInfo.ServiceId': ['The ServiceId property is required.'] },
  };
  assert.deepEqual(answer.json(), message);
  const made = await enqueue({ ServiceId: 2 });
  assert.deepEqual(made, {
    CaseId: made.CaseId,
    ServiceId: 2,
    ServiceIdExtRef: null,
    CustomerId: 0,
    ExtRef: null,
    Notes: null,
    Subject: null,
    ClassificationCode: null,
    AutoClose: false,
    CustomProperties: null,
    ProcedureExtRef: null,
    ProcedureOptionExtRef: null,
  });
});

test('a service by its external reference, where the id is 0', async () => {
  const made = await enqueue({ ServiceId: 0, ServiceIdExtRef: 'PASS' });
  assert.equal(made.ServiceId, 2);
});

for (const [member, length] of [
  ['ExtRef', 200],
  ['Notes', 4000],
  ['Subject', 100],
] as const) {
  test(`${member} has at most ${length} characters`, async () => {
    assert.equal((await enqueue({ ...sample, [member]: 'x'.repeat(length) }))[member].length, length);
    const answer = await call()('POST', '/Cases', { body: { ...sample, [member]: 'x'.repeat(length + 1) } });
    const text = `The field ${member} must be a string or array type with a maximum length of '${length}'.`;
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.json()['ModelState'], { [`caseInfo.${member}`]: [text] });
  });
}

for (const [member, value] of [
  ['ServiceId', 99],
  ['CustomerId', 99_999],
] as const) {
  test(`an unknown ${member} is refused`, async () => {
    const answer = await call()('POST', '/Cases', { body: { ...sample, [member]: value } });
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.json()['ModelState'], { [`caseInfo.${member}`]: ['Record not found'] });
  });
}
