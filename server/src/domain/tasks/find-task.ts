import type { Db, Tx } from '../../storage/transaction.ts';
import { seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { isPossible, lockCases } from '../cases/case-store.ts';
import { type DomainError, notFound } from '../errors.ts';
import { casesOf, type Task } from './task.ts';
import { selectTasks } from './task-list-store.ts';
import { lockTask } from './tasks-store.ts';

const unknownTask = (id: number): DomainError => notFound('task', { id });

/**
 * One task that the actor sees: its creator, its assignees, whoever is in a group of theirs, and admins; one that is
 * attached to a case which he does not see is not there (contract tracker D11). Fails with `not-found` `task/unknown`.
 * One round trip.
 */
export const getTask = async (db: Db, actor: Actor, id: number): Promise<Task> => {
  // A task's id is such a number as a case's is.
  const [found] = isPossible({ number: id }) ? await selectTasks(db, actor, { id }, { limit: 1 }) : [];
  if (found === undefined) throw unknownTask(id);
  return found;
};

/** One task that the actor sees, and its cases by number, all locked for a change. Fails with `not-found` `task/unknown`. */
export const takeTask = async (
  tx: Tx,
  actor: Actor,
  id: number,
): Promise<{ readonly task: Task; readonly cases: readonly Case[] }> => {
  const seen = await getTask(tx, actor, id);
  const cases = await lockCases(tx, actor.tenant.id, casesOf(seen));
  const task = await lockTask(tx, actor.tenant.id, id);
  if (task === undefined || cases.some((one) => !seesCase(actor, one))) throw unknownTask(id);
  return { task, cases };
};
