import { createTask } from '../../../domain/tasks/create-task.ts';
import { getTask } from '../../../domain/tasks/find-task.ts';
import { listAndCountTasks } from '../../../domain/tasks/list-tasks.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { readJsonBody } from '../body.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { readNewTask, readTaskSearch } from '../task-members.ts';
import { showTask } from '../wire-tasks.ts';

/** `POST /api/tasks/saveNewTask` (D11): answers the new id alone. */
export const saveNewTaskOperation: Operation = {
  method: 'POST',
  path: '/api/tasks/saveNewTask',
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const task = readNewTask({ tenant: actor.tenant, now: deps.now(), problems: [] }, readJsonBody(request));
    return (await deps.core.run(actor, (tx) => createTask(tx, actor, task))).id;
  },
};

/** `GET /api/tasks/task/{id}` (D11). */
export const getTaskOperation: Operation = {
  method: 'GET',
  path: `/api/tasks/task/${integerInPath('id')}`,
  answer: async ({ deps, request, actor }) =>
    showTask(actor.tenant, await deps.core.view(actor, (db) => getTask(db, actor, caseNumberOf(request)))),
};

/** `POST /api/tasks/getmytasks` (D11). */
export const getMyTasksOperation: Operation = {
  method: 'POST',
  path: '/api/tasks/getmytasks',
  answer: async ({ deps, request, actor }) => {
    const reading = { tenant: actor.tenant, now: deps.now(), problems: [] };
    const { filter, page } = readTaskSearch(reading, readJsonBody(request), actor.user);
    const { count, tasks } = await deps.core.view(actor, (db) => listAndCountTasks(db, actor, filter, page));
    return { count, tasks: tasks.map((task) => showTask(actor.tenant, task)) };
  },
};
