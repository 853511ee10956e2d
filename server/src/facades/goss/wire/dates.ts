/** Dates as they come and go (contract goss §5.2, §9). */
import { DateTime } from 'luxon';
import type { Zone } from '../../../domain/case-types/zones.ts';

// RFC 3339, section 5.6; the offset may be left out.
const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})t([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(z|([+-])([01]\d|2[0-3]):([0-5]\d))?$/i;

/** Local time → instant: by the offset that was sent, else in `zone`. */
const toInstant = (parts: RegExpExecArray, local: number, zone: string): Date => {
  const [, , , , , , , , offset, sign, hours, minutes] = parts;
  if (offset === undefined) {
    return DateTime.fromMillis(local, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).toJSDate();
  }
  const shift = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return new Date(sign === '-' ? local + shift : local - shift);
};

/**
 * An RFC 3339 date-time, without an offset in the tenant's `zone`, cut to milliseconds. Undefined: a date alone, a date that
 * there is not (30 February), or one that the store cannot hold.
 */
export const readDateTime = (text: string, zone: string): Date | undefined => {
  const parts = dateTime.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const local = new Date(whole);
  // Date moves 30 February on to March: the day that comes out must be the one that was sent.
  if (Number.isNaN(local.getTime()) || local.toISOString() !== whole) return undefined;
  const instant = toInstant(parts, local.getTime(), zone);
  const stored = instant.getUTCFullYear();
  return stored >= 1 && stored <= 9999 ? instant : undefined;
};

/** `2024-03-05T09:08:07Z`: cut, not rounded. */
export const toSeconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The same, `''` for none. */
export const toSecondsOrBlank = (at: Date | null): string => (at === null ? '' : toSeconds(at));

/** `05/03/2024 09:08`, local time; `''` for none. */
export const toLocalMinutes = (at: Date | null, zone: Zone): string => {
  if (at === null) return '';
  const local = new Date(at.getTime() + zone.offset(at.getTime()) * 60_000);
  const digits = (value: number, width = 2): string => String(value).padStart(width, '0');
  const date = [digits(local.getUTCDate()), digits(local.getUTCMonth() + 1), digits(local.getUTCFullYear(), 4)];
  return `${date.join('/')} ${digits(local.getUTCHours())}:${digits(local.getUTCMinutes())}`;
};
