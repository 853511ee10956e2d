/** Working time of a calendar: its days, less its holidays, and its hours, in local time (DESIGN §8). */
import { DateTime, type Zone } from 'luxon';
import type { WorkingCalendar } from '../tenants/tenant.ts';

const dayMs = 86_400_000;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** No target is looked for beyond: a calendar may have next to no working time. */
const lastDay = Date.UTC(2999, 11, 31) / dayMs;

/** A local date as the number of days since 1970-01-01, a Thursday. */
const dayOf = (local: DateTime): number => Date.UTC(local.year, local.month - 1, local.day) / dayMs;

const isWorkingDay = (calendar: WorkingCalendar, day: number): boolean => {
  if (!calendar.days.includes(weekdays[(day + 3) % 7] ?? '')) return false;
  const date = new Date(day * dayMs).toISOString();
  return !calendar.holidaysOf(Number(date.slice(0, 4))).has(date.slice(0, 10));
};

/** The same local time so many working days later; `from` itself may be any day. Null: not before the year 3000. */
export const addWorkingDays = (calendar: WorkingCalendar, from: DateTime, days: number): DateTime | null => {
  const first = dayOf(from);
  let day = first;
  for (let left = days; left > 0; ) {
    day += 1;
    if (day > lastDay) return null;
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return from.plus({ days: day - first });
};

const minuteMs = 60_000;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * Local times of a day (minutes from its midnight) as instants in ms; a time that a clock change skips moves on. Only a day
 * on which the clock changes is asked of the calendar library, which is slow.
 */
const clockOf = (zone: Zone, day: number): ((minutes: number) => number) => {
  const noon = day * dayMs + dayMs / 2;
  const [before, after] = [noon - 1.5 * dayMs, noon + 1.5 * dayMs].map((at) => zone.offset(at)) as [number, number];
  if (before === after) return (minutes) => day * dayMs + (minutes - before) * minuteMs;
  const midnight = new Date(day * dayMs);
  const [year, month, date] = [midnight.getUTCFullYear(), midnight.getUTCMonth() + 1, midnight.getUTCDate()];
  return (minutes) => {
    const time = { hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 };
    const local = DateTime.fromObject({ year, month, day: date, ...time }, { zone });
    return (minutes < 24 * 60 ? local : local.plus({ days: 1 })).toMillis();
  };
};

/**
 * So much working time after `from`, reckoned in real time within the calendar's hours; an end of hours belongs to the day
 * that ends (16:00 and one hour is 17:00, not the next morning). Null: not before the year 3000.
 */
export const addWorkingHours = (calendar: WorkingCalendar, from: DateTime, hours: number): DateTime | null => {
  const spans = (calendar.hours.length > 0 ? calendar.hours : [{ from: '00:00', to: '24:00' }]).map(
    (span) => [minutesOf(span.from), minutesOf(span.to)] as const,
  );
  const start = from.toMillis();
  let left = hours * 60 * minuteMs;
  for (let day = dayOf(from); day <= lastDay; day += 1) {
    if (!isWorkingDay(calendar, day)) continue;
    const clock = clockOf(from.zone, day);
    for (const [begin, end] of spans) {
      const begins = Math.max(clock(begin), start);
      const length = clock(end) - begins;
      if (length >= left) return DateTime.fromMillis(begins + left, { zone: from.zone });
      if (length > 0) left -= length;
    }
  }
  return null;
};
