/** What texts in a request may not hold. */

/** Half of a surrogate pair: such a text is no Unicode text and cannot be stored as UTF-8. */
export const hasLoneSurrogate = (text: string): boolean => !text.isWellFormed();

/** U+0000–001F or U+007F–009F, tab and line ends among them (DESIGN S7). */
export const hasControl = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f)) return true;
  }
  return false;
};

/** U+0000, which PostgreSQL cannot store, or half a surrogate pair. */
export const isForbiddenText = (text: string): boolean => text.includes('\u0000') || hasLoneSurrogate(text);

export type JsonPath = readonly (string | number)[];

/**
 * The first text or member name in a JSON value that holds U+0000 or half a surrogate pair, as the way to it; undefined:
 * none. With the body's bytes given, a body without any `\u` escape is not walked at all, as UTF-8 holds neither raw.
 */
export const findForbiddenText = (value: unknown, body?: Buffer): JsonPath | undefined =>
  body !== undefined && !body.includes('\\u') ? undefined : walk(value, []);

const walk = (value: unknown, path: (string | number)[]): JsonPath | undefined => {
  if (typeof value === 'string') return isForbiddenText(value) ? path : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, member] of entries) {
    const here = [...path, key];
    if (typeof key === 'string' && isForbiddenText(key)) return here;
    const found = walk(member, here);
    if (found !== undefined) return found;
  }
  return undefined;
};
