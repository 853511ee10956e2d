/** Instants as options name them. */

/** `2031-04-09T13:25:00Z`, to the minute at least; undefined: none. */
export const readInstant = (text: string): Date | undefined => {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
};
