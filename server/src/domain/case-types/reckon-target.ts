/** When a case is due by its type's own target (contract goss §9; DESIGN S19). */
import { DateTime } from 'luxon';
import type { CaseType, Tenant } from '../tenants/tenant.ts';

/**
 * The instant at which a case of this type that begins at `at` is due; null where the type has no target.
 * Days without a calendar: the same local time in the tenant's zone so many days later.
 */
export const reckonTarget = (tenant: Tenant, type: CaseType, at: Date): Date | null => {
  const days = type.target?.days ?? null;
  if (days === null) return null;
  return DateTime.fromJSDate(at, { zone: tenant.timezone }).plus({ days }).toJSDate();
};
