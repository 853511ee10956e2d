/** Lists of cases: the filters, who sees, and keyset paging, as one statement (DESIGN §5: no `count(*)`, no offset). */
import type { Db, Query } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { Case } from './case.ts';
import type { CaseFilter, CaseSort, ListPlace } from './case-filter.ts';
import { keysOfFilter, unitsAsked } from './case-keys.ts';
import { type CaseRow, caseColumns, toCase } from './case-store.ts';
import { filterConditions, isCovered, isOfOrder, orderConditions } from './filter-store.ts';
import { inOrder, isOfDates, stretchesOf, wholeOrder } from './list-order-store.ts';
import {
  forCount,
  inEachCase,
  lookedUp,
  lookUpOnce,
  planSearch,
  type SearchPlan,
  straightPlan,
} from './search-plan-store.ts';
import { countSeen, gatherSeen, seenCases } from './seen-cases-store.ts';

/** How to come by the first cases of the filter, so many. */
export const planFilter = (db: Db, actor: Actor, filter: CaseFilter, limit: number): Promise<SearchPlan> => {
  const units = unitsAsked(actor, filter.unitIds);
  return planSearch(db, actor, {
    terms: filter.search,
    keys: keysOfFilter(filter),
    units,
    isCovered: units !== undefined && isCovered(filter),
    limit,
  });
};

/** What holds for exactly the cases `c` of the filter that the actor sees, looked up as planned. `isOnce`: see `lookedUp`. */
export const conditionsOf = (
  actor: Actor,
  filter: CaseFilter,
  plan: SearchPlan,
  bind: Bind,
  isOnce = false,
): string[] => [
  ...seenCases(actor, plan.units, bind),
  ...lookedUp(plan, bind, isOnce),
  ...filterConditions(actor, filter, bind),
];

export interface CaseListQuery {
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  /** Behind this place; absent: from the beginning. */
  readonly after?: ListPlace;
  readonly limit: number;
}

/** Cases that an index looks up, all of them, sorted; where nothing was asked that has one, those of the order itself. */
const listQuery = (actor: Actor, { filter, sort, after, limit }: CaseListQuery, plan: SearchPlan): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const stretches = stretchesOf(sort, after, bind);
  const isOnce = stretches.length > 1;
  const where = conditionsOf(actor, filter, plan, bind, isOnce);
  const first = bind(limit);
  const text = inOrder(
    stretches,
    (stretch) => `select ${caseColumns} from cases c
  where ${[...where, ...stretch.conditions].join(' and ')} order by ${stretch.order} limit ${first}`,
    first,
  );
  return { text: `${isOnce ? lookUpOnce(plan, bind) : ''}${text}`, values };
};

/**
 * The first cases of the order that the actor sees, so many, and of these the ones of the filter. Those without the date of
 * the order, who come last and are in no index of it, are left to the other ways.
 */
const aheadQuery = (actor: Actor, { filter, sort, after, limit }: CaseListQuery, plan: SearchPlan): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const seen = [...seenCases(actor, plan.units, bind), ...orderConditions(filter, sort.field, bind)];
  const fit = [...inEachCase(plan, bind), ...filterConditions(actor, filter, bind)].join(' and ') || 'true';
  const [first, ahead] = [bind(limit), bind(plan.inOrder)];
  const all = stretchesOf(sort, after, bind);
  const stretches = isOfDates(sort) ? all.slice(0, 1) : all;
  const text = inOrder(
    stretches,
    (stretch) => `select ${caseColumns} from (
    select * from cases c where ${[...seen, ...stretch.conditions].join(' and ')}
    order by ${stretch.order} limit ${ahead}
  ) c where ${fit} order by ${stretch.order} limit ${first}`,
    first,
  );
  return { text, values };
};

/** All that the actor sees and that is of the filter, sorted in the index of units; and of the first ones the cases. */
const gatherQuery = (actor: Actor, { filter, sort, after, limit }: CaseListQuery, units: readonly number[]): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const gathered = gatherSeen(actor, units, filterConditions(actor, filter, bind), bind);
  const { order, behind } = wholeOrder(sort, after, bind);
  const text = `select ${caseColumns} from (
  select c.number from ${gathered} where ${behind} order by ${order} limit ${bind(limit)}
) found join cases c on c.tenant_id = ${bind(actor.tenant.id)} and c.number = found.number
order by ${order}`;
  return { text, values };
};

/** At most `limit` cases that the actor sees, in order. */
export const selectCaseList = async (db: Db, actor: Actor, query: CaseListQuery): Promise<Case[]> => {
  const { filter, sort, limit } = query;
  const select = async (found: Query): Promise<Case[]> => (await db.rows<CaseRow>(found)).map(toCase);
  if (isOfOrder(filter, sort.field)) return select(listQuery(actor, query, straightPlan(unitsAsked(actor))));
  const plan = await planFilter(db, actor, filter, limit);
  if (plan.inOrder > 0) {
    const found = await select(aheadQuery(actor, query, plan));
    if (found.length === limit) return found;
  }
  return select(plan.isGathered && plan.units ? gatherQuery(actor, query, plan.units) : listQuery(actor, query, plan));
};

/** How many cases of the filter the actor sees, exactly. */
export const countCases = async (db: Db, actor: Actor, filter: CaseFilter): Promise<number> => {
  const plan = forCount(await planFilter(db, actor, filter, 1));
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const fit = [...lookedUp(plan, bind), ...filterConditions(actor, filter, bind)];
  return (await db.row<{ count: number }>({ text: countSeen(actor, plan, fit, bind), values }))?.count ?? 0;
};
