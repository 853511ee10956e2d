import type { Db } from '../../storage/transaction.ts';
import { seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { type CaseWithCustomer, selectCasesWithCustomers } from './cases-with-customers-store.ts';

export interface FoundCases {
  /** Those that the actor sees, by number. */
  readonly cases: readonly CaseWithCustomer[];
  /** Numbers of no case, in the order asked. */
  readonly unknown: readonly number[];
  /** Numbers of cases that the actor does not see. */
  readonly unseen: readonly number[];
}

/** Cases by number with their customers, in one round trip. Fails with nothing: the face decides. */
export const findCasesWithCustomers = async (db: Db, actor: Actor, numbers: readonly number[]): Promise<FoundCases> => {
  const asked = [...new Set(numbers)];
  const possible = asked.filter((number) => Number.isInteger(number) && number > 0 && number <= 2_147_483_647);
  const found = await selectCasesWithCustomers(db, actor.tenant.id, possible);
  const known = new Set(found.map((one) => one.case.number));
  return {
    cases: found.filter((one) => seesCase(actor, one.case)),
    unknown: asked.filter((number) => !known.has(number)),
    unseen: found.filter((one) => !seesCase(actor, one.case)).map((one) => one.case.number),
  };
};
