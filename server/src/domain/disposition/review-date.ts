/** The days rule (contract tracker D9): when a new case with an offense type comes up for review, and who may say so. */
import { isAdmin } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Tenant } from '../tenants/tenant.ts';

const dayMs = 86_400_000;

/** Offense types of the tenant that have no saved setting, by id. */
export const typesWithoutSetting = (tenant: Tenant): { id: number; name: string }[] =>
  [...tenant.offenseTypes.values()]
    .filter(({ id }) => !tenant.disposition.followUps.has(id))
    .sort((left, right) => left.id - right.id);

/**
 * The review date of a new case: `given` where there is one; else creation plus the type's days while auto disposition is
 * on. Fails with `conflict` `disposition/incomplete` (params `missing`: the types' names, by id) while it is on and any
 * type lacks a setting (D9.2). A case without offense type is not touched.
 */
export const reviewDateOfNew = (
  tenant: Tenant,
  offenseTypeId: number | null,
  given: Date | null,
  createdAt: Date,
): Date | null => {
  if (offenseTypeId === null || !tenant.disposition.enabled) return given;
  const missing = typesWithoutSetting(tenant);
  if (missing.length > 0) {
    throw new DomainError('conflict', 'disposition/incomplete', 'Offense types lack auto disposition settings.', {
      field: 'offenseType',
      params: { missing: missing.map(({ name }) => name) },
    });
  }
  if (given !== null) return given;
  const days = tenant.disposition.followUps.get(offenseTypeId)?.days ?? 0;
  return new Date(createdAt.getTime() + days * dayMs);
};

export type ReviewAccess = 'list' | 'create' | 'update';

/**
 * D9.5: while auto disposition is on, only admins and members of one of the groups of that list see (`list`), send with a
 * create (`create`) or change (`update`) review dates and notes.
 */
export const mayReview = (actor: Actor, access: ReviewAccess): boolean => {
  const { user, tenant } = actor;
  const { disposition } = tenant;
  if (user === null || !disposition.enabled || isAdmin(user)) return true;
  const groups =
    access === 'list'
      ? disposition.listGroupIds
      : access === 'create'
        ? disposition.createGroupIds
        : disposition.updateGroupIds;
  return groups.some((id) => user.groupIds.includes(id));
};

/** Fails with `forbidden` `disposition/review` unless `mayReview`. */
export const requireReview = (actor: Actor, access: ReviewAccess): void => {
  if (mayReview(actor, access)) return;
  throw new DomainError('forbidden', 'disposition/review', 'The user may not set review dates.', {
    params: { access },
  });
};
