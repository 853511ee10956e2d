/** Strict JSON from bytes: what every face reads bodies with. */
import { isUtf8 } from 'node:buffer';
import { BodyError, positionOf } from './body-error.ts';
import { findJsonFault } from './json-fault.ts';

export interface JsonLimits {
  /** Levels of objects and lists, the outermost being 1. Deeper is a `BodyError` of reason `depth`. */
  readonly maxDepth: number;
}

/**
 * The text of UTF-8 bytes, without a byte order mark at the start. Fails with `BodyError` `encoding` for bytes that are
 * not UTF-8 (half surrogate pairs in three bytes and overlong forms among them).
 */
export const decodeUtf8 = (bytes: Buffer): string => {
  if (!isUtf8(bytes)) throw new BodyError('encoding', 'The body is not UTF-8.');
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.toString('utf8', start);
};

const quote = 0x22;
const backslash = 0x5c;

/** The deepest nesting in `text`, which is JSON; stops counting above `limit`. */
const depthOf = (text: string, limit: number): number => {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === quote) {
      for (index += 1; text.charCodeAt(index) !== quote; index += 1) {
        if (text.charCodeAt(index) === backslash) index += 1;
      }
    } else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > limit) break;
    } else if (char === 0x7d || char === 0x5d) {
      depth -= 1;
    }
  }
  return deepest;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const { offset, message } = findJsonFault(text);
    const { line, column } = positionOf(text, offset);
    throw new BodyError('syntax', `The body is not JSON: line ${line}, column ${column}: ${message}.`);
  }
};

/**
 * The value of a JSON text. A member named `__proto__` is an own member like any other (so copy members with a spread
 * or `Object.defineProperty`, not by assignment); of equal names the last counts. Fails with `BodyError` `empty`,
 * `syntax` or `depth`, in this order.
 */
export const parseJsonText = (text: string, { maxDepth }: JsonLimits): unknown => {
  if (/^[ \t\r\n]*$/.test(text)) throw new BodyError('empty', 'The body is empty.');
  const value = parse(text);
  // A text shorter than its brackets cannot be too deep: the common case costs nothing.
  if (text.length > 2 * maxDepth && depthOf(text, maxDepth) > maxDepth) {
    throw new BodyError('depth', `The body is nested deeper than ${maxDepth} levels.`);
  }
  return value;
};

/** The value of a JSON body: UTF-8, one byte order mark skipped. Fails as `decodeUtf8` and `parseJsonText` do. */
export const parseJson = (body: Buffer | undefined, limits: JsonLimits): unknown => {
  if (body === undefined || body.length === 0) throw new BodyError('empty', 'The body is empty.');
  return parseJsonText(decodeUtf8(body), limits);
};
