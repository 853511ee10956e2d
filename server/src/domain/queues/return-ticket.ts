import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { insertTicket, takeLastPlace } from './enqueue.ts';
import type { QueueCase } from './get-queue-case.ts';
import type { Ticket } from './queues-store.ts';
import { moveTicket } from './ticket-steps-store.ts';
import { requireOwnService, requireState, type StepWords, takeVisit, withWords, writeStep } from './visit.ts';

export interface Returning extends StepWords {
  /** To the end of the queue, with the same number; else to its old place. */
  readonly toEnd?: boolean;
}

/** At the end it is a new ticket with the old number: the place of a ticket never changes, so callers can rely on it. */
const moveToEnd = async (tx: Tx, actor: Actor, ticket: Ticket): Promise<Ticket> => {
  const place = await takeLastPlace(tx, actor, ticket);
  const endedAt = new Date(tx.now());
  await moveTicket(tx, actor.tenant.id, ticket, { state: 'ended', step: 'ended', outcome: 'transferred', endedAt });
  return insertTicket(tx, actor, ticket.caseNumber, place, 'returned');
};

/** Brings the open ticket of a locked visit back to where it waited, and takes the owner away. */
export const returnToPlace = async (
  tx: Tx,
  actor: Actor,
  visit: QueueCase,
  ticket: Ticket,
  words: Returning,
): Promise<QueueCase> => {
  const changed = { ...withWords(actor, visit.case, words), ownerId: null };
  const returned = words.toEnd
    ? await moveToEnd(tx, actor, ticket)
    : await moveTicket(tx, actor.tenant.id, ticket, { state: 'waiting', step: 'returned' });
  const data = words.toEnd ? { toEnd: true } : {};
  return writeStep(tx, actor, visit, changed, { kind: 'returned', ticket: returned, data }, words);
};

/**
 * Puts a case in service back into its queue, at its old place (`queue.serve`; contract qflow (d), R10). Fails with
 * `not-found`, `forbidden`, `stale`, `conflict` (`ticket/wrong-state`, `ticket/served-by-another`), `invalid`.
 */
export const returnTicket = async (tx: Tx, actor: Actor, number: number, words: Returning = {}): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'queue.serve', words);
  const ticket = requireState(visit, 'return', ['in-service']);
  requireOwnService(actor, visit);
  return returnToPlace(tx, actor, visit, ticket, words);
};
