/** `$sort` and `$order` (contract egain 3.4). What has no value comes last, and first when the order is turned round. */
import type { AttributeValue } from '../../../domain/cases/case.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { refuse } from '../codes.ts';
import type { Query } from '../query.ts';
import { type ShownCase, statusValue } from './case-view.ts';
import { customKey } from './wanted.ts';

type Key = string | number | null;

type KeyOf = (tenant: Tenant, shown: ShownCase) => Key;

const byName: Readonly<Record<string, KeyOf>> = {
  id: (_, { case: found }) => found.number,
  department: (tenant, { case: found }) => tenant.units.byId.get(found.unitId ?? 0)?.name ?? null,
  status: (tenant, { case: found }) => statusValue(tenant, found),
  customer: (_, { case: found }) => found.customerId,
};

const toKey = (value: AttributeValue | undefined): Key => {
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join(',') : value;
};

const compareKeys = (left: Key, right: Key): number => {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
};

const keyOf = (tenant: Tenant, sort: string): KeyOf => {
  const key = customKey(tenant, sort);
  if (key !== undefined)
    return (_, { case: { attributes } }) => toKey(Object.hasOwn(attributes, key) ? attributes[key] : undefined);
  const known = Object.hasOwn(byName, sort) ? byName[sort] : undefined;
  if (known === undefined) throw refuse('400-102', '$sort', [...Object.keys(byName), 'custom.<name>'].join(', '));
  return known;
};

export type Sort = (cases: readonly ShownCase[]) => readonly ShownCase[];

/** Puts cases in the order asked for; ties by id, ascending. Fails with 400-102, 400-124. */
export const readSort = (tenant: Tenant, query: Query): Sort => {
  const sort = query.get('$sort');
  const order = query.get('$order');
  if (order !== undefined && order !== 'asc' && order !== 'desc') throw refuse('400-102', '$order', 'asc, desc');
  if (order !== undefined && sort === undefined) throw refuse('400-124');
  const key = keyOf(tenant, sort ?? 'id');
  const direction = order === 'desc' ? -1 : 1;
  return (cases) =>
    cases.toSorted(
      (left, right) =>
        direction * compareKeys(key(tenant, left), key(tenant, right)) || left.case.number - right.case.number,
    );
};
