import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { closedReviewData, closeReview } from '../disposition/close-review.ts';
import { DomainError } from '../errors.ts';
import type { Case } from './case.ts';
import type { CaseKey } from './case-store.ts';
import { diffCase } from './diff-case.ts';
import { takeCase } from './find-case.ts';
import { type Precondition, requireFresh } from './precondition.ts';
import { endWork } from './turn-case.ts';
import { writeChange } from './write-change.ts';

/**
 * Puts a case that the caller has locked and found permitted into the archive, or takes it out (DESIGN S13): a flag beside
 * the status. Archiving ends ticket, activities and review task as closing does. What is so already stays so, without an
 * event.
 */
export const archiveTaken = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  archived: boolean,
  data?: Readonly<Record<string, unknown>>,
): Promise<Case> => {
  if (found.archived === archived) return found;
  if (archived) await endWork(tx, actor, found, new Date(tx.now()));
  const changed: Case = { ...(archived ? await closeReview(tx, actor, found) : found), archived };
  return writeChange(tx, actor, changed, [
    {
      kind: archived ? 'archived' : 'unarchived',
      changes: diffCase(actor.tenant, found, changed),
      data: { ...data, ...closedReviewData(found, changed) },
    },
  ]);
};

/**
 * Puts a case into the archive, or takes it out (`case.close`; DESIGN S13), as `archiveTaken` does.
 * Fails with `not-found`, `forbidden`, `stale`, `conflict` (`case/archived`, `case/not-archived` when it is so already).
 */
export const setArchived = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  archived: boolean,
  { note, ...precondition }: Precondition & { readonly note?: string } = {},
): Promise<Case> => {
  const found = await takeCase(tx, actor, key, 'case.close');
  requireFresh(found, precondition);
  if (found.archived === archived) {
    const [code, message] = archived
      ? ['case/archived', 'The case is archived already.']
      : ['case/not-archived', 'The case is not archived.'];
    throw new DomainError('conflict', code, message, { params: { number: found.number } });
  }
  return archiveTaken(tx, actor, found, archived, note === undefined ? undefined : { note });
};
