import type { Tx } from '../../storage/transaction.ts';
import { requireOnCase, unknownCase } from '../access/access.ts';
import type { Permission } from '../access/permission.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Case } from './case.ts';
import { lockCase, lockCasesByUid } from './case-store.ts';

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

/**
 * Does the same to several cases in one transaction, each whole or refused for itself: one that is not seen is
 * `not-found`, one where the actor lacks the permission `forbidden`. All are locked first, by number, so that two such
 * calls never wait in a ring; each is then read anew, as what was done to the one before may have touched it.
 */
export const eachCase = async (
  tx: Tx,
  actor: Actor,
  uids: readonly string[],
  permission: Permission,
  work: (found: Case) => Promise<unknown>,
): Promise<Outcomes> => {
  const tenantId = actor.tenant.id;
  const numbers = new Map((await lockCasesByUid(tx, tenantId, uids)).map(({ uid, number }) => [uid, number]));
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
