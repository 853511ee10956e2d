/** Reads parameters one by one, and gathers all that is wrong with them (contract goss §4). */
import { isLongerThan } from '../../../domain/cases/judge-fields.ts';
import { InvalidParams, type ParamFault } from '../errors.ts';
import { limits } from '../schemas.ts';
import { readDateTime } from './dates.ts';

/** JSON Pointer (RFC 6901) of these steps. */
export const pointer = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export type JsonRecord = { readonly [member: string]: unknown };

export interface SentDate {
  readonly sent: string;
  readonly at: Date;
}

/**
 * An object among the parameters, and where it stands. Its readers answer what a member holds, or null where it is absent,
 * null, `""` or wrong; what is wrong is noted.
 */
export interface Reader {
  readonly value: JsonRecord;
  /** Notes a fault of a member, or without steps of the object itself. */
  refuse(message: string, ...steps: readonly (string | number)[]): null;
  text(name: string, max: number): string | null;
  /** `''` where it is missing; that is noted, so the value is never used. */
  requiredText(name: string, max: number): string;
  /** The same, where `""` is a value too. */
  requiredBlankable(name: string, max: number): string;
  flag(name: string): boolean;
  integer(name: string): number | null;
  /** One of `values`, exactly. */
  choice<T extends string>(name: string, values: readonly T[]): T | null;
  /** RFC 3339, without an offset in `zone`; and as it was sent. */
  dateTime(name: string, zone: string): SentDate | null;
  object(name: string): Reader | null;
  requiredObject(name: string): Reader | null;
  /** The entries, none where there are too many: then only that is noted. */
  list(name: string, max: number): readonly unknown[];
  /** A reader of an entry of a list among the members. */
  entry(value: unknown, name: string, index: number): Reader | null;
}

export const isObject = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const createReader = (value: JsonRecord, at: string, faults: ParamFault[]): Reader => {
  const refuse = (message: string, ...steps: readonly (string | number)[]): null => {
    faults.push({ path: at + pointer(...steps), message });
    return null;
  };
  const read = (found: unknown, ...steps: readonly (string | number)[]): Reader | null =>
    isObject(found) ? createReader(found, at + pointer(...steps), faults) : refuse('must be an object', ...steps);
  const text = (name: string, max: number): string | null => {
    const found = value[name];
    if (isAbsent(found) || found === '') return null;
    if (typeof found !== 'string') return refuse('must be a string', name);
    return isLongerThan(found, max) ? refuse(`must have at most ${max} characters`, name) : found;
  };
  return {
    value,
    refuse,
    text,
    requiredText: (name, max) => {
      const found = value[name];
      if (isAbsent(found) || found === '') refuse('is required', name);
      return text(name, max) ?? '';
    },
    requiredBlankable: (name, max) => {
      if (isAbsent(value[name])) refuse('is required', name);
      return text(name, max) ?? '';
    },
    flag: (name) => {
      const found = value[name];
      if (!isAbsent(found) && typeof found !== 'boolean') refuse('must be a boolean', name);
      return found === true;
    },
    integer: (name) => {
      const found = value[name];
      if (isAbsent(found)) return null;
      return typeof found === 'number' && Number.isInteger(found) ? found : refuse('must be an integer', name);
    },
    choice: (name, values) => {
      const found = text(name, limits.key);
      return (
        values.find((one) => one === found) ?? (found === null ? null : refuse(`must be ${values.join(' or ')}`, name))
      );
    },
    dateTime: (name, zone) => {
      const sent = text(name, limits.date);
      if (sent === null) return null;
      const at = readDateTime(sent, zone);
      return at === undefined ? refuse('must be a date and time (RFC 3339)', name) : { sent, at };
    },
    object: (name) => (isAbsent(value[name]) ? null : read(value[name], name)),
    requiredObject: (name) => (isAbsent(value[name]) ? refuse('is required', name) : read(value[name], name)),
    list: (name, max) => {
      const found = value[name];
      if (isAbsent(found)) return [];
      if (Array.isArray(found) && found.length <= max) return found;
      refuse(Array.isArray(found) ? `must have at most ${max} entries` : 'must be an array', name);
      return [];
    },
    entry: (found, name, index) => read(found, name, index),
  };
};

/** What `read` makes of the parameters. Fails with `InvalidParams`, naming everything that it found wrong. */
export const readParams = <T>(params: JsonRecord, read: (reader: Reader) => T): T => {
  const faults: ParamFault[] = [];
  const result = read(createReader(params, '', faults));
  if (faults.length > 0) throw new InvalidParams(faults);
  return result;
};
