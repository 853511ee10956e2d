import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { type Case, isOpen } from '../cases/case.ts';
import { DomainError, forbidden } from '../errors.ts';
import type { Queue } from '../tenants/tenant.ts';
import { insertTicket, takePlace } from './enqueue.ts';
import { seesQueue } from './find-queue.ts';
import type { QueueCase } from './get-queue-case.ts';
import { moveTicket } from './ticket-steps-store.ts';
import {
  openTicket,
  requireOwnService,
  type StepWords,
  takeVisit,
  ticketLabel,
  withWords,
  writeStep,
} from './visit.ts';

const requireOpen = (found: Case): void => {
  if (isOpen(found)) return;
  const code = found.category === 'closed' ? 'case/closed' : 'case/archived';
  throw new DomainError('conflict', code, 'The case is closed or archived.', {
    params: { number: found.number, step: 'transfer' },
  });
};

/** Puts the case of a locked visit at the end of a queue: its unit becomes the queue's, and it has no owner. */
export const joinQueue = async (
  tx: Tx,
  actor: Actor,
  visit: QueueCase,
  changed: Case,
  queue: Queue,
  words: StepWords,
): Promise<QueueCase> => {
  const before = openTicket(visit);
  const place = await takePlace(tx, actor, queue.id);
  if (before) {
    const endedAt = new Date(tx.now());
    await moveTicket(tx, actor.tenant.id, before, { state: 'ended', step: 'ended', outcome: 'transferred', endedAt });
  }
  const ticket = await insertTicket(tx, actor, visit.case.number, place, 'enqueued');
  const data = before ? { from: ticketLabel(before) } : {};
  const event = { kind: before ? 'transferred' : 'queued', ticket, data } as const;
  return writeStep(tx, actor, visit, { ...changed, unitId: queue.unitId, ownerId: null }, event, words);
};

/**
 * Moves an open case to the end of another queue, or one that is in none into a queue: with a number of that queue and
 * its unit (DESIGN S15; `queue.serve` for the case as it is, `case.view` in the unit of the queue). Fails with `not-found`,
 * `forbidden`, `stale`, `conflict` (`case/closed`, `case/archived`, `ticket/same-queue`, `ticket/served-by-another`,
 * `queue/full`), `invalid`.
 */
export const transferTicket = async (
  tx: Tx,
  actor: Actor,
  number: number,
  queue: Queue,
  words: StepWords = {},
): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'queue.serve', words);
  if (!seesQueue(actor, queue)) throw forbidden('case.view', { queue: queue.key });
  requireOpen(visit.case);
  if (openTicket(visit)?.queueId === queue.id) {
    throw new DomainError('conflict', 'ticket/same-queue', 'The case is in this queue already.', {
      params: { number },
    });
  }
  requireOwnService(actor, visit);
  return joinQueue(tx, actor, visit, withWords(actor, visit.case, words), queue, words);
};
