/** Where a text stops being JSON. Only run on texts that `JSON.parse` refused: its own messages tell the place too rarely. */
import { matchAt } from './scan.ts';

export interface JsonFault {
  /** UTF-16 units from the start. */
  readonly offset: number;
  readonly message: string;
}

const blanks = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them raw, so they end the match.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
// The same without its end: how far a broken string was good.
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const stringStart = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

/** Where the token at `at` ends, or -1. */
const match = (pattern: RegExp, text: string, at: number): number =>
  matchAt(pattern, text, at) === null ? -1 : pattern.lastIndex;

const faultInString = (text: string, at: number): JsonFault => {
  const end = match(stringStart, text, at);
  if (end >= text.length) return { offset: end, message: 'the text ends inside a string' };
  if (text[end] === '\\') return { offset: end, message: 'this escape is not one that JSON has' };
  return { offset: end, message: 'a control character must be escaped' };
};

const faultAt = (text: string, offset: number, expected: string): JsonFault =>
  offset >= text.length
    ? { offset, message: `the text ends where ${expected} should stand` }
    : { offset, message: `${expected} should stand here` };

/** A value that is no object or list: where it ends, or the fault. */
const readScalar = (text: string, at: number): number | JsonFault => {
  if (text[at] === '"') {
    const end = match(string, text, at);
    return end < 0 ? faultInString(text, at) : end;
  }
  const end = Math.max(match(number, text, at), match(word, text, at));
  return end < 0 ? faultAt(text, at, 'a value') : end;
};

/** Past a member's name and colon, or the fault. */
const readName = (text: string, at: number): number | JsonFault => {
  if (text[at] !== '"') return faultAt(text, at, 'the name of a member in double quotes');
  const end = match(string, text, at);
  if (end < 0) return faultInString(text, at);
  const colon = match(blanks, text, end);
  return text[colon] === ':' ? match(blanks, text, colon + 1) : faultAt(text, colon, 'a colon');
};

/** The first place at which `text` is not JSON. One pass with a stack of its own: any depth is safe. */
export const findJsonFault = (text: string): JsonFault => {
  const open: ('{' | '[')[] = [];
  let at = match(blanks, text, 0);
  for (;;) {
    const char = text[at];
    let closed = false;
    if (char === '{' || char === '[') {
      open.push(char);
      at = match(blanks, text, at + 1);
      closed = text[at] === (char === '{' ? '}' : ']');
      if (!closed) {
        if (char === '[') continue;
        const value = readName(text, at);
        if (typeof value !== 'number') return value;
        at = value;
        continue;
      }
    } else {
      const end = readScalar(text, at);
      if (typeof end !== 'number') return end;
      at = match(blanks, text, end);
    }
    const next = leaveValue(text, at, open, closed);
    if (typeof next !== 'number') return next;
    at = next;
  }
};

/** After a value: closes what ends here, and answers where the next value starts, or the fault. */
const leaveValue = (text: string, from: number, open: ('{' | '[')[], closed: boolean): number | JsonFault => {
  let at = from;
  let closing = closed;
  for (;;) {
    const inside = open.at(-1);
    if (inside === undefined) return faultAt(text, at, 'the end of the text');
    const end = inside === '{' ? '}' : ']';
    if (closing || text[at] === end) {
      closing = false;
      open.pop();
      at = match(blanks, text, at + 1);
      continue;
    }
    if (text[at] !== ',') return faultAt(text, at, `a comma or '${end}'`);
    at = match(blanks, text, at + 1);
    return inside === '[' ? at : readName(text, at);
  }
};
