/** What a task may say, whichever face it comes through (contract tracker D11). */
import { requireText } from '../cases/judge-fields.ts';
import { invalid } from '../errors.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** Widths in code points. */
export const taskWidths = { title: 255, message: 10_000 } as const;

export interface TaskWords {
  readonly title?: string;
  readonly message?: string;
  readonly assigneeIds?: readonly number[];
  readonly assigneeGroupIds?: readonly number[];
}

/**
 * Judges what is given. Who is assigned may be disabled, as the officers of a case may be. Fails with `invalid`:
 * `task/title`, `user/unknown`, `group/unknown`, and as `requireText`.
 */
export const judgeTask = (tenant: Tenant, { title, message, assigneeIds, assigneeGroupIds }: TaskWords): void => {
  if (title === '') throw invalid('title', 'task/title', 'A task has a title.');
  requireText('title', title, taskWidths.title);
  requireText('message', message, taskWidths.message);
  for (const id of assigneeIds ?? []) {
    if (tenant.users.byId.get(id)?.removed !== false) {
      throw invalid('assignees', 'user/unknown', `There is no user ${id}.`, { userId: id });
    }
  }
  for (const id of assigneeGroupIds ?? []) {
    if (!tenant.groups.byId.has(id)) {
      throw invalid('assigneeGroups', 'group/unknown', `There is no group ${id}.`, { groupId: id });
    }
  }
};
