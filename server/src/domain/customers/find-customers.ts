import type { Db } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import {
  type CustomerFilter,
  type CustomerPage,
  countCustomers,
  type ListedCustomer,
  selectCustomerPage,
  selectCustomers,
} from './customers-store.ts';

/** One customer (`case.view`). Fails with `forbidden`, `not-found` `customer/unknown`. */
export const getCustomer = async (db: Db, actor: Actor, id: number): Promise<ListedCustomer> => {
  requirePermission(actor, 'case.view');
  const found = (await selectCustomers(db, actor.tenant.id, [id])).get(id);
  if (found === undefined) throw notFound('customer', { id });
  return found;
};

/** Customers by id, ascending, and which ids are unknown (`case.view`). Fails with `forbidden`. */
export const findCustomers = async (
  db: Db,
  actor: Actor,
  ids: readonly number[],
): Promise<{ readonly customers: readonly ListedCustomer[]; readonly unknown: readonly number[] }> => {
  requirePermission(actor, 'case.view');
  const found = await selectCustomers(db, actor.tenant.id, ids);
  return { customers: [...found.values()], unknown: ids.filter((id) => !found.has(id)) };
};

/** A page of the customers of the filter, by id, and how many there are where they are to be counted (`case.view`). */
export const listCustomers = async (
  db: Db,
  actor: Actor,
  filter: CustomerFilter,
  page: CustomerPage & { readonly count: boolean },
): Promise<{ readonly customers: readonly ListedCustomer[]; readonly count: number | undefined }> => {
  requirePermission(actor, 'case.view');
  const tenantId = actor.tenant.id;
  const [customers, count] = await Promise.all([
    selectCustomerPage(db, tenantId, filter, page),
    page.count ? countCustomers(db, tenantId, filter) : undefined,
  ]);
  return { customers, count };
};
