/**
 * Local time the slow way: the platform's own formatter tells what a wall clock shows at an instant, and instants are
 * found by trying. Shares nothing with the code under test, calendar library included. Instants are in ms.
 */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
};

/** What the wall clock shows at `at`, as if it were UTC: local date and time as one number. */
export const wallClock = (zone: string, at: number): number => {
  const [, day, month, year, hour, minute, second] =
    /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(formatOf(zone).format(at)) ?? [];
  const whole = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return whole + (((at % 1000) + 1000) % 1000);
};

/**
 * Every instant at which the wall clock shows `local`: two where it is put back. Where it never shows it, as it is put
 * forward, the one instant at which it would have, had it not been.
 */
export const instantsOf = (zone: string, local: number): number[] => {
  const found: number[] = [];
  for (let offset = -15 * hourMs; offset <= 15 * hourMs; offset += 15 * minuteMs) {
    if (wallClock(zone, local - offset) === local) found.push(local - offset);
  }
  if (found.length > 0) return found;
  const dayBefore = local - dayMs;
  const [earlier = Number.NaN] = instantsOf(zone, dayBefore);
  return [earlier + dayMs];
};

/** `2027-03-28` and `Sun` of a local time. */
export const dateOf = (local: number): string => new Date(local).toISOString().slice(0, 10);
export const weekdayOf = (local: number): string => new Date(local).toUTCString().slice(0, 3).toLowerCase();
