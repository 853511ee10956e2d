/** A user as this API shows him: `name` is the login (contract egain 5.1). */
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';

/** Undefined: nobody, or the server itself (a timer). */
export const showUser = (tenant: Tenant, id: number | null): JsonObject | undefined => {
  const user = id === null ? undefined : tenant.users.byId.get(id);
  if (user === undefined) return undefined;
  const { login, firstName, lastName } = user;
  return {
    name: login,
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
    id: String(user.id),
  };
};
