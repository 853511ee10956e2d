import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { closureReason } from '../cases/closing.ts';
import { requireCaseType } from '../cases/edit-case.ts';
import { turnClosed } from '../cases/turn-case.ts';
import type { QueueCase } from './get-queue-case.ts';
import type { TicketOutcome } from './queues-store.ts';
import { requireOwnService, requireState, type StepWords, takeVisit, withWords, writeStep } from './visit.ts';

/** How a visit may end by closing its case. */
export type VisitOutcome = Extract<TicketOutcome, 'completed' | 'no-show' | 'cancelled' | 'abandoned'>;

/** One who went away without a word is told from one who cancelled by the event's data. */
const kinds = {
  completed: 'completed',
  'no-show': 'no-show',
  cancelled: 'cancelled',
  abandoned: 'cancelled',
} as const satisfies Record<VisitOutcome, string>;

export const endingEvent = (outcome: VisitOutcome) => ({
  kind: kinds[outcome],
  data: outcome === 'abandoned' ? { outcome } : {},
});

/** Closes the case of a locked visit with its open ticket, if it has one (DESIGN S11). `changed`: the case with the words. */
export const closeVisit = async (
  tx: Tx,
  actor: Actor,
  visit: QueueCase,
  changed: Case,
  outcome: VisitOutcome,
  words: StepWords,
): Promise<QueueCase> => {
  const type = requireCaseType(actor.tenant, changed);
  const reason = closureReason(type, undefined);
  const { closed, messages } = await turnClosed(tx, actor, changed, type, {
    reason,
    note: null,
    ticketOutcome: outcome,
  });
  const isOpen = visit.ticket !== undefined && visit.ticket.state !== 'ended';
  const ticket =
    visit.ticket && isOpen
      ? { ...visit.ticket, state: 'ended' as const, step: 'ended', outcome, endedAt: closed.closedAt }
      : visit.ticket;
  return writeStep(tx, actor, visit, closed, { ...endingEvent(outcome), ticket, messages }, words);
};

/**
 * Ends the visit of a case in service, as completed or as no-show, and closes the case with it (`queue.serve` alone is
 * asked). Fails with `not-found`, `forbidden`, `stale`, `conflict` (`ticket/wrong-state`, `ticket/served-by-another`),
 * `invalid` (`attribute/…`).
 */
export const endVisit = async (
  tx: Tx,
  actor: Actor,
  number: number,
  outcome: 'completed' | 'no-show',
  words: StepWords = {},
): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'queue.serve', words);
  requireState(visit, outcome === 'completed' ? 'complete' : 'no-show', ['in-service']);
  requireOwnService(actor, visit);
  return closeVisit(tx, actor, visit, withWords(actor, visit.case, words), outcome, words);
};
