/** Numbers of a queue: contract qflow (g) 5. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { takePlace } from '../../../src/domain/queues/enqueue.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

describe('the numbers of a queue', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  const queueId = 3;
  const change = async (set: string): Promise<void> => {
    const owner = await docket.store.connectOwner();
    await owner.query(`update docket.queues set ${set} where queue_id = ${queueId}`);
    await owner.end();
  };
  /** Of tickets that are not kept, so only the queue remembers them. */
  const take = async (count: number): Promise<number[]> => {
    const actor = docket.actor('kiosk');
    const numbers: number[] = [];
    for (let i = 0; i < count; i += 1) {
      numbers.push((await docket.core.run(actor, (tx) => takePlace(tx, actor, queueId))).number);
    }
    return numbers;
  };

  it('begin again at the start of the range where the last one is its end, or outside of it', async () => {
    await change('number_from = 5, number_to = 7');
    assert.deepEqual(await take(5), [5, 6, 7, 5, 6]);
    for (const last of [1, 90]) {
      await change(`last_number = ${last}`);
      assert.deepEqual(await take(2), [5, 6]);
    }
    await change('number_from = 8, number_to = 8');
    assert.deepEqual(await take(2), [8, 8]);
  });

  it('are different and in the order of their places for all who take one at once', async () => {
    const actor = docket.actor('kiosk');
    await change('number_from = 1, number_to = 1000000, last_number = 999990');
    const places = await Promise.all(
      Array.from({ length: 30 }, () => docket.core.run(actor, (tx) => takePlace(tx, actor, queueId))),
    );
    const inOrder = places.sort((left, right) => left.place - right.place).map(({ number }) => number);
    assert.deepEqual(
      inOrder,
      Array.from({ length: 30 }, (_, i) => (i < 10 ? 999_991 + i : i - 9)),
    );
  });
});
