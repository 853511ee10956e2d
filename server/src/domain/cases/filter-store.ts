/** A filter as conditions on `cases c`. */
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { type CustomerContact, isReachedBy } from '../customers/contact-store.ts';
import { categories } from './case.ts';
import type { CaseFilter, SortField, Span } from './case-filter.ts';

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
  if (filter.open === true) conditions.push("c.category = any('{0,1,2}'::smallint[]) and not c.archived");
  if (filter.open === false) conditions.push('(c.category = 3 or c.archived)');
  if (filter.queueIds) conditions.push(inQueue(filter.queueIds, bind));
  return conditions;
};

const customerIs = (contact: CustomerContact, bind: Bind): string => `exists (
  select from customers u where u.tenant_id = c.tenant_id and u.customer_id = c.customer_id
    and ${isReachedBy('u', contact, bind)})`;

/** What the index of units knows of a case (migration 0011): these and its dates. */
const covered: readonly (keyof CaseFilter)[] = [
  'statuses',
  'categories',
  'types',
  'unitIds',
  'ownerIds',
  'severities',
  'archived',
  'open',
];

const dates = {
  due: ['dueAt', 'c.due_at'],
  review: ['reviewAt', 'c.review_at'],
  created: ['createdAt', 'c.created_at'],
  modified: ['modifiedAt', 'c.modified_at'],
  closed: [undefined, 'c.closed_at'],
} as const satisfies Partial<Record<keyof CaseFilter, readonly [SortField | undefined, string]>>;

const names = ({ attributes, ...filter }: CaseFilter): (keyof CaseFilter)[] => [
  ...(attributes && attributes.size > 0 ? (['attributes'] as const) : []),
  ...(Object.keys(filter) as (keyof typeof filter)[]).filter((name) => filter[name] !== undefined),
];

/** Whether something is asked, and nothing but what the index of units knows. */
export const isCovered = (filter: CaseFilter): boolean => {
  const asked = names(filter);
  return asked.length > 0 && asked.every((name) => covered.includes(name) || name in dates);
};

/** Whether nothing is asked but when the date of the order is: its own index begins there. */
export const isOfOrder = (filter: CaseFilter, field: SortField): boolean =>
  names(filter).every((name) => name in dates && dates[name as keyof typeof dates][0] === field);

/** What the filter says of the date that is sorted by. */
export const orderConditions = (filter: CaseFilter, field: SortField, bind: Bind): string[] =>
  Object.entries(dates).flatMap(([name, [date, column]]) =>
    date === field ? within(column, filter[name as keyof typeof dates] ?? {}, bind) : [],
  );

/** What holds for exactly the cases `c` of the filter, but for its words. */
export const filterConditions = (actor: Actor, filter: CaseFilter, bind: Bind): string[] => {
  const conditions = fieldConditions(filter, bind);
  for (const [key, values] of filter.attributes ?? []) {
    const multiple = actor.tenant.attributes.get(key)?.multiple ?? false;
    conditions.push(attributeHas(key, values, multiple, bind));
  }
  for (const [name, [, column]] of Object.entries(dates)) {
    conditions.push(...within(column, filter[name as keyof typeof dates] ?? {}, bind));
  }
  if (filter.customer) conditions.push(customerIs(filter.customer, bind));
  return conditions;
};
