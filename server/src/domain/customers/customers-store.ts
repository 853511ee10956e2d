/** Customers in the store. */
import type { Db } from '../../storage/transaction.ts';
import type { JsonObject } from '../cases/case.ts';

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

const byIds = `
select customer_id as "id", uid, personal_id as "personalId", first_name as "firstName", last_name as "lastName", email,
  phone, ext_ref as "extRef", facets
from customers where tenant_id = $1 and customer_id = any($2::integer[]) order by customer_id`;

/** The customers among these ids, by id. */
export const selectCustomers = async (
  db: Db,
  tenantId: number,
  ids: readonly number[],
): Promise<Map<number, Customer>> => {
  const possible = [...new Set(ids)].filter((id) => Number.isInteger(id) && id > 0 && id <= 2_147_483_647);
  if (possible.length === 0) return new Map();
  const rows = await db.rows<Customer>({ text: byIds, values: [tenantId, possible] });
  return new Map(rows.map((customer) => [customer.id, customer]));
};
