import type { Tx } from '../../storage/transaction.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { appendEvents } from '../cases/append-events.ts';
import { type Case, isOpen } from '../cases/case.ts';
import { isSame } from '../cases/diff-case.ts';
import { requireCaseType } from '../cases/edit-case.ts';
import { DomainError, invalid } from '../errors.ts';
import { takeTask } from './find-task.ts';
import { judgeTask, type TaskWords } from './judge-task.ts';
import { isClosed, type Task } from './task.ts';
import { replaceAssignees, updateTask } from './tasks-store.ts';

/** Absent members stay. */
export interface TaskEdit extends TaskWords {
  readonly dueAt?: Date | null;
  /** Taken up, or cancelled: a task of a kind only where its kind is cancelable. */
  readonly state?: 'open' | 'cancelled';
}

const refuse = (code: string, message: string, { id }: Task): DomainError =>
  new DomainError('conflict', code, message, { params: { id } });

const requireOpen = (task: Task): void => {
  if (isClosed(task)) throw refuse('task/closed', 'The task is closed.', task);
};

/** While its case is open and the review date past, the next run would only make another (contract tracker D9). */
const requireReviewed = (tx: Tx, task: Task, cases: readonly Case[]): void => {
  if (!task.isReview) return;
  const isDue = cases.some((one) => isOpen(one) && one.reviewAt !== null && one.reviewAt.getTime() <= tx.now());
  if (isDue) {
    throw refuse('task/review-due', 'The case is up for review: set another review date, or close the case.', task);
  }
};

const requireCancelable = (actor: Actor, task: Task, cases: readonly Case[]): void => {
  const [found] = cases;
  if (task.kind === null || found === undefined) return;
  const ofType = requireCaseType(actor.tenant, found).tasks.find(({ key }) => key === task.kind);
  if (ofType && !ofType.cancelable) throw refuse('task/not-cancelable', 'A task of this kind is not cancelled.', task);
};

/** What a review task says is the case's affair: its date is the case's review date. */
const requireOwnWords = (task: Task, edit: TaskEdit): void => {
  if (!task.isReview) return;
  const { title = task.title, message = task.message, dueAt = task.dueAt } = edit;
  if (title === task.title && message === task.message && isSame(dueAt, task.dueAt)) return;
  throw refuse('task/review', 'The words and the date of a review task are those of its case.', task);
};

const close = async (
  tx: Tx,
  actor: Actor,
  task: Task,
  cases: readonly Case[],
  state: 'completed' | 'cancelled',
): Promise<Task> => {
  const at = new Date(tx.now());
  const closed: Task = { ...task, state, changedAt: at, closedAt: at, closedById: recordedUser(actor)?.id ?? null };
  await updateTask(tx, actor.tenant.id, closed);
  const data = { task: task.id, ...(task.kind === null ? {} : { kind: task.kind }) };
  const released = cases.map((one) => (one.reviewTaskId === task.id ? { ...one, reviewTaskId: null } : one));
  await appendEvents(tx, actor, released, () => ({
    kind: 'task.completed',
    data: state === 'cancelled' ? { ...data, cancelled: true } : data,
  }));
  return closed;
};

/**
 * Completes a task that the actor sees, with an event on each of its cases. Fails with `not-found` `task/unknown`,
 * `conflict` (`task/closed`; `task/review-due`: a review task is answered by the case).
 */
export const completeTask = async (tx: Tx, actor: Actor, id: number): Promise<Task> => {
  const { task, cases } = await takeTask(tx, actor, id);
  requireOpen(task);
  requireReviewed(tx, task, cases);
  return close(tx, actor, task, cases, 'completed');
};

/**
 * Changes an open task that the actor sees; cancelling it is an event on each of its cases. What is so already is no
 * change. Fails with `not-found` `task/unknown`; `conflict` (`task/closed`, `task/review`, `task/review-due`,
 * `task/not-cancelable`); `invalid` (`task/nobody`, and as `judgeTask`).
 */
export const editTask = async (tx: Tx, actor: Actor, id: number, edit: TaskEdit): Promise<Task> => {
  const { task, cases } = await takeTask(tx, actor, id);
  requireOpen(task);
  requireOwnWords(task, edit);
  const { state = task.state, ...words } = edit;
  const added = (ids: readonly number[] | undefined, before: readonly number[]) =>
    ids?.filter((one) => !before.includes(one));
  judgeTask(actor.tenant, {
    ...words,
    assigneeIds: added(words.assigneeIds, task.assigneeIds) ?? [],
    assigneeGroupIds: added(words.assigneeGroupIds, task.assigneeGroupIds) ?? [],
  });
  const edited: Task = { ...task, ...words, changedAt: task.changedAt };
  const assigned = !isSame([edited.assigneeIds, edited.assigneeGroupIds], [task.assigneeIds, task.assigneeGroupIds]);
  if (assigned && edited.assigneeIds.length + edited.assigneeGroupIds.length === 0) {
    throw invalid('assignees', 'task/nobody', 'A task is assigned to somebody.');
  }
  if (assigned) await replaceAssignees(tx, actor.tenant.id, edited);
  if (state === 'cancelled') {
    requireReviewed(tx, task, cases);
    requireCancelable(actor, task, cases);
    return close(tx, actor, edited, cases, 'cancelled');
  }
  const changed: Task = { ...edited, state };
  if (isSame(changed, task)) return task;
  const stored = { ...changed, changedAt: new Date(tx.now()) };
  await updateTask(tx, actor.tenant.id, stored);
  return stored;
};
