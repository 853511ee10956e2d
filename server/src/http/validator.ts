/** Schemas as checks: strict, compiled once, when first needed: all at boot would be half a second of the start. TypeBox makes the schemas, which are JSON Schema; Ajv compiles them. */

import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Static, TSchema } from 'typebox';
import type { FieldError } from '../domain/errors.ts';

/** Nothing is converted ("7" is no number), nothing dropped, no default filled in. */
const strict = { coerceTypes: false, removeAdditional: false, useDefaults: false, strictTypes: false } as const;

/** `first` stops at the first thing that is wrong; `all` names them all (bodies are bounded, so the list is too). */
export type CheckDepth = 'first' | 'all';

export type Checked<T> = { readonly value: T } | { readonly errors: readonly FieldError[] };

/** The member that an error is about: `required` and `additionalProperties` name the object, we name the member. */
const pathOf = (error: ErrorObject): string => {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { missingProperty, additionalProperty } = error.params as Record<string, unknown>;
  if (typeof missingProperty === 'string') steps.push(missingProperty);
  if (typeof additionalProperty === 'string') steps.push(additionalProperty);
  return steps.join('.');
};

const messageOf = (error: ErrorObject): string => {
  if (error.keyword === 'required') return 'is required';
  if (error.keyword === 'additionalProperties') return 'is not known here';
  return error.message ?? 'is not valid';
};

/** Ajv's errors in the domain's form: `path` is dotted and names the member, also a missing or an unknown one. */
export const toFieldErrors = (errors: readonly ErrorObject[]): readonly FieldError[] =>
  errors.map((error) => ({ path: pathOf(error), message: messageOf(error), code: `schema/${error.keyword}` }));

/** Compiles schemas of one face, each at its first use (about 10 ms); make one at boot and keep the checks. */
export interface SchemaCompiler {
  check<S extends TSchema>(schema: S): (value: unknown) => Checked<Static<S>>;
}

/** `formats`: what `format` may name in the schemas, and which texts are of it. */
export const createSchemaCompiler = (
  depth: CheckDepth,
  formats: Readonly<Record<string, (text: string) => boolean>> = {},
): SchemaCompiler => {
  const ajv = new Ajv2020({ ...strict, allErrors: depth === 'all', formats });
  return {
    check: <S extends TSchema>(schema: S) => {
      let compiled: ValidateFunction<Static<S>> | undefined;
      return (value) => {
        compiled ??= ajv.compile<Static<S>>(schema);
        return compiled(value) ? { value } : { errors: toFieldErrors(compiled.errors ?? []) };
      };
    },
  };
};

/** For Fastify, where a route carries a `schema`: the same strictness. */
export const compileRouteSchema = (schema: unknown): ValidateFunction =>
  new Ajv2020({ ...strict, allErrors: true }).compile(schema as TSchema);
