import { buildTenant } from './build-tenant.ts';
import type { Tenant } from './tenant.ts';
import { type Reader, readConfiguration } from './tenants-store.ts';

/** The tenant as the store has it now, in one round trip; undefined where there is none with that id. */
export const loadTenant = async (db: Reader, tenantId: number): Promise<Tenant | undefined> => {
  const stored = await readConfiguration(db, tenantId);
  return stored && buildTenant(stored);
};
