/** When a case is due by its type's own target (contract goss §9; DESIGN §8, S19). */
import type { CaseType, Tenant } from '../tenants/tenant.ts';
import { addDays, minuteMs } from './local-time.ts';
import { addWorkingDays, addWorkingHours, type Counted } from './working-time.ts';

/**
 * The instant at which a case of this type that begins at `at` is due; null where the type has no target, or none before
 * the year 3000. Days first, then hours.
 *
 * Without a calendar a day leads to the same local time in the tenant's zone, and an hour is an hour. With one, a day leads
 * to the same local time of its next working day, and an hour is an hour of its working time; its own zone, where it has
 * one, stands in for the tenant's. `counted` is told of all that goes into it.
 */
export const reckonTarget = (
  tenant: Pick<Tenant, 'timezone' | 'calendars' | 'zoneOf'>,
  type: Pick<CaseType, 'target'>,
  at: Date,
  counted?: Counted,
): Date | null => {
  const { target } = type;
  if (target === null) return null;
  const days = target.days ?? 0;
  const hours = target.hours ?? 0;
  if (days === 0 && hours === 0) return null;
  const calendar = target.calendar === null ? undefined : tenant.calendars.get(target.calendar);
  const zone = tenant.zoneOf(calendar?.timezone ?? tenant.timezone);
  const begin = at.getTime();
  if (calendar === undefined) {
    const day = addDays(zone, begin, days);
    const due = day + hours * 60 * minuteMs;
    if (days > 0) counted?.('day', begin, day);
    if (hours > 0) counted?.('time', day, due);
    return new Date(due);
  }
  const day = days === 0 ? begin : addWorkingDays(calendar, zone, begin, days, counted);
  const due = day === null || hours === 0 ? day : addWorkingHours(calendar, zone, day, hours, counted);
  return due === null ? null : new Date(due);
};
