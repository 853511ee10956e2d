import { type Reader, readConfiguration } from '../domain/tenants/tenants-store.ts';
import { readFileCustomers } from './applying/customers-store.ts';
import { writeDocument } from './exporting/write-document.ts';
import type { TenantDocument } from './schema.ts';

/**
 * The tenant file that would make this configuration again, as a value; undefined where there is no such tenant. Passwords
 * and tokens are in it as hashes, secrets sealed: it is for those who may configure the tenant.
 */
export const tenantAsJson = async (db: Reader, tenantId: number): Promise<TenantDocument | undefined> => {
  const stored = await readConfiguration(db, tenantId);
  return stored && writeDocument(stored, await readFileCustomers(db, tenantId));
};
