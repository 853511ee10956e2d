/** Who closes cases of a type, why, and when its tasks allow it: for createCase and closeCase (contract goss §5.6, §6.1). */
import { type TaskCounts, unmetTasks } from '../../../domain/tasks/count-tasks.ts';
import type { CaseType, User } from '../../../domain/tenants/tenant.ts';

/** A type without a group of managers takes every enabled user. */
export const mayManage = (type: CaseType, user: User): boolean =>
  !user.disabled && (type.managersGroupId === null || user.groupIds.includes(type.managersGroupId));

/** A type that lists no reasons takes any text. */
export const isKnownReason = ({ closure: { reasons } }: CaseType, reason: string): boolean =>
  reasons.length === 0 || reasons.includes(reason);

/** One text for each task whose minimum is not met, in the type's order (W8). */
export const writeUnmetTasks = (type: CaseType, tasks: TaskCounts): string[] =>
  unmetTasks(type, tasks).map(
    ({ name, min }) => `Case type ${type.key} requires that task ${name} must be completed ${min} times`,
  );
