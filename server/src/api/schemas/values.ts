/** The kinds of value that the API's schemas are made of. Ajv counts the length of texts in code points (DESIGN S8). */
import type { Static, TObject, TProperties, TSchema, TUnsafe } from 'typebox';
import { Type } from 'typebox';
import { listParameters } from './query-values.ts';

/** An object that refuses members it does not know. `title` makes it a component of the OpenAPI document. */
export const closed = <T extends TProperties>(title: string, members: T, description?: string): TObject<T> =>
  Type.Object(members, { title, additionalProperties: false, ...(description === undefined ? {} : { description }) });

/** The same inside another: it has no name of its own. */
export const part = <T extends TProperties>(members: T, description?: string): TObject<T> =>
  Type.Object(members, { additionalProperties: false, ...(description === undefined ? {} : { description }) });

export const text = (maxLength: number, description?: string) =>
  Type.String({ maxLength, ...(description === undefined ? {} : { description }) });

/** One `type` of two instead of `anyOf`, so that what is wrong is told once. */
export const orNull = <S extends TSchema & { type?: unknown }>(schema: S): TUnsafe<Static<S> | null> => {
  const { enum: values, ...rest } = schema as S & { enum?: readonly unknown[] };
  return Type.Unsafe<Static<S> | null>({
    ...rest,
    ...(rest.type === undefined ? {} : { type: [rest.type, 'null'] }),
    ...(values === undefined ? {} : { enum: [...values, null] }),
  });
};

/** Checked as `instant.ts` reads it. */
export const instant = (description?: string) =>
  Type.String({ format: 'date-time', ...(description === undefined ? {} : { description }) });

export const choice = <const T extends string>(values: readonly T[], description?: string): TUnsafe<T> =>
  Type.Unsafe<T>({ type: 'string', enum: values, ...(description === undefined ? {} : { description }) });

export const largestInteger = 2_147_483_647;

export const id = (description?: string) =>
  Type.Integer({ minimum: 1, maximum: largestInteger, ...(description === undefined ? {} : { description }) });

/** `{items, next}`, and `count` where it is asked for: every list of the API. */
export const listOf = <S extends TSchema>(title: string, items: S) =>
  closed(title, {
    items: Type.Array(items),
    next: orNull(Type.String({ description: 'What to send as `cursor` for the next page; null: this is the last.' })),
    count: Type.Optional(Type.Integer({ minimum: 0 })),
  });

/** The query of a list. */
export const listQuery = <T extends TProperties>(members: T) => part({ ...members, ...listParameters });
