/** Customers in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { JsonObject } from '../cases/case.ts';
import { type CustomerContact, isReachedBy } from './contact-store.ts';

export interface Customer {
  readonly id: number;
  readonly uid: string;
  /** Unique in the tenant, compared exactly. */
  readonly personalId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly extRef: string | null;
  readonly facets: { readonly [face: string]: JsonObject };
}

/** What lists show of a customer: what faces keep of him may be as large as a body. */
export type ListedCustomer = Omit<Customer, 'facets'>;

const listedColumns = `customer_id as "id", uid, personal_id as "personalId", first_name as "firstName",
  last_name as "lastName", email, phone, ext_ref as "extRef"`;

const columns = `${listedColumns}, facets`;

const byIds = `
select ${listedColumns} from customers where tenant_id = $1 and customer_id = any($2::integer[]) order by customer_id`;

/** The customers among these ids, by id. */
export const selectCustomers = async (
  db: Db,
  tenantId: number,
  ids: readonly number[],
): Promise<Map<number, ListedCustomer>> => {
  const possible = [...new Set(ids)].filter((id) => Number.isInteger(id) && id > 0 && id <= 2_147_483_647);
  if (possible.length === 0) return new Map();
  const rows = await db.rows<ListedCustomer>({ text: byIds, values: [tenantId, possible] });
  return new Map(rows.map((customer) => [customer.id, customer]));
};

const insertText = `
insert into customers (tenant_id, customer_id, uid, personal_id, first_name, last_name, email, phone, ext_ref, facets)
values ($1, next_number('customer_id'), $2, $3, $4, $5, $6, $7, $8, $9)
returning ${columns}`;

/** Stores a new customer; his id comes from the store. */
export const insertCustomer = async (tx: Tx, tenantId: number, customer: Omit<Customer, 'id'>): Promise<Customer> => {
  const { uid, personalId, firstName, lastName, email, phone, extRef, facets } = customer;
  const row = await tx.row<Customer>({
    text: insertText,
    values: [tenantId, uid, personalId, firstName, lastName, email, phone, extRef, JSON.stringify(facets)],
  });
  if (row === undefined) throw new Error('The insert of a customer answered no row.');
  return row;
};

const byPersonalId = `select ${columns} from customers where tenant_id = $1 and personal_id = $2`;
const byPersonalIdLocked = `${byPersonalId} for no key update`;

/** By exactly that personal id, which is unique in the tenant (DESIGN S18). */
export const selectByPersonalId = (db: Db, tenantId: number, personalId: string): Promise<Customer | undefined> =>
  db.row<Customer>({ text: byPersonalId, values: [tenantId, personalId] });

/** The same, locked until the transaction ends. */
export const lockByPersonalId = (tx: Tx, tenantId: number, personalId: string): Promise<Customer | undefined> =>
  tx.row<Customer>({ text: byPersonalIdLocked, values: [tenantId, personalId] });

const lockText = `select ${columns} from customers where tenant_id = $1 and customer_id = $2 for no key update`;

/** One customer, locked until the transaction ends. The id is a positive int32. */
export const lockCustomer = (tx: Tx, tenantId: number, id: number): Promise<Customer | undefined> =>
  tx.row<Customer>({ text: lockText, values: [tenantId, id] });

const updateText = `
update customers set personal_id = $3, first_name = $4, last_name = $5, email = $6, phone = $7, ext_ref = $8, facets = $9,
  changed_at = greatest($10, created_at + interval '1 ms', changed_at + interval '1 ms')
where tenant_id = $1 and customer_id = $2`;

export const updateCustomer = async (tx: Tx, tenantId: number, customer: Customer): Promise<void> => {
  const { id, personalId, firstName, lastName, email, phone, extRef, facets } = customer;
  await tx.rows({
    text: updateText,
    values: [
      tenantId,
      id,
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

/** What a list of customers is asked for; absent members ask for nothing. */
export interface CustomerFilter extends CustomerContact {
  readonly personalId?: string;
}

const conditionsOf = (tenantId: number, filter: CustomerFilter, bind: Bind): string => {
  const conditions = [`u.tenant_id = ${bind(tenantId)}`, isReachedBy('u', filter, bind)];
  if (filter.personalId !== undefined) conditions.push(`u.personal_id = ${bind(filter.personalId)}`);
  return conditions.join(' and ');
};

export interface CustomerPage {
  /** Behind this id, ascending. */
  readonly afterId?: number;
  /** So many come before the page. */
  readonly offset?: number;
  readonly descending?: boolean;
  readonly limit: number;
}

/** A page of the customers of the filter, by id. */
export const selectCustomerPage = (
  db: Db,
  tenantId: number,
  filter: CustomerFilter,
  { afterId = 0, offset = 0, descending = false, limit }: CustomerPage,
): Promise<ListedCustomer[]> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = conditionsOf(tenantId, filter, bind);
  const text =
    `select ${listedColumns} from customers u where ${conditions} and u.customer_id > ${bind(afterId)}` +
    ` order by u.customer_id${descending ? ' desc' : ''} limit ${bind(limit)} offset ${bind(offset)}::bigint`;
  return db.rows<ListedCustomer>({ text, values });
};

export const countCustomers = async (db: Db, tenantId: number, filter: CustomerFilter): Promise<number> => {
  const values: unknown[] = [];
  const conditions = conditionsOf(tenantId, filter, (value) => `$${values.push(value)}`);
  const text = `select count(*)::integer as count from customers u where ${conditions}`;
  return (await db.row<{ count: number }>({ text, values }))?.count ?? 0;
};

/** The id of the first customer who is reached so. */
export const selectFirstReached = async (
  db: Db,
  tenantId: number,
  contact: CustomerContact,
): Promise<number | undefined> => (await selectCustomerPage(db, tenantId, contact, { limit: 1 }))[0]?.id;
