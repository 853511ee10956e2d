/** Cases by number, uid and reference: whatever is asked at once, each caller gets what is his. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import { selectCase } from '../../../src/domain/cases/case-by-key-store.ts';
import type { CaseKey } from '../../../src/domain/cases/case-store.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { selectRelatedCase } from '../../../src/domain/cases/related-case-store.ts';
import type { Query } from '../../../src/storage/transaction.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

let docket: Docket;
let mary: Actor;
const made: Case[] = [];

before(async () => {
  docket = await startDocket();
  mary = docket.actor('mary');
  const creates = Array.from({ length: 300 }, (_, i) => {
    const create = { subject: `Case ${i}`, reference: `Key-${i}`, referenceStyle: 'number', unitId: 999 } as const;
    return docket.core.run(mary, (tx) => createCase(tx, mary, create));
  });
  made.push(...(await Promise.all(creates)));
});
after(() => docket.close());

const select = (key: CaseKey, tenantId = mary.tenant.id): Promise<Case | undefined> =>
  docket.core.view(mary, (db) => selectCase(db, tenantId, key));

test('by whichever key, known and unknown and the same one twice, all at once', async () => {
  const asked: [CaseKey, Case | undefined][] = [];
  for (const one of made.slice(0, 20)) {
    asked.push([{ number: one.number }, one], [{ uid: one.uid.toUpperCase() }, one], [{ number: one.number }, one]);
    asked.push([{ reference: one.reference }, one], [{ reference: one.reference.toLowerCase() }, undefined]);
    asked.push([{ number: 2_000_000_000 + one.number }, undefined], [{ uid: one.reference }, undefined]);
  }
  const found = await Promise.all(asked.map(([key]) => select(key)));
  for (const [index, [key, one]] of asked.entries()) {
    assert.deepEqual(
      [found[index]?.number, found[index]?.uid, found[index]?.category],
      [one?.number, one?.uid, one?.category],
      JSON.stringify(key),
    );
  }
});

/** Every statement that leads to a case by its key. */
const asked = async (): Promise<Query[]> => {
  const [one] = made;
  assert.ok(one);
  const queries: Query[] = [];
  await docket.core.view(mary, async (db) => {
    const noting = {
      ...db,
      rows: <T>(query: Query) => {
        queries.push(query);
        return db.rows<T>(query);
      },
    };
    for (const key of [{ number: one.number }, { uid: one.uid }, { reference: one.reference }]) {
      await selectCase(noting, mary.tenant.id, key);
      await selectRelatedCase(noting, mary, key);
    }
  });
  return queries;
};

test('each is looked up in an index, also in a table of a few pages, which may have grown since the statement was planned', async () => {
  const owner = await docket.store.connectOwner();
  try {
    await owner.query('analyze cases');
    await owner.query('set role docket_app');
    const queries = await asked();
    assert.equal(queries.length, 6);
    for (const { text } of queries) {
      const { rows } = await owner.query(`explain (generic_plan) ${text}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      assert.match(plan, /Index Scan using cases/, plan);
      assert.doesNotMatch(plan, /Seq Scan/, plan);
    }
  } finally {
    await owner.end();
  }
});

test('a statement is planned once, however many are asked at a time', async () => {
  const owner = await docket.store.connectOwner();
  try {
    await owner.query('set role docket_app');
    await owner.query(`select set_config('docket.tenant', $1, false)`, [`${mary.tenant.id}`]);
    const [query] = await asked();
    assert.ok(query);
    for (let count = 1; count <= 20; count += 1) {
      const keys = Array.from({ length: count % 7 }, (_, i) => made[i]?.number);
      await owner.query({ name: 'by-key', text: query.text, values: [mary.tenant.id, keys] });
    }
    const { rows } = await owner.query(
      `select generic_plans, custom_plans from pg_prepared_statements where name = 'by-key'`,
    );
    assert.deepEqual(rows, [{ generic_plans: 15, custom_plans: 5 }]);
  } finally {
    await owner.end();
  }
});
