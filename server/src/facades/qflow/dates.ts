/** Dates: out as the vendor writes them, in as ISO 8601 (contract qflow (f), (g) 12). */
import { DateTime } from 'luxon';

const two = (value: number): string => String(value).padStart(2, '0');

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** Local time of the zone with its offset and seven decimals: `2026-03-01T08:15:30.4170000+01:00`. */
export const formatDate = (at: Date, zone: string): string => {
  const local = DateTime.fromJSDate(at, { zone });
  return `${local.toISO({ includeOffset: false })}0000${offsetText(local.offset)}`;
};

/** The instant of an ISO 8601 text, in the zone where it carries none; undefined where it is none of the years 1 to 9999. */
export const parseDate = (text: string, zone: string): Date | undefined => {
  const at = DateTime.fromISO(text, { zone }).toUTC();
  return at.isValid && at.year >= 1 && at.year <= 9999 ? at.toJSDate() : undefined;
};
