import type { Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import { requireInUnit, seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Queue } from '../tenants/tenant.ts';
import type { QueueCase } from './get-queue-case.ts';
import { claimOldest } from './ticket-steps-store.ts';
import { writeStep } from './visit.ts';

/**
 * Calls the oldest case that waits in the queue: it is in service, and the actor owns it (`queue.serve` in the queue's
 * unit; DESIGN S4). Each goes to one caller, in the order of the queue; what he may not see (S5) is passed over.
 * Undefined: nobody waited at some moment of the call. `andCommit`: the caller asks nothing more of the transaction.
 * Fails with `forbidden`.
 */
export const callNext = async (
  tx: Tx,
  actor: Actor,
  queue: Queue,
  andCommit = false,
): Promise<QueueCase | undefined> => {
  requireInUnit(actor, 'queue.serve', queue.unitId);
  const called = await claimOldest(tx, actor, queue.id, new Date(tx.now()));
  if (called === undefined) return undefined;
  // Restricted while its lock was waited for: not his any more.
  if (!seesCase(actor, called.case)) throw new RetryTransaction();
  const changed = { ...called.case, ownerId: actor.user?.id ?? null };
  return writeStep(tx, actor, called, changed, { kind: 'called', ticket: called.ticket, andCommit }, {});
};
