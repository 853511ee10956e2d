/** Lists of cases: the filters, who sees, and keyset paging, as one statement (DESIGN §5: no `count(*)`, no offset). */
import type { Db, Query } from '../../storage/transaction.ts';
import { hasPermission } from '../access/access.ts';
import { type Bind, visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { type CustomerContact, isReachedBy } from '../customers/contact-store.ts';
import { type Case, categories } from './case.ts';
import type { CaseFilter, CaseSort, ListPlace, SortField, Span } from './case-filter.ts';
import { type CaseRow, caseColumns, toCase } from './case-store.ts';
import { holdsTerms } from './search-store.ts';

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

/** What holds for exactly the cases `c` of the filter that the actor sees. */
export const conditionsOf = (actor: Actor, filter: CaseFilter, bind: Bind): string[] => {
  const conditions = [
    `c.tenant_id = ${bind(actor.tenant.id)}`,
    visibleCases(actor, 'c', bind),
    ...fieldConditions(filter, bind),
  ];
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
  if (filter.search) {
    const notes = actor.user === null || hasPermission(actor.user, 'note.view');
    conditions.push(holdsTerms('c', filter.search, { language: actor.tenant.language, notes }, bind));
  }
  return conditions;
};

const severityRanks = `array_position('{low,medium,high,urgent}'::text[], c.severity)`;

/** What a list is sorted by, so that a missing date comes last both ways, and its type. */
const sortExpression = ({ field, descending }: CaseSort): readonly [sql: string, type: string] => {
  const never = descending ? '-infinity' : 'infinity';
  const known: Readonly<Record<SortField, readonly [string, string]>> = {
    number: ['c.number', 'integer'],
    createdAt: ['c.created_at', 'timestamptz'],
    modifiedAt: ['c.modified_at', 'timestamptz'],
    dueAt: [`coalesce(c.due_at, '${never}')`, 'timestamptz'],
    reviewAt: [`coalesce(c.review_at, '${never}')`, 'timestamptz'],
    severity: [severityRanks, 'integer'],
  };
  return known[field];
};

const beyond = (sort: CaseSort, after: ListPlace, bind: Bind): string => {
  const sign = sort.descending ? '<' : '>';
  const number = `${bind(after.number)}::integer`;
  if (sort.field === 'number') return `c.number ${sign} ${number}`;
  const [sql, type] = sortExpression(sort);
  const key = type === 'timestamptz' && typeof after.key === 'number' ? new Date(after.key) : after.key;
  return `(${sql}, c.number) ${sign} (${bind(key)}::${type}, ${number})`;
};

export interface CaseListQuery {
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  /** Behind this place; absent: from the beginning. */
  readonly after?: ListPlace;
  readonly limit: number;
}

const listQuery = (actor: Actor, { filter, sort, after, limit }: CaseListQuery): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = conditionsOf(actor, filter, bind);
  if (after !== undefined) conditions.push(beyond(sort, after, bind));
  const way = sort.descending ? 'desc' : 'asc';
  const [sql] = sortExpression(sort);
  const order = sort.field === 'number' ? `c.number ${way}` : `${sql} ${way}, c.number ${way}`;
  const text = `select ${caseColumns} from cases c where ${conditions.join(' and ')} order by ${order} limit ${bind(limit)}`;
  return { text, values };
};

/** At most `limit` cases that the actor sees, in order. */
export const selectCaseList = async (db: Db, actor: Actor, query: CaseListQuery): Promise<Case[]> =>
  (await db.rows<CaseRow>(listQuery(actor, query))).map(toCase);

/** How many cases of the filter the actor sees, exactly. */
export const countCases = async (db: Db, actor: Actor, filter: CaseFilter): Promise<number> => {
  const values: unknown[] = [];
  const conditions = conditionsOf(actor, filter, (value) => `$${values.push(value)}`);
  const text = `select count(*)::integer as count from cases c where ${conditions.join(' and ')}`;
  return (await db.row<{ count: number }>({ text, values }))?.count ?? 0;
};
