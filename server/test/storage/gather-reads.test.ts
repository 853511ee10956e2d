/** Reads that are asked at once: one statement for all of a tenant and a kind, its own answer for each. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '../../src/domain/actor.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { openStore, type Store } from '../../src/storage/pool.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let store: Store;

const of = (id: number) => ({ tenant: { id } }) as unknown as Actor;

before(async () => {
  database = await freshDatabase();
  store = openStore({ connection: database.connection, maxConnections: 6 });
});

after(async () => {
  await store.close();
  await database.drop();
});

/** Answers `[tenant, n, k]`; fails where an `n` is 0. `asked` comes to hold how many were asked together. */
const ask = (tenantId: number, kind: string, n: number, asked: number[] = []): Promise<unknown> =>
  store.core.view(of(tenantId), (db) =>
    db.gather(kind, n, async (all) => {
      asked.push(all.length);
      const rows = await db.rows<{ tenant: number; k: number }>({
        text: 'select current_tenant() as tenant, 12 / n as k from unnest($1::integer[]) n',
        values: [all],
      });
      return rows.map(({ tenant, k }) => [tenant, k]);
    }),
  );

test('those of one kind are one statement, those of another kind another', async () => {
  const asked: number[] = [];
  const other: number[] = [];
  const answers = await Promise.all([
    ask(1, 'a', 1, asked),
    ask(1, 'a', 2, asked),
    ask(1, 'b', 3, other),
    ask(1, 'a', 4, asked),
  ]);
  assert.deepEqual(answers, [
    [1, 12],
    [1, 6],
    [1, 4],
    [1, 3],
  ]);
  assert.deepEqual([asked, other], [[3], [1]]);
});

test('nothing is gathered across tenants, and each is answered as its own', async () => {
  const asked: number[] = [];
  const answers = await Promise.all(Array.from({ length: 90 }, (_, i) => ask((i % 3) + 1, 'a', 1 + (i % 12), asked)));
  assert.deepEqual(
    answers,
    Array.from({ length: 90 }, (_, i) => [(i % 3) + 1, Math.floor(12 / (1 + (i % 12)))]),
  );
  assert.deepEqual(asked, [30, 30, 30]);
});

test('a failure that one leads to is that one’s alone', async () => {
  const outcomes = await Promise.allSettled([ask(1, 'a', 1), ask(1, 'a', 0), ask(1, 'a', 3)]);
  assert.partialDeepStrictEqual(outcomes, [
    { status: 'fulfilled', value: [1, 12] },
    { status: 'rejected' },
    { status: 'fulfilled', value: [1, 4] },
  ]);
});

test('what fails for all is not asked again for each', async () => {
  const asked: number[] = [];
  const unavailable = new DomainError('unavailable', 'store/unreachable', 'Gone.');
  const answerAll = async (all: readonly number[]): Promise<number[]> => {
    asked.push(all.length);
    throw unavailable;
  };
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map((n) => store.core.view(of(1), (db) => db.gather('gone', n, answerAll))),
  );
  assert.deepEqual(
    outcomes.map((one) => one.status === 'rejected' && one.reason),
    [unavailable, unavailable, unavailable],
  );
  assert.deepEqual(asked, [3]);
});

test('more than a statement is to hold are several', async () => {
  const asked: number[] = [];
  const answers = await Promise.all(Array.from({ length: 150 }, () => ask(1, 'a', 12, asked)));
  assert.equal(answers.length, 150);
  assert.ok(asked.length > 1 && asked.length < 10, `${asked}`);
  assert.equal(
    asked.reduce((sum, one) => sum + one, 0),
    150,
  );
});
