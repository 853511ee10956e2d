import type { Tenant } from '../../domain/tenants/tenant.ts';

/** What is reckoned from a tenant's configuration, once for each snapshot of it. */
export const perTenant = <T>(reckon: (tenant: Tenant) => T): ((tenant: Tenant) => T) => {
  const known = new WeakMap<Tenant, T>();
  return (tenant) => {
    let result = known.get(tenant);
    if (result === undefined) {
      result = reckon(tenant);
      known.set(tenant, result);
    }
    return result;
  };
};

/** For lists that are shown by id. */
export const byId = (left: { readonly id: number }, right: { readonly id: number }): number => left.id - right.id;
