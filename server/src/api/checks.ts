/** Schemas as checks, compiled once at boot. */
import type { TSchema } from 'typebox';
import type { FieldError } from '../domain/errors.ts';
import { createSchemaCompiler } from '../http/validator.ts';
import { isInstant } from './instant.ts';

/** What is wrong with a value; empty: nothing. `bytes`: how large its text was. */
export type Check = (value: unknown, bytes?: number) => readonly FieldError[];

/** Of a larger body only the first error is told: there could be as many as it has members. */
const tellAll = 64 * 1024;

const formats = { 'date-time': isInstant };

export const createChecks = (): ((schema: TSchema) => Check) => {
  const first = createSchemaCompiler('first', formats);
  const all = createSchemaCompiler('all', formats);
  return (schema) => {
    const checkFirst = first.check(schema);
    const checkAll = all.check(schema);
    return (value, bytes = 0) => {
      const quick = checkFirst(value);
      if (!('errors' in quick)) return [];
      if (bytes > tellAll) return quick.errors;
      const found = checkAll(value);
      return 'errors' in found ? found.errors : quick.errors;
    };
  };
};
