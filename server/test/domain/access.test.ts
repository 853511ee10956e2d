/** Who sees a case (DESIGN S1, S5): one rule in code, for a case that was read, and one in SQL, for lists. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { seesCase } from '../../src/domain/access/access.ts';
import { visibleCases } from '../../src/domain/access/access-store.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case } from '../../src/domain/cases/case.ts';
import { selectCases } from '../../src/domain/cases/case-store.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { countCases, selectCaseList } from '../../src/domain/cases/list-store.ts';
import type { User } from '../../src/domain/tenants/tenant.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
let cases: Case[];

const unitIds = [999, 1001, 1003, 1];
const userIds = [1002, 1012, 1013, 1];
const groupIds = [1, 43, 68];

const someOf = (ids: readonly number[]) => fc.subarray([...ids]);

const caseArbitrary = fc.record({
  unitId: fc.option(fc.constantFrom(...unitIds)),
  restricted: fc.boolean(),
  restrictedUserIds: someOf(userIds),
  restrictedGroupIds: someOf(groupIds),
});

/** Restriction is set where it will be stored, as no call of the core sets it yet. */
const restrict = `update cases set restricted = $3, restricted_user_ids = $4, restricted_group_ids = $5
  where tenant_id = $1 and number = $2`;

before(async () => {
  docket = await startDocket();
  const server: Actor = { tenant: docket.tenant(), user: null, face: 'docket' };
  const numbers: number[] = [];
  for (const { unitId, ...access } of fc.sample(caseArbitrary, { numRuns: 60, seed: 7 })) {
    const { number } = await docket.core.run(server, (tx) =>
      createCase(tx, server, { subject: 'S', unitId, referenceStyle: 'number' }),
    );
    const { restricted, restrictedUserIds, restrictedGroupIds } = access;
    await docket.core.run(server, (tx) =>
      tx.rows({
        text: restrict,
        values: [server.tenant.id, number, restricted, restrictedUserIds, restrictedGroupIds],
      }),
    );
    numbers.push(number);
  }
  cases = await docket.core.view(server, (db) => selectCases(db, server.tenant.id, numbers));
});
after(() => docket.close());

const userArbitrary = fc.record({
  id: fc.constantFrom(...userIds),
  groupIds: someOf(groupIds),
  seenUnitIds: someOf(unitIds).map((ids) => new Set(ids)),
  permissions: fc.constantFrom<User['permissions']>(
    new Set(['case.view'] as const),
    new Set(['*'] as const),
    new Set(['case.edit'] as const),
    new Set(),
  ),
});

const actorOf = (user: Partial<User>): Actor => {
  const { tenant, user: frank } = docket.actor('frank');
  if (frank === null) throw new Error('Frank is nobody.');
  return { tenant, user: { ...frank, ownUnitIds: new Set(), ...user }, face: 'api' };
};

test('the rule in SQL shows exactly the cases that the rule in code shows, whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(userArbitrary, async (user) => {
      const actor = actorOf(user);
      const expected = cases.filter((one) => seesCase(actor, one)).map(({ number }) => number);
      const values: unknown[] = [actor.tenant.id];
      const visible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
      const text = `select c.number from cases c where c.tenant_id = $1 and ${visible} order by c.number`;
      const found = await docket.core.view(actor, (db) => db.rows<{ number: number }>({ text, values }));
      assert.deepEqual(
        found.map(({ number }) => number),
        expected,
      );
    }),
    { numRuns: 200 },
  );
});

test('lists and counts show no other cases', async () => {
  await fc.assert(
    fc.asyncProperty(userArbitrary, async (user) => {
      const actor = actorOf(user);
      const expected = cases.filter((one) => seesCase(actor, one)).map(({ number }) => number);
      const sort = { field: 'number', descending: false } as const;
      const [found, count] = await docket.core.view(actor, (db) =>
        Promise.all([selectCaseList(db, actor, { filter: {}, sort, limit: 200 }), countCases(db, actor, {})]),
      );
      assert.deepEqual(
        found.map(({ number }) => number),
        expected,
      );
      assert.equal(count, expected.length);
    }),
    { numRuns: 100 },
  );
});

test('the server itself sees every case', async () => {
  const server: Actor = { tenant: docket.tenant(), user: null, face: 'docket' };
  assert.equal(await docket.core.view(server, (db) => countCases(db, server, {})), cases.length);
  assert.ok(cases.every((one) => seesCase(server, one)));
});
