import { refuse } from '../codes.ts';
import type { Path, Reading, Shape } from './shape.ts';

export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** A member's name as errors say it: without places in lists. */
const plainName = (path: Path): string => path.filter((part) => typeof part === 'string').join('.') || 'body';

/** Whether what stands there is the member, or one around it. Compared part by part: a body can have very many paths. */
const isOnWay = (path: Path, way: readonly string[]): boolean =>
  path.length > 0 && path.length <= way.length && path.every((part, i) => part === way[i]);

/**
 * Judges a body's form, in the contract's order (egain 4.6, step 7): required members, by name, that are not there
 * (400-146), then unsupported ones (400-147), then values of the wrong kind (400-152, the first). What is there and of
 * the wrong kind is not missing: it is invalid.
 */
export const judgeForm = <S extends Shape>(
  { unsupported, invalid }: Reading<S>,
  required: readonly (readonly [name: string, isThere: boolean])[],
  nameOf: (path: Path) => string = plainName,
): void => {
  const isInvalid = (name: string): boolean => invalid.some((path) => isOnWay(path, name.split('.')));
  const missing = required.filter(([name, isThere]) => !isThere && !isInvalid(name)).map(([name]) => name);
  if (missing.length > 0) throw refuse('400-146', missing);
  if (unsupported.length > 0) throw refuse('400-147', new Set(unsupported));
  const [wrong] = invalid;
  if (wrong !== undefined) throw refuse('400-152', nameOf(wrong));
};
