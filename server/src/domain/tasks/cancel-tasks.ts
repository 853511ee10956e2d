import type { Tx } from '../../storage/transaction.ts';
import { type Actor, recordedUser } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import type { CaseType } from '../tenants/tenant.ts';
import { cancelOpenTasks } from './cancel-tasks-store.ts';

/**
 * Cancels what is left of a locked case's tasks, of the kinds that its type calls cancelable, in the transaction of what
 * closes the case: that has the event, whose data are answered here. A task of a kind is of one case alone. Asks nothing of
 * the store where the type has no such kind.
 */
export const cancelTasks = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  type: CaseType,
): Promise<{ readonly cancelledTasks?: readonly number[] }> => {
  const kinds = type.tasks.filter(({ cancelable }) => cancelable).map(({ key }) => key);
  if (kinds.length === 0) return {};
  const at = new Date(tx.now());
  const by = recordedUser(actor)?.id ?? null;
  const cancelled = await cancelOpenTasks(tx, actor.tenant.id, found.number, kinds, at, by);
  return cancelled.length === 0 ? {} : { cancelledTasks: cancelled };
};
