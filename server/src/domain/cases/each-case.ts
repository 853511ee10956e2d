import type { Tx } from '../../storage/transaction.ts';
import { requireOnCase, unknownCase } from '../access/access.ts';
import type { Permission } from '../access/permission.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { selectRelations } from '../relations/relations-store.ts';
import type { Case } from './case.ts';
import { lockCase, lockCases, lockCasesByUid, selectCasesByUid } from './case-store.ts';

/** Why each was refused, in the order asked for; undefined: it was done. */
export type Outcomes = readonly (DomainError | undefined)[];

/**
 * What one of several was refused with. `work` judges before it writes, so that what it throws undoes nothing; what the
 * server or the store failed in is a failure of the whole.
 */
export const settle = async (work: () => Promise<unknown>): Promise<DomainError | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError && error.kind !== 'internal' && error.kind !== 'unavailable') return error;
    throw error;
  }
};

/** What each is done with, and how far it reaches. */
export interface EachCase {
  readonly permission: Permission;
  /** Done to each that is seen and permitted, as it is by then. */
  readonly work: (found: Case) => Promise<unknown>;
  /** It also changes the cases that each is related to, which are locked with the others. */
  readonly touchesRelated?: boolean;
}

/** Locks the cases, and those they are related to, by number in one go; answers the numbers by uid. */
const lockAll = async (tx: Tx, tenantId: number, uids: readonly string[], touchesRelated: boolean) => {
  const found = touchesRelated ? await selectCasesByUid(tx, tenantId, uids) : await lockCasesByUid(tx, tenantId, uids);
  const numbers = found.map(({ number }) => number);
  if (touchesRelated) {
    const related = await selectRelations(tx, tenantId, numbers);
    await lockCases(tx, tenantId, [...numbers, ...[...related.values()].flat()]);
  }
  return new Map(found.map(({ uid, number }) => [uid, number]));
};

/**
 * Does the same to several cases in one transaction, each whole or refused for itself: one that is not seen is
 * `not-found`, one where the actor lacks the permission `forbidden`. All are locked first, by number, so that two such
 * calls never wait in a ring; each is then read anew, as what was done to the one before may have touched it.
 */
export const eachCase = async (
  tx: Tx,
  actor: Actor,
  uids: readonly string[],
  { permission, work, touchesRelated = false }: EachCase,
): Promise<Outcomes> => {
  const tenantId = actor.tenant.id;
  const numbers = await lockAll(tx, tenantId, uids, touchesRelated);
  const outcomes: Outcomes[number][] = [];
  for (const uid of uids) {
    const number = numbers.get(uid);
    const one = async (): Promise<void> => {
      const found = number === undefined ? undefined : await lockCase(tx, tenantId, { number });
      if (found === undefined) throw unknownCase({ uid });
      requireOnCase(actor, permission, found);
      await work(found);
    };
    outcomes.push(await settle(one));
  }
  return outcomes;
};
