/** References (DESIGN S7): what a text must be to be one, and how each style is minted. */
import { randomBytes, randomInt } from 'node:crypto';
import { invalid } from '../errors.ts';

export const maxReferenceLength = 512;

// biome-ignore lint/suspicious/noControlCharactersInRegex: S7 names exactly these
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/** Whether `text` can be a reference: 1–512 UTF-16 units, not only white space, no control character, well-formed. */
export const isReference = (text: string): boolean =>
  text.length > 0 &&
  text.length <= maxReferenceLength &&
  text.trim() !== '' &&
  !controlCharacter.test(text) &&
  text.isWellFormed();

/** Fails with `invalid` `case/invalid-reference` unless `isReference`. */
export const requireReference = (text: string): string => {
  if (isReference(text)) return text;
  throw invalid(
    'reference',
    'case/invalid-reference',
    'A reference has 1 to 512 characters, not only white space, and no control characters.',
  );
};

/** How a reference is made where the caller gives none. `number`: the case number as text. */
export type ReferenceStyle = 'number' | 'base36' | 'groups';

/** 25 digits of base 36 over 128 random bits, zeros in front. */
const mintBase36 = (): string =>
  BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0');

/** `NNNN-NNNN-NNNN-NNNN`, random. */
const mintGroups = (): string => Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, '0')).join('-');

/** A fresh reference; null where the database makes it from the number. The database refuses one that is in use. */
export const mintReference = (style: ReferenceStyle): string | null =>
  style === 'number' ? null : style === 'base36' ? mintBase36() : mintGroups();
