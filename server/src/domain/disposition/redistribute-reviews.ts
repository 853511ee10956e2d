import type { Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { appendEvents } from '../cases/append-events.ts';
import type { Case } from '../cases/case.ts';
import { selectCases } from '../cases/case-store.ts';
import { diffCase, isSame } from '../cases/diff-case.ts';
import { internal, invalid } from '../errors.ts';
import { closeReviewTasks } from '../tasks/tasks-store.ts';
import { closedReviewData, isAnswer } from './close-review.ts';
import { lockOpenCases, type OpenCase, type ReviewState } from './reviews-store.ts';
import { type ReviewSpan, spreadDates } from './spread-dates.ts';

export interface Redistribution {
  readonly span: ReviewSpan;
  readonly only: ReviewState;
  /** Key of a case type; absent: any. */
  readonly type?: string;
}

/** So many cases are read and written at once. */
const batchSize = 1000;

/** The longest overdue first; those without a date by age. */
const byWaiting = (left: OpenCase, right: OpenCase): number =>
  Number(left.reviewAt ?? left.createdAt) - Number(right.reviewAt ?? right.createdAt) || left.number - right.number;

/** Moves cases that the transaction has locked to their dates, with an event each, and closes the review tasks so answered. */
const move = async (
  tx: Tx,
  actor: Actor,
  numbers: readonly number[],
  dates: ReadonlyMap<number, Date>,
): Promise<number> => {
  const { tenant } = actor;
  const found = new Map((await selectCases(tx, tenant.id, numbers)).map((one) => [one.number, one]));
  const beforeOf = ({ number }: Case): Case => {
    const before = found.get(number);
    if (before === undefined) throw internal(`The case ${number} is not there.`);
    return before;
  };
  const moved = [...found.values()].flatMap((one): Case[] => {
    const reviewAt = dates.get(one.number) ?? one.reviewAt;
    if (isSame(reviewAt, one.reviewAt)) return [];
    return [{ ...one, reviewAt, reviewTaskId: isAnswer(reviewAt, tx.now()) ? null : one.reviewTaskId }];
  });
  const answered = moved.flatMap((one) => (one.reviewTaskId === null ? (beforeOf(one).reviewTaskId ?? []) : []));
  if (answered.length > 0) {
    await closeReviewTasks(tx, tenant.id, answered, new Date(tx.now()), recordedUser(actor)?.id ?? null);
  }
  await appendEvents(tx, actor, moved, (one) => ({
    kind: 'edited',
    changes: diffCase(tenant, beforeOf(one), one),
    data: { redistributed: true, ...closedReviewData(beforeOf(one), one) },
  }));
  return moved.length;
};

/**
 * Spreads new review dates evenly over the open cases that have none, an overdue one, or one to come, the longest waiting
 * first, all in this transaction, with an `edited` event on each (`disposition.configure`). A date to come closes the open
 * review task. Answers how many cases moved. Fails with `forbidden`, `invalid` (`case-type/unknown`, and as `spreadDates`).
 */
export const redistributeReviews = async (
  tx: Tx,
  actor: Actor,
  { span, only, type }: Redistribution,
): Promise<number> => {
  requirePermission(actor, 'disposition.configure');
  const { tenant } = actor;
  if (type !== undefined && !tenant.caseTypes.has(type)) {
    throw invalid('type', 'case-type/unknown', `There is no case type '${type}'.`, { type });
  }
  const now = new Date(tx.now());
  spreadDates(tenant.timezone, span, 0);
  const cases = await lockOpenCases(tx, tenant.id, only, type ?? null, now);
  const dates = spreadDates(tenant.timezone, span, cases.length);
  const dateOf = new Map([...cases].sort(byWaiting).map(({ number }, i) => [number, dates[i] ?? now]));
  let count = 0;
  for (let start = 0; start < cases.length; start += batchSize) {
    const numbers = cases.slice(start, start + batchSize).map(({ number }) => number);
    count += await move(tx, actor, numbers, dateOf);
  }
  return count;
};
