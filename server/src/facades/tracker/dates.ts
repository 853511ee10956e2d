/** Dates of the wire ⇄ instants (contract tracker D2). */
import { IANAZone } from 'luxon';
import { dayMs, toInstant, toLocal } from '../../domain/case-types/local-time.ts';
import type { Zone } from '../../domain/case-types/zones.ts';

const isoDate = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<time>.+))?$/i;
const slashDate = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?: (?<time>.+))?$/;
const timeOfDay =
  /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,7}))?)?(?: ?(?<half>[AP]M))?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?$/i;

type Groups = Readonly<Record<string, string | undefined>>;

/** Midnight of a real date as if it were UTC; undefined for February 30th and for years that the vendor cannot hold. */
const midnight = ({ year, month, day }: Groups): number | undefined => {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
  return isReal && Number(year) >= 1753 ? at.getTime() : undefined;
};

/** Milliseconds since midnight. */
const clock = ({ hour, minute, second = '0', fraction = '', half }: Groups): number | undefined => {
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms;
};

/** Milliseconds ahead of UTC; undefined where the text is no offset that there is. */
const offsetOf = (zone: string): number | undefined => {
  if (zone.toUpperCase() === 'Z') return 0;
  const past = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + past;
  if (past > 59 || minutes > 14 * 60) return undefined;
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
};

const timeOfDayNow = (now: number, zone: Zone): number => {
  const local = toLocal(zone, now);
  return ((local % dayMs) + dayMs) % dayMs;
};

const instantOf = (text: string, timezone: string, now: number): number | undefined => {
  const zone = IANAZone.create(timezone);
  const slash = slashDate.exec(text)?.groups;
  const date = slash ?? isoDate.exec(text)?.groups;
  const day = date && midnight(date);
  if (date === undefined || day === undefined) return undefined;
  if (date['time'] === undefined) return toInstant(zone, day + timeOfDayNow(now, zone));
  const time = timeOfDay.exec(date['time'])?.groups;
  const sinceMidnight = time && clock(time);
  if (time === undefined || sinceMidnight === undefined) return undefined;
  if (time['zone'] === undefined) return toInstant(zone, day + sinceMidnight);
  const offset = offsetOf(time['zone']);
  const isIso = slash === undefined && time['half'] === undefined && time['hour']?.length === 2;
  return isIso && offset !== undefined ? day + sinceMidnight - offset : undefined;
};

/**
 * The instant that a text means; undefined: none of the forms, no real date, or not of the years 1753 to 9999 (in UTC
 * too, as it is shown so). `now` (ms) gives a date alone its time of day, in the tenant's zone.
 */
export const parseDate = (text: string, timezone: string, now: number): Date | undefined => {
  const instant = instantOf(text, timezone, now);
  if (instant === undefined) return undefined;
  const at = new Date(instant);
  const year = at.getUTCFullYear();
  return year >= 1753 && year <= 9999 ? at : undefined;
};

/** UTC, whole seconds without a fraction. */
export const showDate = (at: Date): string => at.toISOString().replace('.000Z', 'Z');

export const showInstant = (at: Date | null): string | null => (at === null ? null : showDate(at));
