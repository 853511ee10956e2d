/** Where a case stands with the queues, whichever face brought it there. */
import { type Case, isOpen, type JsonObject } from '../cases/case.ts';
import type { VisitOutcome } from './end-visit.ts';
import type { QueueCase } from './get-queue-case.ts';
import type { TicketOutcome } from './queues-store.ts';

export type VisitState = 'waiting' | 'in-service' | 'on-hold' | 'none' | VisitOutcome;

const outcomes: readonly (TicketOutcome | null | undefined)[] = ['completed', 'no-show', 'cancelled', 'abandoned'];

export const isVisitOutcome = (outcome: TicketOutcome | null | undefined): outcome is VisitOutcome =>
  outcomes.includes(outcome);

/** How the case was closed where no ticket of it says so: a facet of the server's own, gone when the case reopens (S12). */
const closingOutcome = ({ facets }: Case): VisitOutcome | undefined => {
  const outcome = (facets['docket']?.['closing'] as JsonObject | undefined)?.['outcome'];
  return typeof outcome === 'string' ? (outcome as VisitOutcome) : undefined;
};

export const withClosingOutcome = (found: Case, outcome: VisitOutcome): Case => ({
  ...found,
  facets: { ...found.facets, docket: { ...found.facets['docket'], closing: { outcome } } },
});

/** A closed or archived case is at its end, as completed where nothing says otherwise; an open one in none has `none`. */
export const visitState = ({ case: found, ticket }: Pick<QueueCase, 'case' | 'ticket'>): VisitState => {
  if (!isOpen(found)) {
    return closingOutcome(found) ?? (isVisitOutcome(ticket?.outcome) ? ticket.outcome : 'completed');
  }
  return ticket === undefined || ticket.state === 'ended' ? 'none' : ticket.state;
};
