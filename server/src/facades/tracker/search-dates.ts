/** The date criteria of a search (contract tracker D10): each as the instants between which a date must lie. */
import { DateTime } from 'luxon';
import type { Within } from '../../domain/cases/case-criteria.ts';
import { parseDate } from './dates.ts';
import { asInteger } from './members.ts';

/** What a date criterion is read with: the values as they were sent, the tenant's zone, the present (ms). */
export interface DateReading {
  readonly model: unknown;
  readonly toDate: unknown;
  readonly timezone: string;
  readonly now: number;
}

type Period = (now: DateTime) => Within;
type Reader = (reading: DateReading) => Within | undefined;

/** Before every date that there is, and as far back as the store counts. */
const earliest = Date.UTC(1000, 0, 1);

const at = (local: DateTime): Date => new Date(local.toMillis());

const dateOf = (value: unknown, { timezone, now }: DateReading): Date | undefined =>
  typeof value === 'string' ? parseDate(value, timezone, now) : undefined;

/** So many days ago, at the same time of day; undefined: no number of days. */
const daysAgo = (value: unknown, { timezone, now }: DateReading): Date | undefined => {
  const days = asInteger(value);
  if (days === undefined || days < 0) return undefined;
  const local = DateTime.fromMillis(now, { zone: timezone }).minus({ days: Math.min(days, 4_000_000) });
  return new Date(Math.max(local.toMillis(), earliest));
};

const startOfWeek = (now: DateTime): DateTime => now.startOf('day').minus({ days: now.weekday % 7 });

/** Criteria that need no model: weeks begin on Sunday, all in the tenant's zone. */
const periods: Readonly<Record<number, Period>> = {
  19: (now) => ({ from: at(startOfWeek(now)), before: at(startOfWeek(now).plus({ weeks: 1 })) }),
  20: (now) => ({ from: at(startOfWeek(now).minus({ weeks: 1 })), before: at(startOfWeek(now)) }),
  21: (now) => ({ from: at(now.startOf('month')), to: at(now) }),
  22: (now) => ({ from: at(now.startOf('month').minus({ months: 1 })), before: at(now.startOf('month')) }),
  23: (now) => ({ from: at(now.startOf('year')), to: at(now) }),
  24: (now) => ({ from: at(now.startOf('year').minus({ years: 1 })), before: at(now.startOf('year')) }),
};

const wholeDay: Reader = (reading) => {
  const date = dateOf(reading.model, reading);
  if (date === undefined) return undefined;
  const day = DateTime.fromJSDate(date, { zone: reading.timezone }).startOf('day');
  return { from: at(day), before: at(day.plus({ days: 1 })) };
};

const between: Reader = (reading) => {
  const from = dateOf(reading.model, reading);
  const to = dateOf(reading.toDate, reading);
  return from && to && { from, to };
};

/** The two ages in either order. */
const betweenAges: Reader = (reading) => {
  const ages = [daysAgo(reading.model, reading), daysAgo(reading.toDate, reading)];
  const [from, to] = ages.sort((left, right) => (left?.getTime() ?? 0) - (right?.getTime() ?? 0));
  return from && to && { from, to };
};

const bound =
  (name: 'after' | 'before', read: (value: unknown, reading: DateReading) => Date | undefined): Reader =>
  (reading) => {
    const instant = read(reading.model, reading);
    return instant && { [name]: instant };
  };

const readers: Readonly<Record<number, Reader>> = {
  6: bound('before', dateOf),
  7: bound('after', dateOf),
  8: between,
  11: bound('before', daysAgo),
  12: bound('after', daysAgo),
  13: wholeDay,
  18: betweenAges,
};

export const needsNoModel = (criterion: number): boolean => Object.hasOwn(periods, criterion);

export const isDateCriterion = (criterion: number): boolean =>
  Object.hasOwn(readers, criterion) || needsNoModel(criterion);

/** Undefined: no such criterion, or values that are none for it. Bounds that it does not use are not read. */
export const readWithin = (criterion: number, reading: DateReading): Within | undefined => {
  const period = Object.hasOwn(periods, criterion) ? periods[criterion] : undefined;
  if (period) return period(DateTime.fromMillis(reading.now, { zone: reading.timezone }));
  return Object.hasOwn(readers, criterion) ? readers[criterion]?.(reading) : undefined;
};
