import type { Db, Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Queue } from '../tenants/tenant.ts';
import type { QueueCase } from './get-queue-case.ts';
import { selectOverdue } from './queues-store.ts';
import { returnToPlace } from './return-ticket.ts';
import { openTicket, takeVisit } from './visit.ts';

/** Numbers of the cases of the queue that have been in service since `before` or longer. */
export const findOverdue = (db: Db, { tenant }: Actor, queue: Queue, before: Date): Promise<number[]> =>
  selectOverdue(db, tenant.id, queue.id, before);

/** Returns such a case to its place, unless it was moved on meanwhile (undefined). */
export const returnOverdue = async (
  tx: Tx,
  actor: Actor,
  queue: Queue,
  number: number,
  before: Date,
): Promise<QueueCase | undefined> => {
  const visit = await takeVisit(tx, actor, number, 'queue.serve', {});
  const ticket = openTicket(visit);
  if (ticket?.state !== 'in-service' || ticket.queueId !== queue.id) return undefined;
  if (ticket.calledAt === null || ticket.calledAt > before) return undefined;
  return returnToPlace(tx, actor, visit, ticket, {});
};
