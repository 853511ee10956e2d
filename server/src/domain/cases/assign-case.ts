import type { Tx } from '../../storage/transaction.ts';
import { requireFitOwner } from '../access/require-fit-owner.ts';
import type { Actor } from '../actor.ts';
import type { Case } from './case.ts';
import { diffCase } from './diff-case.ts';
import { requireUnarchived } from './precondition.ts';
import { writeChange } from './write-change.ts';

/**
 * Gives a case that the caller has locked, and found permitted by `case.assign` (DESIGN S4), to a user with a licence and
 * the case's unit among his, or to nobody (null): one `assigned` event; who has it already keeps it, without one.
 * Fails with `invalid` (`user/…`), `conflict` `case/archived`, in this order.
 */
export const assignTaken = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  ownerId: number | null,
  data?: Readonly<Record<string, unknown>>,
): Promise<Case> => {
  if (ownerId !== null) requireFitOwner(actor.tenant, ownerId, found.unitId, 'licensed-in-unit');
  requireUnarchived(found);
  if (found.ownerId === ownerId) return found;
  const changed: Case = { ...found, ownerId };
  const changes = diffCase(actor.tenant, found, changed);
  return writeChange(tx, actor, changed, [{ kind: 'assigned', changes, ...(data ? { data } : {}) }]);
};
