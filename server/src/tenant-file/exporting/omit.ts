/** Leaving out what a tenant file need not say. */

type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

/** The object without its members that are null. */
export const without = <T extends object>(members: T): Present<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as Present<T>;

/** A list that has entries, as one that may be changed; else null. */
export const some = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);

/** The value where it is not the default; else null. */
export const unless = <T>(value: T, standard: T): T | null => (value === standard ? null : value);
