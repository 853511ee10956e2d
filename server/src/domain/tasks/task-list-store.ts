/** Lists of tasks: who sees them, the filters, the order, as one statement. */
import type { Db } from '../../storage/transaction.ts';
import { isAdmin } from '../access/access.ts';
import { type Bind, visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { User } from '../tenants/tenant.ts';
import type { Task, TaskState } from './task.ts';
import { taskColumns } from './tasks-store.ts';

export interface TaskFilter {
  readonly id?: number;
  /** Assigned to one of these users, or to a group that he is in. */
  readonly assignees?: readonly User[];
  /** Attached to that case. */
  readonly caseNumber?: number;
  readonly states?: readonly TaskState[];
  readonly kinds?: readonly string[];
  readonly isReview?: boolean;
  /** Part of the title or of the message, in any letter case. */
  readonly text?: string;
}

export type TaskSortField = 'id' | 'title' | 'createdAt' | 'changedAt' | 'dueAt';

export interface TaskSort {
  readonly field: TaskSortField;
  readonly descending: boolean;
}

export interface TaskPage {
  readonly sort?: TaskSort;
  /** Behind that task, where the list is by id, ascending. */
  readonly afterId?: number;
  readonly limit: number;
  /** So many are passed over. */
  readonly offset?: number;
}

/** Ids of the tasks that are assigned to these users and groups. */
const assignedTo = (userIds: readonly number[], groupIds: readonly number[], tenant: string, bind: Bind): string => `
  select a.task_id from task_assignees a where a.tenant_id = ${tenant} and a.user_id = any(${bind(userIds)}::integer[])
  union all
  select a.task_id from task_assignees a where a.tenant_id = ${tenant} and a.group_id = any(${bind(groupIds)}::integer[])`;

/**
 * Who sees a task (contract tracker D11): its creator, its assignees, whoever is in a group of theirs, and admins; of a
 * task that is attached to cases only who sees them all.
 */
const seenBy = (actor: Actor, { assignees }: TaskFilter, tenant: string, bind: Bind): string[] => {
  const { user } = actor;
  if (user === null) return [];
  // `offset 0`: looked up task by task, never made into a join with all the cases there are.
  const unseen = `not exists (
    select from task_links l join cases c on c.tenant_id = l.tenant_id and c.number = l.case_number
    where l.tenant_id = t.tenant_id and l.task_id = t.task_id and (${visibleCases(actor, 'c', bind)}) is not true
    offset 0)`;
  if (isAdmin(user) || assignees?.every(({ id }) => id === user.id)) return [unseen];
  const his = `t.task_id in (
    select o.task_id from tasks o where o.tenant_id = ${tenant} and o.creator_id = ${bind(user.id)}::integer
    union all
    select o.task_id from tasks o where o.tenant_id = ${tenant} and o.creator_group_id = any(${bind(user.groupIds)}::integer[])
    union all ${assignedTo([user.id], user.groupIds, tenant, bind)})`;
  return [his, unseen];
};

const conditionsOf = (actor: Actor, filter: TaskFilter, bind: Bind): string[] => {
  const tenant = bind(actor.tenant.id);
  const conditions = [`t.tenant_id = ${tenant}`];
  const { id, assignees, caseNumber, states, kinds, isReview, text } = filter;
  if (id !== undefined) conditions.push(`t.task_id = ${bind(id)}::integer`);
  if (assignees !== undefined) {
    const groupIds = [...new Set(assignees.flatMap((user) => user.groupIds))];
    const userIds = assignees.map((user) => user.id);
    conditions.push(`t.task_id in (${assignedTo(userIds, groupIds, tenant, bind)})`);
  }
  if (caseNumber !== undefined) {
    conditions.push(`t.task_id in (select l.task_id from task_links l
      where l.tenant_id = ${tenant} and l.case_number = ${bind(caseNumber)}::integer)`);
  }
  if (states !== undefined) conditions.push(`t.state = any(${bind(states)}::text[])`);
  if (kinds !== undefined) conditions.push(`t.kind = any(${bind(kinds)}::text[])`);
  if (isReview !== undefined) conditions.push(`(t.review_of is not null) = ${bind(isReview)}::boolean`);
  if (text !== undefined) {
    const part = `lower(${bind(text)}::text)`;
    conditions.push(`(strpos(lower(t.title), ${part}) > 0 or strpos(lower(t.message), ${part}) > 0)`);
  }
  return [...conditions, ...seenBy(actor, filter, tenant, bind)];
};

/** Tasks without the date come last, both ways; equal ones are by number, the same way. */
const orderOf = ({ field, descending }: TaskSort): string => {
  const way = descending ? 'desc' : 'asc';
  const columns: Readonly<Record<Exclude<TaskSortField, 'id'>, string>> = {
    title: 'lower(t.title)',
    createdAt: 't.created_at',
    changedAt: 't.changed_at',
    dueAt: 't.due_at',
  };
  return field === 'id' ? `t.task_id ${way}` : `${columns[field]} ${way} nulls last, t.task_id ${way}`;
};

/** The tasks of the filter that the actor sees, in order. */
export const selectTasks = (
  db: Db,
  actor: Actor,
  filter: TaskFilter,
  { sort = { field: 'id', descending: false }, afterId, limit, offset = 0 }: TaskPage,
): Promise<Task[]> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = conditionsOf(actor, filter, bind);
  if (afterId !== undefined) conditions.push(`t.task_id > ${bind(afterId)}::integer`);
  const text = `select ${taskColumns} from tasks t where ${conditions.join(' and ')} order by ${orderOf(sort)}
    limit ${bind(limit)} offset ${bind(offset)}`;
  return db.rows<Task>({ text, values });
};

/** How many tasks of the filter the actor sees, exactly. */
export const countTasks = async (db: Db, actor: Actor, filter: TaskFilter): Promise<number> => {
  const values: unknown[] = [];
  const conditions = conditionsOf(actor, filter, (value) => `$${values.push(value)}`);
  const text = `select count(*)::integer as count from tasks t where ${conditions.join(' and ')}`;
  return (await db.row<{ count: number }>({ text, values }))?.count ?? 0;
};
