/** Instants (ms) and the local time of a zone. As little of the calendar library as will do: it is slow. */
import { DateTime, type Zone } from 'luxon';

export const dayMs = 86_400_000;
export const minuteMs = 60_000;

/** The local date at that instant, as the number of days since 1970-01-01. */
export const localDay = (zone: Zone, at: number): number => Math.floor((at + zone.offset(at) * minuteMs) / dayMs);

/** The same local time so many days later; a time that a change of the clock skips moves on. */
export const addDays = (zone: Zone, at: number, days: number): number => {
  const later = at + days * dayMs;
  if (zone.offset(later) === zone.offset(at)) return later;
  return DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
};

/** Local times of a day, in minutes from its midnight (24 × 60 is the next), as instants; a skipped time moves on. */
export const clockOf = (zone: Zone, day: number): ((minutes: number) => number) => {
  const noon = day * dayMs + dayMs / 2;
  const before = zone.offset(noon - 1.5 * dayMs);
  if (before === zone.offset(noon + 1.5 * dayMs)) return (minutes) => day * dayMs + (minutes - before) * minuteMs;
  const midnight = new Date(day * dayMs);
  const [year, month, date] = [midnight.getUTCFullYear(), midnight.getUTCMonth() + 1, midnight.getUTCDate()];
  return (minutes) => {
    const time = { hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 };
    const local = DateTime.fromObject({ year, month, day: date, ...time }, { zone });
    return (minutes < 24 * 60 ? local : local.plus({ days: 1 })).toMillis();
  };
};
