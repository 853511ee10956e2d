/** Ids of the wire: positive integers as text (contract egain 3.5). */
import type { DomainError } from '../../../domain/errors.ts';
import { refuse } from '../codes.ts';

/** Longest list of ids in a path, and most of what else is bounded so: relations, a page. */
export const maxIds = 75;

const pattern = /^[0-9]{1,18}$/;

/**
 * The number of an id; undefined: not in the form of one. A number that no record can have stays as it is, and is
 * simply unknown to the store.
 */
export const parseId = (text: string): number | undefined => (pattern.test(text) ? Number(text) : undefined);

/** An id in a body. Fails with 400-152. */
export const requireId = (name: string, value: string): number => {
  const id = parseId(value);
  if (id === undefined) throw refuse('400-152', name);
  return id;
};

/** An id's list in a path, each once: the numbers, and the texts that are none and hence name nothing. */
export const parseIds = (
  path: string,
): { readonly count: number; readonly ids: readonly number[]; readonly not: readonly string[] } => {
  const texts = path.split(',');
  const ids = new Set<number>();
  const not: string[] = [];
  for (const text of texts) {
    const id = parseId(text);
    if (id === undefined || id === 0) not.push(text);
    else ids.add(id);
  }
  return { count: texts.length, ids: [...ids], not };
};

/** 404-100, which names the unknown ids and the texts that are none as the path has them; undefined: all are known. */
export const unknownIds = (path: string, unknown: readonly number[]): DomainError | undefined => {
  const numbers = new Set(unknown);
  const names = path.split(',').filter((text) => !parseId(text) || numbers.has(Number(text)));
  return names.length > 0 ? refuse('404-100', new Set(names)) : undefined;
};

/** Fails with 404-100 as `unknownIds`. */
export const requireKnown = (path: string, unknown: readonly number[]): void => {
  const error = unknownIds(path, unknown);
  if (error !== undefined) throw error;
};

/** The ids that a path names, each once; among them 0, which names nothing, for texts that are none. Fails with 400-902. */
export const idsInPath = (path: string): readonly number[] => {
  const { count, ids, not } = parseIds(path);
  if (count > maxIds) throw refuse('400-902', maxIds);
  return not.length > 0 ? [...ids, 0] : ids;
};
