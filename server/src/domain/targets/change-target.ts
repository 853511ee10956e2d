/** Setting, pausing and resuming the target of a case that the transaction has locked, each as one event (DESIGN S9, S10). */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { diffCase } from '../cases/diff-case.ts';
import { requireDate } from '../cases/judge-fields.ts';
import { requireNotClosed, requireUnarchived } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import { DomainError } from '../errors.ts';
import type { EventKind } from '../history/event.ts';
import { keepNote } from '../notes/keep-note.ts';
import type { NewNote } from '../notes/notes-store.ts';
import { isPaused, pauseTarget, placeTarget, resumeTarget, targetOf } from './target.ts';

/** What comes with a change of the target. */
export interface TargetWords {
  /** Added with the event. */
  readonly note?: NewNote;
  /** What the event records beside. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How a target comes about, `seconds` being its duration; what the event records of it. */
export type TargetOperation =
  | { readonly operation: 'now' | 'initial' | 'add' | 'subtract'; readonly seconds: number }
  | { readonly operation: 'set'; readonly at: Date }
  | { readonly operation: 'clear' };

/** Its event follows the last one of the case; so do the instants in it. */
const instantOf = (tx: Tx, found: Case): Date => new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));

const reckon = (found: Case, order: TargetOperation, now: Date): Date | null => {
  if (order.operation === 'clear') return null;
  if (order.operation === 'set') return order.at;
  const { operation, seconds } = order;
  const base = operation === 'initial' ? found.createdAt : operation === 'now' ? now : (targetOf(found) ?? now);
  return new Date(base.getTime() + (operation === 'subtract' ? -seconds : seconds) * 1000);
};

/** The change as an event of `now`, which the pause that it begins or ends is reckoned from. */
const write = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  { changed, kind, now }: { readonly changed: Case; readonly kind: EventKind; readonly now: Date },
  { note, data }: TargetWords,
): Promise<Case> => {
  const kept = note && (await keepNote(tx, actor, found, note));
  const changes = diffCase(actor.tenant, found, changed);
  return writeChange({ ...tx, now: () => now.getTime() }, actor, changed, [
    { kind, changes, data: { ...data, ...kept?.data } },
  ]);
};

/** Fails with `conflict`: `case/archived`, `case/not-open`. */
const requireOpen = (found: Case): void => {
  requireUnarchived(found);
  requireNotClosed(found);
};

/**
 * Sets the target, or takes it away, in plain time: working calendars play no part. On a paused case it is the held one
 * (contract goss §6.6). What leaves the target as it is changes nothing; its note is then an addition. The caller has asked
 * for `case.edit`. Fails with `conflict` (`case/archived`, `case/not-open`), `invalid` (`case/invalid-date`: beyond the year
 * 9999).
 */
export const setTarget = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  order: TargetOperation,
  words: TargetWords = {},
): Promise<Case> => {
  requireOpen(found);
  const now = instantOf(tx, found);
  const before = targetOf(found);
  const at = reckon(found, order, now);
  requireDate('dueAt', at);
  if (at?.getTime() === before?.getTime()) {
    return words.note ? write(tx, actor, found, { changed: found, kind: 'note.added', now }, words) : found;
  }
  const { operation } = order;
  const told = { operation, ...('seconds' in order ? { seconds: order.seconds } : {}), ...words.data };
  return write(
    tx,
    actor,
    found,
    { changed: placeTarget(found, at), kind: 'target.set', now },
    { ...words, data: told },
  );
};

/** Holds the target; pausing again only counts. Fails as `setTarget`, and with `conflict` `target/none`: nothing to hold. */
export const pauseCaseTarget = async (tx: Tx, actor: Actor, found: Case, words: TargetWords = {}): Promise<Case> => {
  requireOpen(found);
  if (!isPaused(found) && found.dueAt === null) {
    throw new DomainError('conflict', 'target/none', 'The case has no target.', { params: { number: found.number } });
  }
  const now = instantOf(tx, found);
  const changed = pauseTarget(found, now);
  const data = { ...words.data, pauses: changed.pauseCount };
  return write(tx, actor, found, { changed, kind: 'target.paused', now }, { ...words, data });
};

/**
 * Takes one pause back; when none is left the target goes on, later by the time since the first. Fails as `setTarget`, and
 * with `conflict` `target/not-paused`.
 */
export const resumeCaseTarget = async (tx: Tx, actor: Actor, found: Case, words: TargetWords = {}): Promise<Case> => {
  requireOpen(found);
  if (!isPaused(found)) {
    throw new DomainError('conflict', 'target/not-paused', 'The target is not paused.', {
      params: { number: found.number },
    });
  }
  const now = instantOf(tx, found);
  const changed = resumeTarget(found, now);
  const data = { ...words.data, pauses: changed.pauseCount };
  return write(tx, actor, found, { changed, kind: 'target.resumed', now }, { ...words, data });
};
