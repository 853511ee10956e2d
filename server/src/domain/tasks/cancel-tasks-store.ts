/** Cancelling the open tasks of a case, in the store. */
import type { Tx } from '../../storage/transaction.ts';

const cancelText = `
with cancelled as (
  update tasks t set state = 'cancelled', changed_at = $4, closed_at = $4, closed_by = $5
  from task_links l
  where l.tenant_id = $1 and l.case_number = $2 and t.tenant_id = $1 and t.task_id = l.task_id
    and t.kind = any($3::text[]) and t.closed_at is null
  returning t.task_id as "id"
)
select id from cancelled order by id`;

/** Cancels the open tasks of these kinds of a case that the transaction has locked; answers their ids, ascending. */
export const cancelOpenTasks = async (
  tx: Tx,
  tenantId: number,
  caseNumber: number,
  kinds: readonly string[],
  at: Date,
  actorId: number | null,
): Promise<number[]> => {
  const values = [tenantId, caseNumber, kinds, at, actorId];
  return (await tx.rows<{ id: number }>({ text: cancelText, values })).map(({ id }) => id);
};
