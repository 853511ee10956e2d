/** Instants as RFC 3339 writes them. */

const form =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,12}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/;

const inRange = (value: number, low: number, high: number): boolean => value >= low && value <= high;

/** The instant, cut to milliseconds; undefined for a text that is none, or a day that no month has. Years 1 to 9999. */
export const parseInstant = (text: string): Date | undefined => {
  const found = form.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const ms = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const [offsetHours, offsetMinutes] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  if (!inRange(hour, 0, 23) || !inRange(minute, 0, 59) || !inRange(second, 0, 59)) return undefined;
  if (!inRange(offsetHours, 0, 23) || !inRange(offsetMinutes, 0, 59)) return undefined;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second, ms);
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined;
  const offset = (found[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000;
  const at = new Date(local.getTime() - offset);
  return inRange(at.getUTCFullYear(), 1, 9999) ? at : undefined;
};

export const isInstant = (text: string): boolean => parseInstant(text) !== undefined;
