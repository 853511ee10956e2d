import type { Tx } from '../../storage/transaction.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { changesIn } from '../history/changing.ts';
import { chainEvents, type NewEvent } from '../history/event.ts';
import type { Case } from './case.ts';
import { updateHeads } from './heads-store.ts';

/** So many cases travel in one statement. */
const batchSize = 1000;

/**
 * Stores an event of each of many locked cases, as `writeChange` does of one, but of their fields only the review date
 * and the review task: for what happens to many cases at once, or adds to one. Answers the cases as they stand after the
 * commit. Messages that go with the events are the caller's.
 */
export const appendEvents = async (
  tx: Tx,
  actor: Actor,
  cases: readonly Case[],
  eventOf: (found: Case) => NewEvent,
): Promise<Case[]> => {
  const actorId = recordedUser(actor)?.id ?? null;
  const changes = cases.map((found) => {
    const events = chainEvents(found, found.uid, actorId, actor.face, [eventOf(found)], tx.now());
    const { count, lastAt } = changesIn(events);
    const modified = lastAt === undefined ? {} : { modifiedAt: lastAt, modifiedById: actorId };
    return { changed: { ...found, ...events.head, version: found.version + count, ...modified }, events };
  });
  for (let start = 0; start < changes.length; start += batchSize) {
    const batch = changes.slice(start, start + batchSize);
    await updateHeads(tx, actor.tenant.id, actorId, actor.face, batch);
  }
  return changes.map(({ changed }) => changed);
};
