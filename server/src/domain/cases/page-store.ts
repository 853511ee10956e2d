/** Numbered pages of cases with their customers, for faces whose programs ask for the seventh page (contract egain 3.4). */
import type { Db, Query } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { Tenant } from '../tenants/tenant.ts';
import {
  type CaseFilter,
  compareByCodePoint,
  type PageSort,
  type PageSortKey,
  type ShownStatus,
} from './case-filter.ts';
import { type CaseRow, caseColumns, toCase } from './case-store.ts';
import { type CaseWithCustomer, customerCard } from './cases-with-customers-store.ts';
import { filterConditions } from './filter-store.ts';
import { conditionsOf, planFilter } from './list-store.ts';
import { inEachCase, type SearchPlan } from './search-plan-store.ts';
import { gatherSeen, seenCases } from './seen-cases-store.ts';

/** Units of one name have one rank, so that they are told apart by nothing but the cases' numbers. */
const unitRank = ({ units }: Tenant, bind: Bind): string => {
  const names = [...new Set(units.all.map(({ name }) => name))].sort(compareByCodePoint);
  const ranks = new Map(names.map((name, rank) => [name, rank]));
  const ids = bind(units.all.map(({ id }) => id));
  return `(${bind(units.all.map(({ name }) => ranks.get(name)))}::integer[])[array_position(${ids}::integer[], c.unit_id)]`;
};

const shownStatus = ({ type, open, closed }: ShownStatus, bind: Bind): string =>
  `(case when c.category = 3 or c.archived then ${bind(closed)}::text
    when c.type = ${bind(type)} then c.status else ${bind(open)}::text end) collate "C"`;

const attributeKeys = (key: string, bind: Bind): string[] => {
  const value = `(c.attributes -> ${bind(key)}::text)`;
  return [
    `case when jsonb_typeof(${value}) = 'number' then ${value}::numeric end`,
    `(case jsonb_typeof(${value}) when 'string' then ${value} #>> '{}' when 'array' then (
      select string_agg(e.text, ',' order by e.place) from jsonb_array_elements_text(${value})
        with ordinality as e(text, place)) end) collate "C"`,
  ];
};

const sortKeys = (tenant: Tenant, sort: PageSortKey, bind: Bind): string[] => {
  if (sort.by === 'unit') return [unitRank(tenant, bind)];
  if (sort.by === 'customer') return ['c.customer_id'];
  if (sort.by === 'attribute') return attributeKeys(sort.key, bind);
  return sort.by === 'status' ? [shownStatus(sort, bind)] : [];
};

/** PostgreSQL has null last where it ascends and first where it descends. */
const orderOf = (tenant: Tenant, sort: PageSort, bind: Bind): string => {
  const way = sort.descending ? ' desc' : '';
  const keys = sortKeys(tenant, sort, bind).map((key) => `${key}${way}`);
  return [...keys, sort.by === 'number' ? `c.number${way}` : 'c.number'].join(', ');
};

export interface CasePageQuery {
  readonly filter: Omit<CaseFilter, 'review'>;
  readonly sort: PageSort;
  /** So many cases come before the page. */
  readonly offset: number;
  readonly limit: number;
}

/** Where the page's cases come from: `c`, in the order of the page and no others. */
type Source = (order: string, page: string, bind: Bind) => string;

const fromCases =
  (actor: Actor, filter: CasePageQuery['filter'], plan: SearchPlan): Source =>
  (order, page, bind) =>
    `select * from cases c where ${conditionsOf(actor, filter, plan, bind).join(' and ')} order by ${order} ${page}`;

/** Of the first cases that the actor sees, so many. */
const fromAhead =
  (actor: Actor, filter: CasePageQuery['filter'], plan: SearchPlan): Source =>
  (order, page, bind) => {
    const fit = [...inEachCase(plan, bind), ...filterConditions(actor, filter, bind)].join(' and ') || 'true';
    const seen = seenCases(actor, plan.units, bind).join(' and ');
    return `select * from (
    select * from cases c where ${seen} order by ${order} limit ${bind(plan.inOrder)}
  ) c where ${fit} order by ${order} ${page}`;
  };

const fromUnits =
  (actor: Actor, filter: CasePageQuery['filter'], units: readonly number[]): Source =>
  (order, page, bind) =>
    `select c.* from (
    select c.number from ${gatherSeen(actor, units, filterConditions(actor, filter, bind), bind)} order by ${order} ${page}
  ) found join cases c on c.tenant_id = ${bind(actor.tenant.id)} and c.number = found.number`;

const pageQuery = ({ tenant }: Actor, { sort, offset, limit }: CasePageQuery, source: Source): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const order = orderOf(tenant, sort, bind);
  // The page first, so that customers are looked up for its cases alone.
  const text = `select ${caseColumns}, ${customerCard} from (
  ${source(order, `limit ${bind(limit)} offset ${bind(offset)}::bigint`, bind)}) c
left join customers u on u.tenant_id = c.tenant_id and u.customer_id = c.customer_id
order by ${order}`;
  return { text, values };
};

/** The index of units knows what these are sorted by. */
const isGatherable = ({ by }: PageSort): boolean => by === 'number' || by === 'unit' || by === 'status';

/** The page's cases that the actor sees, in order; none where it lies behind the end. */
export const selectCasePage = async (db: Db, actor: Actor, query: CasePageQuery): Promise<CaseWithCustomer[]> => {
  const { filter, sort, offset, limit } = query;
  const select = async (source: Source): Promise<CaseWithCustomer[]> => {
    const rows = await db.rows<CaseRow & Pick<CaseWithCustomer, 'customer'>>(pageQuery(actor, query, source));
    return rows.map(({ customer, ...row }) => ({ case: toCase(row), customer }));
  };
  const plan = await planFilter(db, actor, filter, offset + limit);
  if (plan.inOrder > 0 && sort.by === 'number') {
    const found = await select(fromAhead(actor, filter, plan));
    if (found.length === limit) return found;
  }
  const isGathered = plan.isGathered && isGatherable(sort);
  return select(isGathered && plan.units ? fromUnits(actor, filter, plan.units) : fromCases(actor, filter, plan));
};
