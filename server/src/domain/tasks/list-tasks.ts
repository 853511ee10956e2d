import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Task } from './task.ts';
import { countTasks, selectTasks, type TaskFilter, type TaskPage } from './task-list-store.ts';

/** The tasks of the filter that the actor sees (`getTask`), in order. */
export const listTasks = (db: Db, actor: Actor, filter: TaskFilter, page: TaskPage): Promise<Task[]> =>
  selectTasks(db, actor, filter, page);

/** The same, and how many there are on all pages. */
export const listAndCountTasks = async (
  db: Db,
  actor: Actor,
  filter: TaskFilter,
  page: TaskPage,
): Promise<{ readonly tasks: Task[]; readonly count: number }> => {
  const [tasks, count] = await Promise.all([selectTasks(db, actor, filter, page), countTasks(db, actor, filter)]);
  return { tasks, count };
};
