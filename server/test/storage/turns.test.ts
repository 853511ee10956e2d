import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { DomainError } from '../../src/domain/errors.ts';
import { createTurns, type Turn } from '../../src/storage/turns.ts';

/** What was run, works of one run joined; `open` lets the next of them end. */
const record = (patience = 60_000) => {
  const runs: string[] = [];
  const refused: unknown[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const takeTurn = createTurns<{ name: string; reject: (error: unknown) => void }>({
    patience,
    run: async (works) => {
      runs.push(works.map(({ name }) => name).join(' '));
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
    },
  });
  const take = (of: Turn, name: string): void => takeTurn(of, { name, reject: (error) => refused.push(error) });
  const open = async (): Promise<void> => {
    gates.shift()?.resolve();
    await turn();
  };
  return { runs, refused, take, open };
};

test('works of one turn run one after the other in the order of asking; those of another do not wait', async () => {
  const { runs, take, open } = record();
  for (const work of ['a1', 'a2', 'a3']) take({ key: 'a' }, work);
  take({ key: 'b' }, 'b1');
  assert.deepEqual(runs, ['a1', 'b1']);
  await open();
  assert.deepEqual(runs, ['a1', 'b1', 'a2']);
  await open(); // b1
  assert.deepEqual(runs, ['a1', 'b1', 'a2']);
  await open();
  assert.deepEqual(runs, ['a1', 'b1', 'a2', 'a3']);
});

test('works that may share a transaction and wait for one turn run together, no more than 16, none out of order', async () => {
  const { runs, take, open } = record();
  take({ key: 'a', sharing: true }, 'first');
  const many = Array.from({ length: 18 }, (_, i) => `s${i}`);
  for (const work of many) take({ key: 'a', sharing: true }, work);
  take({ key: 'a' }, 'alone');
  take({ key: 'a', sharing: true }, 's18');
  for (let i = 0; i < 4; i++) await open();
  assert.deepEqual(runs, ['first', many.slice(0, 16).join(' '), 's16 s17', 'alone', 's18']);
});

test('a turn that ended begins anew', async () => {
  const { runs, take, open } = record();
  take({ key: 'a' }, 'a1');
  await open();
  take({ key: 'a' }, 'a2');
  assert.deepEqual(runs, ['a1', 'a2']);
});

test('a work whose turn does not come in time is refused and never begun, and those behind it keep their order', async () => {
  const { runs, refused, take, open } = record(20);
  take({ key: 'a' }, 'a1');
  take({ key: 'a' }, 'a2');
  while (refused.length === 0) await sleep(5);
  const [error] = refused;
  assert.ok(error instanceof DomainError);
  assert.deepEqual([error.kind, error.code, error.retryAfter], ['unavailable', 'store/busy', 1]);
  take({ key: 'a' }, 'a3');
  await open();
  assert.deepEqual(runs, ['a1', 'a3']);
});
