import type { Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { newUid } from '../uid.ts';
import { type Customer, insertCustomer } from './customers-store.ts';
import { type CustomerField, customerFields, judgeCustomer } from './judge-customer.ts';

/** Null and empty are none. */
export type CustomerInput = { readonly [K in CustomerField]?: string | null } & Partial<Pick<Customer, 'facets'>>;

/** The fields that are given, an empty text being none. */
export const givenFields = (input: CustomerInput): Partial<Pick<Customer, CustomerField>> =>
  Object.fromEntries(
    customerFields.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field] || null]])),
  );

const nothing = { personalId: null, firstName: null, lastName: null, email: null, phone: null, extRef: null };

/**
 * Makes a customer (`customer.change`). Fails with `forbidden`, `invalid` as `judgeCustomer`, `conflict`
 * `customer/duplicate-personal-id` (DESIGN S18).
 */
export const createCustomer = (tx: Tx, actor: Actor, input: CustomerInput): Promise<Customer> => {
  requirePermission(actor, 'customer.change');
  const customer = { ...nothing, ...givenFields(input) };
  judgeCustomer(customer);
  return insertCustomer(tx, actor.tenant.id, { ...customer, uid: newUid(tx.now()), facets: input.facets ?? {} });
};
