/** Reading JSON as the vendor's platform does (contract tracker D1, R12): strictly, and where that fails once more, mended. */
import { BodyError } from '../../http/body-error.ts';
import { parseJsonText } from '../../http/json.ts';

/** Levels of objects and lists that a body, or the text of a form's data, may have. */
const limits = { maxDepth: 64 } as const;

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Where the string that begins at `start` ends: behind its closing quote, or at the end of the text. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
};

/** A break behind a backslash is no escape that JSON has, and stays the fault that it is. */
const escapeBreaks = (literal: string): string => literal.replace(/\\.|[\n\r\t]/gs, (found) => escapes[found] ?? found);

/** Outside strings: a comma behind a value and before `]` or `}` goes. */
const dropCommas = (between: string, opensWithValue: boolean): string =>
  between.replace(/(^|[^[{,:\s])(\s*),(?=\s*[\]}])/g, (whole, before: string, blanks: string) =>
    before === '' && !opensWithValue ? whole : before + blanks,
  );

export interface Forgiven {
  /** Whether a comma before `]` or `}` is passed over, beside line breaks and tabs inside strings. */
  readonly commas: boolean;
}

/** The text with what is forgiven made proper; all else, faults too, stays as it is. */
const mendJson = (text: string, { commas }: Forgiven): string => {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    const between = text.slice(at, end);
    parts.push(commas ? dropCommas(between, at > 0) : between);
    if (quote < 0) break;
    at = endOfString(text, quote);
    parts.push(escapeBreaks(text.slice(quote, at)));
  }
  return parts.join('');
};

/** The value of a JSON text, read strictly, then leniently. Fails with `BodyError`. */
export const parseLenientJson = (text: string, forgiven: Forgiven): unknown => {
  try {
    return parseJsonText(text, limits);
  } catch (error) {
    if (!(error instanceof BodyError) || error.reason !== 'syntax') throw error;
    return parseJsonText(mendJson(text, forgiven), limits);
  }
};
