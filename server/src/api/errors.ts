/** Domain kinds → statuses, and the body of every refusal: `application/problem+json` (RFC 9457). */
import { STATUS_CODES } from 'node:http';
import type { Db } from '../core.ts';
import type { Case } from '../domain/cases/case.ts';
import { getCase } from '../domain/cases/find-case.ts';
import { DomainError, type ErrorKind } from '../domain/errors.ts';
import { etagOf } from './conditions.ts';
import type { Answer, Caller } from './operation.ts';
import { viewCase } from './wire/view-cases.ts';

const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  locked: 423,
  'too-large': 413,
  limited: 429,
  unsupported: 415,
  unavailable: 503,
  internal: 500,
} satisfies Record<ErrorKind, number>;

/** Where HTTP is finer than the kinds. */
const finer: Readonly<Record<string, number>> = {
  'address/method': 405,
  'file/no-space': 507,
  'file/range': 416,
  'idempotency/other-request': 422,
  'request/malformed-url': 400,
  'request/precondition-required': 428,
  'store/full': 507,
};

export const statusOf = ({ kind, code }: Pick<DomainError, 'kind' | 'code'>): number => finer[code] ?? statuses[kind];

/** What a caller may not see is as if it were not there (DESIGN S6). */
const disguise = (error: DomainError): DomainError => {
  if (error.code !== 'case/unseen' && error.code !== 'related/unseen') return error;
  return new DomainError('not-found', 'case/unknown', 'There is no such case.');
};

/** More are not of use to anybody. */
const maxErrors = 100;

const headersOf = (error: DomainError): Record<string, string> => {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (error.retryAfter !== undefined) headers['retry-after'] = String(error.retryAfter);
  else if (error.kind === 'unavailable' || error.kind === 'limited') headers['retry-after'] = '1';
  if (error.kind === 'unauthenticated') headers['www-authenticate'] = 'Bearer realm="docket"';
  const size = error.params['size'];
  if (error.code === 'file/range') headers['content-range'] = `bytes */${size}`;
  return headers;
};

/** The members that some codes have beside the common ones. */
const extrasOf = async (
  error: DomainError,
  actor: Caller | null,
  db: Db | null,
): Promise<{ members: Record<string, unknown>; headers: Record<string, string> }> => {
  const { code, params } = error;
  if (error.kind === 'forbidden' && typeof params['permission'] === 'string') {
    return { members: { permission: params['permission'] }, headers: {} };
  }
  if (actor === null || db === null) return { members: {}, headers: {} };
  if (code === 'case/stale') {
    const current = params['case'] as Case;
    return { members: { case: await viewCase(db, actor, current) }, headers: { etag: etagOf(current) } };
  }
  if (code === 'case/duplicate-reference') {
    const existing = await findExisting(db, actor, String(params['reference']));
    return { members: existing === undefined ? {} : { existing }, headers: {} };
  }
  return { members: {}, headers: {} };
};

/** The case that has the reference, where the caller may see it. */
const findExisting = async (db: Db, actor: Caller, reference: string) => {
  try {
    return await viewCase(db, actor, await getCase(db, actor, { reference }));
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') return undefined;
    throw error;
  }
};

export interface ProblemContext {
  readonly requestId: string;
  readonly actor: Caller | null;
  /** To read what some problems show; null: they go without. */
  readonly db: Db | null;
}

/** The answer to a request that failed. Nothing of an internal error's cause is in it. */
export const problemOf = async (cause: DomainError, { requestId, actor, db }: ProblemContext): Promise<Answer> => {
  const error = disguise(cause);
  const status = statusOf(error);
  const extras = await extrasOf(error, actor, db);
  return {
    status,
    type: 'application/problem+json',
    headers: { ...headersOf(error), ...extras.headers },
    body: {
      type: `/docs#${error.code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail: error.kind === 'internal' ? 'The server failed.' : error.message,
      code: error.code,
      ...(error.errors.length > 0 ? { errors: error.errors.slice(0, maxErrors) } : {}),
      requestId,
      ...extras.members,
    },
  };
};
