/** The members of an object that was sent, and the plain values in them, as leniently as D1 of the contract says. */

/** The value of a member by its camelCase name; undefined: absent. */
export type Members = (name: string) => unknown;

/** Names in any letter case; where two spellings are present the exact one counts, else the last. */
export const membersOf = (source: object): Members => {
  let folded: Map<string, unknown> | undefined;
  return (name) => {
    if (Object.hasOwn(source, name)) return Reflect.get(source, name);
    folded ??= new Map(Object.entries(source).map(([key, value]) => [key.toLowerCase(), value]));
    return folded.get(name.toLowerCase());
  };
};

export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An integer, or one in a string; undefined: neither. */
export const asInteger = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? Number(number) + 0 : undefined;
};

/** A boolean, or one in a string in any letter case; undefined: neither. */
export const asBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

/** A list of ids, or one id alone, each once in the order of its first; undefined: neither. */
export const asIds = (value: unknown): number[] | undefined => {
  const ids = (Array.isArray(value) ? value : [value]).map(asInteger);
  return ids.includes(undefined) ? undefined : [...new Set(ids as number[])];
};
