/**
 * Who sees and who acts (DESIGN S1–S5), as rules on a case that was read. `access-store.ts` says the same in SQL for
 * lists; a property test keeps the two alike.
 */
import type { Actor } from '../actor.ts';
import { DomainError, forbidden, notFound } from '../errors.ts';
import type { User } from '../tenants/tenant.ts';
import type { GrantKind, Permission } from './permission.ts';

/** What the rules read of a case, or of a tombstone. */
export interface CaseAccess {
  readonly number: number;
  readonly unitId: number | null;
  readonly restricted: boolean;
  readonly restrictedUserIds: readonly number[];
  readonly restrictedGroupIds: readonly number[];
}

/** What S3 reads beside. */
export interface OwnedCase extends CaseAccess {
  readonly ownerId: number | null;
  readonly assigneeIds: readonly number[];
  readonly assigneeGroupIds: readonly number[];
}

/** `*` is every permission. */
export const hasPermission = (user: User, permission: Permission): boolean =>
  user.permissions.has(permission) || user.permissions.has('*');

export const hasLicence = (user: User): boolean => user.licences.length > 0;

/** A role with `*`. */
export const isAdmin = (user: User): boolean => user.permissions.has('*');

const isListed = (user: User, target: CaseAccess): boolean =>
  isAdmin(user) ||
  target.restrictedUserIds.includes(user.id) ||
  target.restrictedGroupIds.some((id) => user.groupIds.includes(id));

/** S1 for a unit and what belongs to nothing else (a queue): `case.view`, and it is his or shared with his home. */
export const seesUnit = ({ user }: Actor, unitId: number): boolean =>
  user === null || (hasPermission(user, 'case.view') && user.seenUnitIds.has(unitId));

/** S1, S5: `case.view`, and the unit is his or shared with his home; a restricted case is its list's alone. */
export const seesCase = (actor: Actor, target: CaseAccess): boolean => {
  const { user } = actor;
  if (user === null) return true;
  if (!hasPermission(user, 'case.view')) return false;
  if (target.restricted) return isListed(user, target);
  return target.unitId === null || seesUnit(actor, target.unitId);
};

/** S2: the permission, where the case's unit is among his own or the case has none. */
export const mayInUnit = (actor: Actor, permission: Permission, unitId: number | null): boolean => {
  const { user } = actor;
  if (user === null) return true;
  return hasPermission(user, permission) && (unitId === null || user.ownUnitIds.has(unitId));
};

/** S2 with S5: on a restricted case the list stands in for the unit. */
export const mayAct = (actor: Actor, permission: Permission, target: CaseAccess): boolean => {
  const { user } = actor;
  if (user === null) return true;
  if (!target.restricted) return mayInUnit(actor, permission, target.unitId);
  return hasPermission(user, permission) && isListed(user, target);
};

/** Fails with `forbidden` unless the permission holds in that unit: for what is not made yet. */
export const requireInUnit = (actor: Actor, permission: Permission, unitId: number | null): void => {
  if (!mayInUnit(actor, permission, unitId)) throw forbidden(permission, { unitId });
};

/** The role's part of S2 alone: has he the permission at all? For faces that ask before they look at a record. */
export const requirePermission = (actor: Actor, permission: Permission): void => {
  if (actor.user !== null && !hasPermission(actor.user, permission)) throw forbidden(permission);
};

/**
 * Fails unless the actor sees the case (`not-found`, code `case/unseen`; faces that do not tell it from `case/unknown`
 * answer both alike: S6) and may do this to it (`forbidden`).
 */
export const requireOnCase = (actor: Actor, permission: Permission, target: CaseAccess): void => {
  requireSeen(actor, target);
  if (!mayAct(actor, permission, target)) throw forbidden(permission, { number: target.number });
};

/** S6: fails with `not-found` and the code `case/unseen`. */
export const requireSeen = (actor: Actor, target: CaseAccess): void => {
  if (seesCase(actor, target)) return;
  throw new DomainError('not-found', 'case/unseen', 'There is no such case.', { params: { number: target.number } });
};

export const unknownCase = (params: Record<string, unknown>): DomainError => notFound('case', params);

const hasGrant = (user: User, targetId: number, kind: GrantKind): boolean =>
  user.grants.get(targetId)?.has(kind) ?? false;

/** Whether the actor may take work on that case, the case itself or an activity of it, from that user. */
const mayPullFrom = (actor: Actor, ownerId: number, target: CaseAccess): boolean => {
  const { user } = actor;
  if (user === null || ownerId === user.id) return true;
  return hasGrant(user, ownerId, 'pull') || mayAct(actor, 'case.assign', target);
};

/** Fails with `forbidden` `access/pull` unless the actor may take work on that case from that user (contract egain 6.4). */
export const requirePullFrom = (actor: Actor, ownerId: number, target: CaseAccess): void => {
  if (mayPullFrom(actor, ownerId, target)) return;
  throw new DomainError(
    'forbidden',
    'access/pull',
    'The case has another owner, and the user may not pull work from him.',
    {
      params: { permission: 'case.assign', number: target.number, ownerId },
    },
  );
};

/** S3: whether the actor may edit the fields of a case that somebody else owns. */
export const mayEditOwned = (actor: Actor, target: OwnedCase): boolean => {
  const { user } = actor;
  return (
    user === null ||
    target.ownerId === null ||
    target.assigneeIds.includes(user.id) ||
    target.assigneeGroupIds.some((id) => user.groupIds.includes(id)) ||
    mayPullFrom(actor, target.ownerId, target)
  );
};

/** S3, failing with `forbidden`, code `access/pull`. */
export const requireEditOwned = (actor: Actor, target: OwnedCase): void => {
  if (target.ownerId !== null && !mayEditOwned(actor, target)) requirePullFrom(actor, target.ownerId, target);
};

/** S4: whether the actor may hand a case (in `unitId`) to that user; taking it himself needs nothing more. */
export const mayGiveTo = (actor: Actor, ownerId: number, target: CaseAccess): boolean => {
  const { user } = actor;
  if (user === null || ownerId === user.id) return true;
  return hasGrant(user, ownerId, 'transfer') || mayAct(actor, 'case.assign', target);
};

/** S4, failing with `forbidden`, code `access/transfer`. */
export const requireGiveTo = (actor: Actor, ownerId: number, target: CaseAccess): void => {
  if (mayGiveTo(actor, ownerId, target)) return;
  throw new DomainError('forbidden', 'access/transfer', 'The user may not hand cases to that user.', {
    params: { permission: 'case.assign', number: target.number, ownerId },
  });
};
