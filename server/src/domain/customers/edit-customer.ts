import type { Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import { type CustomerInput, givenFields } from './create-customer.ts';
import { type Customer, lockCustomer, updateCustomer } from './customers-store.ts';
import { judgeCustomer } from './judge-customer.ts';

const largest = 2_147_483_647;

/**
 * Changes what is given of a customer (`customer.change`); what is absent stays. Fails with `forbidden`, `not-found`
 * `customer/unknown`, `invalid` as `judgeCustomer`, `conflict` `customer/duplicate-personal-id`.
 */
export const editCustomer = async (tx: Tx, actor: Actor, id: number, input: CustomerInput): Promise<Customer> => {
  requirePermission(actor, 'customer.change');
  const found = id > largest ? undefined : await lockCustomer(tx, actor.tenant.id, id);
  if (found === undefined) throw notFound('customer', { id });
  const changed = { ...found, ...givenFields(input) };
  judgeCustomer(changed, found);
  await updateCustomer(tx, actor.tenant.id, changed);
  return changed;
};
