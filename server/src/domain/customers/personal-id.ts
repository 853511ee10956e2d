/** Customers as one finds and keeps them by personal id. Customers have no unit: the permission alone is asked. */
import { isViolationOf } from '../../storage/sql-errors.ts';
import type { Db, Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { isStorable } from '../cases/judge-fields.ts';
import { DomainError, notFound } from '../errors.ts';
import type { Customer } from './customers-store.ts';
import {
  type CustomerFields,
  insertCustomer,
  lockByPersonalId,
  selectByPersonalId,
  updateCustomer,
} from './personal-id-store.ts';

/** Exactly that personal id (`case.view`). Fails with `forbidden`, `not-found` `customer/unknown`. */
export const getByPersonalId = async (db: Db, actor: Actor, personalId: string): Promise<Customer> => {
  requirePermission(actor, 'case.view');
  const found = isStorable(personalId) ? await selectByPersonalId(db, actor.tenant.id, personalId) : undefined;
  if (found === undefined) throw notFound('customer', { personalId });
  return found;
};

/** What is known of the customer already, and what is to be. */
export type Merge = (before: Customer | undefined) => Omit<CustomerFields, 'personalId'>;

/**
 * Makes the customer of that personal id, or changes him: N at once make one, and each change rests on the one before
 * (`customer.change`). Fails with `forbidden`.
 */
export const saveByPersonalId = async (tx: Tx, actor: Actor, personalId: string, merge: Merge): Promise<Customer> => {
  requirePermission(actor, 'customer.change');
  const tenantId = actor.tenant.id;
  const found = await lockByPersonalId(tx, tenantId, personalId);
  if (found !== undefined) {
    const changed = { ...found, ...merge(found) };
    await updateCustomer(tx, tenantId, changed);
    return changed;
  }
  const made = await insertCustomer(tx, tenantId, { ...merge(undefined), personalId });
  if (made === undefined) throw new RetryTransaction(); // somebody was quicker, or the number is one of the tenant file
  return made;
};

/**
 * Gives the customer another personal id, and what `merge` says (`customer.change`). The same again is none. Fails with
 * `forbidden`, `not-found` `customer/unknown`, `conflict` `customer/duplicate-personal-id`, nothing changed.
 */
export const changePersonalId = async (
  tx: Tx,
  actor: Actor,
  from: string,
  to: string,
  merge: Merge,
): Promise<Customer> => {
  requirePermission(actor, 'customer.change');
  const found = await lockByPersonalId(tx, actor.tenant.id, from);
  if (found === undefined) throw notFound('customer', { personalId: from });
  const changed = { ...found, ...merge(found), personalId: to };
  try {
    await updateCustomer(tx, actor.tenant.id, changed);
  } catch (error) {
    if (!isViolationOf(error, 'customers_tenant_id_personal_id_key')) throw error;
    throw new DomainError('conflict', 'customer/duplicate-personal-id', 'Another customer has this personal id.', {
      field: 'personalId',
      params: { personalId: to },
    });
  }
  return changed;
};
