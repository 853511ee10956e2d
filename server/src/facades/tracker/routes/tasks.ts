import type { Actor } from '../../../domain/actor.ts';
import { createTask } from '../../../domain/tasks/create-task.ts';
import { findMissingLinks } from '../../../domain/tasks/find-missing-links.ts';
import { getTask } from '../../../domain/tasks/find-task.ts';
import { listAndCountTasks } from '../../../domain/tasks/list-tasks.ts';
import type { TaskLink } from '../../../domain/tasks/task.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { readJsonBody } from '../body.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { addProblem, type Problems, texts, throwProblems } from '../problems.ts';
import { readNewTask, readTaskSearch } from '../task-members.ts';
import { showTask } from '../wire-tasks.ts';

/** Section (e): what is wrong with the attachments is told with the rest. Asks nothing of the store where nothing is wrong. */
const refuse = async (
  { core }: FaceDeps,
  actor: Actor,
  problems: Problems,
  links: readonly TaskLink[],
): Promise<void> => {
  if (problems.length === 0) return;
  for (const { caseNumber, customerId } of await core.view(actor, (db) => findMissingLinks(db, actor, links))) {
    const message = caseNumber === null ? texts.noPerson(customerId ?? 0) : texts.noCase(caseNumber);
    addProblem(problems, 'taskAttachments', message);
  }
  throwProblems(problems);
};

/** `POST /api/tasks/saveNewTask` (D11): answers the new id alone. */
export const saveNewTaskOperation: Operation = {
  method: 'POST',
  path: '/api/tasks/saveNewTask',
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const problems: Problems = [];
    const task = readNewTask({ tenant: actor.tenant, now: deps.now(), problems }, readJsonBody(request));
    await refuse(deps, actor, problems, task.links);
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
