/** Tasks in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Task } from './task.ts';

/** `t.task_id, …`, named as the properties of `Task`. */
export const taskColumns = `t.task_id as "id", t.kind, t.title, t.message, t.state,
  t.review_of is not null as "isReview", t.creator_id as "creatorId", t.creator_group_id as "creatorGroupId",
  array(select a.user_id from task_assignees a where a.tenant_id = t.tenant_id and a.task_id = t.task_id
    and a.user_id is not null order by a.position) as "assigneeIds",
  array(select a.group_id from task_assignees a where a.tenant_id = t.tenant_id and a.task_id = t.task_id
    and a.group_id is not null order by a.position) as "assigneeGroupIds",
  t.due_at as "dueAt", t.created_at as "createdAt", t.changed_at as "changedAt", t.closed_at as "closedAt",
  t.closed_by as "closedById",
  (select coalesce(jsonb_agg(jsonb_build_object('caseNumber', l.case_number, 'customerId', l.customer_id)
      order by l.position), '[]')
    from task_links l where l.tenant_id = t.tenant_id and l.task_id = t.task_id) as "links"`;

const locked = `select ${taskColumns} from tasks t where t.tenant_id = $1 and t.task_id = $2 for no key update of t`;

/** One task, locked until the transaction ends, whoever may see it. Its cases are locked before it. */
export const lockTask = (tx: Tx, tenantId: number, id: number): Promise<Task | undefined> =>
  tx.row<Task>({ text: locked, values: [tenantId, id] });

// Assignees and links are lists of users beside groups, and of cases beside people: in each place one of the two is null.
const insertText = `
with i as (select next_number('task_id')::integer as id),
t as (
  insert into tasks (tenant_id, task_id, kind, title, message, state, creator_id, due_at, created_at, changed_at)
  select $1, i.id, $2::text, $3::text, $4::text, 'new', $5::integer, $6::timestamptz, $7::timestamptz, $7::timestamptz
  from i
),
a as (
  insert into task_assignees (tenant_id, task_id, position, user_id, group_id)
  select $1, i.id, e.position, e.user_id, e.group_id
  from i, unnest($8::integer[], $9::integer[]) with ordinality as e(user_id, group_id, position)
),
l as (
  insert into task_links (tenant_id, task_id, position, case_number, customer_id)
  select $1, i.id, e.position, e.case_number, e.customer_id
  from i, unnest($10::integer[], $11::integer[]) with ordinality as e(case_number, customer_id, position)
)
select id from i`;

/** Users, then groups, as two columns of one list. */
const besides = (
  users: readonly number[],
  groups: readonly number[],
): readonly [(number | null)[], (number | null)[]] => [
  [...users, ...groups.map(() => null)],
  [...users.map(() => null), ...groups],
];

export type TaskRow = Pick<
  Task,
  'kind' | 'title' | 'message' | 'creatorId' | 'dueAt' | 'createdAt' | 'assigneeIds' | 'assigneeGroupIds' | 'links'
>;

/** Stores a new task, and answers the number that it got. */
export const insertTask = async (tx: Tx, tenantId: number, task: TaskRow): Promise<number> => {
  const inserted = await tx.row<{ id: number }>({
    text: insertText,
    values: [
      tenantId,
      task.kind,
      task.title,
      task.message,
      task.creatorId,
      task.dueAt,
      task.createdAt,
      ...besides(task.assigneeIds, task.assigneeGroupIds),
      task.links.map(({ caseNumber }) => caseNumber),
      task.links.map(({ customerId }) => customerId),
    ],
  });
  if (inserted === undefined) throw new Error('The insert of a task answered no row.');
  return inserted.id;
};

const updateText = `
update tasks set title = $3, message = $4, state = $5, due_at = $6, changed_at = $7, closed_at = $8, closed_by = $9
where tenant_id = $1 and task_id = $2`;

const assignText = `
insert into task_assignees (tenant_id, task_id, position, user_id, group_id)
select $1, $2, e.position, e.user_id, e.group_id
from unnest($3::integer[], $4::integer[]) with ordinality as e(user_id, group_id, position)`;

/** Stores a changed task, which the transaction has locked. */
export const updateTask = async (tx: Tx, tenantId: number, task: Task): Promise<void> => {
  const { id, title, message, state, dueAt, changedAt, closedAt, closedById } = task;
  await tx.rows({
    text: updateText,
    values: [tenantId, id, title, message, state, dueAt, changedAt, closedAt, closedById],
  });
};

/** Puts others in the place of the assignees of a locked task. */
export const replaceAssignees = async (
  tx: Tx,
  tenantId: number,
  { id, assigneeIds, assigneeGroupIds }: Task,
): Promise<void> => {
  await tx.rows({ text: 'delete from task_assignees where tenant_id = $1 and task_id = $2', values: [tenantId, id] });
  await tx.rows({ text: assignText, values: [tenantId, id, ...besides(assigneeIds, assigneeGroupIds)] });
};

const closeReviewsText = `
update tasks set state = 'completed', changed_at = $3, closed_at = $3, closed_by = $4
where tenant_id = $1 and task_id = any($2::integer[]) and closed_at is null`;

/** Closes open review tasks of cases that the transaction has locked. */
export const closeReviewTasks = async (
  tx: Tx,
  tenantId: number,
  ids: readonly number[],
  at: Date,
  actorId: number | null,
): Promise<void> => {
  await tx.rows({ text: closeReviewsText, values: [tenantId, ids, at, actorId] });
};

/** How many tasks of one kind (null: of none) a case has; cancelled ones are not counted. */
export interface KindCount {
  readonly kind: string | null;
  readonly todo: number;
  readonly done: number;
}

/** Such rows for the case whose number that SQL gives; `$1` is the tenant. */
export const kindCountsOf = (caseNumber: string): string => `
select t.kind, count(*) filter (where t.state in ('new', 'open'))::integer as todo,
  count(*) filter (where t.state = 'completed')::integer as done
from task_links l join tasks t on t.tenant_id = l.tenant_id and t.task_id = l.task_id
where l.tenant_id = $1 and l.case_number = ${caseNumber} and t.state <> 'cancelled'
group by t.kind`;

const countText = kindCountsOf('$2');

export const selectKindCounts = (db: Db, tenantId: number, caseNumber: number): Promise<KindCount[]> =>
  db.rows<KindCount>({ text: countText, values: [tenantId, caseNumber] });
