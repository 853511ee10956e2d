import type { Tx } from '../../storage/transaction.ts';
import { requirePullFrom } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { DomainError } from '../errors.ts';
import { selectOpenActivities } from './activities-store.ts';
import type { ActivityType } from './activity.ts';

export interface ActivityRule {
  /** Open ones of these types forbid it. Others are completed, and are the caller's or ones that he may pull. */
  readonly forbidding: readonly ActivityType[];
}

/**
 * Whether the open activities of a locked case let it be closed. Fails with `conflict` `activity/open` (params `ids`),
 * `forbidden` `access/pull`.
 */
export const judgeActivities = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  { forbidding }: ActivityRule,
): Promise<void> => {
  const open = await selectOpenActivities(tx, actor.tenant.id, found.number);
  const ids = open.filter(({ type }) => forbidding.includes(type)).map(({ id }) => id);
  if (ids.length > 0) {
    throw new DomainError('conflict', 'activity/open', 'The case has activities that forbid to close it.', {
      params: { ids, number: found.number },
    });
  }
  for (const { assigneeId } of open) if (assigneeId !== null) requirePullFrom(actor, assigneeId, found);
};
