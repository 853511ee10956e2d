import type { Db, Tx } from '../../storage/transaction.ts';
import { requireOnCase, requireSeen, seesCase, unknownCase } from '../access/access.ts';
import type { Permission } from '../access/permission.ts';
import type { Actor } from '../actor.ts';
import type { Case } from './case.ts';
import { selectCase } from './case-by-key-store.ts';
import { type CaseKey, lockCase, selectCases, selectCasesByUid } from './case-store.ts';
import { selectRelatedCase } from './related-case-store.ts';

/** One case that the actor sees. Fails with `not-found`: `case/unknown`, or `case/unseen` (DESIGN S6). One round trip. */
export const getCase = async (db: Db, actor: Actor, key: CaseKey): Promise<Case> => {
  const found = await selectCase(db, actor.tenant.id, key);
  if (found === undefined) throw unknownCase(key);
  requireSeen(actor, found);
  return found;
};

/** The same, with the numbers of the cases it is related to, of those that the actor sees, ascending. One round trip. */
export const getRelatedCase = async (
  db: Db,
  actor: Actor,
  key: CaseKey,
): Promise<{ readonly case: Case; readonly related: readonly number[] }> => {
  const found = await selectRelatedCase(db, actor, key);
  if (found === undefined) throw unknownCase(key);
  requireSeen(actor, found.case);
  return found;
};

/** Cases by number, ascending, and which numbers are unknown or unseen. Fails with nothing; the face decides. */
export const findCases = async (
  db: Db,
  actor: Actor,
  numbers: readonly number[],
): Promise<{ cases: Case[]; unknown: number[]; unseen: number[] }> => {
  const found = await selectCases(db, actor.tenant.id, numbers);
  const known = new Set(found.map(({ number }) => number));
  return {
    cases: found.filter((one) => seesCase(actor, one)),
    unknown: [...new Set(numbers)].filter((number) => !known.has(number)),
    unseen: found.filter((one) => !seesCase(actor, one)).map(({ number }) => number),
  };
};

/** Cases by uid; those that are unknown or unseen are left out. */
export const findCasesByUid = async (
  db: Db,
  actor: Actor,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Case>> => {
  const found = await selectCasesByUid(db, actor.tenant.id, uids);
  return new Map(found.filter((one) => seesCase(actor, one)).map((one) => [one.uid, one]));
};

/** One case, locked for a change that needs `permission` on it. Fails with `not-found`, `forbidden`. */
export const takeCase = async (tx: Tx, actor: Actor, key: CaseKey, permission: Permission): Promise<Case> => {
  const found = await lockCase(tx, actor.tenant.id, key);
  if (found === undefined) throw unknownCase(key);
  requireOnCase(actor, permission, found);
  return found;
};
