/** Customers by their personal id, which is unique in the tenant (DESIGN S18). */
import type { Db, Tx } from '../../storage/transaction.ts';
import { newUid } from '../uid.ts';
import type { Customer } from './customers-store.ts';

const columns = `customer_id as "id", uid, personal_id as "personalId", first_name as "firstName", last_name as "lastName",
  email, phone, ext_ref as "extRef", facets`;
const byPersonalId = `select ${columns} from customers where tenant_id = $1 and personal_id = $2`;
const byPersonalIdLocked = `${byPersonalId} for no key update`;

export const selectByPersonalId = (db: Db, tenantId: number, personalId: string): Promise<Customer | undefined> =>
  db.row<Customer>({ text: byPersonalId, values: [tenantId, personalId] });

/** The same, locked until the transaction ends. */
export const lockByPersonalId = (tx: Tx, tenantId: number, personalId: string): Promise<Customer | undefined> =>
  tx.row<Customer>({ text: byPersonalIdLocked, values: [tenantId, personalId] });

export type CustomerFields = Omit<Customer, 'id' | 'uid'>;

const insertText = `
insert into customers (tenant_id, customer_id, uid, personal_id, first_name, last_name, email, phone, ext_ref, facets,
  created_at)
values ($1, next_number('customer_id')::integer, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict do nothing
returning ${columns}`;

/** Waits for whoever makes one with this personal id; undefined where he did, or where the number was given already. */
export const insertCustomer = (tx: Tx, tenantId: number, fields: CustomerFields): Promise<Customer | undefined> => {
  const { personalId, firstName, lastName, email, phone, extRef, facets } = fields;
  return tx.row<Customer>({
    text: insertText,
    values: [
      tenantId,
      newUid(tx.now()),
      personalId,
      firstName,
      lastName,
      email,
      phone,
      extRef,
      JSON.stringify(facets),
      new Date(tx.now()),
    ],
  });
};

const updateText = `
update customers set personal_id = $3, first_name = $4, last_name = $5, email = $6, phone = $7, ext_ref = $8, facets = $9
where tenant_id = $1 and customer_id = $2`;

export const updateCustomer = async (tx: Tx, tenantId: number, customer: Customer): Promise<void> => {
  const { id, personalId, firstName, lastName, email, phone, extRef, facets } = customer;
  await tx.rows({
    text: updateText,
    values: [tenantId, id, personalId, firstName, lastName, email, phone, extRef, JSON.stringify(facets)],
  });
};
