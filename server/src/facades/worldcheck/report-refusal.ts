/** Tells the log and the administrator why a sign-in was refused, behind the answer and within bounds. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { maxSigningText } from '../../domain/credentials/refusal.ts';
import type { SignedBy } from '../../domain/tenants/directory.ts';
import type { FaceDeps } from '../../http/face.ts';
import { type Explanation, textToSign } from './explain-refusal.ts';
import type { SignedRequest } from './signature.ts';

export interface RefusedSignIn {
  readonly request: FastifyRequest;
  readonly facts: SignedRequest;
  /** The key id as sent, if there is one. */
  readonly keyId: string | undefined;
  /** Undefined: nobody's key. */
  readonly signedBy: SignedBy | undefined;
  /** The list of signed headers; empty where none can be read. */
  readonly list: readonly string[];
  readonly explain: () => Explanation;
}

export type ReportRefusal = (refused: RefusedSignIn) => void;

/** How many refusals of one key are looked into at once, and how many more each second: a flood costs no more than that. */
const burst = 200;
const perSecond = 20;
/** Keys whose tries are counted one by one. */
const maxKeys = 10_000;

interface Allowance {
  left: number;
  at: number;
}

/** Whether this one of a key may still be looked into. Unknown keys share one allowance. */
const createAllowances = (now: () => number): ((key: string) => boolean) => {
  const allowances = new Map<string, Allowance>();
  return (key) => {
    const at = now();
    const before = allowances.get(key) ?? { left: burst, at };
    const left = Math.min(burst, before.left + (Math.max(0, at - before.at) / 1000) * perSecond);
    if (allowances.size >= maxKeys) allowances.clear();
    allowances.set(key, { left: Math.max(0, left - 1), at });
    return left >= 1;
  };
};

/** What the store can hold of a text: no U+0000, no half of a pair, no more than `max`. */
const storable = (text: string, max: number): string => text.slice(0, max).replaceAll('\0', '\ufffd').toWellFormed();

const keep = ({ refusals, now }: FaceDeps, refused: RefusedSignIn, signedBy: SignedBy, found: Explanation): void => {
  const { request, facts, list } = refused;
  const { body } = facts;
  refusals.add({
    tenantId: signedBy.tenant.id,
    credentialId: signedBy.credential.id,
    at: new Date(now()),
    requestId: request.id,
    reason: found.reason,
    message: storable(found.message, 1000),
    method: request.method,
    path: storable(facts.paths[0] ?? '/', 2000),
    signingText: storable(textToSign(facts, list), maxSigningText),
    bodyBytes: body?.length ?? 0,
    bodySha256: body === undefined ? null : createHash('sha256').update(body).digest(),
  });
};

/** The signing text in the log is without the body: that is personal data, and the administrator can read it elsewhere. */
const log = ({ log: logger }: FaceDeps, refused: RefusedSignIn, { reason, message }: Explanation): void => {
  const { request, facts, keyId, signedBy, list } = refused;
  const { body: _, ...bare } = facts;
  logger.warn(
    {
      requestId: request.id,
      face: 'worldcheck',
      tenant: signedBy?.tenant.key,
      keyId: keyId?.slice(0, 255),
      reason,
      signingText: storable(textToSign({ ...bare, body: undefined }, list), maxSigningText),
      bodyBytes: facts.body?.length ?? 0,
    },
    `sign-in refused: ${message}`,
  );
};

/** One for each place where the face is served. */
export const createReport = (deps: FaceDeps): ReportRefusal => {
  const mayLookInto = createAllowances(deps.now);
  return (refused) => {
    const { signedBy } = refused;
    if (!mayLookInto(signedBy?.credential.id ?? '')) return;
    setImmediate(() => {
      const found = refused.explain();
      log(deps, refused, found);
      if (signedBy !== undefined) keep(deps, refused, signedBy, found);
    });
  };
};
