/** Whatever a request can end in, as a domain error: faces map kinds and never see a framework's or a driver's error. */

import { DomainError, internal } from '../domain/errors.ts';
import { translateSqlError } from '../storage/sql-errors.ts';
import { BodyError } from './body-error.ts';
import { toFieldErrors } from './validator.ts';

/** What Ajv and Fastify hang on an error whose request failed a route's schema. */
interface SchemaFailure {
  readonly validation: Parameters<typeof toFieldErrors>[0];
  readonly validationContext?: string;
}

const isSchemaFailure = (error: Error): error is Error & SchemaFailure =>
  'validation' in error && Array.isArray(error.validation);

const fromSchema = ({ validation, validationContext: part = 'request' }: SchemaFailure): DomainError =>
  new DomainError('invalid', 'request/invalid', `The ${part} is not valid.`, {
    errors: toFieldErrors(validation),
    params: { part },
  });

/** Fastify's own errors that a client can cause. Any other of its errors is a fault of ours. */
const framework: Readonly<Record<string, () => DomainError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new DomainError('too-large', 'request/too-large', 'The body is too large.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new DomainError('unsupported', 'request/media-type', 'The media type of the body is not supported.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new DomainError('invalid', 'request/aborted', 'The body has not the length that was announced.'),
  FST_ERR_BAD_URL: () => new DomainError('not-found', 'request/malformed-url', 'The address cannot be decoded.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new DomainError('not-found', 'request/malformed-url', 'The address is too long.'),
  FST_ERR_NOT_FOUND: () => new DomainError('not-found', 'address/unknown', 'There is no such address.'),
};

const fromFramework = (error: Error): DomainError | undefined => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return Object.hasOwn(framework, code) ? framework[code]?.() : undefined;
};

/**
 * Domain errors as they are; a `BodyError` as kind `invalid` with the code `request/<reason>`; what Fastify and the
 * store refuse by their tables; all else `internal`, with the error as its cause, to be logged and never sent.
 */
export const toDomainError = (error: unknown): DomainError => {
  if (error instanceof DomainError) return error;
  if (error instanceof BodyError) return new DomainError('invalid', `request/${error.reason}`, error.message);
  if (!(error instanceof Error)) return internal('Something that is no error was thrown.', error);
  if (isSchemaFailure(error)) return fromSchema(error);
  return fromFramework(error) ?? translateSqlError(error);
};
