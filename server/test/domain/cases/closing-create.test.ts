/** A create that closes (DESIGN S9 to S11): one event each, one version each, and the message to the contact. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { getCase } from '../../../src/domain/cases/find-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { verifyHistory } from '../../../src/domain/history/verify-history.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

interface Message {
  readonly caseNumber: number;
  readonly seq: number;
  readonly recipient: string;
  readonly template: string;
  readonly data: object;
}

describe('a create that closes', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  const create = (input: Partial<NewCase>, login = 'msingleton') => {
    const actor = docket.actor(login);
    return docket.core.run(actor, (tx) => createCase(tx, actor, { referenceStyle: 'number', ...input }));
  };

  const read = <T>(text: string, values: readonly unknown[]): Promise<T[]> => {
    const actor = docket.actor('msingleton');
    return docket.core.view(actor, (db) => db.rows<T>({ text, values: [actor.tenant.id, ...values] }));
  };

  const messagesOf = (number: number) =>
    read<Message>(
      `select case_number as "caseNumber", event_seq as seq, recipient, template, data from messages
      where tenant_id = $1 and case_number = $2`,
      [number],
    );

  const historyOf = (number: number) => {
    const actor = docket.actor('msingleton');
    return docket.core.view(actor, (db) => listHistory(db, actor, number));
  };

  /** May start all types. */
  const starter = () => {
    const { user } = docket.actor('TIMG');
    assert.ok(user);
    return user;
  };

  const close = { reason: 'Passed to another organisation', note: 'Sent on' };

  it('is two versions, closed with the words that were given', async () => {
    const made = await create({ type: 'testcasecreation', starter: starter(), close });
    assert.equal(made.version, 2);
    assert.deepEqual(
      [made.status, made.category, made.closureReason, made.closureNote],
      ['Closed', 'closed', close.reason, close.note],
    );
  });

  it('has three events, 1 ms apart: how the case began, what closing changed, the message', async () => {
    const made = await create({ status: 'ready_for_closure', contactEmail: 'rita@example.com', close: { note: 'n' } });
    const began = made.createdAt.getTime();
    const [created, closed, queued, ...more] = await historyOf(made.number);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [created, closed, queued].map((event) => [event?.kind, event?.seq, (event?.at.getTime() ?? 0) - began]),
      [
        ['created', 1, 0],
        ['closed', 2, 1],
        ['message.queued', 3, 2],
      ],
    );
    const status = created?.changes.find(({ field }) => field === 'status');
    assert.deepEqual(status, { field: 'status', from: null, to: 'ready_for_closure' });
    assert.ok(!created?.changes.some(({ field }) => field.startsWith('closure')));
    assert.deepEqual(closed?.changes, [
      { field: 'status', from: 'ready_for_closure', to: 'closed' },
      { field: 'closureNote', from: null, to: 'n' },
    ]);
    assert.deepEqual(queued?.changes, []);
  });

  it('is closed at the instant of its closing event, which is also its last change; the message is none', async () => {
    const made = await create({ contactEmail: 'rita@example.com', close: {} });
    const [, closed, queued] = await historyOf(made.number);
    assert.deepEqual([made.closedAt, made.modifiedAt], [closed?.at, closed?.at]);
    assert.deepEqual(made.historyAt, queued?.at);
    const actor = docket.actor('msingleton');
    const kept = await docket.core.view(actor, (db) => getCase(db, actor, { number: made.number }));
    assert.deepEqual(kept, made);
  });

  it('queues one message beside the event that shows it, and none without an address', async () => {
    const made = await create({ contactEmail: 'rita@example.com', close: { reason: 'any', note: 'n' } });
    assert.deepEqual(await messagesOf(made.number), [
      {
        caseNumber: made.number,
        seq: 3,
        recipient: 'rita@example.com',
        template: 'case-closed',
        data: { reason: 'any', note: 'n' },
      },
    ]);
    for (const contactEmail of [null, '']) {
      const silent = await create({ contactEmail, close: {} });
      assert.deepEqual(await messagesOf(silent.number), []);
      assert.equal((await historyOf(silent.number)).length, 2);
    }
  });

  it('ends the ticket of a queue in the same call', async () => {
    const made = await create({ queueId: 2, close: {} }, 'msingleton');
    const rows = await read('select state, outcome from tickets where tenant_id = $1 and case_number = $2', [
      made.number,
    ]);
    assert.deepEqual(rows, [{ state: 'ended', outcome: 'completed' }]);
  });

  it('judges reason and note as closing does, and makes nothing where they are wrong', async () => {
    const count = async () => (await read('select number from cases where tenant_id = $1', [])).length;
    const before = await count();
    const wrong: [NewCase['close'], string][] = [
      [{ reason: 'Lost' }, 'case/unknown-reason'],
      [{ reason: '' }, 'case/unknown-reason'],
      [{ note: 'x'.repeat(10_001) }, 'case/too-long'],
      [{ note: 'a\0b' }, 'case/invalid-text'],
    ];
    for (const [words = {}, code] of wrong) {
      await assert.rejects(
        create({ type: 'mynewcase', starter: starter(), close: words }),
        (error) => error instanceof DomainError && error.kind === 'invalid' && error.code === code,
        code,
      );
    }
    await assert.rejects(create({ close: { reason: 'x'.repeat(1025) } }), { code: 'case/too-long' });
    assert.equal(await count(), before);
  });

  it('needs case.close', async () => {
    await assert.rejects(create({ close: {} }, 'victor'), { code: 'access/forbidden' });
  });

  it('leaves every chain whole', async () => {
    const actor = docket.actor('msingleton');
    const { breaks } = await docket.core.view(actor, (db) => verifyHistory(db, actor.tenant.id));
    assert.deepEqual(breaks, []);
  });
});
