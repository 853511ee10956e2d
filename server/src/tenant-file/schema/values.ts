/** The kinds of value that the tenant file is made of. Descriptions and defaults are part of the published schema. */
import type { StaticDecode, TSchema, TUnsafe } from 'typebox';
import { Type } from 'typebox';

/** The largest id: ids, numbers and days are positive 32-bit integers, as the vendors' clients hold them. */
export const largestId = 2_147_483_647;

/** An object that refuses members it does not know. */
export const closed = <T extends Record<string, TSchema>>(members: T, description: string) =>
  Type.Object(members, { additionalProperties: false, description });

export const optional = Type.Optional;

export const list = <T extends TSchema>(items: T, description: string, more: Record<string, unknown> = {}) =>
  Type.Array(items, { description, ...more });

export const integer = (description: string, more: { minimum?: number; maximum?: number; default?: number } = {}) =>
  Type.Integer({ description, minimum: 1, maximum: largestId, ...more });

export const id = (of: string) =>
  integer(`Number that vendor clients know the ${of} by. Left out: the store mints one.`);

export const uid = optional(
  Type.String({
    description: 'Opaque id, as World-Check One shows it. Left out: the store mints one.',
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  }),
);

export const flag = (description: string, value = false) => Type.Boolean({ description, default: value });

/** The name that the file itself calls a thing by: one line, no white space around it. */
const namePattern = '^[^\\s\\u0000-\\u001f\\u007f](?:[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f])?$';

export const key = (description: string, maxLength = 100) =>
  Type.String({ description, minLength: 1, maxLength, pattern: namePattern });

export const name = (description: string, maxLength = 200) =>
  Type.String({ description, minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });

export const text = (description: string, maxLength: number) => Type.String({ description, minLength: 1, maxLength });

export const choice = <const T extends string>(
  values: readonly T[],
  description: string,
  more: Record<string, unknown> = {},
) => Type.Unsafe<T>({ enum: values, description, ...more });

/** Text, or the name of an environment variable that holds it. */
export type Secret = string | { env: string };

/** One `type` of two instead of `anyOf`, so that what is wrong in it is told of the right member. */
export const secret = (
  description: string,
  more: { minLength?: number; maxLength?: number; pattern?: string } = {},
): TUnsafe<Secret> =>
  Type.Unsafe<Secret>({
    type: ['string', 'object'],
    description: `${description} \`{ env: NAME }\` takes it from an environment variable.`,
    minLength: 1,
    maxLength: 1024,
    ...more,
    properties: { env: { type: 'string', minLength: 1, description: 'Name of the environment variable.' } },
    required: ['env'],
    additionalProperties: false,
  });

/** An id or a key of the same thing. */
export const idOrKey = (description: string): TUnsafe<number | string> =>
  Type.Unsafe<number | string>({
    type: ['integer', 'string'],
    description,
    minimum: 1,
    maximum: largestId,
    minLength: 1,
  });

export const hex = (digits: number, description: string) =>
  Type.String({ description, pattern: `^[0-9a-f]{${digits}}$` });

export type Of<T extends TSchema> = StaticDecode<T>;
