/** Texts in messages: lengths in UTF-16 units, no lone surrogate, no control character but TAB, LF, CR (contract worldcheck §3.1). */
import { hasControl, hasLoneSurrogate } from '../../http/text.ts';
import { badField } from './errors.ts';

/** `field` is the member's name, for the sentence. Fails with `INVALID_FIELD`. */
export const requireText = (field: string, text: string, max: number): string => {
  if (text.length > max) throw badField(field, `${field} has more than ${max} characters.`);
  if (hasLoneSurrogate(text) || hasControl(text.replaceAll(/[\t\n\r]/g, ''))) {
    throw badField(field, `${field} holds a character that is not allowed.`);
  }
  return text;
};

/** The one of `values` that the text is, in exactly its case; absent or another: `INVALID_FIELD`. */
export const requireOneOf = <T extends string>(
  field: string,
  text: string | null | undefined,
  values: readonly T[],
): T => {
  const found = values.find((value) => value === text);
  if (found === undefined) throw badField(field, `${field} must be one of ${values.join(', ')}.`);
  return found;
};
