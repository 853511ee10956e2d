/** Relations in the store: symmetric, a row for each direction. */
import type { Db, Tx } from '../../storage/transaction.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';

const byCases = `
select number, other_number as "other" from case_relations
where tenant_id = $1 and number = any($2::integer[]) order by number, other_number`;

/** By case number: the numbers related to it, ascending. */
export const selectRelations = async (
  db: Db,
  tenantId: number,
  numbers: readonly number[],
): Promise<Map<number, number[]>> => {
  const related = new Map<number, number[]>(numbers.map((number) => [number, []]));
  const rows = await db.rows<{ number: number; other: number }>({ text: byCases, values: [tenantId, numbers] });
  for (const { number, other } of rows) related.get(number)?.push(other);
  return related;
};

export const insertRelations = async (
  tx: Tx,
  tenantId: number,
  number: number,
  others: readonly number[],
  at: Date,
): Promise<void> => {
  await tx.rows({
    text: `insert into case_relations (tenant_id, number, other_number, created_at)
      select $1, p.number, p.other, $4 from (
        select $2::integer as number, o as other from unnest($3::integer[]) o
        union all select o, $2 from unnest($3::integer[]) o) p`,
    values: [tenantId, number, others, at],
  });
};

export const deleteRelations = async (
  tx: Tx,
  tenantId: number,
  number: number,
  others: readonly number[],
): Promise<void> => {
  await tx.rows({
    text: `delete from case_relations where tenant_id = $1 and ((number = $2 and other_number = any($3::integer[]))
      or (other_number = $2 and number = any($3::integer[])))`,
    values: [tenantId, number, others],
  });
};

/** The same, without the cases that the actor does not see. */
export const selectSeenRelations = async (
  db: Db,
  actor: Actor,
  numbers: readonly number[],
): Promise<Map<number, number[]>> => {
  const related = new Map<number, number[]>(numbers.map((number) => [number, []]));
  if (numbers.length === 0) return related;
  const values: unknown[] = [actor.tenant.id, numbers];
  const visible = visibleCases(actor, 'o', (value) => `$${values.push(value)}`);
  const text = `
select r.number, r.other_number as "other" from case_relations r
join cases o on o.tenant_id = r.tenant_id and o.number = r.other_number
where r.tenant_id = $1 and r.number = any($2::integer[]) and ${visible} order by r.number, r.other_number`;
  for (const { number, other } of await db.rows<{ number: number; other: number }>({ text, values })) {
    related.get(number)?.push(other);
  }
  return related;
};
