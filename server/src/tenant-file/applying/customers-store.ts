/** The customers that a tenant file knows. */
import type { ClientBase } from 'pg';
import type { Reader } from '../../domain/tenants/tenants-store.ts';

export type CustomerRow = {
  readonly customer_id: number;
  readonly uid: string;
  readonly personal_id: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ext_ref: string | null;
  /** Whether it is in the tenant file that was applied last. */
  readonly from_file: boolean;
};

const columns = 'customer_id, uid, personal_id, first_name, last_name, email, phone, ext_ref, from_file';

/** Those that the file before had, and those of these ids or personal ids; locked. */
export const findCustomers = async (
  client: ClientBase,
  tenantId: number,
  ids: readonly number[],
  personalIds: readonly string[],
): Promise<CustomerRow[]> => {
  const text =
    `select ${columns} from docket.customers where tenant_id = $1 ` +
    'and (from_file or customer_id = any($2::int[]) or personal_id = any($3::text[])) order by customer_id for update';
  return (await client.query<CustomerRow>(text, [tenantId, ids, personalIds])).rows;
};

export const readFileCustomers = (db: Reader, tenantId: number): Promise<CustomerRow[]> =>
  db.rows({
    text: `select ${columns} from docket.customers where tenant_id = $1 and from_file order by customer_id`,
    values: [tenantId],
  });

export const writeCustomers = async (
  client: ClientBase,
  tenantId: number,
  rows: readonly CustomerRow[],
): Promise<void> => {
  const text =
    `insert into docket.customers (tenant_id, ${columns}) ` +
    `select $1, ${columns} from jsonb_populate_recordset(null::docket.customers, $2::jsonb) ` +
    'on conflict (tenant_id, customer_id) do update set uid = excluded.uid, personal_id = excluded.personal_id, ' +
    'first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone, ' +
    'ext_ref = excluded.ext_ref, from_file = excluded.from_file';
  await client.query(text, [tenantId, JSON.stringify(rows)]);
};

export const keepCustomers = (client: ClientBase, tenantId: number, ids: readonly number[]) =>
  client.query('update docket.customers set from_file = false where tenant_id = $1 and customer_id = any($2::int[])', [
    tenantId,
    ids,
  ]);
