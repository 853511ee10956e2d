/** Review dates spread evenly over a span of time. */
import { IANAZone } from 'luxon';
import { clockOf, dayMs } from '../case-types/local-time.ts';
import { invalid } from '../errors.ts';

/** The first and the last moment: a day of the tenant's calendar (`2031-04-09`), or an instant. */
export interface ReviewSpan {
  readonly from: string | Date;
  readonly to: string | Date;
}

/** Days since 1970-01-01. Fails with `invalid` `disposition/date` for what is no day of the years 1 to 9999. */
const readDay = (field: string, text: string): number => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) && !text.startsWith('0000');
  if (!isDay) throw invalid(field, 'disposition/date', `'${text}' is no date such as 2031-04-09.`);
  return at / dayMs;
};

/**
 * `count` dates in order. From a day to a day, both included: each has as many as any other, or one more, and a date is
 * the day's midnight in `timezone`. Where an instant is given: evenly from the first moment on, the last left out.
 * Fails with `invalid` (`disposition/date`; `disposition/span` where the end is before the beginning).
 */
export const spreadDates = (timezone: string, { from, to }: ReviewSpan, count: number): Date[] => {
  const zone = IANAZone.create(timezone);
  const midnight = (day: number): number => clockOf(zone, day)(0);
  const empty = () => invalid('to', 'disposition/span', 'The end is before the beginning.');
  const each = (dateOf: (i: number) => number): Date[] => Array.from({ length: count }, (_, i) => new Date(dateOf(i)));
  if (typeof from === 'string' && typeof to === 'string') {
    const first = readDay('from', from);
    const days = readDay('to', to) - first + 1;
    if (days < 1) throw empty();
    return each((i) => midnight(first + Math.floor((i * days) / count)));
  }
  const begin = typeof from === 'string' ? midnight(readDay('from', from)) : from.getTime();
  const end = typeof to === 'string' ? midnight(readDay('to', to) + 1) : to.getTime();
  if (end < begin) throw empty();
  return each((i) => begin + Math.floor((i * (end - begin)) / count));
};
