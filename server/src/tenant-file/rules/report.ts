/** Small helps that the rules share. */
import type { Path } from '../problems.ts';

export type Report = (path: Path, message: string) => void;

/** Reports every value after the first equal one, at `path(index)`. Absent values are never equal. */
export const reportTwice = <T>(
  items: readonly T[],
  valueFrom: (item: T) => string | number | undefined,
  pathOf: (index: number) => Path,
  what: string,
  report: Report,
): void => {
  const seen = new Set<string | number>();
  for (const [index, item] of items.entries()) {
    const value = valueFrom(item);
    if (value === undefined) continue;
    if (seen.has(value)) report(pathOf(index), `${what} '${value}' is there twice`);
    seen.add(value);
  }
};

/** Whether Intl knows the IANA zone. An offset (`+01:00`) is no zone. */
export const isZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
