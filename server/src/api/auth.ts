/** Credentials → who calls (contract api, "Signing in"): a bearer token, or the cookie of a session. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { hasLicence } from '../domain/access/access.ts';
import { DomainError } from '../domain/errors.ts';
import type { Tenant, User } from '../domain/tenants/tenant.ts';
import { findSession, type LiveSession } from '../domain/users/sessions.ts';
import type { FaceDeps } from '../http/face.ts';
import type { Access, Caller } from './operation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session whose cookie signed this request in; null: a token did, or nobody. */
    apiSession: LiveSession | null;
  }
}

export const sessionCookie = 'docket_session';
export const csrfHeader = 'x-docket-csrf';

/** How long a session of the tenant lasts after its last call. */
export const sessionMs = ({ sessions }: Tenant): number => sessions.workspaceHours * 3_600_000;

const unauthenticated = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/required', 'The call needs a token or a session.');

const badToken = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/bad-token', 'The token is not known, or its user is disabled.');

const enabled = (user: User): boolean => !user.disabled && !user.removed;

const byToken = ({ directory }: FaceDeps, authorization: string, access: Access): Caller => {
  const token = /^bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw badToken();
  const found =
    access === 'any-token' ? directory.credentialByAnyToken(token) : directory.credentialByToken('api', token);
  if (found === undefined || !enabled(found.user)) throw badToken();
  return { tenant: found.tenant, user: found.user, face: 'api' };
};

/** Cookie values as sent; the first of a name counts. */
const cookieOf = (header: string | undefined): string | undefined => {
  for (const piece of header?.split(';') ?? []) {
    const equals = piece.indexOf('=');
    if (piece.slice(0, equals).trim() === sessionCookie) return piece.slice(equals + 1).trim();
  }
  return undefined;
};

const reads = new Set(['GET', 'HEAD']);

/** What changes something must come from our own page, not from another that only has the browser send the cookie. */
const requireCsrf = (request: FastifyRequest, csrf: string): void => {
  if (reads.has(request.method)) return;
  const sent = Buffer.from(String(request.headers[csrfHeader] ?? ''));
  const wanted = Buffer.from(csrf);
  if (sent.length === wanted.length && timingSafeEqual(sent, wanted)) return;
  throw new DomainError('forbidden', 'session/csrf', 'The header X-Docket-CSRF has not the value given at sign-in.');
};

const bySession = async (deps: FaceDeps, request: FastifyRequest, token: string): Promise<Caller> => {
  const found = await findSession(deps.core, deps.directory, 'api', token, deps.now(), sessionMs);
  if (found === undefined) throw new DomainError('unauthenticated', 'session/ended', 'The session has ended.');
  request.apiSession = found;
  requireCsrf(request, found.session.csrf ?? '');
  return { tenant: found.tenant, user: found.user, face: 'api' };
};

/**
 * Who calls, also left in `request.actor`; null for a call that is open to all. Fails with `unauthenticated` (`sign-in/…`,
 * `session/ended`) and `forbidden` (`session/csrf`, `access/licence`).
 */
export const authenticate = async (deps: FaceDeps, request: FastifyRequest, access: Access): Promise<Caller | null> => {
  if (access === 'open') return null;
  const { authorization, cookie } = request.headers;
  const token = authorization === undefined ? cookieOf(cookie) : undefined;
  if (authorization === undefined && token === undefined) throw unauthenticated();
  const caller =
    authorization === undefined ? await bySession(deps, request, token ?? '') : byToken(deps, authorization, access);
  request.actor = caller;
  if (access !== 'signed-in' && !hasLicence(caller.user)) {
    throw new DomainError('forbidden', 'access/licence', 'The user has no licence.');
  }
  return caller;
};
