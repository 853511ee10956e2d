/** Who closes cases of a type, why, and when its tasks allow it: for createCase and closeCase (contract goss §5.6, §6.1). */
import type { CaseType, User } from '../../../domain/tenants/tenant.ts';

/** How often each kind of task of a case is done, by the key of the case type's task. */
export type TasksDone = ReadonlyMap<string, number>;

/** A type without a group of managers takes every enabled user. */
export const mayManage = (type: CaseType, user: User): boolean =>
  !user.disabled && (type.managersGroupId === null || user.groupIds.includes(type.managersGroupId));

/** A type that lists no reasons takes any text. */
export const isKnownReason = ({ closure: { reasons } }: CaseType, reason: string): boolean =>
  reasons.length === 0 || reasons.includes(reason);

/** One text for each task whose minimum is not met, in the type's order (W8). */
export const unmetTasks = (type: CaseType, done: TasksDone): string[] =>
  type.tasks
    .filter(({ key, min }) => (done.get(key) ?? 0) < min)
    .map(({ name, min }) => `Case type ${type.key} requires that task ${name} must be completed ${min} times`);
