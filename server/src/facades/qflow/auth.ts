/** Credentials → actor, in the four places where a program may have them (contract qflow (c)). */
import type { FastifyRequest } from 'fastify';
import { hasLicence } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { checkPassword } from '../../domain/users/check-password.ts';
import { findSession } from '../../domain/users/sessions.ts';
import type { FaceDeps } from '../../http/face.ts';

const denied = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/required', 'Authorization has been denied for this request.');

export interface SignedIn {
  readonly tenant: Tenant;
  readonly user: User;
}

/** The tenant of a sign-in by name: by host, header, setting, or the only one. */
const tenantOf = ({ directory }: FaceDeps, request: FastifyRequest): Tenant | undefined => {
  const { host, 'x-docket-tenant': named } = request.raw.headers;
  return directory.tenantOfSignIn(host, Array.isArray(named) ? named.join(', ') : named);
};

/**
 * The user of that name and password. Fails with `unauthenticated` `sign-in/wrong` alike for a name that is unknown, a
 * wrong password and a disabled user; with `limited` after too many wrong ones (DESIGN S17).
 */
export const signInByPassword = async (
  deps: FaceDeps,
  request: FastifyRequest,
  name: string,
  password: string,
): Promise<SignedIn> => {
  const tenant = tenantOf(deps, request);
  if (tenant === undefined) {
    throw new DomainError('unauthenticated', 'sign-in/wrong', 'The user name or password is incorrect.');
  }
  const known = tenant.users.byKey.get(name);
  const user = await checkPassword(deps.core, tenant, 'qflow', known, name, password, deps.now());
  return { tenant, user };
};

/** By a static token, which costs no round trip, or by one of a sign-in. */
const signInByToken = async ({ core, directory, now }: FaceDeps, token: string): Promise<SignedIn> => {
  const known = directory.credentialByToken('qflow', token);
  const found = known ?? (await findSession(core, directory, 'qflow', token, now()));
  if (found === undefined || found.user.disabled || found.user.removed) throw denied();
  return found;
};

const signInByBasic = async (deps: FaceDeps, request: FastifyRequest, encoded: string): Promise<SignedIn> => {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) throw denied();
  try {
    return await signInByPassword(deps, request, text.slice(0, colon), text.slice(colon + 1));
  } catch (error) {
    throw error instanceof DomainError && error.kind === 'unauthenticated' ? denied() : error;
  }
};

/** Whose call it is. Where `Authorization` is there, it alone counts. Fails with `unauthenticated`, `limited`. */
export const authenticate = async (deps: FaceDeps, request: FastifyRequest): Promise<Actor> => {
  const { authorization, apitoken } = request.raw.headers;
  const credentials = authorization ?? (apitoken === undefined ? '' : `Token ${apitoken}`);
  const [, scheme = '', value = ''] = /^(Bearer|Token|Basic)[ \t]+(\S+)$/i.exec(credentials.trim()) ?? [];
  if (scheme === '') throw denied();
  const isBasic = scheme.toLowerCase() === 'basic';
  const { tenant, user } = isBasic ? await signInByBasic(deps, request, value) : await signInByToken(deps, value);
  return { tenant, user, face: 'qflow' };
};

/** Fails with `forbidden` for a user without a licence. */
export const requireLicence = ({ user }: Actor): void => {
  if (user !== null && hasLicence(user)) return;
  throw new DomainError('forbidden', 'access/unlicensed', 'The user has no licence.');
};

/** Who sent a request that has passed the face's sign-in. */
export const actorOf = ({ actor }: FastifyRequest): Actor => {
  if (actor === null) throw denied();
  return actor;
};
