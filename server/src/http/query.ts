/** The query of an address, read strictly: each face decides what repeated and unknown names mean. */
import { isUtf8 } from 'node:buffer';
import type { Pair } from './pairs.ts';
import { PairError, parsePairs } from './pairs.ts';

/** Node hands over bytes above 0x7F in an address as if they were Latin-1; programs that send them mean UTF-8. */
const fromBytes = (text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant.
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  if (!isUtf8(bytes)) throw new PairError(undefined);
  return bytes.toString('utf8');
};

/** The query of `url` as sent, without its `?`; empty where there is none. */
export const rawQuery = (url: string): string => {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
};

/** All parameters of `url` in order, decoded as form data (`+` is a space). Fails with `PairError`. */
export const parseQuery = (url: string): Pair[] => {
  const query = rawQuery(url);
  return query === '' ? [] : parsePairs(fromBytes(query));
};
