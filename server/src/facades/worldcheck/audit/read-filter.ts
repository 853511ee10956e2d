/** Filters as they are sent (contract worldcheck §3.4): query, order, page. */
import { badField } from '../errors.ts';
import type { FilterMessage } from '../schemas.ts';
import { requireOneOf, requireText } from '../text.ts';
import { parseQuery, type Query, type QueryFields } from './parse-query.ts';

/** UTF-16 units: every comparison is made with every event. */
const maxQuery = 65_536;

const orders = ['ASCENDING', 'DESCENDING'] as const;

export interface Filter<R> {
  readonly query: Query<R> | undefined;
  /** Undefined where no order is asked for. */
  readonly compare: ((left: R, right: R) => number) | undefined;
  /** From 1. */
  readonly currentPage: number;
  readonly itemsPerPage: number;
}

const readNumber = (name: string, sent: number | null | undefined, standard: number, max: number): number => {
  const value = sent ?? standard;
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw badField(name, `${name} is a whole number from 1 to ${max}.`);
};

type Value = string | number | null;

/** What has no value comes last. */
const order = (left: Value, right: Value): number => {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
};

const readSort = <R>(sort: FilterMessage['sort'], fields: QueryFields<R>): Filter<R>['compare'] => {
  if (sort === undefined || sort === null || sort.length === 0) return undefined;
  const keys = sort.map(({ columnName, order: direction }) => {
    const name = requireOneOf('sort.columnName', columnName, Object.keys(fields));
    const sign = requireOneOf('sort.order', direction ?? 'ASCENDING', orders) === 'ASCENDING' ? 1 : -1;
    return { of: fields[name]?.of ?? (() => null), sign };
  });
  return (left, right) => {
    for (const { of, sign } of keys) {
      const found = order(of(left), of(right)) * sign;
      if (found !== 0) return found;
    }
    return 0;
  };
};

/** Fails with `INVALID_FIELD` at the first member that is wrong. */
export const readFilter = <R>({ query, sort, pagination }: FilterMessage, fields: QueryFields<R>): Filter<R> => ({
  query: query === undefined || query === null ? undefined : parseQuery(requireText('query', query, maxQuery), fields),
  compare: readSort(sort, fields),
  currentPage: readNumber('pagination.currentPage', pagination?.currentPage, 1, 2_147_483_647),
  itemsPerPage: readNumber('pagination.itemsPerPage', pagination?.itemsPerPage, 100, 1000),
});

/** The envelope of a filtered answer (§4.5), `query` and `sort` as they were sent. */
export const renderPage = <R, T>(
  message: FilterMessage,
  { currentPage, itemsPerPage }: Filter<R>,
  found: readonly R[],
  render: (row: R) => T,
) => {
  const start = (currentPage - 1) * itemsPerPage;
  return {
    query: message.query ?? null,
    sort: message.sort ?? null,
    totalResultCount: found.length,
    pagination: { currentPage, itemsPerPage, totalItems: found.length },
    results: found.slice(start, start + itemsPerPage).map(render),
  };
};
