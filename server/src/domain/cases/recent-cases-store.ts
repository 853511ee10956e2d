/** The cases that somebody made last, by their numbers alone. */
import type { Db } from '../../storage/transaction.ts';
import { type Bind, visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';

export interface NumberedCase {
  readonly number: number;
  readonly reference: string;
}

/** The newest cases that the actor made and sees, newest first. */
export const selectRecentCases = (db: Db, actor: Actor, limit: number): Promise<NumberedCase[]> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const text = `
select c.number, c.reference from cases c
where c.tenant_id = ${bind(actor.tenant.id)} and c.created_by = ${bind(actor.user?.id ?? null)}
  and ${visibleCases(actor, 'c', bind)}
order by c.number desc limit ${bind(limit)}`;
  return db.rows<NumberedCase>({ text, values });
};
