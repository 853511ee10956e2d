import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { invalid } from '../errors.ts';
import type { CustomerContact } from './contact-store.ts';
import { selectCustomers, selectFirstReached } from './customers-store.ts';

/** By what a caller knows a customer: the id (of one who is reached in that way, where it says so), or how he is reached. */
export type CustomerClue = { readonly id: number; readonly has?: keyof CustomerContact } | CustomerContact;

const find = async (db: Db, tenantId: number, clue: CustomerClue): Promise<number | undefined> => {
  if (!('id' in clue)) return selectFirstReached(db, tenantId, clue);
  const found = (await selectCustomers(db, tenantId, [clue.id])).get(clue.id);
  return clue.has === undefined || found?.[clue.has] ? found?.id : undefined;
};

/** The id of that customer; of several who are reached so, the one who was there first. Fails with `invalid` `customer/unknown`. */
export const requireCustomer = async (db: Db, actor: Actor, clue: CustomerClue): Promise<number> => {
  const id = await find(db, actor.tenant.id, clue);
  if (id === undefined)
    throw invalid('customer', 'customer/unknown', 'There is no such customer.', {
      customer: 'id' in clue ? clue.id : (clue.email ?? clue.phone),
    });
  return id;
};
