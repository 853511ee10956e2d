import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { isOpen } from '../cases/case.ts';
import { getQueueCase, type QueueCase } from './get-queue-case.ts';
import { type QueueFigures, selectStanding } from './queue-figures-store.ts';

export interface Position {
  readonly visit: QueueCase;
  /** The queue of its ticket; undefined: an open case that is in none, or a case that never was. */
  readonly queue: QueueFigures | undefined;
  /** How many wait before it; undefined: it does not wait. */
  readonly ahead: number | undefined;
}

/**
 * Where the case stands in its queue, of the cases that the actor sees; a closed one keeps its last queue. Position and
 * counts are of one moment. Fails with `not-found`.
 */
export const getPosition = async (db: Db, actor: Actor, number: number): Promise<Position> => {
  const visit = await getQueueCase(db, actor, number);
  const { ticket } = visit;
  if (ticket === undefined || (ticket.state === 'ended' && isOpen(visit.case))) {
    return { visit, queue: undefined, ahead: undefined };
  }
  const queue = await selectStanding(db, actor, ticket);
  if (ticket.state !== 'waiting' || queue === undefined) return { visit, queue, ahead: undefined };
  // It was moved on between the two reads: look again.
  return queue.ahead === null ? getPosition(db, actor, number) : { visit, queue, ahead: queue.ahead };
};
