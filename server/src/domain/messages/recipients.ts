import { seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';

/** Users by id, and the members of groups. */
export interface Audience {
  readonly userIds: readonly number[];
  readonly groupIds: readonly number[];
}

/**
 * The e-mail addresses of those who may be told of the case: enabled, and they see it (DESIGN S1, S5). Each once, in the
 * order of the tenant's users.
 */
export const addressesOf = ({ tenant }: Actor, found: Case, { userIds, groupIds }: Audience): string[] => {
  const told = tenant.users.all.filter(
    (user) =>
      !user.disabled &&
      (userIds.includes(user.id) || user.groupIds.some((id) => groupIds.includes(id))) &&
      seesCase({ tenant, user, face: 'docket' }, found),
  );
  return [...new Set(told.map(({ email }) => email).filter((email) => email !== null && email !== ''))] as string[];
};
