import type { Tx } from '../../storage/transaction.ts';
import { type ActivityRule, judgeActivities } from '../activities/judge-activities.ts';
import type { Actor } from '../actor.ts';
import { closedReviewData } from '../disposition/close-review.ts';
import { DomainError } from '../errors.ts';
import type { NewEvent } from '../history/event.ts';
import { keepNote } from '../notes/keep-note.ts';
import type { TicketOutcome } from '../queues/queues-store.ts';
import { cancelTasks } from '../tasks/cancel-tasks.ts';
import type { Case, Facets } from './case.ts';
import type { CaseKey } from './case-store.ts';
import { type ClosingWords, closureReason, judgeClosing } from './closing.ts';
import { diffCase } from './diff-case.ts';
import { mergeFacets, requireCaseType } from './edit-case.ts';
import { takeCase } from './find-case.ts';
import { requireText, widths } from './judge-fields.ts';
import { type Precondition, requireFresh, requireUnarchived } from './precondition.ts';
import { turnClosed, turnOpen } from './turn-case.ts';
import { writeChange } from './write-change.ts';

export interface ClosingOrder extends ClosingWords {
  /** How an open ticket ends. */
  readonly ticketOutcome?: TicketOutcome;
  /** Whether what is left of the cancelable tasks is cancelled with it. */
  readonly cancelsTasks?: boolean;
  /** What open activities say to it; absent: nothing, they are completed. */
  readonly activities?: ActivityRule;
  /** What the face keeps of the closing: merged into its facet, as `Facets` says. */
  readonly facets?: Facets;
  /** What the event records beside the fields. */
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Closing extends Precondition, ClosingOrder {}

/**
 * Closes a case that the transaction has locked, and whose closing is permitted (DESIGN S11): its status, the closing
 * instant, ticket, activities, review task, the closing message to the contact. Fails with `conflict` (`case/archived`,
 * `case/closed` when it is already), `invalid` (`case/unknown-reason`), and as `judgeActivities` where activities have a say.
 */
export const closeTaken = async (tx: Tx, actor: Actor, found: Case, closing: ClosingOrder): Promise<Case> => {
  requireUnarchived(found);
  if (found.category === 'closed') {
    throw new DomainError('conflict', 'case/closed', 'The case is closed already.', {
      params: { number: found.number },
    });
  }
  const type = requireCaseType(actor.tenant, found);
  judgeClosing(type, closing);
  if (closing.activities !== undefined) await judgeActivities(tx, actor, found, closing.activities);
  const { closed, messages } = await turnClosed(tx, actor, found, type, {
    reason: closureReason(type, closing.reason),
    note: closing.note ?? null,
    ...(closing.ticketOutcome ? { ticketOutcome: closing.ticketOutcome } : {}),
  });
  const changed: Case = { ...closed, facets: mergeFacets(closed.facets, closing.facets) };
  const changes = diffCase(actor.tenant, found, changed);
  const cancelled = closing.cancelsTasks ? await cancelTasks(tx, actor, found, type) : {};
  const data = { ...closing.data, ...cancelled, ...closedReviewData(found, changed) };
  return writeChange(tx, actor, changed, [{ kind: 'closed', changes, data }, ...messages]);
};

/** Closes a case (`case.close`). Fails with `not-found`, `forbidden`, `stale`, and as `closeTaken`. */
export const closeCase = async (tx: Tx, actor: Actor, key: CaseKey, closing: Closing = {}): Promise<Case> => {
  const found = await takeCase(tx, actor, key, 'case.close');
  requireUnarchived(found);
  requireFresh(found, closing);
  return closeTaken(tx, actor, found, closing);
};

/**
 * Opens a closed case again (`case.close`; DESIGN S12): the first active status, without one the start; what closing left
 * is emptied; no ticket. A note given becomes a note of the case, with the same event. Fails with `not-found`, `forbidden`,
 * `conflict` (`case/archived`, `case/not-closed`), `stale`.
 */
export const reopenCase = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  { note, ...precondition }: Precondition & { readonly note?: string | null } = {},
): Promise<Case> => {
  const found = await takeCase(tx, actor, key, 'case.close');
  requireUnarchived(found);
  requireFresh(found, precondition);
  if (found.category !== 'closed') {
    throw new DomainError('conflict', 'case/not-closed', 'The case is open.', { params: { number: found.number } });
  }
  requireText('note', note, widths.note);
  const reopened = turnOpen(found, requireCaseType(actor.tenant, found));
  const event: NewEvent = { kind: 'reopened', changes: diffCase(actor.tenant, found, reopened) };
  if (!note) return writeChange(tx, actor, reopened, [event]);
  const { data } = await keepNote(tx, actor, found, { text: note });
  return writeChange(tx, actor, reopened, [{ ...event, data }]);
};
