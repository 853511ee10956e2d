/** Dates: out as the vendor writes them, in as ISO 8601 (contract qflow (f), (g) 12). */
import { DateTime } from 'luxon';

const two = (value: number): string => String(value).padStart(2, '0');

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** Local time of the zone with its offset and seven decimals: `2026-03-01T08:15:30.4170000+01:00`. */
export const formatDate = (at: Date, zone: string): string => {
  // Before standard time offsets had seconds, which cannot be written; what is left of them stays in the time.
  const offset = Math.trunc(DateTime.fromJSDate(at, { zone }).offset);
  const local = new Date(at.getTime() + offset * 60_000).toISOString();
  return `${local.slice(0, -1)}0000${offsetText(offset)}`;
};

/** A year first, so that a time alone is none; an offset below a day. The rest is luxon's to judge. */
const isoDate = /^\d{4}[^T]*(?:T[^+-]*(?:[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/i;

/** The instant of an ISO 8601 text, in the zone where it carries none; undefined where it is none of the years 1 to 9999. */
export const parseDate = (text: string, zone: string): Date | undefined => {
  if (!isoDate.test(text)) return undefined;
  const at = DateTime.fromISO(text, { zone }).toUTC();
  return at.isValid && at.year >= 1 && at.year <= 9999 ? at.toJSDate() : undefined;
};
