/** The store's two doors under load: transactions whole and apart, reads shared and each as its own tenant. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '../../src/domain/actor.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { openStore, type Store } from '../../src/storage/pool.ts';
import type { Tx } from '../../src/storage/transaction.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let store: Store;

/** No more of an actor is looked at here. */
const of = (id: number) => ({ tenant: { id } }) as unknown as Actor;
const tenantNow = { text: 'select current_tenant() as id', values: [] };
const failing = { text: 'select 1 / 0', values: [] };

before(async () => {
  database = await freshDatabase();
  store = openStore({ connection: database.connection, maxConnections: 6 });
});

after(async () => {
  await store.close();
  await database.drop();
});

test('reads and transactions of many tenants at once each see their own tenant', async () => {
  const work = Array.from({ length: 600 }, async (_, i) => {
    const id = (i % 5) + 1;
    const row =
      i % 3 === 0
        ? await store.core.run(of(id), (tx) => tx.row<{ id: number }>(tenantNow))
        : await store.core.view(of(id), (db) => db.row<{ id: number }>(tenantNow));
    assert.equal(row?.id, id);
  });
  await Promise.all(work);
  const { total, waiting } = store.stats();
  assert.ok(total <= 6);
  assert.equal(waiting, 0);
});

test('a transaction that fails leaves its connection clean for the next', async () => {
  const work = Array.from({ length: 100 }, (_, i) =>
    store.core.run(of(1), async (tx) => {
      await tx.rows(tenantNow);
      if (i % 2 === 0) await tx.rows(failing);
      return tx.row<{ id: number }>(tenantNow);
    }),
  );
  for (const [i, result] of (await Promise.allSettled(work)).entries()) {
    assert.equal(result.status, i % 2 === 0 ? 'rejected' : 'fulfilled');
  }
});

test('statements of one transaction that are asked at once all run within it', async () => {
  const ids = await store.core.run(of(2), (tx) =>
    Promise.all([1, 2, 3].map(() => tx.row({ text: 'select pg_current_xact_id()::text as xid', values: [] }))),
  );
  assert.deepEqual(ids[1], ids[0]);
  assert.deepEqual(ids[2], ids[0]);
});

test('a failure that was caught is still no commit', async () => {
  await assert.rejects(
    store.core.run(of(1), async (tx) => {
      await tx.rows(tenantNow);
      await tx.rows(failing).catch(() => undefined);
    }),
    { kind: 'internal' },
  );
});

test('statements behind one that failed tell its failure, not that they were refused', async () => {
  const late = { text: "do $$ begin raise sqlstate '57014'; end $$", values: [] };
  await assert.rejects(
    store.core.run(of(1), async (tx) => {
      const first = tx.rows(late);
      first.catch(() => undefined);
      await tx.rows(tenantNow);
    }),
    { kind: 'unavailable' },
  );
});

test('a slow read does not hold up the others', async () => {
  const slow = store.core.view(of(1), (db) => db.rows({ text: 'select pg_sleep(1)', values: [] }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  let isSlowDone = false;
  void slow.then(() => {
    isSlowDone = true;
  });
  for (let i = 0; i < 20; i += 1) await store.core.view(of(1), (db) => db.row(tenantNow));
  assert.equal(isSlowDone, false);
  await slow;
});

test('cut connections are replaced', async () => {
  const owner = await store.connectOwner();
  await owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  await owner.end();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(await store.core.view(of(3), (db) => db.row(tenantNow)), { id: 3 });
  assert.deepEqual(await store.core.run(of(4), (tx) => tx.row(tenantNow)), { id: 4 });
});

const xid = { text: 'select pg_current_xact_id()::text as id', values: [] };
const turn = { key: 'line', sharing: true };

/** Runs works while one that was first holds up the line: what each came to. */
const runBehind = async <T>(works: readonly ((tx: Tx) => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> => {
  const gate = Promise.withResolvers<void>();
  const first = store.core.run(of(1), () => gate.promise, turn);
  const others = works.map((work) => store.core.run(of(1), work, turn));
  gate.resolve();
  await first;
  return Promise.allSettled(others);
};

/** The kind of the domain error that it was refused with. */
const refusal = (one: PromiseSettledResult<unknown> | undefined): unknown =>
  one?.status === 'rejected' && one.reason instanceof DomainError ? one.reason.kind : one;

test('works that share a turn share a transaction, and each has its own answer', async () => {
  const works = [1, 2, 3].map((n) => async (tx: Tx) => [n, (await tx.row<{ id: string }>(xid))?.id]);
  const ids = (await runBehind(works)).map((one) => (one.status === 'fulfilled' ? one.value : assert.fail()));
  const [[, id] = []] = ids;
  assert.ok(id);
  assert.deepEqual(ids, [
    [1, id],
    [2, id],
    [3, id],
  ]);
});

test('one of them that fails before it asked anything fails alone', async () => {
  const ask = async (tx: Tx) => (await tx.row<{ id: string }>(xid))?.id;
  const refused = () => Promise.reject(new DomainError('invalid', 'no', 'No.'));
  const [a, b, c] = await runBehind([ask, refused, ask]);
  assert.equal(refusal(b), 'invalid');
  assert.deepEqual(a, c);
});

test('where one of them fails later, nothing of any is kept, and each runs by itself', async () => {
  const runs = [0, 0, 0];
  const works = [0, 1, 2].map((n) => async (tx: Tx) => {
    runs[n] = (runs[n] ?? 0) + 1;
    const row = await tx.row<{ id: string }>(n === 1 ? failing : xid);
    tx.done();
    return row?.id;
  });
  const [a, b, c] = await runBehind(works);
  assert.equal(refusal(b), 'internal');
  assert.partialDeepStrictEqual([a, c], [{ status: 'fulfilled' }, { status: 'fulfilled' }]);
  assert.notDeepEqual(a, c, 'two transactions');
  assert.deepEqual(runs, [2, 2, 2]);
});

test('what they ask for together is asked once, and is done before the commit', async () => {
  const asked: number[] = [];
  const works = [1, 2, 3].map((n) => async (tx: Tx) => {
    const gathering = tx.gather('squares', n, async (all) => {
      asked.push(all.length);
      const rows = await tx.rows<{ n: number }>({ text: 'select n * n as n from unnest($1::int[]) n', values: [all] });
      return rows.map((row) => row.n);
    });
    tx.done();
    return gathering;
  });
  const answers = await runBehind(works);
  assert.deepEqual(
    answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason)),
    [1, 4, 9],
  );
  assert.deepEqual(asked, [3]);
});

test('where their connection is lost, all fail, and none runs again: it may be committed', async () => {
  const owner = await store.connectOwner();
  const runs = [0, 0];
  const works = [0, 1].map((n) => async (tx: Tx) => {
    runs[n] = (runs[n] ?? 0) + 1;
    const backend = await tx.row<{ pid: number }>({ text: 'select pg_backend_pid() as pid', values: [] });
    if (n === 0) await owner.query('select pg_terminate_backend($1)', [backend?.pid]);
    await tx.rows({ text: 'select pg_sleep(20)', values: [] });
  });
  const outcomes = await runBehind(works);
  await owner.end();
  assert.deepEqual(outcomes.map(refusal), ['unavailable', 'unavailable']);
  assert.deepEqual(runs, [1, 1]);
});
