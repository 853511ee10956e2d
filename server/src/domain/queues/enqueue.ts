/** Joining a queue: a place in its order and a number of its range (contract qflow §(g) 1–5, 9). */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { DomainError, invalid } from '../errors.ts';
import type { Queue } from '../tenants/tenant.ts';
import {
  insertTicketRow,
  lockQueue,
  type NewTicket,
  type TakenPlace,
  type Ticket,
  takeBlock,
  takeNumber,
  takePlaceOnly,
} from './queues-store.ts';

export interface Place {
  readonly queue: Queue;
  readonly number: number;
  /** Order within the queue; lower is served first. */
  readonly place: number;
  /** Never falls along the order. */
  readonly enqueuedAt: Date;
}

const requireQueueOf = ({ tenant }: Actor, queueId: number): Queue => {
  const queue = tenant.queues.byId.get(queueId);
  if (queue === undefined) throw invalid('queue', 'queue/unknown', `There is no queue ${queueId}.`, { queueId });
  return queue;
};

const takePlaces = async (
  tx: Tx,
  tenantId: number,
  queueId: number,
  count: number,
): Promise<readonly (TakenPlace | undefined)[]> => {
  const at = new Date(tx.now());
  // Sent together, run one after the other: the second sees all that was committed before the lock was had.
  const [, block] = await Promise.all([lockQueue(tx, tenantId, queueId), takeBlock(tx, tenantId, queueId, count, at)]);
  if (block !== undefined) {
    const { number, place, enqueuedAt } = block;
    return Array.from({ length: count }, (_, i) => ({ number: number + i, place: place + i, enqueuedAt }));
  }
  // The range ends, or somebody has one of the numbers.
  return Promise.all(Array.from({ length: count }, () => takeNumber(tx, tenantId, queueId, at)));
};

/**
 * Takes the queue's next place and its next free number. The queue stays locked until the transaction ends, so that
 * places are in the order of commits. Fails with `conflict` `queue/full` where no number of the range is free.
 */
export const takePlace = async (tx: Tx, actor: Actor, queueId: number): Promise<Place> => {
  const queue = requireQueueOf(actor, queueId);
  const taken = await tx.gather(`place ${queueId}`, undefined, ({ length }) =>
    takePlaces(tx, actor.tenant.id, queueId, length),
  );
  if (taken === undefined) {
    throw new DomainError('conflict', 'queue/full', `Every ticket number of the queue '${queue.key}' is taken.`, {
      params: { queue: queue.key },
    });
  }
  return { queue, ...taken };
};

/** A place of its own for a ticket that keeps the number it has; as `takePlace`. */
export const takeLastPlace = async (tx: Tx, actor: Actor, ticket: Ticket): Promise<Place> => {
  const queue = requireQueueOf(actor, ticket.queueId);
  const [, taken] = await Promise.all([
    lockQueue(tx, actor.tenant.id, queue.id),
    takePlaceOnly(tx, actor.tenant.id, queue.id, new Date(tx.now())),
  ]);
  return { queue, number: ticket.number, ...taken };
};

/** The ticket of a case at a place that was taken. */
export const insertTicket = (
  tx: Tx,
  actor: Actor,
  caseNumber: number,
  { queue, number, place, enqueuedAt }: Place,
  step: NewTicket['step'],
): Promise<Ticket> =>
  insertTicketRow(tx, actor.tenant.id, {
    caseNumber,
    queueId: queue.id,
    prefix: queue.prefix,
    number,
    place,
    enqueuedAt,
    step,
  });
