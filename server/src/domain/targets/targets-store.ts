/** Cases whose targets are due, in the store. */
import type { Db } from '../../storage/transaction.ts';

const open = 'category < 3 and not archived';

const breached = `
select number from cases
where tenant_id = $1 and due_at <= $2 and due_step < 2 and ${open} order by due_at limit $3`;

/** Numbers of open cases whose target passed by `at`, which nothing was done about yet; the earliest first. */
export const selectBreached = async (db: Db, tenantId: number, at: Date, limit: number): Promise<number[]> =>
  (await db.rows<{ number: number }>({ text: breached, values: [tenantId, at, limit] })).map(({ number }) => number);

const near = `
select number from cases
where tenant_id = $1 and due_at > $2 and due_at <= $3 and type = $4 and due_step = 0 and due_step < 2 and ${open}
order by due_at limit $5`;

/** Numbers of open cases of a type whose target is after `at`, not after `until`, and that nobody was reminded of. */
export const selectNear = async (
  db: Db,
  tenantId: number,
  type: string,
  { at, until }: { readonly at: Date; readonly until: Date },
  limit: number,
): Promise<number[]> =>
  (await db.rows<{ number: number }>({ text: near, values: [tenantId, at, until, type, limit] })).map(
    ({ number }) => number,
  );
