/** The query language of filters, RSQL (contract worldcheck §3.4), as a predicate over rows. */
import { badField } from '../errors.ts';
import { type Operator, operators, parseInstant, standsTo } from './operators.ts';

/** What a query may name: how its values are read, and what a row has there; null: nothing, which equals no value. */
export type QueryField<R> =
  | { readonly kind: 'date'; readonly of: (row: R) => number | null }
  | { readonly kind: 'text'; readonly of: (row: R) => string | null };

export type QueryFields<R> = Readonly<Record<string, QueryField<R>>>;

export interface Query<R> {
  readonly matches: (row: R) => boolean;
  /** Names of the fields that it compares. */
  readonly compares: ReadonlySet<string>;
}

type Predicate<R> = (row: R) => boolean;

interface Reader {
  readonly text: string;
  at: number;
}

const maxDepth = 64;

const wrong = (message: string) => badField('query', `query ${message}.`);

/** What a sticky pattern finds here, and goes on behind it. */
const take = (reader: Reader, pattern: RegExp): RegExpExecArray | undefined => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found === null) return undefined;
  reader.at = pattern.lastIndex;
  return found;
};

const patterns = () => ({
  open: /\s*\(\s*/y,
  close: /\s*\)/y,
  comma: /\s*,\s*/y,
  or: /\s*,\s*|\s+or\s+/y,
  and: /\s*;\s*|\s+and\s+/y,
  selector: /[A-Za-z][A-Za-z0-9_.]*/y,
  operator: /\s*(==|!=|=gt=|=ge=|=lt=|=le=|=in=|=out=|=RANGE=|>=|<=|>|<)\s*/y,
  value: /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s"'();,=!~<>]+)/sy,
});

const readValue = (reader: Reader, { value }: ReturnType<typeof patterns>): string => {
  const found = take(reader, value);
  if (found === undefined) throw wrong(`lacks a value at ${reader.at + 1}`);
  const [, single, double, bare = ''] = found;
  return (single ?? double)?.replaceAll(/\\(.)/gs, '$1') ?? bare;
};

const readList = (reader: Reader, words: ReturnType<typeof patterns>): string[] => {
  if (take(reader, words.open) === undefined) throw wrong(`lacks a list of values at ${reader.at + 1}`);
  const values = [readValue(reader, words)];
  while (take(reader, words.comma) !== undefined) values.push(readValue(reader, words));
  if (take(reader, words.close) === undefined) throw wrong(`lacks ')' at ${reader.at + 1}`);
  return values;
};

const comparing = <R>(field: QueryField<R>, operator: Operator, values: readonly string[]): Predicate<R> => {
  if (field.kind === 'text') {
    const stands = standsTo(operator, values);
    return (row) => stands(field.of(row));
  }
  const instants = values.map((value) => {
    const at = parseInstant(value);
    if (at === undefined) throw wrong('compares a date with what is none');
    return at;
  });
  const stands = standsTo(operator, instants);
  return (row) => stands(field.of(row));
};

/**
 * Reads a query whose comparisons name these fields. Fails with `INVALID_FIELD` for syntax, a field, an operator or a date
 * that is none, and for parentheses deeper than 64.
 */
export const parseQuery = <R>(text: string, fields: QueryFields<R>): Query<R> => {
  const reader: Reader = { text: text.trim(), at: 0 };
  const words = patterns();
  const compares = new Set<string>();

  const readComparison = (): Predicate<R> => {
    const [name = ''] = take(reader, words.selector) ?? [];
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw wrong(`names no field that can be compared at ${reader.at + 1 - name.length}`);
    const [, operator] = take(reader, words.operator) ?? [];
    if (operator === undefined) throw wrong(`lacks an operator at ${reader.at + 1}`);
    const { takes } = operators[operator as Operator];
    const values = takes === 'one' ? [readValue(reader, words)] : readList(reader, words);
    if (takes === 'two' && values.length !== 2) throw wrong('has a range that is not of two values');
    compares.add(name);
    return comparing(field, operator as Operator, values);
  };
  const readGroup = (depth: number): Predicate<R> => {
    if (take(reader, words.open) === undefined) return readComparison();
    if (depth >= maxDepth) throw wrong(`is nested deeper than ${maxDepth}`);
    const inner = readAny(depth + 1);
    if (take(reader, words.close) === undefined) throw wrong(`lacks ')' at ${reader.at + 1}`);
    return inner;
  };
  const readAll = (depth: number): Predicate<R> => {
    const parts = [readGroup(depth)];
    while (take(reader, words.and) !== undefined) parts.push(readGroup(depth));
    return (row) => parts.every((part) => part(row));
  };
  const readAny = (depth: number): Predicate<R> => {
    const parts = [readAll(depth)];
    while (take(reader, words.or) !== undefined) parts.push(readAll(depth));
    return (row) => parts.some((part) => part(row));
  };

  const matches = readAny(0);
  if (reader.at < reader.text.length) throw wrong(`cannot be read from ${reader.at + 1} on`);
  return { matches, compares };
};
