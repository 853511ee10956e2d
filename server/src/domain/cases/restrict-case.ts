import type { Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { forbidden, invalid } from '../errors.ts';
import type { Case, Facets } from './case.ts';
import type { CaseKey } from './case-store.ts';
import { diffCase } from './diff-case.ts';
import { mergeFacets } from './edit-case.ts';
import { takeCase } from './find-case.ts';
import { requireUnarchived } from './precondition.ts';
import { writeChange } from './write-change.ts';

export interface Restriction {
  /** False lifts the restriction and empties both lists. */
  readonly restricted: boolean;
  /** Whoever else is to see the case than users with `*`; each list replaces the one before. */
  readonly userIds: readonly number[];
  readonly groupIds: readonly number[];
  /** What the face keeps of it, merged member by member. */
  readonly facets?: Facets;
}

const requireKnown = ({ tenant }: Actor, { userIds, groupIds }: Restriction): void => {
  const user = userIds.find((id) => tenant.users.byId.get(id)?.removed !== false);
  if (user !== undefined)
    throw invalid('restrictedUsers', 'user/unknown', `There is no user ${user}.`, { userId: user });
  const group = groupIds.find((id) => !tenant.groups.byId.has(id));
  if (group !== undefined) {
    throw invalid('restrictedGroups', 'group/unknown', `There is no group ${group}.`, { groupId: group });
  }
};

/** Who is listed has no order: the same ones are no change. */
const listOf = (given: readonly number[], present: readonly number[]): readonly number[] => {
  const ids = [...new Set(given)];
  return ids.length === present.length && ids.every((id) => present.includes(id)) ? present : ids;
};

/** Restricting is for users whose role has `*`. Fails with `forbidden`. */
export const requireRestricting = (actor: Actor): void => {
  requirePermission(actor, 'case.edit');
  if (actor.user !== null && !actor.user.permissions.has('*')) throw forbidden('*');
};

/**
 * Closes a case to all but the listed users, the members of the listed groups and users with `*`, or opens it again
 * (DESIGN S5): one `restricted` event where it changes anything, none otherwise. Needs `*`, where the case may be edited.
 * Fails with `not-found`, `forbidden`, `conflict` `case/archived`, `invalid` (`user/unknown`, `group/unknown`).
 */
export const restrictCase = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  restriction: Restriction,
): Promise<{ readonly case: Case; readonly changed: boolean }> => {
  requireRestricting(actor);
  const found = await takeCase(tx, actor, key, 'case.edit');
  requireKnown(actor, restriction);
  requireUnarchived(found);
  const { restricted, userIds, groupIds, facets } = restriction;
  const changed: Case = {
    ...found,
    restricted,
    restrictedUserIds: restricted ? listOf(userIds, found.restrictedUserIds) : [],
    restrictedGroupIds: restricted ? listOf(groupIds, found.restrictedGroupIds) : [],
    facets: mergeFacets(found.facets, facets),
  };
  const changes = diffCase(actor.tenant, found, changed);
  if (changes.length === 0) return { case: found, changed: false };
  return { case: await writeChange(tx, actor, changed, [{ kind: 'restricted', changes }]), changed: true };
};
