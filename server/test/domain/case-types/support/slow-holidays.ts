/** Bank holidays of England and Wales from their rules (Banking and Financial Dealings Act 1971, and the proclaimed days). */
import { dateOf, dayMs, weekdayOf } from './slow-clock.ts';

/** Gregorian Easter by the anonymous computus. */
const easter = (year: number): number => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const m = Math.floor((a + 11 * d + 22 * e) / 451);
  const month = Math.floor((d + e - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((d + e - 7 * m + 114) % 31) + 1);
};

const isWeekend = (day: number): boolean => ['sat', 'sun'].includes(weekdayOf(day));

const mondayFrom = (day: number, step: 1 | -1): number => {
  let monday = day;
  while (weekdayOf(monday) !== 'mon') monday += step * dayMs;
  return monday;
};

/** Days that a proclamation took away or gave. */
const proclaimed: Readonly<Record<number, { readonly taken: readonly string[]; readonly given: readonly string[] }>> = {
  2020: { taken: ['2020-05-04'], given: ['2020-05-08'] },
  2022: { taken: ['2022-05-30'], given: ['2022-06-02', '2022-06-03', '2022-09-19'] },
  2023: { taken: [], given: ['2023-05-08'] },
};

/** As local dates. A holiday at a weekend is one there, and again on the next working day that is none. */
export const englishHolidays = (year: number): Set<string> => {
  const sunday = easter(year);
  const days = new Set<number>([
    sunday - 2 * dayMs,
    sunday + dayMs,
    mondayFrom(Date.UTC(year, 4, 1), 1),
    mondayFrom(Date.UTC(year, 4, 31), -1),
    mondayFrom(Date.UTC(year, 7, 31), -1),
  ]);
  const moved = new Set<number>();
  for (const fixed of [Date.UTC(year, 0, 1), Date.UTC(year, 11, 25), Date.UTC(year, 11, 26)]) {
    let day = fixed;
    days.add(day);
    while (isWeekend(day) || moved.has(day)) day += dayMs;
    moved.add(day);
  }
  const { taken = [], given = [] } = proclaimed[year] ?? {};
  return new Set([...[...days, ...moved].map(dateOf).filter((date) => !taken.includes(date)), ...given]);
};
