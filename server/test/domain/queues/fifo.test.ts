/** First in, first out, also under many callers: contract qflow (g) 1–5, DESIGN §3.6. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { createQueued } from '../../../src/domain/cases/create-case.ts';
import { restrictCase } from '../../../src/domain/cases/restrict-case.ts';
import { callNext } from '../../../src/domain/queues/call-next.ts';
import { listWaiting } from '../../../src/domain/queues/list-waiting.ts';
import { returnTicket } from '../../../src/domain/queues/return-ticket.ts';
import { callTurn, enqueueTurn } from '../../../src/domain/queues/turns.ts';
import { openStore, type Store } from '../../../src/storage/pool.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { demoFile } from '../../support/prepare-template.ts';
import { type Call, checkFifo } from './support/check-fifo.ts';

describe('the check of histories', () => {
  const put = (item: number, begin: number, end: number): Call => ({ kind: 'enqueue', item, begin, end });
  const next = (item: number | null, begin: number, end: number): Call => ({ kind: 'next', item, begin, end });

  it('takes what one queue could have answered, and nothing else', () => {
    const good: readonly (readonly Call[])[] = [
      [put(1, 0, 1), put(2, 2, 3), next(1, 4, 5), next(2, 6, 7), next(null, 8, 9)],
      [put(1, 0, 9), put(2, 0, 9), next(2, 1, 2), next(1, 3, 4)], // in flight together: any order
      [put(1, 0, 1), put(2, 2, 3), next(2, 4, 6), next(1, 4, 7)], // callers at once
      [put(1, 0, 1), next(null, 2, 5), next(1, 3, 4)], // somebody took it during the call
      [put(1, 0, 1), next(1, 2, 3), next(null, 4, 5), put(2, 6, 7)],
    ];
    for (const history of good) assert.equal(checkFifo(history), undefined);
    const bad: readonly (readonly Call[])[] = [
      [put(1, 0, 1), put(2, 2, 3), next(2, 4, 5), next(1, 6, 7)],
      [put(1, 0, 1), put(2, 2, 3), next(2, 4, 5)],
      [put(1, 0, 1), next(1, 2, 3), next(1, 4, 5)],
      [next(1, 0, 1), put(1, 2, 3)],
      [next(7, 0, 1)],
      [put(1, 0, 1), next(null, 2, 3), next(1, 4, 5)],
      [put(1, 0, 1), put(2, 1, 2), next(1, 4, 9), next(null, 5, 6)], // 2 waits throughout
    ];
    for (const history of bad) assert.notEqual(checkFifo(history), undefined, JSON.stringify(history));
  });
});

describe('a queue under many callers', () => {
  let docket: Docket;
  /** Another node on the same store. */
  let second: Store;
  before(async () => {
    docket = await startDocket();
    const file = parse(await readFile(demoFile, 'utf8'));
    file.queues.push({
      key: 'wide',
      id: 10,
      name: 'Wide',
      unit: 'front-desk',
      ticket: { prefix: 'W', from: 1, to: 5000 },
    });
    file.queues.push({
      key: 'hundred',
      id: 11,
      name: 'H',
      unit: 'front-desk',
      ticket: { prefix: 'H', from: 1, to: 100 },
    });
    file.queues.push({ key: 'calm', id: 12, name: 'C', unit: 'front-desk', ticket: { prefix: 'C', from: 1, to: 20 } });
    file.users.push({
      login: 'chief',
      firstName: 'Chief',
      home: 'front-desk',
      roles: ['org-admin'],
      licences: ['case'],
    });
    await docket.apply(stringify(file));
    second = openStore({ connection: docket.database.connection, onError: (error) => docket.faults.push(error) });
  });
  after(async () => {
    await second.close();
    assert.deepEqual(docket.faults, []);
    await docket.close();
  });

  const kiosk = () => docket.actor('kiosk', 'qflow');
  const queueOf = (key: string) => {
    const queue = docket.tenant().queues.byKey.get(key);
    assert.ok(queue);
    return queue;
  };
  const enqueue = (key: string, store: Store = docket.store) => {
    const actor = kiosk();
    const { id, unitId } = queueOf(key);
    return store.core.run(
      actor,
      (tx) => createQueued(tx, actor, { referenceStyle: 'number', queueId: id, unitId, subject: 'S' }, true),
      enqueueTurn(id),
    );
  };
  const next = async (key: string, store: Store = docket.store, actor = kiosk()): Promise<number | null> => {
    const queue = queueOf(key);
    const called = await store.core.run(actor, (tx) => callNext(tx, actor, queue, true), callTurn(queue.id));
    return called?.case.number ?? null;
  };
  const record = async (
    calls: Call[],
    kind: Call['kind'],
    work: () => Promise<number | null>,
  ): Promise<number | null> => {
    const begin = performance.now();
    const item = await work();
    calls.push({ kind, item: item as number, begin, end: performance.now() });
    return item;
  };

  it('is linearizable as a first-in-first-out queue: 64 callers, 8 enqueuers, two nodes', {
    timeout: 120_000,
  }, async () => {
    const calls: Call[] = [];
    const nodes = [docket.store, second];
    const perEnqueuer = 30;
    let enqueuing = 8;
    let taken = 0;
    const enqueuer = async (index: number): Promise<void> => {
      for (let i = 0; i < perEnqueuer; i += 1) {
        await record(calls, 'enqueue', async () => (await enqueue('wide', nodes[index % 2])).case.number);
      }
      enqueuing -= 1;
    };
    const caller = async (index: number): Promise<void> => {
      for (let last = false; !last; ) {
        last = enqueuing === 0;
        const item = await record(calls, 'next', () => next('wide', nodes[index % 2]));
        if (item !== null) {
          taken += 1;
          last = false;
        } else if (!last) await sleep(10);
      }
    };
    await Promise.all([
      ...Array.from({ length: 8 }, (_, index) => enqueuer(index)),
      ...Array.from({ length: 64 }, (_, index) => caller(index)),
    ]);
    assert.equal(taken, 8 * perEnqueuer);
    assert.equal(checkFifo(calls), undefined);
    assert.notEqual(checkFifo(swapOnePair(calls)), undefined);
  });

  /** The same history with the answers of two callers exchanged who were not at work at one time. */
  const swapOnePair = (calls: readonly Call[]): Call[] => {
    const isPut = (item: number | null) => calls.find((call) => call.kind === 'enqueue' && call.item === item);
    const taken = calls.filter((call) => call.kind === 'next' && call.item !== null);
    for (const early of taken) {
      const late = taken.find(
        (one) => early.end < one.begin && (isPut(early.item)?.end ?? 0) < (isPut(one.item)?.begin ?? 0),
      );
      if (late === undefined) continue;
      return calls.map((call) => {
        if (call === early) return { ...call, item: late.item as number };
        return call === late ? { ...call, item: early.item as number } : call;
      });
    }
    throw new Error('The history has no pair to swap.');
  };

  it('gives 100 who enqueue at once 100 numbers of a range of 100, and refuses the next with queue/full', async () => {
    const actor = kiosk();
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, i) => enqueue('hundred', i % 2 === 0 ? docket.store : second)),
    );
    const numbers = made.map(({ ticket }) => ticket?.number ?? 0);
    assert.deepEqual(
      numbers.sort((left, right) => left - right),
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    await assert.rejects(enqueue('hundred'), { kind: 'conflict', code: 'queue/full' });
    const waiting = (await docket.core.view(actor, (db) => listWaiting(db, actor, 7))).filter(
      ({ queueId }) => queueId === 11,
    );
    // List, numbers and times show one order.
    assert.deepEqual(
      waiting.map(({ ticketNumber }) => ticketNumber),
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    assert.ok(waiting.every(({ enqueuedAt }, i) => enqueuedAt >= (waiting[i - 1]?.enqueuedAt ?? 0)));
    const first = await next('hundred');
    assert.equal(first, waiting[0]?.number);
    await assert.rejects(enqueue('hundred'), { code: 'queue/full' });
  });

  it('is not passed over for being edited: a call waits for who edits the case, and other calls do not wait for it', async () => {
    const actor = kiosk();
    const numbers: number[] = [];
    for (let i = 0; i < 3; i += 1) numbers.push((await enqueue('calm')).case.number);
    const [first, other, third] = numbers;
    const editor = await docket.store.connectOwner();
    try {
      await editor.query('begin');
      await editor.query('select from docket.cases where number = $1 for update', [first]);
      const blocked = next('calm');
      let isDone = false;
      blocked.then(() => {
        isDone = true;
      });
      // The first call has the oldest ticket by now, or takes it soon; another goes by without waiting for it.
      for (;;) {
        const { rows } = await editor.query(
          "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        );
        if (rows.length > 0) break;
        await sleep(5);
      }
      assert.equal(await next('calm', second), other);
      assert.equal(await next('calm'), third, 'nor who called at the same server');
      assert.equal(isDone, false);
      await editor.query('commit');
      assert.equal(await blocked, first);
    } finally {
      await editor.end();
    }
    for (const number of numbers) await docket.core.run(actor, (tx) => returnTicket(tx, actor, number));
    assert.equal(await next('calm'), first);
    assert.equal(await next('calm'), other);
    assert.equal(await next('calm'), third);
  });

  it('gives each of many who call at once a case that he sees, the oldest ones, and none to the others', async () => {
    const admin = docket.actor('chief', 'qflow');
    const ascending = (list: readonly (number | null)[]) =>
      list.filter((one) => one !== null).sort((left, right) => left - right);
    const numbers: number[] = [];
    for (let i = 0; i < 9; i += 1) numbers.push((await enqueue('calm')).case.number);
    const hidden = numbers.filter((_, index) => index === 0 || index === 4);
    const seen = numbers.filter((number) => !hidden.includes(number));
    for (const number of hidden) {
      const restriction = { restricted: true, userIds: [], groupIds: [] };
      await docket.core.run(admin, (tx) => restrictCase(tx, admin, { number }, restriction));
    }
    const first = await Promise.all(Array.from({ length: 5 }, () => next('calm')));
    assert.deepEqual(ascending(first), seen.slice(0, 5));
    const [ofKiosk, ofAdmin] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => next('calm'))),
      Promise.all(Array.from({ length: 3 }, () => next('calm', docket.store, admin))),
    ]);
    assert.deepEqual(ascending([...ofKiosk, ...ofAdmin]), ascending([...hidden, ...seen.slice(5)]));
    assert.ok(hidden.every((number) => ofAdmin.includes(number)));
    const owner = await docket.store.connectOwner();
    try {
      const { rows } = await owner.query('select owner_id as "ownerId" from docket.cases where number = any($1)', [
        ascending(ofAdmin),
      ]);
      assert.deepEqual(new Set(rows.map(({ ownerId }) => ownerId)), new Set([admin.user?.id]));
    } finally {
      await owner.end();
    }
  });

  it('does not hold up another queue while one is locked', async () => {
    const owner = await docket.store.connectOwner();
    try {
      await owner.query('begin');
      await owner.query('select from docket.queues where queue_id = 10 for update');
      const { case: made } = await enqueue('calm');
      assert.equal(await next('calm'), made.number);
    } finally {
      await owner.end();
    }
  });
});
