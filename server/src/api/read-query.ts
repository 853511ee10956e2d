/** The query of an address → what the operation's schema says it is. */
import type { TObject, TSchema } from 'typebox';
import { DomainError, type FieldError } from '../domain/errors.ts';
import { PairError } from '../http/pairs.ts';
import { parseQuery } from '../http/query.ts';
import { isForbiddenText } from '../http/text.ts';
import type { Check } from './checks.ts';
import { commaSeparated } from './schemas/query-values.ts';

const refuse = (path: string, code: string, message: string): DomainError =>
  new DomainError('invalid', 'request/invalid', 'The query is not valid.', { errors: [{ path, message, code }] });

const readPairs = (url: string): Map<string, string[]> => {
  const values = new Map<string, string[]>();
  try {
    for (const [name, value] of parseQuery(url)) {
      if (isForbiddenText(name) || isForbiddenText(value)) {
        throw refuse(name.replaceAll('\0', ''), 'request/invalid-text', 'holds U+0000 or half of a surrogate pair');
      }
      const known = values.get(name);
      if (known === undefined) values.set(name, [value]);
      else known.push(value);
    }
  } catch (error) {
    if (!(error instanceof PairError)) throw error;
    throw new DomainError('invalid', 'request/malformed-query', error.message);
  }
  return values;
};

type Shape = TSchema & { readonly type?: string; readonly items?: Shape };

/** A number or a truth that is written as one; all else stays a text, which the check then refuses. */
const convert = ({ type }: Shape, text: string): unknown => {
  if (type === 'integer') return /^-?[0-9]{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
};

const readParameter = (name: string, shape: Shape, values: readonly string[]): unknown => {
  if (shape.type === 'array') {
    const items = commaSeparated.has(name) ? values.flatMap((value) => value.split(',')) : values;
    return items.map((item) => convert(shape.items ?? {}, item));
  }
  if (values.length > 1) throw refuse(name, 'request/repeated-parameter', 'may be sent once');
  return convert(shape, values[0] ?? '');
};

const shapeOf = (schema: TObject | undefined, name: string): Shape | undefined => {
  const properties: Readonly<Record<string, Shape>> = schema?.properties ?? {};
  if (Object.hasOwn(properties, name)) return properties[name];
  const patterns = (schema as { patternProperties?: Record<string, Shape> } | undefined)?.patternProperties ?? {};
  return Object.entries(patterns).find(([pattern]) => new RegExp(pattern, 'u').test(name))?.[1];
};

/** Fails with `invalid`: `request/malformed-query`, or `request/invalid` with what is wrong, an unknown parameter too. */
export const readQuery = (url: string, schema: TObject | undefined, check: Check | undefined): unknown => {
  const values = readPairs(url);
  const query: [string, unknown][] = [];
  for (const [name, given] of values) {
    const shape = shapeOf(schema, name);
    if (shape === undefined) throw refuse(name, 'request/unknown-parameter', 'is not known here');
    query.push([name, readParameter(name, shape, given)]);
  }
  const value = Object.fromEntries(query);
  const errors: readonly FieldError[] = check?.(value) ?? [];
  if (errors.length > 0) throw new DomainError('invalid', 'request/invalid', 'The query is not valid.', { errors });
  return value;
};
