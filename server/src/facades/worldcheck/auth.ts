/** Credentials → actor (contract worldcheck §2). No look-up touches the database: keys are in the directory. */
import type { FastifyRequest } from 'fastify';
import { hasLicence } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { FaceDeps } from '../../http/face.ts';
import { isSigned, parseDate, parseSignature, type SignedRequest } from './signature.ts';

/** How far a signed date may be from the server's clock, either way, in ms (ruling 3). */
const clockTolerance = 60_000;

const unauthenticated = (): DomainError =>
  new DomainError('unauthenticated', 'signature/wrong', 'The request is not signed by a known key.');

/** The four forms of the path that a client may have signed: with and without our mount, without and with the query. */
const pathsOf = (url: string, mount: string): string[] => {
  const whole = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
  const bare = mount !== '' && whole.startsWith(`${mount}/`) ? whole.slice(mount.length) : whole;
  const withoutQuery = (path: string): string => path.replace(/\?.*$/s, '');
  return [...new Set([withoutQuery(whole), withoutQuery(bare), whole, bare])];
};

/** The user whose key signed the request. Fails with `unauthenticated`, whatever is wrong. */
export const authenticate = (deps: FaceDeps, mount: string, request: FastifyRequest): Actor => {
  const { headers } = request.raw;
  const signature = parseSignature(headers.authorization);
  const at = headers.date === undefined ? undefined : parseDate(headers.date);
  if (signature === undefined || at === undefined || Math.abs(deps.now() - at) > clockTolerance)
    throw unauthenticated();
  const signedBy = deps.directory.credentialByKeyId('worldcheck', signature.keyId);
  if (signedBy === undefined) throw unauthenticated();
  const { tenant, user, credential } = signedBy;
  if (user.disabled || user.removed || credential.secret === null) throw unauthenticated();
  const facts: SignedRequest = {
    method: request.method,
    paths: pathsOf(request.raw.url ?? '/', mount),
    hosts: tenant.hosts,
    headers,
    body: request.body as Buffer | undefined,
  };
  if (!isSigned(facts, signature, credential.secret)) throw unauthenticated();
  return { tenant, user, face: 'worldcheck' };
};

/** Fails with `forbidden` for a user without a licence: he may sign in and do nothing else. */
export const requireLicence = ({ user }: Actor): void => {
  if (user !== null && hasLicence(user)) return;
  throw new DomainError('forbidden', 'access/unlicensed', 'The user has no licence.');
};

/** Who sent a request that has passed the face's sign-in. */
export const actorOf = ({ actor }: FastifyRequest): Actor => {
  if (actor === null) throw unauthenticated();
  return actor;
};
