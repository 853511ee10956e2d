import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { mayReview } from '../disposition/review-date.ts';
import { asksForReview, type CriteriaSort, type Criterion } from './case-criteria.ts';
import { type CriteriaPage, countByCriteria, selectByCriteria } from './criteria-store.ts';
import { type CaseOverview, withoutUnreadable } from './get-case-overview.ts';

export interface FoundCases {
  /** All that fit and that the actor sees. */
  readonly count: number;
  readonly cases: readonly CaseOverview[];
}

const sortsByReview = ({ by }: CriteriaSort): boolean => typeof by === 'object' && 'of' in by && by.of === 'reviewAt';

/**
 * A page of the cases that fit every criterion, of those that the actor sees (DESIGN S1, S5), and how many there are. Who
 * may not see review dates finds nothing by them, and learns no order from them (contract tracker D9.5). One round trip
 * where the page is the last.
 */
export const searchCases = async (
  db: Db,
  actor: Actor,
  criteria: readonly Criterion[],
  page: CriteriaPage,
): Promise<FoundCases> => {
  const reviews = mayReview(actor, 'list');
  if (!reviews && criteria.some(asksForReview)) return { count: 0, cases: [] };
  const hidesOrder = !reviews && sortsByReview(page.sort);
  const sort: CriteriaSort = hidesOrder ? { ...page.sort, by: { of: 'createdAt' } } : page.sort;
  const found = await selectByCriteria(db, actor, criteria, { ...page, sort });
  const isLast = found.length < page.limit && (found.length > 0 || page.offset === 0);
  const count = isLast ? page.offset + found.length : await countByCriteria(db, actor, criteria);
  return { count, cases: found.map((overview) => withoutUnreadable(actor, overview)) };
};
