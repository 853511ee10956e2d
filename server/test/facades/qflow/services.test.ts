/** Waiting lists, services, positions, and who sees them: contract qflow (d), (f), (g) 1–2. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getPosition } from '../../../src/domain/queues/get-position.ts';
import type { Docket } from '../../support/docket.ts';
import { closeQflow, modelState, openQflow, type Send, services, tokens } from './support/tenant.ts';

type Json = Record<string, unknown>;

describe('who waits', () => {
  let docket: Docket;
  let send: Send;
  before(async () => {
    ({ docket, send } = await openQflow());
  });
  after(() => closeQflow(docket));

  const enqueue = async (service: number, members: Json = {}): Promise<number> => {
    const answer = await send('POST', 'Cases', { body: { ServiceId: service, ...members } });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().CaseId;
  };
  const get = async (path: string, token?: string) => {
    const answer = await send('GET', path, token ? { token } : {});
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`);
    return answer.json();
  };
  const post = async (path: string, body?: Json): Promise<Json> => {
    const answer = await send('POST', path, body ? { body } : {});
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const restrict = async (number: number, restricted: boolean): Promise<void> => {
    const owner = await docket.store.connectOwner();
    await owner.query('update docket.cases set restricted = $2 where number = $1', [number, restricted]);
    await owner.end();
  };

  it('is listed for a unit over its queues, oldest first, with every member in order', async () => {
    assert.deepEqual(await get('Tickets/Waiting/7'), []);
    const long = 'x'.repeat(100);
    const first = await enqueue(services.licences, { CustomerId: 1000, Subject: long });
    const ids = [first, await enqueue(services.passports), await enqueue(services.licences)];
    const held = await enqueue(services.licences);
    await post(`Cases/${held}/Hold`);
    await enqueue(services.licences, { AutoClose: true });
    const list = await get('Tickets/Waiting/7');
    const { EnqueueTime } = list[0];
    assert.deepEqual(
      list.map(({ Row, CaseId }: Json) => [Row, CaseId]),
      ids.map((id, index) => [index + 1, id]),
    );
    assert.equal(EnqueueTime, (await get(`Cases/${first}`)).ReferenceDate);
    assert.equal(
      JSON.stringify(list[0]),
      JSON.stringify({
        Row: 1,
        ProcessId: first,
        CaseId: first,
        EnqueueTime,
        ReceptionPointId: 0,
        QCode: 'B',
        QNumber: 1,
        Subject: long,
        ServiceName: 'Licences',
        UnitId: 7,
        UnitName: 'Front desk',
        PersonalId: 'P-1000',
        FirstName: 'John Russel',
        LastName: 'Tierney',
        IsAppointment: false,
      }),
    );
    assert.deepEqual([list[1].Subject, list[1].PersonalId, list[1].FirstName], [null, null, null]);
    for (const id of [...ids, held]) await post('Cases/Cancel', { CaseId: id });
  });

  it('keeps the order of enqueueing across queues also within one millisecond', async () => {
    const ids: number[] = [];
    for (const service of [services.passports, services.licences, services.passports, services.licences]) {
      ids.push(await enqueue(service));
    }
    // A test has no hand on the store's clock, so the instants are made alike afterwards.
    const owner = await docket.store.connectOwner();
    await owner.query("update docket.tickets set enqueued_at = $1 where state = 'waiting'", [new Date()]);
    await owner.end();
    const list: Json[] = await get('Tickets/Waiting/7');
    assert.deepEqual(
      list.map(({ CaseId }) => CaseId),
      ids,
    );
    assert.equal(new Set(list.map(({ EnqueueTime }) => EnqueueTime)).size, 1);
    for (const id of ids) await post('Cases/Cancel', { CaseId: id });
  });

  it('is seen as its unit is: a share shows it, another unit is 404; acting where one only sees is 403 (R13)', async () => {
    const id = await enqueue(services.licences);
    assert.equal((await get('Tickets/Waiting/7', tokens.neighbour))[0].CaseId, id);
    assert.equal((await get('Services/3', tokens.neighbour)).WaitingCount, 1);
    for (const path of ['Tickets/Waiting/999', 'Tickets/Waiting/12345', 'Services/6', `Cases/999999/Position`]) {
      const answer = await send('GET', path);
      assert.deepEqual([answer.statusCode, answer.json().ErrorCode], [404, 51010], path);
    }
    assert.deepEqual(modelState(await send('GET', 'Tickets/Waiting/1e3')), {
      UnitId: ["The value '1e3' is not valid for Int32."],
    });
    const call = await send('POST', 'Services/3/CallNext', { token: tokens.neighbour });
    assert.deepEqual([call.statusCode, call.json().Message], [403, "The user lacks the permission 'queue.serve'."]);
    const hold = await send('POST', `Cases/${id}/Hold`, { token: tokens.neighbour });
    assert.equal(hold.statusCode, 403);
    assert.equal((await send('POST', `Cases/${id}/Hold`, { token: tokens.mary })).statusCode, 404);
    assert.equal((await send('POST', 'Services/3/CallNext', { token: tokens.mary })).statusCode, 404);
    await post('Cases/Cancel', { CaseId: id });
  });

  it('leaves out what is restricted: lists, counts, positions, and who is called (S5)', async () => {
    const [first, second] = [await enqueue(services.licences), await enqueue(services.licences)];
    await restrict(first, true);
    assert.deepEqual(
      (await get('Tickets/Waiting/7')).map(({ CaseId }: Json) => CaseId),
      [second],
    );
    const position = await get(`Cases/${second}/Position`);
    assert.deepEqual([position.QueuePosition, position.WaitingCount], [1, 1]);
    assert.equal((await get('Services/3')).WaitingCount, 1);
    assert.equal((await post('Services/3/CallNext'))['CaseId'], second);
    assert.equal((await send('POST', 'Services/3/CallNext')).statusCode, 204);
    await restrict(first, false);
    for (const id of [first, second]) await post('Cases/Cancel', { CaseId: id });
  });

  it('is told of services, ordered by id and by unit, with counts and tickets', async () => {
    const list = await get('Services');
    assert.deepEqual(
      list.map(({ ServiceId }: Json) => ServiceId),
      [2, 3, 4, 5, 8],
    );
    assert.deepEqual(await get('Services?UNITID=7'), list);
    for (const unit of [70, 1003, 424242]) assert.deepEqual(await get(`Services?unitId=${unit}`), []);
    assert.deepEqual(modelState(await send('GET', 'Services?unitId=x')), {
      unitId: ["The value 'x' is not valid for Int32."],
    });
    const fresh = await get('Services/8');
    assert.deepEqual([fresh.LastNumberIssued, fresh.LastTicketCalled, fresh.EstimatedWT], [null, null, 0]);
    const ids = [await enqueue(services.hall), await enqueue(services.hall), await enqueue(services.hall)];
    await post('Services/8/CallNext');
    await post(`Cases/${ids[1]}/Hold`);
    assert.equal(
      JSON.stringify(await get('Services/8')),
      JSON.stringify({
        ServiceId: 8,
        ServiceName: 'hall',
        ServiceDesc: 'hall',
        ExtRef: null,
        UnitId: 7,
        UnitName: 'Front desk',
        ServicePrefix: 'HALL',
        MinQueueNumber: 1,
        MaxQueueNumber: 5,
        LastNumberIssued: 3,
        LastTicketCalled: 'HALL1',
        Active: true,
        HasFIFOService: true,
        HasCalendarService: false,
        WaitingCount: 1,
        InServiceCount: 1,
        HeldCount: 1,
        EstimatedWT: 300,
      }),
    );
    for (const id of ids) await post('Cases/Cancel', { CaseId: id });
  });

  it('is told the position and the wait: those ahead, times 300 s until three were served, by those who serve', async () => {
    const ids: number[] = [];
    for (let i = 0; i < 4; i += 1) ids.push(await enqueue(services.licences));
    const at = (id: number | undefined) => get(`Cases/${id}/Position`);
    const third = await at(ids[2]);
    assert.equal(
      JSON.stringify(third),
      JSON.stringify({
        CaseId: ids[2],
        ProcessId: ids[2],
        ServiceId: 3,
        ServiceName: 'Licences',
        Ticket: third.Ticket,
        EntityStatus: 3,
        EntityStatusDesc: 'Waiting',
        QueuePosition: 3,
        Ahead: 2,
        WaitingCount: 4,
        EstimatedWT: 600,
        EnqueueTime: third.EnqueueTime,
      }),
    );
    for (let i = 0; i < 3; i += 1) {
      await post('Services/3/CallNext');
      docket.clock.advance(10_000 + i * 1000);
      await post(`Cases/${ids[i]}/Complete`);
    }
    for (let i = 0; i < 3; i += 1) ids.push(await enqueue(services.licences));
    const { EstimatedWT, QueuePosition } = await at(ids.at(-1));
    // Means of 10, 11 and 12 seconds, and what the calls themselves took.
    assert.ok(QueuePosition === 4 && EstimatedWT >= 33 && EstimatedWT <= 40, String(EstimatedWT));
    await post('Services/3/CallNext');
    const called = await at(ids[3]);
    assert.deepEqual(
      [called.QueuePosition, called.Ahead, called.EstimatedWT, called.WaitingCount, called.EntityStatus],
      [null, null, null, 3, 6],
    );
    assert.equal(typeof called.EnqueueTime, 'string');
    docket.clock.reset();
    for (const id of ids.slice(3)) await post('Cases/Cancel', { CaseId: id });
    const made = await docket.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ login: 'kiosk', password: 'kiosk-pw' }),
    });
    const cookie = String(made.headers['set-cookie']).split(';')[0] ?? '';
    const other = await docket.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { 'content-type': 'application/json', cookie, 'x-docket-csrf': made.json().csrf },
      payload: JSON.stringify({ subject: 'S' }),
    });
    const none = await at(other.json().number);
    assert.deepEqual(
      [none.ServiceId, none.ServiceName, none.Ticket, none.EnqueueTime, none.WaitingCount, none.EntityStatus],
      [0, null, null, null, 0, 0],
    );
  });

  it('is told position and count of one moment, also where the case is called while it is looked for', async () => {
    const id = await enqueue(services.licences);
    const actor = docket.actor('kiosk');
    let isCalled = false;
    const found = await docket.core.view(actor, (db) =>
      getPosition(
        {
          ...db,
          rows: async (query) => {
            const rows = await db.rows(query);
            if (!isCalled) await post('Services/3/CallNext');
            isCalled = true;
            return rows as never;
          },
        },
        actor,
        id,
      ),
    );
    assert.deepEqual([found.ahead, found.queue?.waiting, found.visit.ticket?.state], [undefined, 0, 'in-service']);
    await post(`Cases/${id}/Complete`);
  });
});
