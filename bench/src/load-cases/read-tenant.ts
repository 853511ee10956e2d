import { loadTenant } from '@docket/server/domain/tenants/load-tenant.ts';
import type { Tenant } from '@docket/server/domain/tenants/tenant.ts';
import type { Connection } from '@docket/server/storage/pool.ts';
import { openStore } from '@docket/server/storage/pool.ts';

/** The tenant as the store has it, read over a connection of its own: a snapshot does not travel between threads. */
export const readTenant = async (from: { connection: Connection; tenantId: number }): Promise<Tenant> => {
  const store = openStore({ connection: from.connection, maxConnections: 1 });
  try {
    const owner = await store.connectOwner();
    try {
      const rows = async <T>(query: { text: string; values: readonly unknown[] }): Promise<T[]> =>
        (await owner.query(query.text, [...query.values])).rows as T[];
      const tenant = await loadTenant({ rows }, from.tenantId);
      if (tenant === undefined) throw new Error(`The store has no tenant ${from.tenantId}.`);
      return tenant;
    } finally {
      await owner.end();
    }
  } finally {
    await store.close();
  }
};
