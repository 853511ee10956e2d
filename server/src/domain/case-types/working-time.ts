/** Working time of a calendar: its days, less its holidays, and its hours, in local time (DESIGN §8). Instants are in ms. */
import type { WorkingCalendar } from '../tenants/tenant.ts';
import { addDays, clockOf, dayMs, localDay, minuteMs } from './local-time.ts';
import type { Zone } from './zones.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** No target is looked for beyond: a calendar may have next to no working time. */
const lastDay = Date.UTC(2999, 11, 31) / dayMs;

/** By the number of the day; 1970-01-01 was a Thursday. */
const isWorkingDay = (calendar: WorkingCalendar, day: number): boolean => {
  if (!calendar.days.includes(weekdays[(day + 3) % 7] ?? '')) return false;
  const date = new Date(day * dayMs).toISOString();
  return !calendar.holidaysOf(Number(date.slice(0, 4))).has(date.slice(0, 10));
};

/** Told of every stretch that is counted, in order, as instants: a whole local day, or working time within one. */
export type Counted = (unit: 'day' | 'time', from: number, to: number) => void;

/** The same local time so many working days later; `from` itself may be any day. Null: not before the year 3000. */
export const addWorkingDays = (
  calendar: WorkingCalendar,
  zone: Zone,
  from: number,
  days: number,
  counted?: Counted,
): number | null => {
  const first = localDay(zone, from);
  let day = first;
  for (let left = days; left > 0; ) {
    day += 1;
    if (day > lastDay) return null;
    if (!isWorkingDay(calendar, day)) continue;
    left -= 1;
    if (counted !== undefined) {
      const clock = clockOf(zone, day);
      counted('day', clock(0), clock(dayMs / minuteMs));
    }
  }
  return addDays(zone, from, day - first);
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const wholeDay = [{ from: '00:00', to: '24:00' }];

/**
 * So much working time after `from`, reckoned in real time within the calendar's hours; an end of hours belongs to the day
 * that ends (16:00 and one hour is 17:00, not the next morning). Null: not before the year 3000.
 */
export const addWorkingHours = (
  calendar: WorkingCalendar,
  zone: Zone,
  from: number,
  hours: number,
  counted?: Counted,
): number | null => {
  const hoursOfDay = calendar.hours.length > 0 ? calendar.hours : wholeDay;
  const spans = hoursOfDay.map((span) => [minutesOf(span.from), minutesOf(span.to)] as const);
  let left = hours * 60 * minuteMs;
  for (let day = localDay(zone, from); day <= lastDay; day += 1) {
    if (!isWorkingDay(calendar, day)) continue;
    const clock = clockOf(zone, day);
    for (const [begin, end] of spans) {
      const begins = Math.max(clock(begin), from);
      const length = Math.min(clock(end) - begins, left);
      if (length <= 0) continue;
      left -= length;
      counted?.('time', begins, begins + length);
      if (left === 0) return begins + length;
    }
  }
  return null;
};
