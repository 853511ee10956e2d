/** Ids of the wire: positive integers as text (contract egain 3.5). */

/** Longest list of ids in a path, and most of what else is bounded so: relations, a page. */
export const maxIds = 75;

const pattern = /^[0-9]{1,18}$/;

/**
 * The number of an id; undefined: not in the form of one. A number that no record can have stays as it is, and is
 * simply unknown to the store.
 */
export const parseId = (text: string): number | undefined => (pattern.test(text) ? Number(text) : undefined);

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
