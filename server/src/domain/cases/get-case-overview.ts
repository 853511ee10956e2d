import type { Db, Tx } from '../../storage/transaction.ts';
import { hasPermission, requireSeen, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Submission } from '../forms/submission.ts';
import type { Case } from './case.ts';
import { selectCaseOverview } from './case-overview-store.ts';
import type { CaseKey } from './case-store.ts';

/** A case and what hangs on it: the forms whole, notes by id, the rest counted. */
export interface CaseOverview {
  readonly case: Case;
  /** In the order of the case's last write. */
  readonly submissions: readonly Submission[];
  /** Ascending; none for a caller without `note.view`. */
  readonly noteIds: readonly number[];
  readonly peopleCount: number;
  /** Open and closed. */
  readonly tasksCount: number;
}

/** Without the notes, for a caller who may not read any. */
export const withoutUnreadable = ({ user }: Actor, overview: CaseOverview): CaseOverview =>
  user === null || hasPermission(user, 'note.view') ? overview : { ...overview, noteIds: [] };

/** One case that the actor sees, in one round trip. Fails with `not-found` (`case/unknown`, `case/unseen`). */
export const getCaseOverview = async (db: Db, actor: Actor, key: CaseKey): Promise<CaseOverview> => {
  const found = await selectCaseOverview(db, actor.tenant.id, key);
  if (found === undefined) throw unknownCase(key);
  requireSeen(actor, found.case);
  return withoutUnreadable(actor, found);
};

/**
 * The case as the actor's change in this transaction left it: also where the change ended that he sees it, as lifting a
 * restriction does for an admin of another unit (DESIGN S1, S5). Fails with `not-found` `case/unknown`.
 */
export const getChangedOverview = async (tx: Tx, actor: Actor, number: number): Promise<CaseOverview> => {
  const found = await selectCaseOverview(tx, actor.tenant.id, { number });
  if (found === undefined) throw unknownCase({ number });
  return withoutUnreadable(actor, found);
};
