import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { CaseWithCustomer } from './cases-with-customers-store.ts';
import { countCases } from './list-store.ts';
import { type CasePageQuery, selectCasePage } from './page-store.ts';

export interface CasePage {
  readonly cases: readonly CaseWithCustomer[];
  /** All cases of the filter that the actor sees, where they were to be counted. */
  readonly count: number | undefined;
}

/**
 * One page, by its place, of the cases that the actor sees (DESIGN S1, S5), with their customers. Fails with nothing.
 * Pages that are asked for one after the other may repeat or miss a case that changed meanwhile: `listCases` does not.
 */
export const pageCases = async (
  db: Db,
  actor: Actor,
  query: CasePageQuery & { readonly count: boolean },
): Promise<CasePage> => {
  const [cases, count] = await Promise.all([
    selectCasePage(db, actor, query),
    query.count ? countCases(db, actor, query.filter) : undefined,
  ]);
  return { cases, count };
};
