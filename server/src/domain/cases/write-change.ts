import { isViolationOf } from '../../storage/sql-errors.ts';
import type { Tx } from '../../storage/transaction.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { changesIn } from '../history/changing.ts';
import { chainEvents, type NewEvent } from '../history/event.ts';
import { queueMessages } from '../history/messages-store.ts';
import type { Case } from './case.ts';
import { updateCase } from './case-store.ts';

/** Events that close a case. */
const closing: ReadonlySet<string> = new Set(['closed', 'completed', 'no-show', 'cancelled']);

/**
 * Stores what an operation made of a locked case, with its events: each event that changes the case is one version and a
 * later `modifiedAt` (DESIGN S9). Messages among the events are queued. Answers the case as it stands after the commit.
 * `nowMs`: the clock as the caller read it, where what it made of the case names the events' instants.
 * `andCommit`: the caller asks nothing more of the transaction.
 * Fails with `conflict` `case/duplicate-reference` where a new reference is another's.
 */
export const writeChange = async (
  tx: Tx,
  actor: Actor,
  changed: Case,
  events: readonly NewEvent[],
  nowMs: number = tx.now(),
  andCommit = false,
): Promise<Case> => {
  const actorId = recordedUser(actor)?.id ?? null;
  const chained = chainEvents(changed, changed.uid, actorId, actor.face, events, nowMs);
  const { count, lastAt } = changesIn(chained);
  const stored: Case = {
    ...changed,
    ...chained.head,
    version: changed.version + count,
    // The closing instant is that of its event: the clock may have gone on since the case was made closed.
    closedAt: chained.ats[chained.kinds.findIndex((kind) => closing.has(kind))] ?? changed.closedAt,
    ...(lastAt === undefined ? {} : { modifiedAt: lastAt, modifiedById: actorId }),
  };
  try {
    const isLast = andCommit && !events.some(({ kind }) => kind === 'message.queued');
    await updateCase(tx, actor.tenant.id, stored, chained, actorId, actor.face, isLast);
  } catch (error) {
    if (!isViolationOf(error, 'cases_reference_key')) throw error;
    throw new DomainError('conflict', 'case/duplicate-reference', 'Another case has this reference.', {
      field: 'reference',
      params: { reference: changed.reference },
    });
  }
  await queueMessages(tx, actor, changed.number, events, chained);
  return stored;
};
