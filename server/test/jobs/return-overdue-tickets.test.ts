/** A queue goes on when a caller dies with a ticket (`serviceTimeoutMinutes`, docs/tenant-file.md). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { createQueued } from '../../src/domain/cases/create-case.ts';
import { listHistory } from '../../src/domain/history/list-history.ts';
import { callNext } from '../../src/domain/queues/call-next.ts';
import { getQueueCase } from '../../src/domain/queues/get-queue-case.ts';
import { runDue } from '../../src/jobs/run-due.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { demoFile } from '../support/prepare-template.ts';

describe('a ticket that nobody goes on with', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
    const file = parse(await readFile(demoFile, 'utf8'));
    file.queues[0].serviceTimeoutMinutes = 15;
    await docket.apply(stringify(file));
  });
  after(() => docket.close());

  const call = async (key: string): Promise<number> => {
    const actor = docket.actor('kiosk');
    const queue = docket.tenant().queues.byKey.get(key);
    assert.ok(queue);
    await docket.core.run(actor, (tx) =>
      createQueued(tx, actor, { referenceStyle: 'number', queueId: queue.id, unitId: queue.unitId, subject: 'S' }),
    );
    const called = await docket.core.run(actor, (tx) => callNext(tx, actor, queue));
    return called?.case.number ?? 0;
  };
  const due = async (minutes: number): Promise<number | undefined> => {
    const results = await runDue(docket.core, docket.directory.tenants(), new Date(Date.now() + minutes * 60_000));
    return results.find(({ timer }) => timer === 'forgotten tickets returned')?.done;
  };

  it('is returned to its place once the time of its queue is over, by the server, once; without a time never', async () => {
    const actor = docket.actor('kiosk');
    const [number, other] = [await call('passports'), await call('licences')];
    assert.equal(await due(14), 0);
    const done = await Promise.all([due(16), due(16)]);
    assert.deepEqual(done.sort(), [0, 1]);
    const { case: found, ticket } = await docket.core.view(actor, (db) => getQueueCase(db, actor, number));
    assert.deepEqual([ticket?.state, ticket?.step, found.ownerId], ['waiting', 'returned', null]);
    const last = (await docket.core.view(actor, (db) => listHistory(db, actor, number, {}))).at(-1);
    assert.deepEqual([last?.kind, last?.actorId, last?.face], ['returned', null, 'docket']);
    const kept = await docket.core.view(actor, (db) => getQueueCase(db, actor, other));
    assert.equal(kept.ticket?.state, 'in-service');
    assert.equal(await due(60), 0);
  });
});
