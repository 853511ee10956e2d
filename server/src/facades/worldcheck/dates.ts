/** Dates in Fields: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, an ISO 8601 date-time, or the vendor's object (contract worldcheck §3.1). */
import { DateTime } from 'luxon';
import type { PointInTime } from './schemas.ts';

const year = /^(\d{4})(?:-(\d{2}))?$/;
const date =
  /^(\d{4})(-?)(\d{2})\2(\d{2})(?:T(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const asParts = (...[y, mo, d, h, mi, s, fraction]: (string | undefined)[]): Parts => ({
  year: Number(y),
  month: Number(mo ?? 1),
  day: Number(d ?? 1),
  hour: Number(h ?? 0),
  minute: Number(mi ?? 0),
  second: Number(s ?? 0),
  millisecond: Number((fraction ?? '').padEnd(3, '0').slice(0, 3)),
});

const parse = (text: string): { readonly parts: Parts; readonly zone: string | undefined } | undefined => {
  const [, y, mo] = year.exec(text) ?? [];
  if (y !== undefined) return { parts: asParts(y, mo), zone: undefined };
  const [whole, ys, hyphen, mos, d, h, mi, s, fraction, offset] = date.exec(text) ?? [];
  // A day without its hyphens is a date-time's only: `19790302` alone is none of the four forms.
  if (whole === undefined || (hyphen === '' && h === undefined)) return undefined;
  const zone = offset === undefined ? undefined : offset === 'Z' ? 'UTC' : `UTC${offset}`;
  return { parts: asParts(ys, mos, d, h, mi, s, fraction), zone };
};

/** The zone as the clock of such an offset is named: `UTC+0530` is `UTC+05:30`. */
const zoneName = (zone: string): string => zone.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');

/** Within the years that a timestamp with four digits can write (§4); an invalid instant is not. */
const isWritable = (at: Date): boolean => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999;

/**
 * The instant that a date text means, at the start of what it leaves open; one that carries no zone is meant in `zone`.
 * Undefined: no date of these forms, a day that does not exist, or an instant outside the years 1 to 9999.
 */
export const instantOf = (text: string, zone: string): Date | undefined => {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const at = DateTime.fromObject(parsed.parts, { zone: zoneName(parsed.zone ?? zone) }).toJSDate();
  return isWritable(at) ? at : undefined;
};

const precisions: Readonly<Record<string, number>> = { YEAR: 4, MONTH: 7, DAY: 10 };

const toMs = (value: PointInTime['utcDateTime']): number =>
  typeof value === 'string' && !/^-?\d{1,16}$/.test(value) ? Number.NaN : Number(value ?? Number.NaN);

/** The vendor's object as the instant it means and as date text of its precision, in UTC; undefined where it is none. */
export const readPointInTime = (point: PointInTime): { readonly at: Date; readonly text: string } | undefined => {
  const { timelinePrecision, pointInTimePrecision: precision } = point;
  const ms = toMs(point.utcDateTime);
  const at = new Date(ms);
  if (timelinePrecision !== 'ON' || !Number.isInteger(ms) || !isWritable(at)) return undefined;
  if (typeof precision !== 'string' || !Object.hasOwn(precisions, precision)) return undefined;
  return { at, text: at.toISOString().slice(0, precisions[precision]) };
};
