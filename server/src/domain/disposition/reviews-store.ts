/** Cases that are up for review, and their tasks, many at once. */
import type { Db, Tx } from '../../storage/transaction.ts';

// The index `cases_for_review` holds exactly these. The switch is asked again here: the tenant in memory may lag.
const dueText = `
select number from cases
where tenant_id = $1 and review_at <= $2 and category < 3 and not archived and review_task_id is null
  and exists (select from disposition d where d.tenant_id = $1 and d.enabled)
order by review_at, number limit $3`;

/** Numbers of open cases whose review date is no later than `at` and that have no open review task, oldest date first. */
export const selectDueForReview = async (db: Db, tenantId: number, at: Date, limit: number): Promise<number[]> => {
  const rows = await db.rows<{ number: number }>({ text: dueText, values: [tenantId, at, limit] });
  return rows.map(({ number }) => number);
};

/** So many fresh task numbers. */
export const takeTaskIds = async (tx: Tx, count: number): Promise<number[]> => {
  const text = `select next_number('task_id')::integer as id from generate_series(1, $1::integer)`;
  const rows = await tx.rows<{ id: number }>({ text, values: [count] });
  return rows.map(({ id }) => id);
};

export interface ReviewTaskRow {
  readonly id: number;
  readonly caseNumber: number;
  readonly title: string;
  readonly message: string;
  readonly creatorId: number | null;
  readonly creatorGroupId: number | null;
  readonly assigneeIds: readonly number[];
  readonly assigneeGroupIds: readonly number[];
  readonly dueAt: Date | null;
}

const insertText = `
with v as (
  select * from unnest($3::integer[], $4::integer[], $5::text[], $6::text[], $7::integer[], $8::integer[],
    $9::timestamptz[]) as v(id, number, title, message, creator_id, creator_group_id, due_at)
),
t as (
  insert into tasks (tenant_id, task_id, title, message, state, review_of, creator_id, creator_group_id, due_at,
    created_at, changed_at)
  select $1, v.id, v.title, v.message, 'new', v.number, v.creator_id, v.creator_group_id, v.due_at, $2, $2 from v
),
a as (
  insert into task_assignees (tenant_id, task_id, position, user_id, group_id)
  select $1, e.task_id, e.position, e.user_id, e.group_id
  from unnest($10::integer[], $11::integer[], $12::integer[], $13::integer[]) as e(task_id, position, user_id, group_id)
)
insert into task_links (tenant_id, task_id, position, case_number) select $1, v.id, 1, v.number from v`;

/** Stores the review tasks of locked cases. */
export const insertReviewTasks = async (
  tx: Tx,
  tenantId: number,
  at: Date,
  tasks: readonly ReviewTaskRow[],
): Promise<void> => {
  const assignees = tasks.flatMap(({ id, assigneeIds, assigneeGroupIds }) => [
    ...assigneeIds.map((userId, i) => [id, i + 1, userId, null] as const),
    ...assigneeGroupIds.map((groupId, i) => [id, assigneeIds.length + i + 1, null, groupId] as const),
  ]);
  await tx.rows({
    text: insertText,
    values: [
      tenantId,
      at,
      tasks.map(({ id }) => id),
      tasks.map(({ caseNumber }) => caseNumber),
      tasks.map(({ title }) => title),
      tasks.map(({ message }) => message),
      tasks.map(({ creatorId }) => creatorId),
      tasks.map(({ creatorGroupId }) => creatorGroupId),
      tasks.map(({ dueAt }) => dueAt),
      assignees.map(([id]) => id),
      assignees.map(([, position]) => position),
      assignees.map(([, , userId]) => userId),
      assignees.map(([, , , groupId]) => groupId),
    ],
  });
};

/** Which open cases are meant: without a review date, with one that has come, with one to come. */
export const reviewStates = ['none', 'overdue', 'upcoming'] as const;

export type ReviewState = (typeof reviewStates)[number];

const openText = `
select number, review_at as "reviewAt", created_at as "createdAt" from cases
where tenant_id = $1 and category < 3 and not archived and ($2::text is null or type = $2)
  and case $3 when 'none' then review_at is null when 'overdue' then review_at <= $4 else review_at > $4 end
order by number for no key update`;

export interface OpenCase {
  readonly number: number;
  readonly reviewAt: Date | null;
  readonly createdAt: Date;
}

/** The open cases that are in that state at `at`, of one case type or of any, locked, by number. */
export const lockOpenCases = (
  tx: Tx,
  tenantId: number,
  state: ReviewState,
  type: string | null,
  at: Date,
): Promise<OpenCase[]> => tx.rows<OpenCase>({ text: openText, values: [tenantId, type, state, at] });
