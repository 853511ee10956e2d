/** Who may own a case at all (DESIGN S4, last part); who may make him so is `requireGiveTo`. */
import { type DomainError, invalid } from '../errors.ts';
import type { Tenant, User } from '../tenants/tenant.ts';
import { hasLicence } from './access.ts';

/**
 * `licensed-in-unit`: enabled, with a licence, and the case's unit among his (a case without unit: any). `enabled`: that
 * alone, and in an edit not even that of one who is an assignee already (contract tracker D5).
 */
export type OwnerRule = 'licensed-in-unit' | 'enabled';

/** The user, where he may own a case of that unit. Codes: `user/unknown`, `user/disabled`, `user/unlicensed`, `user/not-in-unit`. */
export const requireFitOwner = (tenant: Tenant, ownerId: number, unitId: number | null, rule: OwnerRule): User => {
  const user = tenant.users.byId.get(ownerId);
  const refuse = (code: string, message: string): DomainError => invalid('owner', code, message, { userId: ownerId });
  if (user === undefined || user.removed) throw refuse('user/unknown', `There is no user ${ownerId}.`);
  if (user.disabled) throw refuse('user/disabled', `The user ${user.login} is disabled.`);
  if (rule === 'enabled') return user;
  if (!hasLicence(user)) throw refuse('user/unlicensed', `The user ${user.login} has no licence.`);
  if (unitId !== null && !user.ownUnitIds.has(unitId)) {
    throw refuse('user/not-in-unit', `The case's unit is not one of the user ${user.login}'s.`);
  }
  return user;
};
