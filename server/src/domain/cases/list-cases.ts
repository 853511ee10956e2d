import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { mayReview } from '../disposition/review-date.ts';
import { type Case, severities } from './case.ts';
import type { CaseFilter, CaseSort, ListPlace } from './case-filter.ts';
import { type CaseListQuery, countCases, selectCaseList } from './list-store.ts';

export interface CaseList {
  readonly cases: readonly Case[];
  /** Where the next page begins; undefined: there is none. */
  readonly next: ListPlace | undefined;
  /** All cases of the filter, where they were to be counted. */
  readonly count: number | undefined;
}

const placeOf = (found: Case, { field, descending }: CaseSort): ListPlace => {
  const { number } = found;
  if (field === 'number') return { key: number, number };
  // Stored from the most urgent on; the list ascends from the least.
  if (field === 'severity') return { key: severities.length - severities.indexOf(found.severity), number };
  return { key: found[field]?.getTime() ?? (descending ? '-infinity' : 'infinity'), number };
};

/** Who may not see review dates finds nothing by them and learns no order from them (contract tracker D9.5). */
const withoutReview = (query: CaseListQuery): CaseListQuery =>
  query.sort.field === 'reviewAt' ? { ...query, sort: { ...query.sort, field: 'number' } } : query;

const asksForReview = ({ review }: CaseFilter): boolean => review?.after !== undefined || review?.before !== undefined;

/**
 * The cases of the filter that the actor sees (DESIGN S1, S5), `limit` from `after` on. Stable: a case is on one page
 * only while its sort key stays, whatever is added meanwhile.
 */
export const listCases = async (
  db: Db,
  actor: Actor,
  asked: CaseListQuery & { readonly count?: boolean },
): Promise<CaseList> => {
  const reviews = mayReview(actor, 'list');
  if (!reviews && asksForReview(asked.filter)) {
    return { cases: [], next: undefined, count: asked.count ? 0 : undefined };
  }
  const query = reviews ? asked : withoutReview(asked);
  const [found, count] = await Promise.all([
    selectCaseList(db, actor, { ...query, limit: query.limit + 1 }),
    asked.count ? countCases(db, actor, query.filter) : undefined,
  ]);
  const cases = found.slice(0, query.limit);
  const last = found.length > query.limit ? cases.at(-1) : undefined;
  return { cases, next: last && placeOf(last, query.sort), count };
};
