/** Customers as one finds and keeps them by personal id. Customers have no unit: the permission alone is asked. */
import { isViolationOf } from '../../storage/sql-errors.ts';
import type { Db, Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { isSame } from '../cases/diff-case.ts';
import { isStorable } from '../cases/judge-fields.ts';
import { notFound } from '../errors.ts';
import { newUid } from '../uid.ts';
import {
  type Customer,
  insertCustomer,
  lockByPersonalId,
  selectByPersonalId,
  updateCustomer,
} from './customers-store.ts';

/** Exactly that personal id (`case.view`). Fails with `forbidden`, `not-found` `customer/unknown`. */
export const getByPersonalId = async (db: Db, actor: Actor, personalId: string): Promise<Customer> => {
  requirePermission(actor, 'case.view');
  const found = isStorable(personalId) ? await selectByPersonalId(db, actor.tenant.id, personalId) : undefined;
  if (found === undefined) throw notFound('customer', { personalId });
  return found;
};

/** What is known of the customer already, and what is to be. */
export type Merge = (before: Customer | undefined) => Omit<Customer, 'id' | 'uid' | 'personalId'>;

const make = async (tx: Tx, tenantId: number, personalId: string, merge: Merge): Promise<Customer> => {
  try {
    return await insertCustomer(tx, tenantId, { ...merge(undefined), personalId, uid: newUid(tx.now()) });
  } catch (error) {
    // Somebody was quicker: his is the one to change.
    throw isViolationOf(error, 'customers_tenant_id_personal_id_key') ? new RetryTransaction() : error;
  }
};

/** What is so already is no change. */
const change = async (tx: Tx, tenantId: number, found: Customer, fields: Partial<Customer>): Promise<Customer> => {
  const changed = { ...found, ...fields };
  if (!isSame(changed, found)) await updateCustomer(tx, tenantId, changed);
  return changed;
};

/**
 * Makes the customer of that personal id, or changes him: N at once make one, and each change rests on the one before
 * (`customer.change`). Fails with `forbidden`.
 */
export const saveByPersonalId = async (tx: Tx, actor: Actor, personalId: string, merge: Merge): Promise<Customer> => {
  requirePermission(actor, 'customer.change');
  const tenantId = actor.tenant.id;
  const found = await lockByPersonalId(tx, tenantId, personalId);
  return found === undefined ? make(tx, tenantId, personalId, merge) : change(tx, tenantId, found, merge(found));
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
  return change(tx, actor.tenant.id, found, { ...merge(found), personalId: to });
};
