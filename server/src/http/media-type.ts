/** Content-Type, Accept and Accept-Language (RFC 9110, sections 8.3 and 12.5). */

export interface MediaType {
  /** `application/json`, in lower case. */
  readonly type: string;
  /** Names in lower case, values as sent, unquoted. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
const typePattern = new RegExp(`^[ \\t]*(${token}/${token})[ \\t]*(?=;|$)`);
const parameterPattern = new RegExp(`^;[ \\t]*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?[ \\t]*(?=;|$)`);

/** The media type that a header names; undefined where it names none. */
export const parseMediaType = (header: string | undefined): MediaType | undefined => {
  const start = typePattern.exec(header ?? '');
  if (header === undefined || start === null) return undefined;
  const parameters = new Map<string, string>();
  let rest = header.slice(start[0].length);
  while (rest !== '') {
    const found = parameterPattern.exec(rest);
    if (found === null) return undefined;
    const [whole, name, plain, quoted] = found;
    if (name !== undefined) parameters.set(name.toLowerCase(), plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
    rest = rest.slice(whole.length);
  }
  return { type: (start[1] ?? '').toLowerCase(), parameters };
};

/** One element of a header that is a list of preferences. */
export interface Preference {
  /** In lower case. */
  readonly value: string;
  /** 0 to 1; 0 refuses. */
  readonly q: number;
  /** Its place in the header, from 0. */
  readonly order: number;
}

const readQ = (parameters: readonly string[]): number => {
  for (const parameter of parameters) {
    const found = /^[ \t]*q[ \t]*=[ \t]*(\S*)[ \t]*$/i.exec(parameter);
    if (found === null) continue;
    // A q that is none is as if absent: a typing error should not cost the whole element. `.2` is Java's own habit.
    return /^(?:0(?:\.[0-9]*)?|\.[0-9]+|1(?:\.0*)?)$/.test(found[1] ?? '') ? Number(found[1]) : 1;
  }
  return 1;
};

/** The elements of Accept or Accept-Language as sent; parameters other than q are not looked at. */
export const parsePreferences = (header: string): Preference[] =>
  header
    .split(',')
    .map((element) => element.split(';'))
    .map(([value = '', ...parameters], order) => ({ value: value.trim().toLowerCase(), q: readQ(parameters), order }))
    .filter(({ value }) => value !== '');

/** How exactly a range names a type: 2 by name, 1 by `type/*`, 0 by any; -1 not at all. */
const precision = (range: string, type: string): number => {
  if (range === type) return 2;
  if (range === '*/*' || range === '*') return 0;
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1)) ? 1 : -1;
};

interface Rank {
  readonly q: number;
  readonly precision: number;
  readonly order: number;
}

/** What a header says of one type: its most exact range counts, whatever the others say. */
const rankOf = (ranges: readonly Preference[], type: string): Rank | undefined =>
  ranges
    .map(({ value, q, order }) => ({ q, order, precision: precision(value, type) }))
    .filter((rank) => rank.precision >= 0)
    .sort((a, b) => b.precision - a.precision || a.order - b.order)[0];

const byRank = (a: Rank, b: Rank): number => b.q - a.q || b.precision - a.precision || a.order - b.order;

/** A form of answer, and the media types that ask for it. */
export interface Offer<T> {
  readonly value: T;
  readonly types: readonly string[];
}

/**
 * The offer that an Accept header prefers: the highest q; among equals named types before wildcards, then the one named
 * first, then the one offered first. No header, or an empty one: the first offer. Undefined: none is acceptable.
 */
export const negotiate = <T>(header: string | undefined, offers: readonly Offer<T>[]): T | undefined => {
  const ranges = parsePreferences(header ?? '');
  if (ranges.length === 0) return offers[0]?.value;
  const ranked = offers.flatMap(({ value, types }) =>
    types.flatMap((type) => {
      const rank = rankOf(ranges, type);
      return rank === undefined || rank.q === 0 ? [] : [{ value, rank }];
    }),
  );
  return ranked.sort((a, b) => byRank(a.rank, b.rank))[0]?.value;
};

/** The language ranges of Accept-Language in order of preference, without the refused ones. */
export const parseAcceptLanguage = (header: string | undefined): string[] =>
  parsePreferences(header ?? '')
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || a.order - b.order)
    .map(({ value }) => value);
