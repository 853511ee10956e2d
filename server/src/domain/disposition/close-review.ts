/** The open review task of a case ends with what answers it (contract tracker D9; DESIGN S11, S13, S14). */
import type { Tx } from '../../storage/transaction.ts';
import { type Actor, recordedUser } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { closeReviewTasks } from '../tasks/tasks-store.ts';

/**
 * Closes the open review task of a locked case, if it has one, in the transaction of what closes it: that has the event,
 * whose data names the task. Answers the case without it, to be stored by the caller.
 */
export const closeReview = async (tx: Tx, actor: Actor, found: Case): Promise<Case> => {
  if (found.reviewTaskId === null) return found;
  const closerId = recordedUser(actor)?.id ?? null;
  await closeReviewTasks(tx, actor.tenant.id, [found.reviewTaskId], new Date(tx.now()), closerId);
  return { ...found, reviewTaskId: null };
};

/** Whether a review date that was set answers the review: none, or one that is still to come. */
export const isAnswer = (reviewAt: Date | null, nowMs: number): boolean =>
  reviewAt === null || reviewAt.getTime() > nowMs;

/** What the event of a change says of the review task that the change closed. */
export const closedReviewData = (before: Case, after: Case): { readonly reviewTask?: number } =>
  before.reviewTaskId === null || after.reviewTaskId !== null ? {} : { reviewTask: before.reviewTaskId };
