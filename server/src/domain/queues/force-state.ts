import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { type Case, isOpen } from '../cases/case.ts';
import { diffCase } from '../cases/diff-case.ts';
import { requireCaseType } from '../cases/edit-case.ts';
import { requireUnarchived } from '../cases/precondition.ts';
import { turnOpen } from '../cases/turn-case.ts';
import { DomainError } from '../errors.ts';
import { closeVisit, endingEvent, type VisitOutcome } from './end-visit.ts';
import { seesQueue } from './find-queue.ts';
import type { QueueCase } from './get-queue-case.ts';
import { returnToPlace } from './return-ticket.ts';
import { setOutcome } from './ticket-steps-store.ts';
import { joinQueue } from './transfer-ticket.ts';
import { openTicket, requireState, type StepWords, takeVisit, withWords, writeStep } from './visit.ts';
import { isVisitOutcome, visitState, withClosingOutcome } from './visit-state.ts';

/** `as-is`: only what the words say. */
export type ForcedState = VisitOutcome | 'waiting' | 'as-is';

/** What the words alone change: an edit; a note alone is an addition, which an archived case takes too (DESIGN S9, S13). */
const sayOnly = async (tx: Tx, actor: Actor, visit: QueueCase, words: StepWords): Promise<QueueCase> => {
  const changed = withWords(actor, visit.case, words);
  const isEdit = diffCase(actor.tenant, visit.case, changed).length > 0;
  if (isEdit) requireUnarchived(visit.case);
  if (!isEdit && !words.note) return visit;
  const stored = await writeStep(
    tx,
    actor,
    visit,
    changed,
    { kind: isEdit ? 'edited' : 'note.added', ticket: undefined },
    words,
  );
  return { ...stored, ticket: visit.ticket };
};

/** Into the queue it was in last, at the end, open again where it was closed. */
const queueAgain = (tx: Tx, actor: Actor, visit: QueueCase, words: StepWords): Promise<QueueCase> => {
  const { case: found, ticket } = visit;
  const queue = ticket && actor.tenant.queues.byId.get(ticket.queueId);
  if (queue === undefined || !seesQueue(actor, queue)) {
    throw new DomainError('conflict', 'ticket/none', 'The case has no ticket.', { params: { number: found.number } });
  }
  requireUnarchived(found);
  const open = found.category === 'closed' ? turnOpen(found, requireCaseType(actor.tenant, found)) : found;
  return joinQueue(tx, actor, visit, withWords(actor, open, words), queue, words);
};

const forceWaiting = (tx: Tx, actor: Actor, visit: QueueCase, words: StepWords): Promise<QueueCase> => {
  const ticket = openTicket(visit);
  return ticket === undefined ? queueAgain(tx, actor, visit, words) : returnToPlace(tx, actor, visit, ticket, words);
};

/** The end is kept by the ticket that it ends, or that closing ended; else by the case. */
const forceEnd = async (
  tx: Tx,
  actor: Actor,
  visit: QueueCase,
  outcome: VisitOutcome,
  words: StepWords,
): Promise<QueueCase> => {
  const { case: found, ticket } = visit;
  requireUnarchived(found);
  const said = withWords(actor, found, words);
  const isOpenCase = isOpen(found);
  const tells = isOpenCase ? openTicket(visit) !== undefined : isVisitOutcome(ticket?.outcome);
  const changed: Case = tells ? said : withClosingOutcome(said, outcome);
  if (isOpenCase) return closeVisit(tx, actor, visit, changed, outcome, words);
  const renamed = ticket && tells ? await setOutcome(tx, actor.tenant.id, ticket, outcome) : ticket;
  return writeStep(tx, actor, visit, changed, { ...endingEvent(outcome), ticket: renamed }, words);
};

/**
 * Brings a case into that state from any other, open or closed (`case.close`; contract qflow (d), Cases/Cancel); from one
 * end to another the closing time moves. The state that it has already changes nothing but what the words say.
 * Fails with `not-found`, `forbidden`, `stale`, `conflict` (`ticket/none`: queued again without ever having been;
 * `case/archived`, `queue/full`), `invalid`.
 */
export const forceState = async (
  tx: Tx,
  actor: Actor,
  number: number,
  to: ForcedState,
  words: StepWords = {},
): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'case.close', words);
  if (to === 'as-is' || to === visitState(visit)) return sayOnly(tx, actor, visit, words);
  return to === 'waiting' ? forceWaiting(tx, actor, visit, words) : forceEnd(tx, actor, visit, to, words);
};

/** The same for a ticket that is still open: fails with `conflict` `ticket/wrong-state` where it is not. */
export const cancelTicket = async (tx: Tx, actor: Actor, number: number, words: StepWords = {}): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'case.close', words);
  requireState(visit, 'cancel', ['waiting', 'in-service', 'on-hold']);
  return forceEnd(tx, actor, visit, 'cancelled', words);
};
