import type { Tx } from '../../storage/transaction.ts';
import { requireOnCase, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { closedReviewData, closeReview } from '../disposition/close-review.ts';
import { DomainError } from '../errors.ts';
import { endTicket } from '../queues/ticket-steps-store.ts';
import { touchOtherEnds } from '../relations/relate-cases.ts';
import { deleteRelations, selectRelations } from '../relations/relations-store.ts';
import { lockCases } from './case-store.ts';
import { deleteCaseRows } from './delete-store.ts';
import { type Precondition, requireFresh } from './precondition.ts';
import { writeChange } from './write-change.ts';

export interface Deletion extends Precondition {
  /** Refuse a case that is not archived (`conflict` `case/not-archived`), as World-Check does. */
  readonly archivedOnly?: boolean;
  readonly note?: string;
  /** What the events record beside, those of the related cases too. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Deletes a case with its notes, forms, attachments, activities, relations and ticket (`case.delete`; DESIGN S14). Its history stays,
 * found through a tombstone; its number is never given again, its reference is free at once; each related case gets an
 * `unlinked` event. Its tasks stay, detached, the review task closed. Fails with `not-found`, `forbidden`, `stale`, `conflict` `case/not-archived`.
 */
export const deleteCase = async (tx: Tx, actor: Actor, number: number, deletion: Deletion = {}): Promise<void> => {
  const tenantId = actor.tenant.id;
  const related = (await selectRelations(tx, tenantId, [number])).get(number) ?? [];
  const locked = await lockCases(tx, tenantId, [number, ...related]);
  const found = locked.find((one) => one.number === number);
  if (found === undefined) throw unknownCase({ number });
  requireOnCase(actor, 'case.delete', found);
  requireFresh(found, deletion);
  if (deletion.archivedOnly && !found.archived) {
    throw new DomainError('conflict', 'case/not-archived', 'The case is not archived.', { params: { number } });
  }
  // Read again under the lock: relations are only changed by who holds both ends.
  const others = (await selectRelations(tx, tenantId, [number])).get(number) ?? [];
  await deleteRelations(tx, tenantId, number, others);
  const known = await lockCases(tx, tenantId, others);
  await touchOtherEnds(tx, actor, number, known, { linked: [], unlinked: others, change: undefined }, deletion.data);
  const { reference, uid, unitId } = found;
  const reviewed = await closeReview(tx, actor, found);
  const note = deletion.note === undefined ? {} : { note: deletion.note };
  const data = { ...deletion.data, reference, uid, unit: unitId, ...note, ...closedReviewData(found, reviewed) };
  const ended = await writeChange(tx, actor, reviewed, [{ kind: 'deleted', data }]);
  // Not only deleted: a caller who has the ticket and waits for this case must come first.
  await endTicket(tx, tenantId, number, 'withdrawn', new Date(tx.now()));
  await deleteCaseRows(tx, tenantId, ended);
};
