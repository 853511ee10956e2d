/** Whose call it is, and where it acts (contract tracker (c)). */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { hasLicence } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { findSession, type LiveSession } from '../../domain/users/sessions.ts';
import type { FaceDeps } from '../../http/face.ts';
import { refuseAll, texts } from './problems.ts';
import { organizationId } from './wire-case.ts';

export interface SignedIn {
  readonly actor: Actor & { readonly user: User };
  /** Undefined: a static token. */
  readonly session: LiveSession | undefined;
}

const denied = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/required', 'Authorization has been denied for this request.');

/** From here on the access log names him. */
export const asActor = (request: FastifyRequest, tenant: Tenant, user: User): SignedIn['actor'] => {
  const actor: SignedIn['actor'] = { tenant, user, face: 'tracker' };
  request.actor = actor;
  return actor;
};

/** By a static token or by one of a sign-in; fails with `unauthenticated`. Static tokens cost no round trip. */
export const signIn = async ({ core, directory, now }: FaceDeps, request: FastifyRequest): Promise<SignedIn> => {
  const token = /^Bearer +(\S+) *$/i.exec(request.raw.headers.authorization ?? '')?.[1];
  if (token === undefined) throw denied();
  const known = directory.credentialByToken('tracker', token);
  if (known !== undefined) {
    if (known.user.disabled || known.user.removed) throw denied();
    return { actor: asActor(request, known.tenant, known.user), session: undefined };
  }
  const session = await findSession(core, directory, 'tracker', token, now());
  if (session === undefined) throw denied();
  return { actor: asActor(request, session.tenant, session.user), session };
};

export const requireLicence = ({ user }: SignedIn['actor']): void => {
  if (!hasLicence(user)) throw new DomainError('forbidden', 'access/no-licence', 'No licenses are available.');
};

const refusePlace = (message: string): DomainError => new DomainError('forbidden', 'access/wrong-place', message);

const headerOf = (headers: IncomingHttpHeaders, name: string): string => String(headers[name] ?? '').trim();

/** `OrganizationID`: absent, empty or the organization's own; else `forbidden`. */
export const requireOrganization = (headers: IncomingHttpHeaders): void => {
  const id = headerOf(headers, 'organizationid');
  if (id !== '' && !(/^[0-9]+$/.test(id) && Number(id) === organizationId)) {
    throw refusePlace('The organization is not the one of this token.');
  }
};

/**
 * `OfficeID`: the unit that the call acts in; absent or empty: the user's home, null where he has none. Fails with
 * `invalid` on `OfficeID` for what is no integer, `forbidden` for a unit in which the user may not act.
 */
export const findOffice = (headers: IncomingHttpHeaders, { user }: SignedIn['actor']): number | null => {
  const id = headerOf(headers, 'officeid');
  if (id === '') return user.homeUnitId;
  if (!/^-?[0-9]+$/.test(id)) return refuseAll('OfficeID', texts.wrong);
  if (!user.ownUnitIds.has(Number(id))) throw refusePlace('The user may not act in that office.');
  return Number(id);
};
