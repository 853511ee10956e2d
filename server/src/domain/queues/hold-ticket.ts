import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { QueueCase } from './get-queue-case.ts';
import { moveTicket } from './ticket-steps-store.ts';
import { requireOwnService, requireState, type StepWords, takeVisit, withWords, writeStep } from './visit.ts';

/**
 * Puts a case that waits or is served on hold: it keeps number and place, and cannot be called (`queue.serve`; contract
 * qflow (d)). Fails with `not-found`, `forbidden`, `stale`, `conflict` (`ticket/wrong-state`,
 * `ticket/served-by-another`), `invalid`.
 */
export const holdTicket = async (tx: Tx, actor: Actor, number: number, words: StepWords = {}): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'queue.serve', words);
  const waiting = requireState(visit, 'hold', ['waiting', 'in-service']);
  requireOwnService(actor, visit);
  const changed = withWords(actor, visit.case, words);
  const ticket = await moveTicket(tx, actor.tenant.id, waiting, { state: 'on-hold', step: 'held' });
  return writeStep(tx, actor, visit, changed, { kind: 'held', ticket }, words);
};

/**
 * Lets a case on hold wait again, at its old place, with no owner (`queue.serve`). Fails with `not-found`, `forbidden`,
 * `stale`, `conflict` `ticket/wrong-state`, `invalid`.
 */
export const releaseTicket = async (
  tx: Tx,
  actor: Actor,
  number: number,
  words: StepWords = {},
): Promise<QueueCase> => {
  const visit = await takeVisit(tx, actor, number, 'queue.serve', words);
  const held = requireState(visit, 'release', ['on-hold']);
  const changed = { ...withWords(actor, visit.case, words), ownerId: null };
  const ticket = await moveTicket(tx, actor.tenant.id, held, { state: 'waiting', step: 'released' });
  return writeStep(tx, actor, visit, changed, { kind: 'released', ticket }, words);
};
