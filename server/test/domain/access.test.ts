/** Who sees a case (DESIGN S1, S5): one rule in code, for a case that was read, and one in SQL, for lists; all reads keep to it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { mayAct, mayEditOwned, seesCase } from '../../src/domain/access/access.ts';
import { visibleCases } from '../../src/domain/access/access-store.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case } from '../../src/domain/cases/case.ts';
import { selectCases } from '../../src/domain/cases/case-store.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { editCase } from '../../src/domain/cases/edit-case.ts';
import { getRelatedCase } from '../../src/domain/cases/find-case.ts';
import { findCasesWithCustomers } from '../../src/domain/cases/find-cases-with-customers.ts';
import { countCases, selectCaseList } from '../../src/domain/cases/list-store.ts';
import { pageCases } from '../../src/domain/cases/page-cases.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { listRelatedCases } from '../../src/domain/relations/list-related-cases.ts';
import { selectSeenRelations } from '../../src/domain/relations/relations-store.ts';
import type { User } from '../../src/domain/tenants/tenant.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
let cases: Case[];
/** Related to all of them, and seen by everybody who may see anything. */
let hub: number;

const unitIds = [999, 1001, 1003, 1];
const userIds = [1002, 1012, 1013, 1];
const groupIds = [1, 43, 68];

const someOf = (ids: readonly number[]) => fc.subarray([...ids]);

const caseArbitrary = fc.record({
  unitId: fc.option(fc.constantFrom(...unitIds)),
  ownerId: fc.option(fc.constantFrom(...userIds)),
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
  for (const { unitId, ownerId, ...access } of fc.sample(caseArbitrary, { numRuns: 60, seed: 7 })) {
    const { number } = await docket.core.run(server, (tx) =>
      createCase(tx, server, { subject: 'S', unitId, ownerId, ownerRule: 'enabled', referenceStyle: 'number' }),
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
  const made = await docket.core.run(server, (tx) =>
    createCase(tx, server, { subject: 'Hub', unitId: null, type: 'offense', referenceStyle: 'number' }),
  );
  hub = made.number;
  await docket.core.run(server, (tx) => editCase(tx, server, hub, { relations: { link: numbers, unlink: [] } }));
  cases = await docket.core.view(server, (db) => selectCases(db, server.tenant.id, numbers));
});
after(() => docket.close());

const userArbitrary = fc.record({
  id: fc.constantFrom(...userIds),
  groupIds: someOf(groupIds),
  seenUnitIds: someOf(unitIds).map((ids) => new Set(ids)),
  ownUnitIds: someOf(unitIds).map((ids) => new Set(ids)),
  permissions: fc.constantFrom<User['permissions']>(
    new Set(['case.view'] as const),
    new Set(['case.view', 'case.edit'] as const),
    new Set(['case.view', 'case.edit', 'case.assign'] as const),
    new Set(['*'] as const),
    new Set(['case.edit'] as const),
    new Set(),
  ),
});

const actorOf = (user: Partial<User>): Actor => {
  const { tenant, user: frank } = docket.actor('frank');
  if (frank === null) throw new Error('Frank is nobody.');
  return { tenant, user: { ...frank, ...user }, face: 'api' };
};

const seenBy = (actor: Actor): number[] => cases.filter((one) => seesCase(actor, one)).map(({ number }) => number);

const numbersOf = (found: readonly { readonly number: number }[]): number[] => found.map(({ number }) => number);

/** In lists stands the hub too, for whoever may see at all. */
const withHub = (actor: Actor, numbers: readonly number[]): number[] =>
  seesCase(actor, { ...(cases[0] as Case), unitId: null, restricted: false }) ? [...numbers, hub] : [...numbers];

test('the rule in SQL shows exactly the cases that the rule in code shows, whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(userArbitrary, async (user) => {
      const actor = actorOf(user);
      const values: unknown[] = [actor.tenant.id];
      const visible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
      const text = `select c.number from cases c where c.tenant_id = $1 and ${visible} order by c.number`;
      const found = await docket.core.view(actor, (db) => db.rows<{ number: number }>({ text, values }));
      assert.deepEqual(numbersOf(found), withHub(actor, seenBy(actor)));
    }),
    { numRuns: 200 },
  );
});

test('lists, pages, counts, reads by number and related cases show no other cases', async () => {
  const sort = { field: 'number', descending: false } as const;
  const pageSort = { by: 'number', descending: false } as const;
  await fc.assert(
    fc.asyncProperty(userArbitrary, async (user) => {
      const actor = actorOf(user);
      const seen = seenBy(actor);
      const listed = withHub(actor, seen);
      const numbers = numbersOf(cases);
      const [list, count, page, found, related, relations] = await docket.core.view(actor, (db) =>
        Promise.all([
          selectCaseList(db, actor, { filter: {}, sort, limit: 200 }),
          countCases(db, actor, {}),
          pageCases(db, actor, { filter: {}, sort: pageSort, offset: 0, limit: 200, count: true }),
          findCasesWithCustomers(db, actor, numbers),
          listRelatedCases(db, actor, hub),
          selectSeenRelations(db, actor, [hub]),
        ]),
      );
      assert.deepEqual([numbersOf(list), count], [listed, listed.length]);
      assert.deepEqual([numbersOf(page.cases.map((one) => one.case)), page.count], [listed, listed.length]);
      assert.deepEqual(numbersOf(found.cases.map((one) => one.case)), seen);
      assert.deepEqual([found.unknown, found.unseen], [[], numbers.filter((number) => !seen.includes(number))]);
      assert.deepEqual([numbersOf(related), relations.get(hub)], [seen, seen]);
    }),
    { numRuns: 100 },
  );
});

test('callers who read one case at once are each shown what they see, of it and of the cases it is related to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(userArbitrary, { minLength: 2, maxLength: 8 }), async (users) => {
      const callers = users.map(actorOf);
      const read = async (actor: Actor, number: number): Promise<readonly number[] | string> => {
        try {
          return (await docket.core.view(actor, (db) => getRelatedCase(db, actor, { number }))).related;
        } catch (error) {
          return error instanceof DomainError ? error.code : String(error);
        }
      };
      const found = await Promise.all(callers.map((actor) => read(actor, hub)));
      const expected = callers.map((actor) => (withHub(actor, []).length > 0 ? seenBy(actor) : 'case/unseen'));
      assert.deepEqual(found, expected);
    }),
    { numRuns: 50 },
  );
});

/** What an edit that changes nothing comes to. */
const tryEdit = async (actor: Actor, number: number): Promise<string> => {
  try {
    await docket.core.run(actor, (tx) => editCase(tx, actor, number, {}));
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

test('an edit is of a case that is seen, in a unit of the editor’s own, and of another’s only by leave', async () => {
  await fc.assert(
    fc.asyncProperty(userArbitrary, fc.nat({ max: cases.length - 1 }), async (user, place) => {
      const actor = actorOf(user);
      const one = cases[place] as Case;
      const expected = (): string => {
        if (!seesCase(actor, one)) return 'case/unseen';
        if (!mayAct(actor, 'case.edit', one)) return 'access/forbidden';
        return mayEditOwned(actor, one) ? 'done' : 'access/pull';
      };
      assert.equal(await tryEdit(actor, one.number), expected());
    }),
    { numRuns: 200 },
  );
});

test('the server itself sees every case', async () => {
  const server: Actor = { tenant: docket.tenant(), user: null, face: 'docket' };
  assert.equal(await docket.core.view(server, (db) => countCases(db, server, {})), cases.length + 1);
  assert.ok(cases.every((one) => seesCase(server, one)));
});
