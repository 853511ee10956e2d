/** Where a page of a list ends: opaque to its holder, checked like any input when it comes back. */
import { invalid } from '../domain/errors.ts';

type Part = string | number;

export const writeCursor = (parts: readonly Part[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const broken = () => invalid('cursor', 'list/invalid-cursor', 'The cursor is not one of this list.');

/** The parts of a cursor that `isPart` accepts, one after the other. Fails with `invalid` `list/invalid-cursor`. */
export const readCursor = (cursor: string, areParts: (parts: readonly unknown[]) => boolean): readonly Part[] => {
  if (!/^[A-Za-z0-9_-]{1,1000}$/.test(cursor)) throw broken();
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw broken();
  }
  if (!Array.isArray(parts) || !areParts(parts)) throw broken();
  return parts as Part[];
};

export const isPositiveInteger = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= 2_147_483_647;

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  /** How many there are on all pages, where it is asked for. */
  readonly count?: number;
}

/** A cursor that is one whole number; 0 where there is none. Fails with `invalid` `list/invalid-cursor`. */
export const readNumberCursor = (cursor: string | undefined): number =>
  cursor === undefined
    ? 0
    : Number(readCursor(cursor, (parts) => parts.length === 1 && isPositiveInteger(parts[0]))[0]);

/** A page out of what was read, which is one more than the page where there is a next. */
export const cutPage = <T>(found: readonly T[], limit: number, keyOf: (item: T) => number): Page<T> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? writeCursor([keyOf(last)]) : null };
};

/** A page of what is in memory anyway, by a key that each item keeps. Fails with `invalid` `list/invalid-cursor`. */
export const pageOf = <T>(
  all: readonly T[],
  keyOf: (item: T) => string | number,
  {
    limit = 50,
    cursor,
    count = false,
  }: { readonly limit?: number; readonly cursor?: string; readonly count?: boolean },
): Page<T> => {
  let start = 0;
  if (cursor !== undefined) {
    const [key] = readCursor(cursor, (parts) => parts.length === 1);
    start = all.findIndex((item) => keyOf(item) === key) + 1;
    if (start === 0) throw broken();
  }
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const more = start + limit < all.length;
  const next = more && last !== undefined ? writeCursor([keyOf(last)]) : null;
  return { items, next, ...(count ? { count: all.length } : {}) };
};
