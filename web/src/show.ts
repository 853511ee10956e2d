/** Values as people read them. */

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the API in the reader's language and zone; a dash where there is none. */
export const showTime = (at: string | null): string => (at === null ? '–' : moment.format(new Date(at)));

export const showNothing = (value: string | number | null): string =>
  value === null || value === '' ? '–' : String(value);

/** Any value of a history entry. */
export const showValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
