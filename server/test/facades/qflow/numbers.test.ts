/** Order and ticket numbers: contract qflow (g) 1, 2, 5. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import type { Docket } from '../../support/docket.ts';
import { closeQflow, openQflow, type Send, services } from './support/tenant.ts';

describe('a queue', () => {
  let docket: Docket;
  let send: Send;

  before(async () => {
    ({ docket, send } = await openQflow());
  });
  after(() => closeQflow(docket));

  const enqueue = async (service: number, more: object = {}): Promise<number> => {
    const answer = await send('POST', 'Cases', { body: { ServiceId: service, ...more } });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().CaseId;
  };
  const ticketOf = async (id: number): Promise<string> => (await send('GET', `Cases/${id}`)).json().Ticket;
  const close = (number: number) => {
    const actor = docket.actor('kiosk');
    return docket.core.run(actor, (tx) => closeCase(tx, actor, { number }));
  };

  it('gives 100 enqueues at once different numbers, in the order of the commits, with no gap', async () => {
    const cases = await Promise.all(Array.from({ length: 100 }, () => enqueue(services.offences)));
    assert.equal(new Set(cases).size, 100);
    const { tenant } = docket.actor('kiosk');
    const tickets = await docket.core.view({ tenant }, (db) =>
      db.rows<{ number: number; place: number; at: Date }>({
        text: `select ticket_number as "number", place, enqueued_at as "at" from tickets
          where tenant_id = $1 and queue_id = $2 order by place`,
        values: [tenant.id, services.offences],
      }),
    );
    assert.deepEqual(
      tickets.map(({ number }) => number),
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    assert.deepEqual(
      tickets.map(({ place }) => place),
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    for (const [i, { at }] of tickets.entries()) assert.ok(i === 0 || at >= (tickets[i - 1]?.at ?? at));
  });

  it('gives no more numbers than it has to whoever asks at once', async () => {
    const body = { ServiceId: services.hall };
    const answers = await Promise.all(Array.from({ length: 12 }, () => send('POST', 'Cases', { body })));
    const statuses = answers.map(({ statusCode }) => statusCode);
    assert.deepEqual(statuses.sort(), [...Array(5).fill(200), ...Array(7).fill(409)]);
  });

  it('counts from one end of its range to the other, skips numbers that are taken, and refuses when all are', async () => {
    const [seven, eight, nine] = [
      await enqueue(services.tiny),
      await enqueue(services.tiny),
      await enqueue(services.tiny),
    ];
    assert.deepEqual(await Promise.all([seven, eight, nine].map(ticketOf)), ['T7', 'T8', 'T9']);

    const { tenant } = docket.actor('kiosk');
    const count = { text: 'select count(*)::integer as count from cases where tenant_id = $1', values: [tenant.id] };
    const cases = () => docket.core.view({ tenant }, (db) => db.row<{ count: number }>(count));
    const before = await cases();
    for (const AutoClose of [false, true]) {
      const full = await send('POST', 'Cases', { body: { ServiceId: services.tiny, AutoClose } });
      assert.deepEqual([full.statusCode, full.json()], [409, { Message: 'No ticket number is free in this service.' }]);
    }
    assert.deepEqual(await cases(), before);

    await close(eight);
    const again = await enqueue(services.tiny);
    assert.equal(await ticketOf(again), 'T8');
    await close(seven);
    await close(nine);
    // After 8 comes 9, and after 9 the range begins again.
    assert.equal(await ticketOf(await enqueue(services.tiny)), 'T9');
    assert.equal(await ticketOf(await enqueue(services.tiny)), 'T7');
  });

  it('frees the number of an AutoClose at once, and goes on behind it', async () => {
    const closed = await Promise.all(Array.from({ length: 5 }, () => enqueue(services.licences, { AutoClose: true })));
    assert.deepEqual((await Promise.all(closed.map(ticketOf))).sort(), ['B1', 'B2', 'B3', 'B4', 'B5']);
    assert.equal(await ticketOf(await enqueue(services.licences)), 'B6');
  });

  it('passes over a case number whose text is a reference already, and gives the ticket number once', async () => {
    const actor = docket.actor('kiosk', 'tracker');
    const next = (await enqueue(services.passports)) + 3;
    await docket.core.run(actor, (tx) =>
      createCase(tx, actor, { reference: String(next), referenceStyle: 'number', unitId: null }),
    );
    const first = await enqueue(services.passports);
    const second = await enqueue(services.passports);
    assert.deepEqual([first, second], [next - 1, next + 1]);
    assert.deepEqual([await ticketOf(first), await ticketOf(second)], ['A101', 'A102']);
  });
});
