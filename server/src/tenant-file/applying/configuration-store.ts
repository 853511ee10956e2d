/** Writing configuration. The connection owns the tables, and works inside one transaction under the lock. */
import type { ClientBase } from 'pg';
import type { Table, TenantRow } from '../../domain/tenants/configuration-rows.ts';
import type { Reader } from '../../domain/tenants/tenants-store.ts';
import type { Row } from './compare-rows.ts';

/** A connection as the readers of `tenants-store` want one. */
export const readerOn = (client: ClientBase): Reader => ({
  rows: async <T>({ text, values }: { text: string; values: readonly unknown[] }) =>
    (await client.query(text, values as unknown[])).rows as T[],
});

/** One apply at a time in the whole store, since host names and tokens are unique across tenants. Held to the end of the transaction. */
export const lockApplies = (client: ClientBase) =>
  client.query("select pg_advisory_xact_lock(hashtext('docket apply'))");

export const findTenantId = async (client: ClientBase, key: string): Promise<number | undefined> => {
  const { rows } = await client.query<{ tenant_id: number }>('select tenant_id from docket.tenants where key = $1', [
    key,
  ]);
  return rows[0]?.tenant_id;
};

/** Finds the tenant and keeps others from changing its configuration until the transaction ends. */
export const lockTenant = async (client: ClientBase, key: string): Promise<number | undefined> => {
  const text = 'select tenant_id from docket.tenants where key = $1 for update';
  return (await client.query<{ tenant_id: number }>(text, [key])).rows[0]?.tenant_id;
};

export const nextTenantId = async (client: ClientBase): Promise<number> => {
  const { rows } = await client.query<{ id: number }>(
    'select coalesce(max(tenant_id), 0) + 1 as id from docket.tenants',
  );
  return rows[0]?.id ?? 1;
};

export const setTenant = (client: ClientBase, tenantId: number) =>
  client.query("select set_config('docket.tenant', $1, true)", [String(tenantId)]);

export const insertTenant = async (client: ClientBase, tenant: TenantRow): Promise<void> => {
  await client.query(
    'insert into docket.tenants (tenant_id, uid, key, name, timezone, language, number_start, hosts, settings) ' +
      'values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      tenant.tenant_id,
      tenant.uid,
      tenant.key,
      tenant.name,
      tenant.timezone,
      tenant.language,
      tenant.number_start,
      tenant.hosts,
      JSON.stringify(tenant.settings),
    ],
  );
  await client.query('select docket.create_tenant_sequences($1, $2)', [tenant.tenant_id, tenant.number_start]);
};

export const updateTenant = (client: ClientBase, tenant: TenantRow) =>
  client.query(
    'update docket.tenants set uid = $2, name = $3, timezone = $4, language = $5, hosts = $6, settings = $7 where tenant_id = $1',
    [
      tenant.tenant_id,
      tenant.uid,
      tenant.name,
      tenant.timezone,
      tenant.language,
      tenant.hosts,
      JSON.stringify(tenant.settings),
    ],
  );

const keysOf = ({ columns, keys }: Table): readonly string[] => columns.slice(0, keys);

const sameKeys = (table: Table): string =>
  ['t.tenant_id = $1', ...keysOf(table).map((column) => `t.${column} = r.${column}`)].join(' and ');

const recordset = ({ name }: Table): string => `jsonb_populate_recordset(null::docket.${name}, $2::jsonb) r`;

export const insertRows = async (
  client: ClientBase,
  tenantId: number,
  table: Table,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return;
  const columns = table.columns.join(', ');
  const chosen = table.columns.map((column) => `r.${column}`).join(', ');
  const text = `insert into docket.${table.name} (tenant_id, ${columns}) select $1, ${chosen} from ${recordset(table)}`;
  await client.query(text, [tenantId, JSON.stringify(rows)]);
};

export const updateRows = async (
  client: ClientBase,
  tenantId: number,
  table: Table,
  rows: readonly Row[],
): Promise<void> => {
  const columns = table.columns.slice(table.keys).filter((column) => column !== 'follow_up_id');
  if (rows.length === 0 || columns.length === 0) return;
  const set = columns.map((column) => `${column} = r.${column}`).join(', ');
  const text = `update docket.${table.name} t set ${set} from ${recordset(table)} where ${sameKeys(table)}`;
  await client.query(text, [tenantId, JSON.stringify(rows)]);
};

export const deleteRows = async (
  client: ClientBase,
  tenantId: number,
  table: Table,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return;
  const text = `delete from docket.${table.name} t using ${recordset(table)} where ${sameKeys(table)}`;
  await client.query(text, [tenantId, JSON.stringify(rows)]);
};

/** Ends the sessions of users on every face (DESIGN S17). */
export const endSessions = (client: ClientBase, tenantId: number, userIds: readonly number[]) =>
  client.query('delete from docket.sessions where tenant_id = $1 and user_id = any($2::int[])', [tenantId, userIds]);

/** Numbers from one of the tenant's sequences, as many as asked for. */
export const takeNumbers = async (
  client: ClientBase,
  kind: 'customer_id' | 'follow_up_id',
  count: number,
): Promise<number[]> => {
  if (count === 0) return [];
  const text = 'select docket.next_number($1)::float8 as number from generate_series(1, $2)';
  const { rows } = await client.query<{ number: number }>(text, [kind, count]);
  return rows.map((row) => row.number);
};

/** Lets a sequence go on after `used`, where it has not come so far; it never goes back. */
export const passNumber = async (
  client: ClientBase,
  tenantId: number,
  kind: 'customer_id' | 'follow_up_id',
  used: number,
): Promise<void> => {
  const name = `docket.${kind}_${tenantId}`;
  await client.query(
    `select setval($1::regclass, $2) from ${name} where last_value < $2 or (last_value = $2 and not is_called)`,
    [name, used],
  );
};

export const wasApplied = async (client: ClientBase, tenantId: number, sha256: Buffer): Promise<boolean> => {
  const text = 'select from docket.applied_files where tenant_id = $1 and sha256 = $2';
  return (await client.query(text, [tenantId, sha256])).rows.length > 0;
};

export const rememberApplied = (client: ClientBase, tenantId: number, sha256: Buffer) =>
  client.query('insert into docket.applied_files (tenant_id, sha256) values ($1, $2) on conflict do nothing', [
    tenantId,
    sha256,
  ]);
