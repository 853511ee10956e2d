/** Instants (ms) and the local time of a zone. */
import type { Zone } from './zones.ts';

export const dayMs = 86_400_000;
export const minuteMs = 60_000;

/** What the wall clock shows at an instant, as if it were UTC. */
export const toLocal = (zone: Zone, at: number): number => at + zone.offset(at) * minuteMs;

/**
 * The instant at which the wall clock shows `local`: the first of two where it is put back; where it is put forward over
 * that time, as much later as it is put forward.
 */
export const toInstant = (zone: Zone, local: number): number => {
  const before = local - zone.offset(local - dayMs) * minuteMs;
  const after = local - zone.offset(local + dayMs) * minuteMs;
  return toLocal(zone, before) !== local && toLocal(zone, after) === local ? after : before;
};

/** The local date at that instant, as the number of days since 1970-01-01. */
export const localDay = (zone: Zone, at: number): number => Math.floor(toLocal(zone, at) / dayMs);

/** The same local time so many days later; a time that a change of the clock skips moves on. */
export const addDays = (zone: Zone, at: number, days: number): number => {
  const later = at + days * dayMs;
  return zone.offset(later) === zone.offset(at) ? later : toInstant(zone, toLocal(zone, at) + days * dayMs);
};

/** Local times of a day, in minutes from its midnight (24 × 60 is the next), as instants; a skipped time moves on. */
export const clockOf = (zone: Zone, day: number): ((minutes: number) => number) => {
  const midnight = day * dayMs;
  const before = zone.offset(midnight - dayMs);
  if (before === zone.offset(midnight + 2 * dayMs)) return (minutes) => midnight + (minutes - before) * minuteMs;
  return (minutes) => toInstant(zone, midnight + minutes * minuteMs);
};
