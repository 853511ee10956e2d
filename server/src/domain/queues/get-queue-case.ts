import type { Db } from '../../storage/transaction.ts';
import { requireSeen, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import type { Customer } from '../customers/customers-store.ts';
import { selectQueueCase } from './queue-case-store.ts';
import type { Ticket } from './queues-store.ts';

/** A case as a queue knows it. */
export interface QueueCase {
  readonly case: Case;
  /** The present ticket, else the last; undefined: it never had one. */
  readonly ticket: Ticket | undefined;
  /** Who called the case last, with whichever of its tickets; null: it was never called. */
  readonly lastCalledById: number | null;
  readonly customer: Customer | undefined;
}

/** One case that the actor sees, in one round trip. Fails with `not-found` (`case/unknown`, `case/unseen`). */
export const getQueueCase = async (db: Db, actor: Actor, number: number): Promise<QueueCase> => {
  const found = await selectQueueCase(db, actor.tenant.id, number);
  if (found === undefined) throw unknownCase({ number });
  requireSeen(actor, found.case);
  return found;
};
