/** Whom a case from elsewhere is about (contract goss §8). */
import type { Db } from '../../core.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Case } from '../../domain/cases/case.ts';
import { selectCustomers } from '../../domain/customers/customers-store.ts';

/** The case as it is shown: what its contact does not say, its customer does. A case of this face has none: no query. */
export const withCustomer = async (db: Db, { tenant }: Actor, found: Case): Promise<Case> => {
  const id = found.customerId;
  const customer = id === null ? undefined : (await selectCustomers(db, tenant.id, [id])).get(id);
  if (customer === undefined) return found;
  return {
    ...found,
    contactName: found.contactName || [customer.firstName, customer.lastName].filter(Boolean).join(' ') || null,
    contactEmail: found.contactEmail || customer.email,
    contactPhone: found.contactPhone || customer.phone,
  };
};
