import type { Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { DomainError, type ErrorKind } from '../errors.ts';
import type { User } from '../tenants/tenant.ts';
import {
  type Claim,
  claimKey,
  type KeptAnswer,
  keepAnswer,
  markWork,
  selectKept,
  undoWork,
} from './idempotency-store.ts';

/** First answers are kept so long (contract api). */
const keptMs = 24 * 3_600_000;

/** Refusals that are an answer like any other; what passes by itself (the store away, too many tries) is not kept. */
const lasting: ReadonlySet<ErrorKind> = new Set(['invalid', 'forbidden', 'not-found', 'conflict', 'stale', 'locked']);

export interface KeyedCall {
  readonly key: string;
  /** SHA-256 over all that makes the call what it is. */
  readonly requestHash: Buffer;
}

export interface Once {
  readonly answer: KeptAnswer;
  /** Whether an earlier call did the work. */
  readonly replayed: boolean;
}

const replay = async (tx: Tx, claim: Claim): Promise<Once> => {
  const kept = await selectKept(tx, claim);
  // Forgotten between the two statements: now the key is free.
  if (kept === undefined || kept.status === null) throw new RetryTransaction();
  if (!kept.requestHash.equals(claim.requestHash)) {
    throw new DomainError('conflict', 'idempotency/other-request', 'The key was used with another request.');
  }
  return { answer: { status: kept.status, headers: kept.headers ?? {}, body: kept.body }, replayed: true };
};

const perform = async (
  tx: Tx,
  work: () => Promise<KeptAnswer>,
  refuse: (error: DomainError) => Promise<KeptAnswer>,
): Promise<KeptAnswer> => {
  await markWork(tx);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || !lasting.has(error.kind)) throw error;
    await undoWork(tx);
    return refuse(error);
  }
};

/**
 * Does `work` once for this user and key: the key, the work and its answer are one transaction, so that a call that was
 * cut off leaves neither. A second call waits for a running first and gets its answer, a refusal (by `refuse`) too.
 * Fails with `conflict` `idempotency/other-request`, and with what `work` fails with where that may pass by itself.
 */
export const runOnce = async (
  tx: Tx,
  actor: Actor & { readonly user: User },
  call: KeyedCall,
  work: () => Promise<KeptAnswer>,
  refuse: (error: DomainError) => Promise<KeptAnswer>,
): Promise<Once> => {
  const claim: Claim = { tenantId: actor.tenant.id, userId: actor.user.id, ...call };
  const now = tx.now();
  if (!(await claimKey(tx, claim, new Date(now), new Date(now - keptMs)))) return replay(tx, claim);
  const answer = await perform(tx, work, refuse);
  await keepAnswer(tx, claim, answer);
  return { answer, replayed: false };
};
