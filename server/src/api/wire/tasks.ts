/** Tasks: wire ⇄ domain. */
import type { Static } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import type { NewTask } from '../../domain/tasks/create-task.ts';
import type { TaskEdit } from '../../domain/tasks/edit-task.ts';
import { casesOf, type Task } from '../../domain/tasks/task.ts';
import type { TaskFilter } from '../../domain/tasks/task-list-store.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { parseInstant } from '../instant.ts';
import type { Caller } from '../operation.ts';
import type { NewTaskBody, TaskPatchBody, TaskQuery, TaskSchema } from '../schemas/task.ts';
import { groupIdOf, userIdOf } from './read-case.ts';
import { groupKeys, loginOf, loginsOf, timeOf } from './show.ts';

export const showTask = (tenant: Tenant, task: Task): Static<typeof TaskSchema> => {
  const cases = casesOf(task);
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    message: task.message,
    status: task.state,
    review: task.isReview,
    case: cases[0] ?? null,
    cases,
    customers: task.links.flatMap(({ customerId }) => customerId ?? []),
    creator: loginOf(tenant, task.creatorId),
    creatorGroup: groupKeys(tenant, task.creatorGroupId === null ? [] : [task.creatorGroupId])[0] ?? null,
    assignees: loginsOf(tenant, task.assigneeIds),
    assigneeGroups: groupKeys(tenant, task.assigneeGroupIds),
    dueAt: timeOf(task.dueAt),
    createdAt: task.createdAt.toISOString(),
    changedAt: task.changedAt.toISOString(),
    closedAt: timeOf(task.closedAt),
    closedBy: loginOf(tenant, task.closedById),
  };
};

/** What a create and a patch have alike. Fails with `invalid` `user/unknown`, `group/unknown`. */
const readWords = (tenant: Tenant, body: TaskPatchBody | NewTaskBody) => ({
  ...(body.title === undefined ? {} : { title: body.title }),
  ...(body.message === undefined ? {} : { message: body.message ?? '' }),
  ...(body.dueAt === undefined ? {} : { dueAt: body.dueAt === null ? null : (parseInstant(body.dueAt) ?? null) }),
  ...(body.assignees === undefined
    ? {}
    : { assigneeIds: [...new Set(body.assignees ?? [])].map((login) => userIdOf(tenant, 'assignees', login)) }),
  ...(body.assigneeGroups === undefined
    ? {}
    : {
        assigneeGroupIds: [...new Set(body.assigneeGroups ?? [])].map((key) =>
          groupIdOf(tenant, 'assigneeGroups', key),
        ),
      }),
});

export const readNewTask = (tenant: Tenant, body: NewTaskBody): NewTask => ({
  ...readWords(tenant, body),
  kind: body.kind ?? null,
  links: body.case ? [{ caseNumber: body.case, customerId: null }] : [],
});

export const readTaskPatch = (tenant: Tenant, body: TaskPatchBody): TaskEdit => ({
  ...readWords(tenant, body),
  ...(body.status === undefined ? {} : { state: body.status }),
});

const userOf = ({ tenant, user }: Caller, login: string): User => {
  const id = login === 'me' ? user.id : userIdOf(tenant, 'assignee', login);
  const found = tenant.users.byId.get(id);
  if (found === undefined) throw invalid('assignee', 'user/unknown', `There is no user '${login}'.`, { login });
  return found;
};

/** Fails with `invalid` `user/unknown`. */
export const readTaskFilter = (actor: Caller, query: TaskQuery): TaskFilter => ({
  ...(query.assignee === undefined ? {} : { assignees: query.assignee.map((login) => userOf(actor, login)) }),
  ...(query.case === undefined ? {} : { caseNumber: query.case }),
  ...(query.status === undefined ? {} : { states: query.status }),
  ...(query.kind === undefined ? {} : { kinds: query.kind }),
  ...(query.review === undefined ? {} : { isReview: query.review }),
});
