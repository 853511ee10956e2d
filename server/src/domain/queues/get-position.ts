import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { isOpen } from '../cases/case.ts';
import { getQueueCase, type QueueCase } from './get-queue-case.ts';
import { countAhead, type QueueFigures, selectFigures } from './queue-figures-store.ts';

export interface Position {
  readonly visit: QueueCase;
  /** The queue of its ticket; undefined: an open case that is in none, or a case that never was. */
  readonly queue: QueueFigures | undefined;
  /** How many wait before it; undefined: it does not wait. */
  readonly ahead: number | undefined;
}

/** Where the case stands in its queue, of the cases that the actor sees; a closed one keeps its last queue. */
export const positionOf = async (db: Db, actor: Actor, visit: QueueCase): Promise<Position> => {
  const { ticket } = visit;
  if (ticket === undefined || (ticket.state === 'ended' && isOpen(visit.case))) {
    return { visit, queue: undefined, ahead: undefined };
  }
  const [[queue], ahead] = await Promise.all([
    selectFigures(db, actor, [ticket.queueId]),
    ticket.state === 'waiting' ? countAhead(db, actor, ticket.queueId, ticket.place) : undefined,
  ]);
  return { visit, queue, ahead };
};

/** The same of a case by its number. Fails with `not-found`. */
export const getPosition = async (db: Db, actor: Actor, number: number): Promise<Position> =>
  positionOf(db, actor, await getQueueCase(db, actor, number));
