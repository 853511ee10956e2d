/** The verbs on a case in a queue and Cases/Cancel: contract qflow (d), (f), (g). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { closeCase, reopenCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { returnTicket } from '../../../src/domain/queues/return-ticket.ts';
import type { Docket } from '../../support/docket.ts';
import { closeQflow, modelState, openQflow, type Send, services, tokens } from './support/tenant.ts';

type Json = Record<string, unknown>;

describe('a case in a queue', () => {
  let docket: Docket;
  let send: Send;
  before(async () => {
    ({ docket, send } = await openQflow());
  });
  after(() => closeQflow(docket));

  const post = async (path: string, body?: Json, token?: string): Promise<Json> => {
    const answer = await send('POST', path, { ...(body ? { body } : {}), ...(token ? { token } : {}) });
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`);
    return answer.json();
  };
  const enqueue = async (service: number, members: Json = {}): Promise<number> =>
    Number((await post('Cases', { ServiceId: service, ...members }))['CaseId']);
  const next = (service: number, token?: string): Promise<Json> =>
    post(`Services/${service}/CallNext`, undefined, token);
  const detail = async (id: number): Promise<Json> => (await send('GET', `Cases/${id}`)).json();
  const refused = async (path: string, body?: Json, token?: string): Promise<string> => {
    const answer = await send('POST', path, { ...(body ? { body } : {}), ...(token ? { token } : {}) });
    assert.equal(answer.statusCode, 409, answer.body);
    return answer.json().Message;
  };
  const state = ({ CaseStatus, ProcessStatus, EntityStatus, Action, Ticket }: Json): unknown[] => [
    CaseStatus,
    ProcessStatus,
    EntityStatus,
    Action,
    Ticket,
  ];
  const clear = async (service: number): Promise<void> => {
    for (;;) {
      const answer = await send('POST', `Services/${service}/CallNext`);
      if (answer.statusCode === 204) return;
      await post(`Cases/${answer.json().CaseId}/Complete`);
    }
  };
  const history = async (number: number) =>
    (await docket.core.view(docket.actor('kiosk'), (db) => listHistory(db, docket.actor('kiosk'), number, {}))).map(
      ({ kind, changes, data }) => ({ kind, fields: changes.map(({ field }) => field), data }),
    );

  it('is called oldest first, in service with the caller as owner; 204 without a body when nobody waits (R11)', async () => {
    const [first, second] = [await enqueue(services.tiny, { CustomerId: 1000 }), await enqueue(services.tiny)];
    const called = await next(services.tiny);
    assert.equal(called['CaseId'], first);
    assert.deepEqual(state(called).slice(0, 4), [0, 0, 6, 1]);
    assert.deepEqual(
      ['UserName', 'UserFirstName', 'UserServedName', 'EntityStatusDesc', 'ActionDesc'].map((name) => called[name]),
      ['kiosk', 'Kiosk', 'Kiosk', 'InService', 'Call Next'],
    );
    assert.deepEqual(called, await detail(first));
    assert.equal((await next(services.tiny))['CaseId'], second);
    const nobody = await send('POST', `Services/${services.tiny}/CallNext`);
    assert.deepEqual([nobody.statusCode, nobody.body], [204, '']);
    assert.equal((await post(`Cases/${first}/Complete`, { Notes: 'done' }))['EntityStatusDesc'], 'Completed');
    assert.deepEqual(state(await post(`Cases/${second}/NoShow`)).slice(0, 4), [1, 1, 17, 7]);
    const events = await history(first);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['created', 'called', 'completed'],
    );
    assert.ok(events[1]?.fields.includes('owner') && events[2]?.fields.includes('status'));
    assert.equal(typeof events[2]?.data['note'], 'number');
    const shown = await detail(first);
    assert.deepEqual([shown['UserName'], shown['Ticket']], ['kiosk', called['Ticket']]);
  });

  it('goes back to its old place by Return and Release, to the end by ToEnd; on hold it is not called (R10)', async () => {
    await clear(services.tiny);
    const ids = [await enqueue(services.tiny), await enqueue(services.tiny), await enqueue(services.tiny)];
    const [first = 0, second = 0, third = 0] = ids;
    const before = await next(services.tiny);
    const back = await post(`Cases/${first}/Return`);
    assert.deepEqual(state(back), [0, 0, 3, 8, before['Ticket']]);
    assert.deepEqual([back['ReferenceDate'], back['UserName']], [before['ReferenceDate'], 'kiosk']);
    assert.deepEqual(state(await post(`Cases/${first}/Hold`)), [0, 2, 11, 9, before['Ticket']]);
    assert.equal((await next(services.tiny))['CaseId'], second);
    const released = await post(`Cases/${first}/Release`);
    assert.deepEqual(state(released), [0, 0, 3, 10, before['Ticket']]);
    assert.equal((await next(services.tiny))['CaseId'], first);
    docket.clock.advance(5);
    const last = await post(`Cases/${first}/Return`, { ToEnd: 'true' });
    docket.clock.reset();
    assert.deepEqual(state(last), [0, 0, 3, 8, before['Ticket']]);
    assert.ok(String(last['ReferenceDate']) > String(before['ReferenceDate']));
    assert.equal(last['ArrivalTime'], before['ArrivalTime']);
    assert.equal((await next(services.tiny))['CaseId'], third);
    assert.equal((await next(services.tiny))['CaseId'], first);
    assert.deepEqual(
      (await history(first)).map(({ kind }) => kind),
      ['created', 'called', 'returned', 'held', 'released', 'called', 'returned', 'called'],
    );
    for (const id of ids) await post(`Cases/${id}/Complete`);
  });

  it('refuses a verb from another state with its own words, and changes nothing', async () => {
    await clear(services.tiny);
    const id = await enqueue(services.tiny);
    assert.equal(await refused(`Cases/${id}/Complete`), "Cannot complete case. Status must be 'InService'.");
    assert.equal(await refused(`Cases/${id}/NoShow`), "Cannot mark case as no-show. Status must be 'InService'.");
    assert.equal(
      await refused(`Cases/${id}/Return`, { Notes: 'x' }),
      "Cannot return case. Status must be 'InService'.",
    );
    assert.equal(await refused(`Cases/${id}/Release`), "Cannot release case. Status must be 'WaitWithRules'.");
    const same = { ServiceId: services.tiny };
    assert.equal(await refused(`Cases/${id}/Transfer`, same), 'The case is already in this service.');
    await post(`Cases/${id}/Hold`);
    assert.equal(await refused(`Cases/${id}/Hold`), "Cannot hold case. Status must be 'Waiting' or 'InService'.");
    await post('Cases/Cancel', { CaseId: id });
    const elsewhere = { ServiceId: services.licences };
    assert.equal(await refused(`Cases/${id}/Transfer`, elsewhere), 'Cannot transfer case. It is closed.');
    assert.equal(await refused(`Cases/${id}/Complete`), "Cannot complete case. Status must be 'InService'.");
    assert.equal((await history(id)).length, 3);
    assert.equal((await send('POST', `Cases/${id}/Complete`, { token: tokens.viewer })).statusCode, 403);
  });

  it('is moved on only by who serves it, or by one who has case.assign', async () => {
    await clear(services.tiny);
    const id = await enqueue(services.tiny);
    await next(services.tiny);
    const other = { ...docket.actor('kiosk', 'qflow') };
    const colleague = { ...other, user: { ...other.user, id: 9999 } as NonNullable<typeof other.user> };
    await assert.rejects(
      docket.core.run(colleague, (tx) => returnTicket(tx, colleague, id)),
      { code: 'ticket/served-by-another' },
    );
    const permissions = new Set([...colleague.user.permissions, 'case.assign' as const]);
    const chief = { ...colleague, user: { ...colleague.user, id: 2, permissions } };
    await docket.core.run(chief, (tx) => returnTicket(tx, chief, id));
    assert.equal((await detail(id))['EntityStatusDesc'], 'Waiting');
    await clear(services.tiny);
  });

  it('moves by Transfer: the end of the other queue, its number, its unit; the old number is free', async () => {
    await clear(services.tiny);
    await clear(services.hall);
    const ahead = await enqueue(services.hall);
    const id = await enqueue(services.tiny);
    const freed = Number(String((await detail(id))['Ticket']).slice(1));
    await next(services.tiny);
    const moved = await post(`Cases/${id}/Transfer`, { ServiceId: services.hall, Notes: 'over there' });
    assert.deepEqual(state(moved).slice(0, 4), [0, 0, 3, 0]);
    assert.match(String(moved['Ticket']), /^HALL\d$/);
    assert.deepEqual([moved['ServiceId'], moved['UnitId']], [services.hall, 7]);
    assert.ok(freed > 0);
    for (const kept of [await enqueue(services.tiny), await enqueue(services.tiny), await enqueue(services.tiny)]) {
      assert.ok(kept > 0); // all three numbers of the range
    }
    assert.deepEqual([(await next(services.hall))['CaseId'], (await next(services.hall))['CaseId']], [ahead, id]);
    assert.deepEqual(
      (await history(id)).map(({ kind }) => kind),
      ['created', 'called', 'transferred', 'called'],
    );
    const bad = modelState(await send('POST', `Cases/${id}/Transfer`, { body: { ServiceId: services.hidden } }));
    assert.deepEqual(bad, { 'caseAction.ServiceId': ['Record not found'] });
    const absent = modelState(await send('POST', `Cases/${id}/Transfer`));
    assert.deepEqual(absent, { 'caseAction.ServiceId': ['The ServiceId property is required.'] });
    assert.equal(await refused('Cases', { ServiceId: services.tiny }), 'No ticket number is free in this service.');
    assert.equal(
      await refused(`Cases/${id}/Transfer`, { ServiceId: services.tiny }),
      'No ticket number is free in this service.',
    );
    await clear(services.tiny);
  });

  it('takes up a case that was made elsewhere by Transfer', async () => {
    const actor = docket.actor('kiosk', 'egain');
    const { number } = await docket.core.run(actor, (tx) =>
      createCase(tx, actor, { referenceStyle: 'number', subject: 'S', unitId: 7, ownerId: 2 }),
    );
    const taken = await post(`Cases/${number}/Transfer`, { ServiceId: services.hall });
    assert.deepEqual(state(taken).slice(0, 4), [0, 0, 3, 0]);
    const last = (await history(number)).at(-1);
    assert.equal(last?.kind, 'queued');
    assert.ok(last?.fields.includes('owner'));
    await clear(services.hall);
  });

  it('merges Notes, ClassificationCode and CustomProperties of a verb into the case, in its one event', async () => {
    const id = await enqueue(services.hall, { CustomProperties: { floor: '2', gone: 'x', visits: '3' } });
    const action = {
      Notes: 'n',
      ClassificationCode: 'URGENT',
      CustomProperties: { floor: '3', gone: null, visits: null, channel: 'web;desk', __proto__x: 'p' },
      Unknown: [1],
    };
    const held = await post(`Cases/${id}/Hold`, action);
    assert.equal(held['ClassificationCode'], 'URGENT');
    assert.deepEqual(held['CustomProperties'], { channel: 'web;desk', floor: '3', __proto__x: 'p' });
    const released = await post(`Cases/${id}/Release`, { ClassificationCode: '', CustomProperties: null, Notes: ' ' });
    assert.equal(released['ClassificationCode'], 'URGENT');
    assert.equal((await history(id)).length, 3);
    const bad = await send('POST', `Cases/${id}/Hold`, {
      body: { ClassificationCode: 'urgent', CustomProperties: { visits: 'x' }, Notes: 'x'.repeat(4001) },
    });
    assert.deepEqual(Object.keys(modelState(bad)), [
      'caseAction.Notes',
      'caseAction.ClassificationCode',
      'caseAction.CustomProperties',
    ]);
    const both = await send('POST', 'Cases/x/Hold', { body: { Notes: [] } });
    assert.deepEqual(Object.keys(modelState(both)), ['id', 'caseAction.Notes']);
    await clear(services.hall);
  });

  it('is not changed by taking away a property that it does not have', async () => {
    const id = await enqueue(services.hall);
    await post('Cases/Cancel', { CaseId: id, Status: -1, CustomProperties: { floor: null, visits: null } });
    assert.equal((await history(id)).length, 1);
    await clear(services.hall);
  });

  it('is brought into any state by Cases/Cancel, which answers with the name of the state (R8)', async () => {
    const id = await enqueue(services.hall);
    const force = async (Status: unknown, more: Json = {}): Promise<unknown> => {
      const answer = await send('POST', 'Cases/Cancel', { body: { ProcessId: id, Status, ...more } });
      assert.equal(answer.statusCode, 200, answer.body);
      return answer.json();
    };
    const { Ticket } = await detail(id);
    assert.equal(await force(-1, { Notes: 'n' }), 'Waiting');
    assert.equal(await force(3), 'Waiting');
    assert.deepEqual(
      (await history(id)).map(({ kind }) => kind),
      ['created', 'note.added'],
    );
    assert.equal(await force(undefined), 'Cancelled');
    const closedAt = (await detail(id))['LastUpdated'];
    assert.equal(await force(15, { Notes: null }), 'Cancelled');
    assert.equal((await history(id)).length, 3);
    docket.clock.advance(10);
    for (const [status, name] of [
      [4, 'Abandoned'],
      [8, 'Completed'],
      [17, 'NoShow'],
    ] as const) {
      assert.equal(await force(status), name);
      assert.equal((await detail(id))['EntityStatusDesc'], name);
    }
    assert.ok(String((await detail(id))['LastUpdated']) > String(closedAt));
    assert.equal(await force('3'), 'Waiting');
    const again = await detail(id);
    assert.deepEqual(state(again).slice(0, 4), [0, 0, 3, 0]);
    assert.notEqual(again['Ticket'], Ticket);
    docket.clock.reset();
    await next(services.hall);
    assert.equal(await force(3), 'Waiting');
    assert.deepEqual(state(await detail(id)), [0, 0, 3, 8, again['Ticket']]);
    await post(`Cases/${id}/Hold`);
    assert.equal(await force(8), 'Completed');
    const bad = modelState(await send('POST', 'Cases/Cancel', { body: { CaseId: id, ProcessId: id + 1, Status: 5 } }));
    assert.deepEqual(bad, {
      caseStatus: ['CaseId and ProcessId name different cases.'],
      'caseStatus.Status': ["The value '5' is not valid for Status."],
    });
    const neither = modelState(await send('POST', 'Cases/Cancel', { body: { CaseId: 0 } }));
    assert.deepEqual(neither, { caseStatus: ['Either CaseId or ProcessId must be provided.'] });
    const unknown = await send('POST', 'Cases/Cancel', { body: { CaseId: 999_999 } });
    assert.deepEqual([unknown.statusCode, unknown.json().ErrorCode], [404, 51010]);
  });

  it('keeps how it ended also where no ticket tells, and is queued again only where it was in a queue', async () => {
    const actor = docket.actor('kiosk', 'egain');
    const { number } = await docket.core.run(actor, (tx) =>
      createCase(tx, actor, { referenceStyle: 'number', subject: 'S', unitId: 7 }),
    );
    const force = (Status: number) => send('POST', 'Cases/Cancel', { body: { CaseId: number, Status } });
    assert.equal((await force(3)).json().Message, 'The case has no ticket.');
    assert.equal((await force(15)).json(), 'Cancelled');
    assert.deepEqual(state(await detail(number)), [1, 1, 15, 7, null]);
    assert.equal((await force(3)).json().Message, 'The case has no ticket.');
    await docket.core.run(actor, (tx) => reopenCase(tx, actor, { number }));
    assert.equal((await detail(number))['EntityStatusDesc'], 'Expected');
    await docket.core.run(actor, (tx) => closeCase(tx, actor, { number }));
    assert.equal((await detail(number))['EntityStatusDesc'], 'Completed');
    await docket.core.run(actor, (tx) => setArchived(tx, actor, { number }, true));
    assert.deepEqual([(await force(15)).statusCode, (await force(15)).json().Message], [409, 'The case is archived.']);
    assert.equal((await force(8)).json(), 'Completed');
  });

  it('leaves its queue when another face closes, archives, deletes or moves it; the number is free (S11–S15)', async () => {
    await clear(services.tiny);
    const desk = docket.actor('kiosk', 'egain');
    const other = docket.actor('msingleton', 'tracker');
    const admin = { ...other, user: { ...other.user, ownUnitIds: new Set([7, 70]), seenUnitIds: new Set([7, 70]) } };
    const all = admin as typeof desk;
    const ways: Record<string, (number: number) => Promise<unknown>> = {
      close: (number) => docket.core.run(desk, (tx) => closeCase(tx, desk, { number })),
      archive: (number) => docket.core.run(desk, (tx) => setArchived(tx, desk, { number }, true)),
      delete: (number) => docket.core.run(all, (tx) => deleteCase(tx, all, number)),
      move: (number) => docket.core.run(all, (tx) => editCase(tx, all, number, { fields: { unitId: 70 } })),
    };
    for (const [name, leave] of Object.entries(ways)) {
      const ids = [await enqueue(services.tiny), await enqueue(services.tiny), await enqueue(services.tiny)];
      await next(services.tiny);
      for (const id of ids) await leave(id);
      assert.equal((await send('POST', `Services/${services.tiny}/CallNext`)).statusCode, 204, name);
      const [id = 0] = ids;
      const { statusCode } = await send('GET', `Cases/${id}`);
      if (name === 'delete') assert.equal(statusCode, 404);
      else assert.equal((await detail(id))['EntityStatusDesc'], name === 'move' ? 'Expected' : 'Completed');
    }
  });

  it('compares and sets: of N equal verbs at once one succeeds; of N Cancels all, with one change (g 4)', async () => {
    await clear(services.hall);
    const id = await enqueue(services.hall);
    await next(services.hall);
    const many = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 12 }, work));
    const codes = (await many(() => send('POST', `Cases/${id}/Complete`))).map(({ statusCode }) => statusCode).sort();
    assert.deepEqual(codes, [200, ...Array(11).fill(409)]);
    const waiting = await enqueue(services.hall);
    const cancels = await many(() => send('POST', 'Cases/Cancel', { body: { CaseId: waiting } }));
    assert.ok(cancels.every(({ statusCode }) => statusCode === 200));
    assert.equal((await history(waiting)).length, 2);
  });

  it('never waits in a ring: calls, closings, edits and holds of the same cases at once', {
    timeout: 60_000,
  }, async () => {
    await clear(services.passports);
    const ids: number[] = [];
    for (let i = 0; i < 24; i += 1) ids.push(await enqueue(services.passports));
    const desk = docket.actor('kiosk', 'egain');
    const done = await Promise.allSettled([
      ...ids.map(() => send('POST', `Services/${services.passports}/CallNext`)),
      ...ids.map((number) => docket.core.run(desk, (tx) => closeCase(tx, desk, { number }))),
      ...ids.map((number) => docket.core.run(desk, (tx) => editCase(tx, desk, number, { fields: { subject: 'E' } }))),
      ...ids.map((id) => send('POST', `Cases/${id}/Hold`)),
    ]);
    const faults = done.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
    assert.deepEqual(
      faults.filter(({ code }) => code !== 'case/closed' && code !== 'access/pull'),
      [],
    );
    for (const id of ids) assert.equal((await detail(id))['CaseStatusDesc'], 'Closed');
    await clear(services.passports);
  });
});
