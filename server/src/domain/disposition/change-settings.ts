import type { Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { invalid } from '../errors.ts';
import type { Reviewer } from '../tenants/tenant.ts';
import { lockDisposition, saveFollowUps, saveReviewers, saveSwitch } from './disposition-store.ts';

export interface DispositionChange {
  readonly enabled: boolean;
  readonly listGroupIds: readonly number[];
  readonly createGroupIds: readonly number[];
  readonly updateGroupIds: readonly number[];
  /** By offense type; the others stay. */
  readonly followUps: readonly { readonly offenseTypeId: number; readonly days: number }[];
  /** By unit; the others stay. A new default takes the place of the old. */
  readonly reviewers: readonly Reviewer[];
}

const requireKnown = (actor: Actor, change: DispositionChange): void => {
  const { tenant } = actor;
  for (const [field, ids] of [
    ['listGroups', change.listGroupIds],
    ['createGroups', change.createGroupIds],
    ['updateGroups', change.updateGroupIds],
  ] as const) {
    const stranger = ids.find((id) => !tenant.groups.byId.has(id));
    if (stranger !== undefined)
      throw invalid(field, 'group/unknown', `There is no group ${stranger}.`, { groupId: stranger });
  }
  for (const { offenseTypeId, days } of change.followUps) {
    if (!tenant.offenseTypes.has(offenseTypeId)) {
      throw invalid('followUps', 'offense-type/unknown', `There is no offense type ${offenseTypeId}.`, {
        offenseTypeId,
      });
    }
    if (!Number.isInteger(days) || days < 1 || days > 36_500) {
      throw invalid('followUps', 'disposition/days', 'The days to follow up are a whole number from 1 to 36500.');
    }
  }
};

const requireKnownReviewers = ({ tenant }: Actor, reviewers: readonly Reviewer[]): void => {
  for (const { unitId, userId, groupId } of reviewers) {
    if (!tenant.units.byId.has(unitId))
      throw invalid('reviewers', 'unit/unknown', `There is no unit ${unitId}.`, { unitId });
    if (userId !== null && tenant.users.byId.get(userId)?.removed !== false) {
      throw invalid('reviewers', 'user/unknown', `There is no user ${userId}.`, { userId });
    }
    if (groupId !== null && !tenant.groups.byId.has(groupId)) {
      throw invalid('reviewers', 'group/unknown', `There is no group ${groupId}.`, { groupId });
    }
  }
  if (reviewers.filter(({ isDefault }) => isDefault).length > 1) {
    throw invalid('reviewers', 'disposition/two-defaults', 'Only one unit has the default reviewer.');
  }
};

/**
 * Changes the settings of auto disposition, all or nothing, one change after the other (`disposition.configure`; contract
 * tracker D9). The tenant's snapshot is older than this: the caller reloads it after the commit (`Directory.reload`).
 * Fails with `forbidden`, `invalid` (`group/unknown`, `offense-type/unknown`, `user/unknown`, `unit/unknown`, `disposition/…`).
 */
export const changeDisposition = async (tx: Tx, actor: Actor, change: DispositionChange): Promise<void> => {
  requirePermission(actor, 'disposition.configure');
  requireKnown(actor, change);
  requireKnownReviewers(actor, change.reviewers);
  await lockDisposition(tx, actor.tenant.id);
  await saveSwitch(tx, actor.tenant.id, change);
  await saveFollowUps(tx, actor.tenant.id, change.followUps);
  await saveReviewers(tx, actor.tenant.id, change.reviewers);
};
