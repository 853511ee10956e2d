/** `$sort` and `$order` (contract egain 3.4). What has no value comes last, and first when the order is turned round. */
import type { AttributeValue } from '../../../domain/cases/case.ts';
import { compareByCodePoint, type PageSort, type PageSortKey } from '../../../domain/cases/case-filter.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { refuse } from '../codes.ts';
import type { Query } from '../query.ts';
import { type ShownCase, statusValue } from './case-view.ts';
import { customKey } from './wanted.ts';

const names: Readonly<Record<string, (tenant: Tenant) => PageSortKey>> = {
  id: () => ({ by: 'number' }),
  department: () => ({ by: 'unit' }),
  status: ({ defaultCaseType }) => ({ by: 'status', type: defaultCaseType.key, open: 'open', closed: 'closed' }),
  customer: () => ({ by: 'customer' }),
};

const keyOf = (tenant: Tenant, sort: string): PageSortKey => {
  const key = customKey(tenant, sort);
  if (key !== undefined) return { by: 'attribute', key };
  const known = Object.hasOwn(names, sort) ? names[sort] : undefined;
  if (known === undefined) throw refuse('400-102', '$sort', [...Object.keys(names), 'custom.<name>'].join(', '));
  return known(tenant);
};

const readOrder = (query: Query): { readonly sort: string; readonly descending: boolean } => {
  const sort = query.get('$sort');
  const order = query.get('$order');
  if (order !== undefined && order !== 'asc' && order !== 'desc') throw refuse('400-102', '$order', 'asc, desc');
  if (order !== undefined && sort === undefined) throw refuse('400-124');
  return { sort: sort ?? 'id', descending: order === 'desc' };
};

/** The order asked for; ties by id, ascending. Fails with 400-102, 400-124. */
export const readSort = (tenant: Tenant, query: Query): PageSort => {
  const { sort, descending } = readOrder(query);
  return { ...keyOf(tenant, sort), descending };
};

/** The direction of a list that is sorted by nothing but `id` (6.8). Fails with 400-102, 400-124. */
export const readDirection = (query: Query): { readonly descending: boolean } => {
  const { sort, descending } = readOrder(query);
  if (sort !== 'id') throw refuse('400-102', '$sort', 'id');
  return { descending };
};

type Value = string | number | null;

const toValue = (value: AttributeValue | undefined): Value => {
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join(',') : value;
};

const sortValue = (tenant: Tenant, sort: PageSort, { case: found }: ShownCase): Value => {
  if (sort.by === 'attribute') {
    return toValue(Object.hasOwn(found.attributes, sort.key) ? found.attributes[sort.key] : undefined);
  }
  if (sort.by === 'unit') return tenant.units.byId.get(found.unitId ?? 0)?.name ?? null;
  if (sort.by === 'status') return statusValue(tenant, found);
  if (sort.by === 'customer') return found.customerId;
  return found.number;
};

const compareValues = (left: Value, right: Value): number => {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  if (typeof left === 'string' && typeof right === 'string') return compareByCodePoint(left, right);
  return left < right ? -1 : 1;
};

/** Cases that are all there, in that order; pages of a list come from the store in it. */
export const sortCases = (tenant: Tenant, sort: PageSort, cases: readonly ShownCase[]): readonly ShownCase[] => {
  const direction = sort.descending ? -1 : 1;
  return cases.toSorted(
    (left, right) =>
      direction * compareValues(sortValue(tenant, sort, left), sortValue(tenant, sort, right)) ||
      left.case.number - right.case.number,
  );
};
