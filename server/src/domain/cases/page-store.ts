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
import { conditionsOf, planFilter } from './list-store.ts';
import { alongOrder, type SearchPlan } from './search-plan-store.ts';

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

const pageQuery = (actor: Actor, { filter, sort, offset, limit }: CasePageQuery, plan: SearchPlan): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = conditionsOf(actor, filter, plan, bind);
  const order = orderOf(actor.tenant, sort, bind);
  // The page first, so that customers are looked up for its cases alone.
  const text = `select ${caseColumns}, ${customerCard} from (
  select * from cases c where ${conditions.join(' and ')}
  order by ${order} limit ${bind(limit)} offset ${bind(offset)}::bigint) c
left join customers u on u.tenant_id = c.tenant_id and u.customer_id = c.customer_id
order by ${order}`;
  return { text, values };
};

/** The page's cases that the actor sees, in order; none where it lies behind the end. */
export const selectCasePage = async (db: Db, actor: Actor, query: CasePageQuery): Promise<CaseWithCustomer[]> => {
  const plan = await planFilter(db, actor, query.filter, query.offset + query.limit);
  const rows = await db.rows<CaseRow & Pick<CaseWithCustomer, 'customer'>>(
    pageQuery(actor, query, query.sort.by === 'number' ? alongOrder(plan) : plan),
  );
  return rows.map(({ customer, ...row }) => ({ case: toCase(row), customer }));
};
