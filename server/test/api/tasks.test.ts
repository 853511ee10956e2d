/** Tasks by the native API (contract api, "Calls"; who sees them: contract tracker D11). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countCaseTasks, unmetTasks } from '../../src/domain/tasks/count-tasks.ts';
import { addTo, editDemo } from '../acceptance/support/tenant-file.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, codeOf, make, mary, signIn } from './support/client.ts';

let docket: Docket;
let call: Client;
let frank: Client;
let cleo: Client;
let admin: Client;

const visits = `{ key: visits, name: Visits, statuses: { start: New, active: [Open], closed: Closed },
  tasks: [
    { key: call, name: Call the owner, min: 2, cancelable: true },
    { key: visit, name: Visit, min: 1, max: 2, prerequisites: [call] },
  ] }`;

before(async () => {
  docket = await startDocket();
  await docket.apply(await editDemo([addTo('caseTypes', visits.replaceAll('\n', ' '))]));
  call = mary(docket);
  frank = await signIn(docket, 'frank', 'frank-pw');
  cleo = await signIn(docket, 'custodian', 'custodian-pw');
  admin = await signIn(docket, 'msingleton', 'mike-pw');
});
after(async () => {
  const faults = [...docket.faults];
  await docket.close();
  assert.deepEqual(faults, []);
});

const makeTask = async (client: Client, body: object) => {
  const response = await client('POST', '/tasks', { body });
  assert.equal(response.statusCode, 201, response.body);
  return response.json();
};

test('a task is made alone, for the caller where nobody is named, and read by its address', async () => {
  const response = await call('POST', '/tasks', { body: { title: 'Call back' } });
  assert.equal(response.statusCode, 201, response.body);
  const made = response.json();
  const { id, createdAt, changedAt, ...rest } = made;
  assert.deepEqual(rest, {
    kind: null,
    title: 'Call back',
    message: '',
    status: 'new',
    review: false,
    case: null,
    cases: [],
    customers: [],
    creator: 'mary',
    creatorGroup: null,
    assignees: ['mary'],
    assigneeGroups: [],
    dueAt: null,
    closedAt: null,
    closedBy: null,
  });
  assert.equal(createdAt, changedAt);
  const found = await docket.inject({
    url: String(response.headers['location']),
    headers: { authorization: 'Bearer docket-api-token' },
  });
  assert.deepEqual(found.json(), made);
  assert.ok(id > 0);
});

test('a task on a case is an addition: an event, and no new version', async () => {
  const made = await make(call);
  const task = await makeTask(call, { title: 'Look', case: made.number, dueAt: '2031-01-02T03:04:05Z' });
  assert.deepEqual([task.case, task.cases, task.dueAt], [made.number, [made.number], '2031-01-02T03:04:05.000Z']);
  const { version } = (await call('GET', `/cases/${made.number}`)).json();
  assert.equal(version, made.version);
  await call('POST', `/tasks/${task.id}/complete`);
  const events = (await call('GET', `/cases/${made.number}/history`)).json().items;
  assert.deepEqual(
    events.map(({ kind, data }: { kind: string; data: object }) => [kind, data]),
    [
      ['created', {}],
      ['task.created', { task: task.id, title: 'Look' }],
      ['task.completed', { task: task.id }],
    ],
  );
  assert.equal((await call('GET', `/cases/${made.number}`)).json().version, made.version);
});

test('archived and closed cases take tasks, unknown and unseen ones do not', async () => {
  const made = await make(call);
  await call('POST', `/cases/${made.number}/archive`, { version: 1 });
  await makeTask(call, { title: 'T', case: made.number });
  const unseen = await make(admin, { unit: 'office-175' });
  for (const number of [unseen.number, 2_000_000]) {
    const refused = await call('POST', '/tasks', { body: { title: 'T', case: number } });
    assert.equal(codeOf(refused), '400 case/unknown');
  }
});

test('on a case that is only shared with the caller no task is made', async () => {
  const shared = await make(frank, { unit: 'service' });
  const victor = await signIn(docket, 'victor', 'victor-pw');
  assert.equal((await victor('GET', `/cases/${shared.number}`)).statusCode, 200);
  const refused = await victor('POST', '/tasks', { body: { title: 'T', case: shared.number } });
  assert.equal(codeOf(refused), '403 access/forbidden');
});

test('seen by creator, assignees, members of assigned groups and admins; not with a case that is unseen', async () => {
  const mine = await makeTask(call, { title: 'For Frank', assignees: ['frank'] });
  const ours = await makeTask(call, { title: 'For records', assigneeGroups: ['records'] });
  const status = async (client: Client, id: number) => (await client('GET', `/tasks/${id}`)).statusCode;
  assert.deepEqual(
    await Promise.all([call, frank, cleo, admin].map((one) => status(one, mine.id))),
    [200, 200, 404, 200],
  );
  assert.deepEqual(
    await Promise.all([call, frank, cleo, admin].map((one) => status(one, ours.id))),
    [200, 404, 200, 200],
  );
  const made = await make(call, { unit: 'service' });
  const hidden = await makeTask(call, { title: 'On a case of Service', case: made.number, assignees: ['custodian'] });
  assert.deepEqual(await Promise.all([call, cleo, admin].map((one) => status(one, hidden.id))), [200, 404, 404]);
  for (const [method, path, body] of [
    ['PATCH', '', { title: 'X' }],
    ['POST', '/complete', undefined],
  ] as const) {
    const refused = await cleo(method, `/tasks/${hidden.id}${path}`, body === undefined ? {} : { body });
    assert.equal(codeOf(refused), '404 task/unknown');
  }
  const listed = (await cleo('GET', '/tasks?limit=200')).json().items.map(({ id }: { id: number }) => id);
  assert.ok(listed.includes(ours.id) && !listed.includes(hidden.id) && !listed.includes(mine.id));
  await call('PATCH', `/cases/${made.number}`, { version: 1, body: { unit: null } });
  assert.equal(await status(cleo, hidden.id), 200);
});

test('assignee=me lists what is assigned to the caller or to a group of his, with filters, pages and a count', async () => {
  const kind = (body: object) => makeTask(call, { ...body, assigneeGroups: ['records'], assignees: ['basic'] });
  const made = [await kind({ title: 'One' }), await kind({ title: 'Two' }), await kind({ title: 'Three' })];
  const before = (await cleo('GET', '/tasks?assignee=me&count=true&limit=1')).json();
  const ids: number[] = [];
  for (let path = '/tasks?assignee=me&limit=2'; ; ) {
    const { items, next } = (await cleo('GET', path)).json();
    ids.push(...items.map(({ id }: { id: number }) => id));
    if (next === null) break;
    path = `/tasks?assignee=me&limit=2&cursor=${next}`;
  }
  assert.equal(ids.length, before.count);
  assert.deepEqual(
    ids.slice(-3),
    made.map(({ id }) => id),
  );
  assert.deepEqual(ids, [...new Set(ids)]);
  await call('POST', `/tasks/${made[0].id}/complete`);
  const open = (await call('GET', '/tasks?assignee=basic&status=new&status=open')).json().items;
  assert.deepEqual(
    open.map(({ title }: { title: string }) => title),
    ['Two', 'Three'],
  );
  assert.equal(
    (await call('GET', '/tasks?assignee=me')).json().items.some(({ title }: { title: string }) => title === 'Two'),
    false,
  );
  assert.equal(codeOf(await call('GET', '/tasks?assignee=stranger')), '400 user/unknown');
});

test('a patch changes what it names; a closed task changes no more', async () => {
  const { id, changedAt } = await makeTask(call, { title: 'Old', message: 'm', dueAt: '2031-01-01T00:00:00Z' });
  const same = (await call('PATCH', `/tasks/${id}`, { body: { title: 'Old' } })).json();
  assert.equal(same.changedAt, changedAt);
  const body = {
    title: 'New',
    message: null,
    dueAt: null,
    status: 'open',
    assignees: ['frank'],
    assigneeGroups: ['records'],
  };
  const patched = (await frank('PATCH', `/tasks/${id}`, { body })).statusCode;
  assert.equal(patched, 404, 'not yet his');
  const { title, message, dueAt, status, assignees, assigneeGroups } = (
    await call('PATCH', `/tasks/${id}`, { body })
  ).json();
  assert.deepEqual({ title, message, dueAt, status, assignees, assigneeGroups }, { ...body, message: '' });
  const nobody = await frank('PATCH', `/tasks/${id}`, { body: { assignees: [], assigneeGroups: null } });
  assert.equal(codeOf(nobody), '400 task/nobody');
  const completed = (await frank('POST', `/tasks/${id}/complete`)).json();
  assert.deepEqual([completed.status, completed.closedBy], ['completed', 'frank']);
  assert.equal(codeOf(await frank('POST', `/tasks/${id}/complete`)), '409 task/closed');
  assert.equal(codeOf(await frank('PATCH', `/tasks/${id}`, { body: { title: 'X' } })), '409 task/closed');
});

test('of many who complete a task at once one does', async () => {
  const made = await make(call);
  const { id } = await makeTask(call, { title: 'Once', case: made.number });
  const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', `/tasks/${id}/complete`)));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, ...Array(7).fill(409)]);
  const events = (await call('GET', `/cases/${made.number}/history`)).json().items;
  assert.equal(events.filter(({ kind }: { kind: string }) => kind === 'task.completed').length, 1);
});

test('kinds: of the case type, as many as it allows, after what they presuppose, counted by kind', async () => {
  const { number } = await make(call, { type: 'visits', unit: null });
  const add = (kind: string, more = {}) => call('POST', '/tasks', { body: { kind, case: number, ...more } });
  const done = async (kind: string) => {
    const { id } = await makeTask(call, { kind, case: number });
    assert.equal((await call('POST', `/tasks/${id}/complete`)).statusCode, 200);
    return id;
  };
  const counts = async () => {
    const found = await docket.core.view(docket.actor('mary'), (db) => countCaseTasks(db, docket.tenant().id, number));
    const type = docket.tenant().caseTypes.get('visits') ?? assert.fail();
    return [found.todo, found.done, unmetTasks(type, found).map(({ key }) => key)];
  };
  assert.deepEqual(await counts(), [0, 0, ['call', 'visit']]);
  assert.equal(codeOf(await add('survey')), '400 task/unknown-kind');
  assert.equal(codeOf(await call('POST', '/tasks', { body: { kind: 'call' } })), '400 task/kind-of-no-case');
  assert.equal(codeOf(await add('visit')), '409 task/prerequisite');
  const { id, title } = await makeTask(call, { kind: 'call', case: number });
  assert.equal(title, 'Call the owner');
  const cancelled = (await call('PATCH', `/tasks/${id}`, { body: { status: 'cancelled' } })).json();
  assert.equal(cancelled.status, 'cancelled');
  assert.deepEqual(await counts(), [0, 0, ['call', 'visit']]);
  await done('call');
  assert.equal(codeOf(await add('visit')), '409 task/prerequisite', 'the minimum of calls is two');
  await done('call');
  assert.deepEqual(await counts(), [0, 2, ['visit']]);
  const visit = await makeTask(call, { kind: 'visit', case: number, title: 'Visit on Monday' });
  assert.deepEqual(await counts(), [1, 2, ['visit']]);
  const kept = await call('PATCH', `/tasks/${visit.id}`, { body: { status: 'cancelled' } });
  assert.equal(codeOf(kept), '409 task/not-cancelable');
  const more = await Promise.all([add('visit'), add('visit'), add('visit')]);
  assert.deepEqual(more.map(codeOf).sort(), ['201 undefined', '409 task/too-many', '409 task/too-many']);
  const events = (await call('GET', `/cases/${number}/history`)).json().items;
  assert.deepEqual(events.find(({ data }: { data: { cancelled?: boolean } }) => data.cancelled)?.data, {
    task: id,
    kind: 'call',
    cancelled: true,
  });
  assert.equal((await call('GET', `/tasks?case=${number}&kind=call&status=completed&count=true`)).json().count, 2);
});

test('tasks outlive their case, detached', async () => {
  const made = await make(admin, { unit: 'office-1' });
  const task = await makeTask(admin, { title: 'Stays', case: made.number, assignees: ['custodian'] });
  assert.equal((await admin('DELETE', `/cases/${made.number}`, { version: 1 })).statusCode, 204);
  const left = (await cleo('GET', `/tasks/${task.id}`)).json();
  assert.deepEqual([left.case, left.cases, left.status], [null, [], 'new']);
  assert.equal((await cleo('POST', `/tasks/${task.id}/complete`)).statusCode, 200);
});

test('an Idempotency-Key makes one task', async () => {
  const send = () => call('POST', '/tasks', { body: { title: 'Once' }, headers: { 'idempotency-key': 'one task' } });
  const [first, second] = [await send(), await send()];
  assert.equal(second.json().id, first.json().id);
  assert.equal(second.headers['idempotent-replayed'], 'true');
});
