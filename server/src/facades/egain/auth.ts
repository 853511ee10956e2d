/** Credentials → actor: the session that a login began (contract egain 3.1, 3.2). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasLicence } from '../../domain/access/access.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import type { LiveSession } from '../../domain/users/sessions.ts';
import { findSession } from '../../domain/users/sessions.ts';
import type { FaceDeps } from '../../http/face.ts';
import { actorOf } from './call.ts';
import { refuse } from './codes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    egainSession: LiveSession | undefined;
  }
}

/** Most live sessions of a user on this face. */
export const sessionLimit = 5;

export const sessionHeader = 'x-egain-session';

/** A session ends so long after its last call. */
export const sessionLifetimeMs = (tenant: Tenant): number => tenant.sessions.egainMinutes * 60_000;

/** No other text is a session: it is not looked up. */
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Finds whose call it is; from here on every answer carries the session's id. Fails with 401-101. */
export const requireSession = async (deps: FaceDeps, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const id = request.raw.headers[sessionHeader];
  if (typeof id !== 'string' || !idPattern.test(id)) throw refuse('401-101');
  const session = await findSession(deps.core, deps.directory, 'egain', id, deps.now(), sessionLifetimeMs);
  if (session === undefined) throw refuse('401-101');
  request.egainSession = session;
  request.actor = { tenant: session.tenant, user: session.user, face: 'egain' };
  reply.header(sessionHeader, id);
};

/** Fails with 403-105: a user without licence may sign in and out, and nothing else. */
export const requireLicence = (request: FastifyRequest): void => {
  const { user } = actorOf(request);
  if (user !== null && !hasLicence(user)) throw refuse('403-105');
};
