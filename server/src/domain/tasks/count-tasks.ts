/** What the tasks of a case come to: whoever asks, all are counted (contract goss §5.2, §5.6). */
import type { Db } from '../../storage/transaction.ts';
import type { CaseType, CaseTypeTask } from '../tenants/tenant.ts';
import { type KindCount, selectKindCounts } from './tasks-store.ts';

export interface TaskCounts {
  readonly todo: number;
  readonly done: number;
  /** By kind, of those that are of one. */
  readonly byKind: ReadonlyMap<string, { readonly todo: number; readonly done: number }>;
}

export const noTasks: TaskCounts = { todo: 0, done: 0, byKind: new Map() };

/** The sums of what is counted by kind. */
export const sumKinds = (rows: readonly KindCount[]): TaskCounts => ({
  todo: rows.reduce((sum, { todo }) => sum + todo, 0),
  done: rows.reduce((sum, { done }) => sum + done, 0),
  byKind: new Map(rows.flatMap(({ kind, todo, done }) => (kind === null ? [] : [[kind, { todo, done }]]))),
});

/** Open and completed tasks attached to the case; cancelled ones count as neither. One round trip. */
export const countCaseTasks = async (db: Db, tenantId: number, caseNumber: number): Promise<TaskCounts> =>
  sumKinds(await selectKindCounts(db, tenantId, caseNumber));

/** The type's tasks that were not completed as often as its minimum says, in the type's order. */
export const unmetTasks = (type: CaseType, { byKind }: TaskCounts): CaseTypeTask[] =>
  type.tasks.filter(({ key, min }) => (byKind.get(key)?.done ?? 0) < min);
