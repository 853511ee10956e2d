/** The tags that cases bear. */
import type { Db } from '../../storage/transaction.ts';
import { type Bind, visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';

export interface UsedTag {
  readonly name: string;
  /** Cases that bear it, of those that the actor sees. */
  readonly uses: number;
}

/** The tags of the cases that the actor sees, by name. */
export const selectUsedTags = (db: Db, actor: Actor): Promise<UsedTag[]> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const text = `
select t.name, count(distinct c.number)::integer as uses
from cases c cross join unnest(c.tags) as t(name)
where c.tenant_id = ${bind(actor.tenant.id)} and ${visibleCases(actor, 'c', bind)}
group by t.name order by t.name`;
  return db.rows<UsedTag>({ text, values });
};
