/** The query of `GET /cases` → what the domain is asked for: names become ids. */
import type { AttributeValue } from '../../domain/cases/case.ts';
import {
  type CaseFilter,
  type CaseSort,
  type ListPlace,
  type Span,
  sortFields,
} from '../../domain/cases/case-filter.ts';
import { parseSearch } from '../../domain/cases/parse-search.ts';
import { invalid } from '../../domain/errors.ts';
import type { Attribute, Tenant } from '../../domain/tenants/tenant.ts';
import { isPositiveInteger, readCursor, writeCursor } from '../cursor.ts';
import { parseInstant } from '../instant.ts';
import type { Caller } from '../operation.ts';
import type { CaseListQuery } from '../schemas/case-list.ts';
import { unitIdOf, userIdOf } from './read-case.ts';

/** Each value's id; an empty one asks for cases without. */
const idsOrNone = (values: readonly string[], idOf: (value: string) => number): (number | null)[] =>
  values.map((value) => (value === '' ? null : idOf(value)));

const userOf =
  ({ tenant, user }: Caller, field: string) =>
  (login: string): number =>
    login === 'me' ? user.id : userIdOf(tenant, field, login);

const customerOf = (text: string): number => {
  const id = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
  if (!isPositiveInteger(id)) throw invalid('customer', 'customer/invalid-id', 'customer is the id of a customer.');
  return id;
};

const typeOf =
  (tenant: Tenant) =>
  (key: string): string => {
    if (!tenant.caseTypes.has(key)) throw invalid('type', 'case-type/unknown', `There is no case type '${key}'.`);
    return key;
  };

const queueOf =
  (tenant: Tenant) =>
  (key: string): number => {
    const queue = tenant.queues.byKey.get(key);
    if (queue === undefined) throw invalid('queue', 'queue/unknown', `There is no queue '${key}'.`);
    return queue.id;
  };

/** As it is stored; null asks for cases without. A value that the kind cannot have is an error, an unknown option is not. */
const attributeValue = (attribute: Attribute, text: string): AttributeValue | null => {
  const fail = (message: string) => invalid(`attribute.${attribute.key}`, 'attribute/invalid', message);
  if (text === '') return null;
  if (attribute.kind === 'integer') {
    if (!/^-?[0-9]{1,9}$/.test(text)) throw fail('The value is a whole number of at most nine digits.');
    return Number(text) + 0;
  }
  if (attribute.kind !== 'datetime') return text;
  const at = parseInstant(text);
  if (at === undefined) throw fail('The value is an instant, RFC 3339.');
  return at.toISOString();
};

const prefix = 'attribute.';

const readAttributes = (tenant: Tenant, query: CaseListQuery): NonNullable<CaseFilter['attributes']> => {
  const attributes = new Map<string, (AttributeValue | null)[]>();
  for (const [name, values] of Object.entries(query)) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    const attribute = tenant.attributes.get(key);
    if (attribute === undefined) throw invalid(name, 'attribute/unknown', `There is no attribute '${key}'.`, { key });
    attributes.set(
      key,
      (values as readonly string[]).map((value) => attributeValue(attribute, value)),
    );
  }
  return attributes;
};

const spanOf = (after: string | undefined, before: string | undefined): Span => {
  const [from, to] = [after, before].map((text) => (text === undefined ? undefined : parseInstant(text)));
  return { ...(from ? { after: from } : {}), ...(to ? { before: to } : {}) };
};

/** Fails with `invalid` where a name or a value is not known: `unit/unknown`, `attribute/invalid`, `search/…` and the like. */
export const readFilter = (actor: Caller, query: CaseListQuery): CaseFilter => {
  const { tenant } = actor;
  const search = query.q === undefined ? undefined : parseSearch(query.q);
  return {
    ...(query.status ? { statuses: query.status } : {}),
    ...(query.statusCategory ? { categories: query.statusCategory } : {}),
    ...(query.type ? { types: query.type.map(typeOf(tenant)) } : {}),
    ...(query.unit ? { unitIds: idsOrNone(query.unit, (key) => unitIdOf(tenant, 'unit', key)) } : {}),
    ...(query.owner ? { ownerIds: idsOrNone(query.owner, userOf(actor, 'owner')) } : {}),
    ...(query.assignee ? { assigneeIds: query.assignee.map(userOf(actor, 'assignee')) } : {}),
    ...(query.severity ? { severities: query.severity } : {}),
    ...(query.tag ? { tags: query.tag } : {}),
    ...(query.customer ? { customerIds: idsOrNone(query.customer, customerOf) } : {}),
    ...(query.reference === undefined ? {} : { reference: query.reference }),
    ...(query.archived === undefined ? {} : { archived: query.archived }),
    ...(query.queue ? { queueIds: query.queue.map(queueOf(tenant)) } : {}),
    ...(search ? { search } : {}),
    attributes: readAttributes(tenant, query),
    due: spanOf(query.dueAfter, query.dueBefore),
    review: spanOf(undefined, query.reviewBefore),
    created: spanOf(query.createdAfter, query.createdBefore),
    modified: spanOf(query.modifiedAfter, undefined),
  };
};

export const defaultSort: CaseSort = { field: 'modifiedAt', descending: true };

/** `-modifiedAt`: descending. The schema has checked it. */
export const readSort = (text: string | undefined): CaseSort => {
  if (text === undefined) return defaultSort;
  const descending = text.startsWith('-');
  const field = sortFields.find((name) => name === text.slice(descending ? 1 : 0));
  return field === undefined ? defaultSort : { field, descending };
};

const nameOf = ({ field, descending }: CaseSort): string => `${descending ? '-' : ''}${field}`;

/** Milliseconds that a date can be. */
const isKey = (key: unknown): boolean =>
  key === 'infinity' || key === '-infinity' || (Number.isInteger(key) && Math.abs(key as number) <= 8.64e15);

/** A cursor belongs to the order that it was made in. Fails with `invalid` `list/invalid-cursor`. */
export const readPlace = (cursor: string, sort: CaseSort): ListPlace => {
  const dated = sort.field.endsWith('At');
  const [, key, number] = readCursor(
    cursor,
    (parts) =>
      parts.length === 3 &&
      parts[0] === nameOf(sort) &&
      isKey(parts[1]) &&
      (dated || isPositiveInteger(parts[1])) &&
      isPositiveInteger(parts[2]),
  );
  return { key: key as ListPlace['key'], number: Number(number) };
};

export const writePlace = ({ key, number }: ListPlace, sort: CaseSort): string =>
  writeCursor([nameOf(sort), key, number]);
