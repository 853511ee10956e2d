/** Closing and opening again (DESIGN S11, S12) as parts of an operation on a locked case: alone, or within an edit. */
import type { Tx } from '../../storage/transaction.ts';
import { completeActivities } from '../activities/activities-store.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { closeReview } from '../disposition/close-review.ts';
import type { NewEvent } from '../history/event.ts';
import type { TicketOutcome } from '../queues/queues-store.ts';
import { endTicket } from '../queues/ticket-steps-store.ts';
import type { CaseType } from '../tenants/tenant.ts';
import type { Case } from './case.ts';
import { closedFields, closingMessage, withoutClosing } from './closing.ts';

/** A closing as it is done: what was said, judged, and the reason in force. */
export interface DecidedClosing {
  readonly reason: string | null;
  readonly note: string | null;
  /** How an open ticket ends; absent: as completed. */
  readonly ticketOutcome?: TicketOutcome;
}

/**
 * What a case that is closed or archived leaves behind in the store: its ticket ended, its open activities completed
 * (DESIGN S11, S13).
 */
export const endWork = async (
  tx: Tx,
  actor: Actor,
  { number }: Pick<Case, 'number'>,
  at: Date,
  ticketOutcome: TicketOutcome = 'completed',
): Promise<void> => {
  const { id } = actor.tenant;
  await Promise.all([
    endTicket(tx, id, number, ticketOutcome, at),
    completeActivities(tx, id, number, at, recordedUser(actor)?.id ?? null),
  ]);
};

/**
 * The case closed, and the message to the contact, if it has an address. Its work and its review task are
 * ended in the store.
 */
export const turnClosed = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  type: CaseType,
  { reason, note, ticketOutcome }: DecidedClosing,
): Promise<{ readonly closed: Case; readonly messages: readonly NewEvent[] }> => {
  const at = new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));
  await endWork(tx, actor, found, at, ticketOutcome);
  const message = closingMessage(found.contactEmail, reason, note);
  const reviewed = await closeReview(tx, actor, found);
  return { closed: { ...reviewed, ...closedFields(type, reason, note, at) }, messages: message ? [message] : [] };
};

/** The case open again: the first active status, without one the start; what closing left is emptied. */
export const turnOpen = (found: Case, type: CaseType): Case => {
  const [active] = type.statuses.active;
  return {
    ...found,
    status: active ?? type.statuses.start,
    category: active === undefined ? 'new' : 'active',
    closedAt: null,
    closureReason: null,
    closureNote: null,
    facets: withoutClosing(found.facets),
  };
};
