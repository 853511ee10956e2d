/** Members of a body, read alike from JSON and from forms: names ignore case, the last of equal ones counts (contract qflow (g) 10). */
import { BodyError } from '../../http/body-error.ts';
import { decodeUtf8, parseJsonText } from '../../http/json.ts';

/** A value as sent: its text, a number's or boolean's being its JSON text; and whether it was a text. */
export interface Scalar {
  readonly text: string;
  readonly isText: boolean;
}

/** `composite`: an object or a list; undefined: absent or null. */
export type Sent = Scalar | 'composite' | undefined;

/** Names and values of a dictionary in order; a name stands there once. */
export type Entries = readonly (readonly [name: string, value: Sent])[];

export interface Members {
  read(name: string): Sent;
  /** Entries where the member is a dictionary, else as `read`. */
  readEntries(name: string): { readonly entries: Entries } | Sent;
}

export const noMembers: Members = { read: () => undefined, readEntries: () => undefined };

const limits = { maxDepth: 256 };

type JsonObject = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

/** The names of an object's own members in the order of the text, which is JSON; equal ones again and again. */
const namesInOrder = (text: string): string[] => {
  const names: string[] = [];
  let depth = 0;
  let last = '';
  for (const [found] of text.matchAll(token)) {
    if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') depth -= 1;
    else if (found === ':' && depth === 1) names.push(JSON.parse(last) as string);
    else last = found;
  }
  return names;
};

/** By lower-case name: the name as it stands last in the text. */
const lastNames = (object: JsonObject, text: string): ReadonlyMap<string, string> => {
  const names = Object.keys(object);
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  // An object keeps the place of a name's first member, so names that differ in case alone need the text.
  return known.size === names.length ? known : new Map(namesInOrder(text).map((name) => [name.toLowerCase(), name]));
};

/** Numbers as their JSON text: `1.0` as a text member is `1.0`, not `1`. */
const keepNumberText = (_name: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' ? (context?.source ?? String(value)) : value;

/** The members of a JSON object. Fails with `BodyError`, also where the text is another value. */
const jsonMembers = (text: string): Members => {
  const value = parseJsonText(text, limits);
  if (value === null) return noMembers;
  if (!isObject(value)) throw new BodyError('syntax', 'The body is not a JSON object.');
  const names = lastNames(value, text);
  let exact: JsonObject | undefined;
  const exactly = (path: readonly string[]): string => {
    exact ??= JSON.parse(text, keepNumberText) as JsonObject;
    return String(path.reduce<unknown>((inside, name) => (inside as JsonObject)[name], exact));
  };
  const toSent = (member: unknown, path: readonly string[]): Sent => {
    if (member === undefined || member === null) return undefined;
    if (typeof member === 'string') return { text: member, isText: true };
    if (typeof member === 'number') return { text: exactly(path), isText: false };
    return typeof member === 'boolean' ? { text: String(member), isText: false } : 'composite';
  };
  const find = (name: string): readonly [unknown, string] => {
    const own = names.get(name.toLowerCase());
    return own === undefined ? [undefined, name] : [value[own], own];
  };
  return {
    read: (name) => {
      const [member, own] = find(name);
      return toSent(member, [own]);
    },
    readEntries: (name) => {
      const [member, own] = find(name);
      if (!isObject(member)) return toSent(member, [own]);
      return { entries: Object.entries(member).map(([key, entry]) => [key, toSent(entry, [own, key])] as const) };
    },
  };
};

/** The members of a JSON body; only blanks, or `null`: none. Fails with `BodyError`. */
export const readJsonMembers = (body: Buffer): Members => {
  const text = decodeUtf8(body);
  return text.trim() === '' ? noMembers : jsonMembers(text);
};
