/** How configuration is named on the wire: units and groups by key, users by login. */

import { hasLicence } from '../../domain/access/access.ts';
import type { Customer, ListedCustomer } from '../../domain/customers/customers-store.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { displayName } from '../../domain/users/user-name.ts';

export const unitKey = (tenant: Tenant, id: number | null): string | null =>
  id === null ? null : (tenant.units.byId.get(id)?.key ?? null);

/** Null: the system, or nobody. */
export const loginOf = (tenant: Tenant, id: number | null): string | null =>
  id === null ? null : (tenant.users.byId.get(id)?.login ?? null);

const known = (keys: readonly (string | null)[]): string[] => keys.filter((key) => key !== null);

export const loginsOf = (tenant: Tenant, ids: readonly number[]): string[] =>
  known(ids.map((id) => loginOf(tenant, id)));

export const groupKeys = (tenant: Tenant, ids: readonly number[]): string[] =>
  known(ids.map((id) => tenant.groups.byId.get(id)?.key ?? null));

export const timeOf = (at: Date | null): string | null => at?.toISOString() ?? null;

export const showUser = (tenant: Tenant, user: User) => ({
  id: user.id,
  uid: user.uid,
  login: user.login,
  firstName: user.firstName,
  lastName: user.lastName,
  name: displayName(user),
  email: user.email,
  home: unitKey(tenant, user.homeUnitId),
  units: known([...user.ownUnitIds].map((id) => unitKey(tenant, id))),
  groups: groupKeys(tenant, user.groupIds),
  licensed: hasLicence(user),
  disabled: user.disabled || user.removed,
});

/** Without what faces keep of him. */
export const showCustomer = ({ facets: _, ...customer }: ListedCustomer & Partial<Customer>): ListedCustomer =>
  customer;
