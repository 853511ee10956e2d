/** Instants as options name them. */

/** Whether there is that day: `Date` takes February 30th for March 2nd. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** `2031-04-09T13:25:00Z`, to the minute at least; undefined: none. */
export const readInstant = (text: string): Date | undefined => {
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}/.exec(text)?.[1];
  const at = day !== undefined && isDay(day) ? new Date(text) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
};
