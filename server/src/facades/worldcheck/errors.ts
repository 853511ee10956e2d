/** Every kind of failure as this API answers it (contract worldcheck §5). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, invalid } from '../../domain/errors.ts';

interface Failure {
  readonly status: number;
  /** Absent: the answer has no body. */
  readonly error?: string;
  readonly cause?: string;
}

/** A body that is no message of the wanted shape. */
export const badMessage = (): DomainError =>
  new DomainError('invalid', 'request/shape', 'The body does not have the shape of this message.');

/** A member or parameter whose value is wrong; the sentence names it. */
export const badField = (field: string, message: string): DomainError => invalid(field, 'field/invalid', message);

export const badProviderType = (message: string): DomainError =>
  invalid('providerTypes', 'provider-type/invalid', message);

const noGroup = 'groupId names no group of the client that the user may see.';

/** A `groupId` in a body that names no group which the user may see. */
export const unknownGroupNamed = (): DomainError => invalid('groupId', 'unit/unknown', noGroup);

const noUser = 'userId names no user of the client to whom the case may be assigned.';
const notWellFormed = 'Message body is not well-formed.';
const noCase = 'API key does not have permission to access the case or case not found.';
const duplicateCaseId = 'Case IDs must be unique within the same client and request.';

/** Codes of the domain and of this face that have a name of their own here. */
const named: Readonly<Record<string, { readonly error: string; readonly cause?: string }>> = {
  'request/shape': { error: 'INVALID_MESSAGE_FORMAT', cause: notWellFormed },
  'request/empty': { error: 'INVALID_MESSAGE_FORMAT', cause: notWellFormed },
  'request/encoding': { error: 'INVALID_MESSAGE_FORMAT', cause: notWellFormed },
  'request/syntax': { error: 'INVALID_MESSAGE_FORMAT', cause: notWellFormed },
  'request/depth': { error: 'INVALID_MESSAGE_FORMAT', cause: notWellFormed },
  'request/aborted': { error: 'INVALID_MESSAGE_FORMAT', cause: notWellFormed },
  'provider-type/invalid': { error: 'INVALID_PROVIDER_TYPE' },
  'case/duplicate-reference': { error: 'CASE_ID_EXISTS', cause: duplicateCaseId },
  'case/unknown': { error: 'CASE_NOT_FOUND', cause: noCase },
  'case/unseen': { error: 'CASE_NOT_FOUND', cause: noCase },
  'result/unknown': { error: 'RESULT_NOT_FOUND' },
  'unit/unknown': { error: 'GROUP_NOT_FOUND' },
  'user/unknown': { error: 'USER_NOT_FOUND', cause: noUser },
  'user/disabled': { error: 'USER_NOT_FOUND', cause: noUser },
  'user/unlicensed': { error: 'USER_NOT_FOUND', cause: noUser },
  'user/not-in-unit': { error: 'USER_NOT_FOUND', cause: noUser },
  'group/unknown': { error: 'GROUP_NOT_FOUND', cause: noGroup },
  'audit-event/unknown': { error: 'AUDIT_EVENT_NOT_FOUND', cause: 'auditEventId names no audit event of the case.' },
  'related/itself': { error: 'INVALID_FIELD', cause: 'relatedCaseSystemIds names the case itself.' },
  'related/too-many': {
    error: 'INVALID_FIELD',
    cause: 'relatedCaseSystemIds would give a case more relations than it can have.',
  },
};

const nameOf = (error: DomainError) => (Object.hasOwn(named, error.code) ? named[error.code] : undefined);

const refuse =
  (status: number, name: (error: DomainError) => string) =>
  (error: DomainError): Failure => ({ status, error: name(error), cause: error.message, ...nameOf(error) });

const empty = (status: number) => (): Failure => ({ status });

/** `case/not-archived` → `CASE_NOT_ARCHIVED`: what has no name of the vendor's says its own. */
const snake = ({ code }: DomainError): string => code.replaceAll(/[^a-z]+/g, '_').toUpperCase();

const failures = {
  invalid: refuse(400, () => 'INVALID_FIELD'),
  unauthenticated: empty(401),
  forbidden: refuse(403, () => 'ACCESS_DENIED'),
  'not-found': refuse(404, (error) => `${snake(error).replace(/_UNKNOWN$/, '')}_NOT_FOUND`),
  conflict: refuse(400, snake),
  stale: refuse(400, snake),
  locked: refuse(400, snake),
  'too-large': empty(413),
  limited: empty(429),
  unsupported: empty(415),
  unavailable: () => ({
    status: 503,
    error: 'SERVICE_UNAVAILABLE',
    cause: 'The server cannot reach its store at the moment.',
  }),
  internal: () => ({ status: 500, error: 'UNEXPECTED_ERROR', cause: 'An unexpected error occurred.' }),
} satisfies Record<ErrorKind, (error: DomainError) => Failure>;

/** What one of several was refused with, where the call itself succeeded (§4.7). */
export const describeRefusal = (refusal: DomainError): { readonly error: string; readonly cause: string }[] => {
  const { error = 'UNEXPECTED_ERROR', cause = refusal.message }: Failure = failures[refusal.kind](refusal);
  return [{ error, cause }];
};

const challenge =
  'Signature realm="World-Check One API",algorithm="hmac-sha256",headers="(request-target) host date content-type content-length"';

/** No body and `Content-Length: 0`, to a HEAD too. */
export const sendEmpty = (reply: FastifyReply, status: number): void => {
  reply.code(status).header('content-length', '0').send();
};

/** Answers a request that failed; a HEAD never has a body (§5). */
export const answerError = (error: DomainError, request: FastifyRequest, reply: FastifyReply): void => {
  const { status, error: name, cause }: Failure = failures[error.kind](error);
  if (error.kind === 'unauthenticated') {
    // The first of the two is the vendor's own odd form, which programs have seen.
    reply.header('authorization', `WWW-Authenticate: ${challenge}`).header('www-authenticate', challenge);
  }
  if (error.kind === 'unavailable') reply.header('retry-after', String(error.retryAfter ?? 1));
  if (name === undefined || request.method === 'HEAD') sendEmpty(reply, status);
  else reply.code(status).send([{ error: name, cause }]);
};
