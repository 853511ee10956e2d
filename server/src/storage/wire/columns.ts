/** Rows as PostgreSQL sends them, in text, to objects. */
import pg from 'pg';

type Parser = (bytes: Buffer, start: number, end: number) => unknown;

export interface Columns {
  readonly names: readonly string[];
  readonly parsers: readonly Parser[];
  /** Every name with null, in order: rows start as a copy of it. */
  readonly empty: Readonly<Record<string, null>>;
}

const { builtins } = pg.types;

const asText: Parser = (bytes, start, end) => bytes.toString('utf8', start, end);

const digits = (bytes: Buffer, start: number, end: number): number => {
  let value = 0;
  for (let index = start; index < end; index += 1) value = value * 10 + ((bytes[index] ?? 0x30) - 0x30);
  return value;
};

const asInteger: Parser = (bytes, start, end) =>
  bytes[start] === 0x2d ? -digits(bytes, start + 1, end) : digits(bytes, start, end);

/** Beyond 2^53 the nearest number, as `Number` gives it. */
const asBigInteger: Parser = (bytes, start, end) =>
  end - start < 16 ? asInteger(bytes, start, end) : Number(bytes.toString('latin1', start, end));

const asBoolean: Parser = (bytes, start) => bytes[start] === 0x74;

/** `2026-11-22 01:45:18.123+00`; milliseconds are what the columns keep. Anything else (infinity, BC) stays text. */
const asInstant: Parser = (bytes, start, end) => {
  const length = end - start;
  const plain = length >= 22 && length <= 29 && bytes[start + 4] === 0x2d && bytes[end - 3] === 0x2b;
  if (!plain || bytes[end - 1] !== 0x30 || bytes[end - 2] !== 0x30) return slowInstant(bytes, start, end);
  const fraction = length - 23;
  const ms =
    fraction > 0
      ? Math.trunc(digits(bytes, start + 20, start + 20 + Math.min(3, fraction)) * 10 ** (3 - Math.min(3, fraction)))
      : 0;
  const year = digits(bytes, start, start + 4);
  if (year < 100) return slowInstant(bytes, start, end); // Date.UTC takes them for 19xx
  return new Date(
    Date.UTC(
      year,
      digits(bytes, start + 5, start + 7) - 1,
      digits(bytes, start + 8, start + 10),
      digits(bytes, start + 11, start + 13),
      digits(bytes, start + 14, start + 16),
      digits(bytes, start + 17, start + 19),
      ms,
    ),
  );
};

const slowInstant: Parser = (bytes, start, end) => {
  const text = bytes.toString('latin1', start, end);
  const ms = /^[0-9].*[+-][0-9]{2}$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}:00`) : Number.NaN;
  return Number.isNaN(ms) ? text : new Date(ms);
};

/** The text of most JSON and array columns is `{}`. */
const isEmptyBraces = (bytes: Buffer, start: number, end: number): boolean =>
  end - start === 2 && bytes[start] === 0x7b && bytes[start + 1] === 0x7d;

const asJson: Parser = (bytes, start, end) =>
  isEmptyBraces(bytes, start, end) ? {} : JSON.parse(bytes.toString('utf8', start, end));

const asBytes: Parser = (bytes, start, end) => Buffer.from(bytes.toString('latin1', start + 2, end), 'hex');

const usual = (oid: number): Parser => {
  const parse = pg.types.getTypeParser(oid, 'text') as (text: string) => unknown;
  return (bytes, start, end) => parse(bytes.toString('utf8', start, end));
};

const listOf = (oid: number): Parser => {
  const parse = usual(oid);
  return (bytes, start, end) => (isEmptyBraces(bytes, start, end) ? [] : parse(bytes, start, end));
};

const integerList = 1007;
const textList = 1009;

const parsers = new Map<number, Parser>([
  [builtins.INT2, asInteger],
  [builtins.INT4, asInteger],
  [builtins.INT8, asBigInteger],
  [builtins.BOOL, asBoolean],
  [builtins.TEXT, asText],
  [builtins.VARCHAR, asText],
  [builtins.UUID, asText],
  [builtins.JSON, asText], // history: the hash covers the text itself
  [builtins.JSONB, asJson],
  [builtins.TIMESTAMPTZ, asInstant],
  [builtins.BYTEA, asBytes],
  [integerList, listOf(integerList)],
  [textList, listOf(textList)],
]);

const parserOf = (oid: number): Parser => {
  const known = parsers.get(oid);
  if (known !== undefined) return known;
  const made = usual(oid);
  parsers.set(oid, made);
  return made;
};

/** Reads a RowDescription, whose body starts at `start`. */
export const readColumns = (bytes: Buffer, start: number): Columns => {
  const count = bytes.readInt16BE(start);
  const names: string[] = [];
  const found: Parser[] = [];
  let at = start + 2;
  for (let index = 0; index < count; index += 1) {
    const end = bytes.indexOf(0, at);
    names.push(bytes.toString('utf8', at, end));
    found.push(parserOf(bytes.readUInt32BE(end + 7)));
    at = end + 19;
  }
  return { names, parsers: found, empty: Object.fromEntries(names.map((name) => [name, null])) };
};

/** As `readInt32BE`, which looks at its arguments each time; a row asks once for each column. */
const int32At = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);

/** Reads a DataRow, whose body starts at `start`. */
export const readRow = ({ names, parsers: toValue, empty }: Columns, bytes: Buffer, start: number): object => {
  const row: Record<string, unknown> = { ...empty };
  let at = start + 2;
  for (let index = 0; index < names.length; index += 1) {
    const length = int32At(bytes, at);
    at += 4;
    if (length < 0) continue;
    row[names[index] as string] = (toValue[index] as Parser)(bytes, at, at + length);
    at += length;
  }
  return row;
};
