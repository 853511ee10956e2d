/** Public holidays by region, from the tables of `date-holidays`. */
import { createRequire } from 'node:module';
import type Tables from 'date-holidays';

/** The public holidays of a year as local dates, `YYYY-MM-DD`. */
export type HolidaysOf = (year: number) => ReadonlySet<string>;

/**
 * The tables of the whole world: about 0.1 s and 35 MB, so they are read only where a calendar names a region, and then
 * when the tenant is read, not in a request.
 */
const loadTables = (): typeof Tables => createRequire(import.meta.url)('date-holidays');

const dayMs = 86_400_000;

/** Region as the tenant file writes it: a country, or a country and its part (`GB-ENG`). */
const splitRegion = (region: string): { country: string; part: string | undefined } => {
  const [country = '', part] = region.split('-');
  return { country, part };
};

/** Whether there are holidays known for the region. A part that is unknown is not taken for its country. */
export const isHolidayRegion = (region: string): boolean => {
  const { country, part } = splitRegion(region);
  const tables = new (loadTables())();
  if (!Object.hasOwn(tables.getCountries(), country)) return false;
  return part === undefined || Object.hasOwn(tables.getStates(country) ?? {}, part);
};

/** Every local date whose midday lies in the holiday: several days in a row count each, an evening off does not. */
const datesOf = ({ date, start, end }: { date: string; start: Date; end: Date }): string[] => {
  // `date` is the local time at which it begins; an offset behind it (holidays from dusk to dusk) is not of the date.
  const begins = Date.parse(`${date.slice(0, 19).replace(' ', 'T')}Z`);
  const ends = begins + end.getTime() - start.getTime();
  const dates: string[] = [];
  for (let day = begins - (begins % dayMs); day < ends; day += dayMs) {
    const midday = day + dayMs / 2;
    if (midday >= begins && midday < ends) dates.push(new Date(day).toISOString().slice(0, 10));
  }
  return dates;
};

/** Opens the tables of a region (see `loadTables`); a year is reckoned when it is first asked for (some ms) and kept. */
export const openHolidays = (region: string | null): HolidaysOf => {
  const none: ReadonlySet<string> = new Set();
  if (region === null) return () => none;
  const tables = loadTables();
  const years = new Map<number, ReadonlySet<string>>();
  return (year) => {
    let dates = years.get(year);
    if (dates === undefined) {
      const { country, part } = splitRegion(region);
      const options = { types: ['public' as const] };
      const opened = part === undefined ? new tables(country, options) : new tables(country, part, options);
      // The last holiday of a year may reach into the next (Eswatini's Incwala).
      const around = [year - 1, year].flatMap((one) => opened.getHolidays(one)).flatMap(datesOf);
      dates = new Set(around.filter((date) => Number(date.slice(0, 4)) === year));
      years.set(year, dates);
    }
    return dates;
  };
};
