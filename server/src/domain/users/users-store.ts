/** What is changed of a user beside the tenant file. */
import type { Tx } from '../../storage/transaction.ts';

/** Whether there is that user, and he has not left the tenant file. */
export const updatePasswordHash = async (tx: Tx, tenantId: number, userId: number, hash: string): Promise<boolean> =>
  (await tx.row({
    text: `update users set password_hash = $3 where tenant_id = $1 and user_id = $2 and not removed returning user_id`,
    values: [tenantId, userId, hash],
  })) !== undefined;

/** Whether there is that user, and he has not left the tenant file. */
export const updateDisabled = async (tx: Tx, tenantId: number, userId: number, disabled: boolean): Promise<boolean> =>
  (await tx.row({
    text: `update users set disabled = $3 where tenant_id = $1 and user_id = $2 and not removed returning user_id`,
    values: [tenantId, userId, disabled],
  })) !== undefined;
