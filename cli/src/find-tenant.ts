import type { Tenant } from '@docket/server/domain/tenants/tenant.ts';
import { UsageError } from './command.ts';

/** The tenant with that key; without one, the only one there is. Throws `UsageError`. */
export const findTenant = (tenants: readonly Tenant[], key: string | undefined): Tenant => {
  const found = key === undefined && tenants.length === 1 ? tenants[0] : tenants.find((one) => one.key === key);
  if (found !== undefined) return found;
  throw new UsageError(key === undefined ? 'Name one with --tenant.' : `There is no tenant '${key}'.`);
};
