import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from '../../src/storage/turns.ts';

test('works of one turn run one after the other in the order of asking, also behind one that failed; others do not wait', async () => {
  const inTurn = createTurns(60_000);
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const failing = inTurn('a', async () => {
    await gate.promise;
    seen.push('a1');
    throw new Error('no');
  });
  const second = inTurn('a', async () => {
    seen.push('a2');
    return 2;
  });
  const third = inTurn('a', async () => void seen.push('a3'));
  await inTurn('b', async () => void seen.push('b'));
  assert.deepEqual(seen, ['b']);
  gate.resolve();
  await assert.rejects(failing, /no/);
  assert.equal(await second, 2);
  await third;
  assert.deepEqual(seen, ['b', 'a1', 'a2', 'a3']);
});

test('a work whose turn does not come in time is refused and never begun, and those behind it keep their order', async () => {
  const inTurn = createTurns(20);
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn('a', async () => {
    await gate.promise;
    seen.push('a1');
  });
  const late = inTurn('a', async () => void seen.push('a2'));
  await assert.rejects(late, { kind: 'unavailable', code: 'store/busy', retryAfter: 1 });
  const third = inTurn('a', async () => void seen.push('a3'));
  gate.resolve();
  await Promise.all([first, third]);
  assert.deepEqual(seen, ['a1', 'a3']);
});
