/** Users as this face shows them (contract tracker D7). */
import { isAdmin } from '../../domain/access/access.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { displayName } from '../../domain/users/user-name.ts';
import { organizationId } from './wire-case.ts';

export const showUser = (tenant: Tenant, user: User, withGroups: boolean) => {
  const groups = withGroups ? user.groupIds.map((id) => ({ id, name: tenant.groups.byId.get(id)?.name ?? '' })) : [];
  return {
    id: user.id,
    guid: user.uid,
    email: user.email,
    firstName: user.firstName,
    middleName: null,
    lastName: user.lastName,
    name: displayName(user),
    displayedName: displayName(user),
    mobilePhone: null,
    otherPhone: null,
    organizationId,
    organizationName: tenant.name,
    officeId: user.homeUnitId ?? 0,
    officeName: user.homeUnitId === null ? null : (tenant.units.byId.get(user.homeUnitId)?.name ?? null),
    active: !user.disabled,
    isOrgAdmin: isAdmin(user),
    isExternal: false,
    groups,
    userGroups: [],
  };
};

/** A row of the type-ahead, and the texts in lower case that it is found by. */
export interface FoundUser {
  readonly shown: { readonly id: number; readonly text: string };
  readonly names: readonly string[];
}

/** A blank, where a rank would stand, the display name, and the e-mail address in brackets if there is one. */
const labelOf = (user: User): string => ` ${displayName(user)}${user.email ? ` (${user.email})` : ''}`;

/** Active users by last name, first name, id. */
export const findableUsers = (tenant: Tenant): FoundUser[] => {
  const { compare } = new Intl.Collator('und');
  return tenant.users.all
    .filter(({ disabled }) => !disabled)
    .sort(
      (a, b) =>
        compare(a.lastName ?? '', b.lastName ?? '') || compare(a.firstName ?? '', b.firstName ?? '') || a.id - b.id,
    )
    .map((user) => ({
      shown: { id: user.id, text: labelOf(user) },
      names: [`${user.firstName ?? ''} ${user.lastName ?? ''}`.trim(), user.email ?? ''].map((name) =>
        name.toLowerCase(),
      ),
    }));
};

/** Those one of whose names or addresses contains the text, in any letter case; without a text all. */
export const findUsers = (findable: readonly FoundUser[], search: string | undefined): FoundUser[] => {
  const wanted = (search ?? '').toLowerCase();
  return findable.filter(({ names }) => names.some((name) => name.includes(wanted)));
};
