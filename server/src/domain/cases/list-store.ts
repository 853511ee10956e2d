/** Lists of cases: the filters, who sees, and keyset paging, as one statement (DESIGN §5: no `count(*)`, no offset). */
import type { Db, Query } from '../../storage/transaction.ts';
import { type Bind, visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { type CustomerContact, isReachedBy } from '../customers/contact-store.ts';
import { type Case, categories } from './case.ts';
import type { CaseFilter, CaseSort, ListPlace, Span } from './case-filter.ts';
import { keysOfFilter, restricted, seenUnits } from './case-keys.ts';
import { type CaseRow, caseColumns, toCase } from './case-store.ts';
import { inOrder, stretchesOf } from './list-order-store.ts';
import { forCount, inEachCase, lookedUp, lookUpOnce, planSearch, type SearchPlan } from './search-plan-store.ts';

const anyOf = (column: string, type: string, values: readonly unknown[], bind: Bind): string => {
  const given = values.filter((value) => value !== null);
  const among = `${column} = any(${bind(given)}::${type}[])`;
  return given.length === values.length ? among : `(${column} is null or ${among})`;
};

const attributeHas = (key: string, values: readonly unknown[], multiple: boolean, bind: Bind): string => {
  const each = values.map((value) => {
    if (value === null) return `not c.attributes ? ${bind(key)}::text`;
    return `c.attributes @> ${bind(JSON.stringify({ [key]: multiple ? [value] : value }))}::jsonb`;
  });
  return `(${each.join(' or ')})`;
};

const within = (column: string, { after, before }: Span, bind: Bind): string[] => [
  ...(after === undefined ? [] : [`${column} > ${bind(after)}::timestamptz`]),
  ...(before === undefined ? [] : [`${column} < ${bind(before)}::timestamptz`]),
];

const inQueue = (queueIds: readonly number[], bind: Bind): string => `exists (
  select from tickets t where t.tenant_id = c.tenant_id and t.case_number = c.number and t.state <> 'ended'
    and t.queue_id = any(${bind(queueIds)}::integer[]))`;

const fieldConditions = (filter: CaseFilter, bind: Bind): string[] => {
  const conditions: string[] = [];
  const among = (column: string, type: string, values: readonly unknown[] | undefined): void => {
    if (values !== undefined) conditions.push(anyOf(column, type, values, bind));
  };
  among('c.status', 'text', filter.statuses);
  among(
    'c.category',
    'smallint',
    filter.categories?.map((category) => categories.indexOf(category)),
  );
  among('c.type', 'text', filter.types);
  among('c.unit_id', 'integer', filter.unitIds);
  among('c.owner_id', 'integer', filter.ownerIds);
  among('c.severity', 'text', filter.severities);
  among('c.customer_id', 'integer', filter.customerIds);
  if (filter.assigneeIds) conditions.push(`c.assignee_ids && ${bind(filter.assigneeIds)}::integer[]`);
  if (filter.tags) conditions.push(`c.tags && ${bind(filter.tags)}::text[]`);
  if (filter.reference !== undefined) conditions.push(`c.reference = ${bind(filter.reference)}`);
  if (filter.archived !== undefined) conditions.push(`c.archived = ${bind(filter.archived)}`);
  if (filter.open !== undefined) conditions.push(`(c.category < 3 and not c.archived) = ${bind(filter.open)}`);
  if (filter.queueIds) conditions.push(inQueue(filter.queueIds, bind));
  return conditions;
};

const customerIs = (contact: CustomerContact, bind: Bind): string => `exists (
  select from customers u where u.tenant_id = c.tenant_id and u.customer_id = c.customer_id
    and ${isReachedBy('u', contact, bind)})`;

/** What holds for exactly the cases `c` that the actor sees, and so that an index of units knows it. */
export const seenCases = (actor: Actor, bind: Bind): string[] => {
  const units = seenUnits(actor);
  return [
    `c.tenant_id = ${bind(actor.tenant.id)}`,
    ...(units === undefined ? [] : [`c.seen_unit = any(${bind(units)}::integer[])`]),
    visibleCases(actor, 'c', bind),
  ];
};

/**
 * A statement that counts the cases `c` that the actor sees and that `conditions` hold for. Where none is looked up, what
 * is not restricted is counted apart: its unit says all, and an index of units alone tells how many there are.
 */
export const countSeen = (actor: Actor, { lookup }: SearchPlan, conditions: readonly string[], bind: Bind): string => {
  const count = (seen: readonly string[]): string =>
    `(select count(*)::integer from cases c where ${[...seen, ...conditions].join(' and ')})`;
  const units = seenUnits(actor)?.filter((unit) => unit !== restricted);
  if (units === undefined || lookup !== undefined) return `select ${count(seenCases(actor, bind))} as count`;
  const tenant = `c.tenant_id = ${bind(actor.tenant.id)}`;
  const open = [tenant, `c.seen_unit = any(${bind(units)}::integer[])`];
  const closed = [tenant, `c.seen_unit = ${restricted}`, visibleCases(actor, 'c', bind)];
  return `select ${count(open)} + ${count(closed)} as count`;
};

/** What holds for exactly the cases `c` of the filter, but for its words. */
const filterConditions = (actor: Actor, filter: CaseFilter, bind: Bind): string[] => {
  const conditions = fieldConditions(filter, bind);
  for (const [key, values] of filter.attributes ?? []) {
    const multiple = actor.tenant.attributes.get(key)?.multiple ?? false;
    conditions.push(attributeHas(key, values, multiple, bind));
  }
  conditions.push(...within('c.due_at', filter.due ?? {}, bind));
  conditions.push(...within('c.review_at', filter.review ?? {}, bind));
  conditions.push(...within('c.created_at', filter.created ?? {}, bind));
  conditions.push(...within('c.modified_at', filter.modified ?? {}, bind));
  conditions.push(...within('c.closed_at', filter.closed ?? {}, bind));
  if (filter.customer) conditions.push(customerIs(filter.customer, bind));
  return conditions;
};

/** How to come by the first cases of the filter, so many. */
export const planFilter = (db: Db, actor: Actor, filter: CaseFilter, limit: number): Promise<SearchPlan> =>
  planSearch(db, actor, { terms: filter.search, keys: keysOfFilter(actor, filter), limit });

/** What holds for exactly the cases `c` of the filter that the actor sees, looked up as planned. `isOnce`: see `lookedUp`. */
export const conditionsOf = (
  actor: Actor,
  filter: CaseFilter,
  plan: SearchPlan,
  bind: Bind,
  isOnce = false,
): string[] => [...seenCases(actor, bind), ...lookedUp(plan, bind, isOnce), ...filterConditions(actor, filter, bind)];

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

/** The first cases of the order that the actor sees, so many, and of these the ones of the filter. */
const aheadQuery = (actor: Actor, { filter, sort, after, limit }: CaseListQuery, plan: SearchPlan): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const seen = seenCases(actor, bind);
  const fit = [...inEachCase(plan, bind), ...filterConditions(actor, filter, bind)].join(' and ') || 'true';
  const [first, ahead] = [bind(limit), bind(plan.inOrder)];
  const stretches = stretchesOf(sort, after, bind);
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

/** At most `limit` cases that the actor sees, in order. */
export const selectCaseList = async (db: Db, actor: Actor, query: CaseListQuery): Promise<Case[]> => {
  const plan = await planFilter(db, actor, query.filter, query.limit);
  if (plan.inOrder > 0) {
    const found = await db.rows<CaseRow>(aheadQuery(actor, query, plan));
    if (found.length === query.limit) return found.map(toCase);
  }
  return (await db.rows<CaseRow>(listQuery(actor, query, plan))).map(toCase);
};

/** How many cases of the filter the actor sees, exactly. */
export const countCases = async (db: Db, actor: Actor, filter: CaseFilter): Promise<number> => {
  const plan = forCount(await planFilter(db, actor, filter, 1));
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const fit = [...lookedUp(plan, bind), ...filterConditions(actor, filter, bind)];
  return (await db.row<{ count: number }>({ text: countSeen(actor, plan, fit, bind), values }))?.count ?? 0;
};
