/** Credentials → actor (contract worldcheck §2). No look-up touches the database: keys are in the directory. */
import type { FastifyRequest } from 'fastify';
import { hasLicence } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { SignedBy } from '../../domain/tenants/directory.ts';
import type { FaceDeps } from '../../http/face.ts';
import { type Explanation, explainClock, explainHeader, explainSignature } from './explain-refusal.ts';
import type { ReportRefusal } from './report-refusal.ts';
import { isSigned, parseAuthorization, parseDate, parseSignature, type SignedRequest } from './signature.ts';

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

interface Judged {
  readonly keyId: string | undefined;
  readonly signedBy: SignedBy | undefined;
  readonly list: readonly string[];
  /** Says why it is refused; undefined: it is not. */
  readonly explain: (() => Explanation) | undefined;
}

const explainUser = ({ user, credential }: SignedBy): Explanation | undefined => {
  if (user.disabled || user.removed) return { reason: 'user', message: `The user ${user.login} may not sign in.` };
  if (credential.secret !== null) return undefined;
  return { reason: 'secret', message: 'The secret of the key cannot be read under the present DOCKET_SECRET_KEY.' };
};

const find = ({ directory }: FaceDeps, keyId: string | undefined): SignedBy | undefined =>
  keyId === undefined ? undefined : directory.credentialByKeyId('worldcheck', keyId);

/** No look-up touches the database: keys are in memory, and one that is taken away is gone from there within a second. */
const judge = (deps: FaceDeps, received: SignedRequest): Judged => {
  const { headers } = received;
  const header = typeof headers['authorization'] === 'string' ? headers['authorization'] : undefined;
  const date = typeof headers['date'] === 'string' ? headers['date'] : undefined;
  const signature = parseSignature(header);
  const keyId = signature?.keyId ?? parseAuthorization(header)?.get('keyid');
  const signedBy = find(deps, keyId);
  const refuse = (explain: () => Explanation): Judged => ({ keyId, signedBy, list: signature?.list ?? [], explain });
  if (signature === undefined) return refuse(() => explainHeader(header));
  const at = date === undefined ? undefined : parseDate(date);
  const now = deps.now();
  if (at === undefined || Math.abs(now - at) > clockTolerance) return refuse(() => explainClock(date, at, now));
  if (signedBy === undefined) return refuse(() => ({ reason: 'header', message: 'The key id is nobody’s.' }));
  const fault = explainUser(signedBy);
  const { secret } = signedBy.credential;
  if (fault !== undefined || secret === null) return refuse(() => fault ?? explainHeader(header));
  const facts = { ...received, hosts: signedBy.tenant.hosts };
  if (!isSigned(facts, signature, secret)) return refuse(() => explainSignature(facts, signature, secret));
  return { keyId, signedBy, list: signature.list, explain: undefined };
};

/** The user whose key signed the request. Fails with `unauthenticated`, whatever is wrong; `report` is told what. */
export const authenticate = (deps: FaceDeps, mount: string, request: FastifyRequest, report: ReportRefusal): Actor => {
  const facts: SignedRequest = {
    method: request.method,
    paths: pathsOf(request.raw.url ?? '/', mount),
    hosts: [],
    headers: request.raw.headers,
    body: request.body as Buffer | undefined,
  };
  const { keyId, signedBy, list, explain } = judge(deps, facts);
  if (explain !== undefined || signedBy === undefined) {
    if (explain !== undefined) report({ request, facts, keyId, signedBy, list, explain });
    throw unauthenticated();
  }
  return { tenant: signedBy.tenant, user: signedBy.user, face: 'worldcheck' };
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
