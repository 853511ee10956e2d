/** Configuration as the store has it: one round trip reads a whole tenant. */
import type { Db, Query } from '../../storage/transaction.ts';
import {
  type ConfigurationRows,
  type StoredConfiguration,
  type Table,
  type TenantRow,
  tables,
} from './configuration-rows.ts';

/** Just enough of a handle to read with: a request's, or a connection of the operations. */
export type Reader = Pick<Db, 'rows'>;

const tenantColumns = 'tenant_id, uid, key, name, timezone, language, number_start, hosts, settings, config_version';

const aggregate = ({ name, columns, keys }: Table): string => {
  const order = [...(columns.includes('position') ? ['position'] : []), ...columns.slice(0, Math.max(keys, 1))];
  return (
    `'${name}', (select coalesce(jsonb_agg(r), '[]') from ` +
    `(select ${columns.join(', ')} from docket.${name} where tenant_id = $1 order by ${order.join(', ')}) r)`
  );
};

const readConfigurationText =
  `select (select to_jsonb(t) from (select ${tenantColumns} from docket.tenants where tenant_id = $1) t) as tenant, ` +
  `jsonb_build_object(${tables.map(aggregate).join(', ')}) as rows`;

/** All of one tenant's configuration, as of one moment; undefined where there is no such tenant. */
export const readConfiguration = async (db: Reader, tenantId: number): Promise<StoredConfiguration | undefined> => {
  const query: Query = { text: readConfigurationText, values: [tenantId] };
  const [found] = await db.rows<{ tenant: TenantRow | null; rows: ConfigurationRows }>(query);
  return found?.tenant ? { tenant: found.tenant, rows: found.rows } : undefined;
};

/** Every tenant's id and version, read across tenants: for a connection that owns the tables. */
export const readVersions = (db: Reader): Promise<{ tenant_id: number; config_version: number }[]> =>
  db.rows({
    text: 'select tenant_id, config_version::float8 as config_version from docket.tenants order by tenant_id',
    values: [],
  });

/**
 * Says that a tenant's configuration changed; every node reads it again after the commit. Whatever changes configuration
 * calls this first in its transaction: the tenant's row, locked by it, keeps two changes from crossing.
 */
export const touchConfiguration = async (tx: Reader, tenantId: number): Promise<void> => {
  await tx.rows({
    text:
      'with touched as (update docket.tenants set config_version = config_version + 1 where tenant_id = $1 returning tenant_id) ' +
      "select pg_notify('docket_config', tenant_id::text) from touched",
    values: [tenantId],
  });
};

/** From here on this connection hears of every `touchConfiguration`; the payload is the tenant's id. */
export const listenConfiguration = async (client: { query(text: string): Promise<unknown> }): Promise<void> => {
  await client.query('listen docket_config');
};
