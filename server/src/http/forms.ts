/** Bodies of `application/x-www-form-urlencoded`. */
import { BodyError } from './body-error.ts';
import { decodeUtf8 } from './json.ts';
import type { Pair } from './pairs.ts';
import { PairError, parsePairs } from './pairs.ts';

/**
 * All fields in order; none for no body. Fails with `BodyError`: `encoding` for bytes that are not UTF-8, `syntax` for
 * escapes that are none or are not UTF-8.
 */
export const parseForm = (body: Buffer | undefined): Pair[] => {
  if (body === undefined) return [];
  try {
    return parsePairs(decodeUtf8(body));
  } catch (error) {
    if (error instanceof PairError) throw new BodyError('syntax', `The form is not well-formed: ${error.message}`);
    throw error;
  }
};
