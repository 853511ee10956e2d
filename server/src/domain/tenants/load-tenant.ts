import { buildTenant } from './build-tenant.ts';
import type { Tenant } from './tenant.ts';
import { type Reader, readConfiguration, readVersions } from './tenants-store.ts';

/** The tenant as the store has it now, in one round trip; undefined where there is none with that id. */
export const loadTenant = async (db: Reader, tenantId: number): Promise<Tenant | undefined> => {
  const stored = await readConfiguration(db, tenantId);
  return stored && buildTenant(stored);
};

/** All tenants, by id. `db` owns the tables, and so sees them all. */
export const loadTenants = async (db: Reader): Promise<Tenant[]> => {
  const tenants: Tenant[] = [];
  for (const { tenant_id } of await readVersions(db)) {
    const tenant = await loadTenant(db, tenant_id);
    if (tenant) tenants.push(tenant);
  }
  return tenants;
};
