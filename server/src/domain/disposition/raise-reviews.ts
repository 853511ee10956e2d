import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { appendEvents } from '../cases/append-events.ts';
import { type Case, isOpen } from '../cases/case.ts';
import { lockCases } from '../cases/case-store.ts';
import type { NewEvent } from '../history/event.ts';
import { insertMessages, type MessageRow } from '../history/messages-store.ts';
import { recipientsOf, reviewTaskOf } from './review-task.ts';
import { insertReviewTasks, type ReviewTaskRow, selectDueForReview, takeTaskIds } from './reviews-store.ts';

/** So many cases are taken in one transaction. */
const batchSize = 500;

const isDue = (found: Case, at: Date): boolean =>
  isOpen(found) && found.reviewTaskId === null && found.reviewAt !== null && found.reviewAt.getTime() <= at.getTime();

const template = 'review-due';

/** The mail to each assignee with an address, where the tenant has a mail server; the event that goes with it shows them. */
const eventOf = (actor: Actor, task: ReviewTaskRow): NewEvent => {
  const recipients = actor.tenant.sendsMail ? recipientsOf(actor.tenant, task) : [];
  const messages = recipients.map((to) => ({ channel: 'email', to, template }));
  return { kind: 'review.due', data: { task: task.id, ...(messages.length === 0 ? {} : { messages }) } };
};

const messagesOf = (actor: Actor, task: ReviewTaskRow, { historySeq, historyAt }: Case): MessageRow[] =>
  (actor.tenant.sendsMail ? recipientsOf(actor.tenant, task) : []).map((to) => ({
    caseNumber: task.caseNumber,
    eventSeq: historySeq,
    channel: 'email',
    to,
    template,
    data: { task: task.id, title: task.title, message: task.message },
    at: historyAt,
  }));

export interface Raised {
  /** How many tasks were made. */
  readonly made: number;
  /** Whether there may be more to do. */
  readonly more: boolean;
}

/**
 * Gives one review task to each of the next open cases whose review date is no later than `at` and that have no open one,
 * while auto disposition is on: the task, the event `review.due` and the mails in one transaction (contract tracker D9).
 * Whoever comes to a case second, here or in another server, finds that it has its task. What is written carries the
 * real clock.
 */
export const raiseReviews = async (tx: Tx, actor: Actor, at: Date): Promise<Raised> => {
  const { tenant } = actor;
  const numbers = tenant.disposition.enabled ? await selectDueForReview(tx, tenant.id, at, batchSize) : [];
  if (numbers.length === 0) return { made: 0, more: false };
  const due = (await lockCases(tx, tenant.id, numbers)).filter((found) => isDue(found, at));
  const more = numbers.length === batchSize;
  if (due.length === 0) return { made: 0, more };

  const ids = await takeTaskIds(tx, due.length);
  const tasks = new Map(due.map((found, i) => [found.number, reviewTaskOf(tenant, found, ids[i] ?? 0)]));
  const taskOf = ({ number }: Case): ReviewTaskRow => {
    const task = tasks.get(number);
    if (task === undefined) throw new Error(`The case ${number} has no review task.`);
    return task;
  };
  await insertReviewTasks(tx, tenant.id, new Date(tx.now()), [...tasks.values()]);
  const given = due.map((found) => ({ ...found, reviewTaskId: taskOf(found).id }));
  const stored = await appendEvents(tx, actor, given, (found) => eventOf(actor, taskOf(found)));
  await insertMessages(
    tx,
    tenant,
    stored.flatMap((found) => messagesOf(actor, taskOf(found), found)),
  );
  return { made: due.length, more };
};
