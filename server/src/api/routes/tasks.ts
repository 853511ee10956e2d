/** Tasks: alone, or on a case. */
import type { Tx } from '../../core.ts';
import { DomainError, invalid } from '../../domain/errors.ts';
import { createTask } from '../../domain/tasks/create-task.ts';
import { completeTask, editTask } from '../../domain/tasks/edit-task.ts';
import { getTask } from '../../domain/tasks/find-task.ts';
import { listAndCountTasks, listTasks } from '../../domain/tasks/list-tasks.ts';
import { cutPage, readNumberCursor } from '../cursor.ts';
import { type Caller, type Operation, reading, writing } from '../operation.ts';
import { apiPath } from '../run-operation.ts';
import { NewTask, type NewTaskBody, TaskList, TaskPatch, TaskQuery, TaskSchema } from '../schemas/task.ts';
import { id } from '../schemas/values.ts';
import { readNewTask, readTaskFilter, readTaskPatch, showTask } from '../wire/tasks.ts';

const tag = 'Tasks';
const access = 'licensed';
const params = { id: id('Id of a task.') };

/** The id that an address names; 0, which no task has, for what is no number. */
const readId = (text: string | undefined): number => (/^[1-9][0-9]{0,9}$/.test(text ?? '') ? Number(text) : 0);

/** The domain knows many cases of a task; here there is the one that `case` names. */
const create = async (tx: Tx, actor: Caller, body: NewTaskBody) => {
  if (body.title === undefined && !body.kind)
    throw invalid('title', 'task/title', 'A task without a kind has a title.');
  try {
    return await createTask(tx, actor, readNewTask(actor.tenant, body));
  } catch (error) {
    if (!(error instanceof DomainError) || error.field !== 'links') throw error;
    throw invalid('case', error.code, error.message);
  }
};

const listRoute = reading({
  id: 'listTasks',
  method: 'GET',
  path: '/tasks',
  tag,
  access,
  summary: 'List tasks',
  description:
    'Those that the caller sees: he made them, or they are assigned to him or to a group that he is in, and he sees ' +
    'every case that they are attached to. Admins see all of these. By id.',
  query: TaskQuery,
  answers: { 200: { description: 'The tasks.', schema: TaskList } },
  problems: ['list/invalid-cursor', 'user/unknown'],
  read: async (db, { actor, query }) => {
    const { limit = 50, cursor } = query;
    const filter = readTaskFilter(actor, query);
    const page = { afterId: readNumberCursor(cursor), limit: limit + 1 };
    const { tasks, count } = query.count
      ? await listAndCountTasks(db, actor, filter, page)
      : { tasks: await listTasks(db, actor, filter, page), count: undefined };
    const { items, next } = cutPage(tasks, limit, (task) => task.id);
    const shown = items.map((task) => showTask(actor.tenant, task));
    return { status: 200, body: { items: shown, next, ...(count === undefined ? {} : { count }) } };
  },
});

const createRoute = writing({
  id: 'createTask',
  method: 'POST',
  path: '/tasks',
  tag,
  access,
  summary: 'Make a task',
  description: 'Needs `case.view`. On a case it is an addition: the version of the case stays.',
  body: { schema: NewTask },
  answers: { 201: { description: 'The task.', schema: TaskSchema, headers: { Location: 'Where the task is.' } } },
  problems: [
    'case/unknown',
    'group/unknown',
    'task/kind-of-no-case',
    'task/prerequisite',
    'task/title',
    'task/too-many',
    'task/unknown-kind',
    'user/unknown',
  ],
  write: async (tx, { actor, body }) => {
    const task = await create(tx, actor, body);
    return { status: 201, headers: { location: `${apiPath}/tasks/${task.id}` }, body: showTask(actor.tenant, task) };
  },
});

const getRoute = reading({
  id: 'getTask',
  method: 'GET',
  path: '/tasks/{id}',
  tag,
  access,
  summary: 'Read a task',
  params,
  answers: { 200: { description: 'The task.', schema: TaskSchema } },
  problems: ['task/unknown'],
  read: async (db, { actor, params: { id } }) => ({
    status: 200,
    body: showTask(actor.tenant, await getTask(db, actor, readId(id))),
  }),
});

const editRoute = writing({
  id: 'editTask',
  method: 'PATCH',
  path: '/tasks/{id}',
  tag,
  access,
  summary: 'Change a task',
  description:
    'A JSON merge patch, by whoever sees the task: only what is named changes. A closed task stays as it is; of a ' +
    'review task only status and assignees change.',
  params,
  body: { schema: TaskPatch, types: ['application/merge-patch+json', 'application/json'] },
  answers: { 200: { description: 'The task as it is now.', schema: TaskSchema } },
  problems: [
    'group/unknown',
    'task/closed',
    'task/nobody',
    'task/not-cancelable',
    'task/review',
    'task/review-due',
    'task/unknown',
    'user/unknown',
  ],
  write: async (tx, { actor, body, params: { id } }) => {
    const task = await editTask(tx, actor, readId(id), readTaskPatch(actor.tenant, body));
    return { status: 200, body: showTask(actor.tenant, task) };
  },
});

const completeRoute = writing({
  id: 'completeTask',
  method: 'POST',
  path: '/tasks/{id}/complete',
  tag,
  access,
  summary: 'Complete a task',
  description:
    'By whoever sees it. A review task is completed by setting another review date or closing the case, as long as the ' +
    'date is past and the case open.',
  params,
  answers: { 200: { description: 'The task as it is now.', schema: TaskSchema } },
  problems: ['task/closed', 'task/review-due', 'task/unknown'],
  write: async (tx, { actor, params: { id } }) => {
    const task = await completeTask(tx, actor, readId(id));
    return { status: 200, body: showTask(actor.tenant, task) };
  },
});

export const taskRoutes: readonly Operation[] = [listRoute, createRoute, getRoute, editRoute, completeRoute];
