/** The settings of auto disposition in the store. */
import type { Tx } from '../../storage/transaction.ts';
import type { Reviewer } from '../tenants/tenant.ts';
import type { DispositionChange } from './change-settings.ts';

/** Changes follow one another, and every node learns of them: the tenant's configuration has a new version. */
export const lockDisposition = async (tx: Tx, tenantId: number): Promise<void> => {
  await tx.rows({
    text: `update tenants set config_version = config_version + 1 where tenant_id = $1
      returning pg_notify('docket_config', tenant_id::text)`,
    values: [tenantId],
  });
};

export const saveSwitch = async (tx: Tx, tenantId: number, change: DispositionChange): Promise<void> => {
  await tx.rows({
    text: `insert into disposition (tenant_id, enabled, list_groups, create_groups, update_groups)
      values ($1, $2, $3, $4, $5)
      on conflict (tenant_id) do update set enabled = excluded.enabled, list_groups = excluded.list_groups,
        create_groups = excluded.create_groups, update_groups = excluded.update_groups`,
    values: [tenantId, change.enabled, change.listGroupIds, change.createGroupIds, change.updateGroupIds],
  });
};

export const saveFollowUps = async (
  tx: Tx,
  tenantId: number,
  followUps: DispositionChange['followUps'],
): Promise<void> => {
  for (const { offenseTypeId, days } of followUps) {
    await tx.rows({
      text: `insert into disposition_follow_ups (tenant_id, offense_type_id, follow_up_id, days)
        values ($1, $2, next_number('follow_up_id'), $3)
        on conflict (tenant_id, offense_type_id) do update set days = excluded.days`,
      values: [tenantId, offenseTypeId, days],
    });
  }
};

export const saveReviewers = async (tx: Tx, tenantId: number, reviewers: readonly Reviewer[]): Promise<void> => {
  if (reviewers.some(({ isDefault }) => isDefault)) {
    await tx.rows({
      text: 'update disposition_reviewers set is_default = false where tenant_id = $1',
      values: [tenantId],
    });
  }
  for (const { unitId, userId, groupId, isDefault } of reviewers) {
    await tx.rows({
      text: `insert into disposition_reviewers (tenant_id, unit_id, user_id, group_id, is_default)
        values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, unit_id) do update set user_id = excluded.user_id, group_id = excluded.group_id,
          is_default = excluded.is_default`,
      values: [tenantId, unitId, userId, groupId, isDefault],
    });
  }
};
