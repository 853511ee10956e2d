/** Reads of several cases, and of what a case is related to (DESIGN S1, S6). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { findCasesWithCustomers } from '../../src/domain/cases/find-cases-with-customers.ts';
import type { NewCase } from '../../src/domain/cases/new-case.ts';
import { listRelatedCases } from '../../src/domain/relations/list-related-cases.ts';
import { relateCases } from '../../src/domain/relations/relate-cases.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

const server = () => ({ ...docket.actor('frank'), user: null });
const make = (input: Partial<NewCase>) =>
  docket.core.run(server(), (tx) => createCase(tx, server(), { referenceStyle: 'number', ...input }));

describe('cases with customers', () => {
  it('come by number with their customers’ names; unknown and unseen numbers are told apart', async () => {
    const frank = docket.actor('frank');
    const [one, two, hidden] = [await make({ customerId: 1003 }), await make({}), await make({ unitId: 1003 })];
    const numbers = [two.number, one.number, 2_147_483_648, hidden.number, two.number, 0, 1.5];
    const found = await docket.core.view(frank, (db) => findCasesWithCustomers(db, frank, numbers));
    assert.deepEqual(found.cases, [
      { case: one, customer: { firstName: 'Jane', lastName: 'Doe', email: 'jane@riverside.test', phone: null } },
      { case: two, customer: null },
    ]);
    assert.deepEqual([found.unknown, found.unseen], [[2_147_483_648, 0, 1.5], [hidden.number]]);
  });

  it('that are related to one come without those that the actor does not see', async () => {
    const frank = docket.actor('frank');
    const [one, seen, hidden] = [await make({}), await make({}), await make({ unitId: 1003 })];
    for (const { number } of [seen, hidden]) {
      await docket.core.run(server(), (tx) => relateCases(tx, server(), one.number, number, true));
    }
    const numbers = async (actor: typeof frank | ReturnType<typeof server>) =>
      (await docket.core.view(actor, (db) => listRelatedCases(db, actor, one.number))).map(({ number }) => number);
    assert.deepEqual(await numbers(frank), [seen.number]);
    assert.deepEqual(await numbers(server()), [seen.number, hidden.number]);
  });
});
