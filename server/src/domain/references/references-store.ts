/** Look-ups by reference, over all cases of the tenant whoever may see them (DESIGN S6). */
import type { Db } from '../../storage/transaction.ts';

const inUse = 'select true as found from cases where tenant_id = $1 and reference = $2';

/** One indexed read. */
export const selectReferenceInUse = async (db: Db, tenantId: number, reference: string): Promise<boolean> =>
  (await db.row({ text: inUse, values: [tenantId, reference] })) !== undefined;
