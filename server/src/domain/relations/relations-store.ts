/** Relations in the store: symmetric, a row for each direction. */
import type { Db, Tx } from '../../storage/transaction.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { Facets } from '../cases/case.ts';

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

const facetsOf = `
select other_number as "other", facets from case_relations
where tenant_id = $1 and number = $2 and other_number = any($3::integer[])`;

/** What the faces keep at the case's end of its relations to these others. */
export const selectRelationFacets = async (
  db: Db,
  tenantId: number,
  number: number,
  others: readonly number[],
): Promise<Map<number, Facets>> => {
  const rows = await db.rows<{ other: number; facets: Facets }>({ text: facetsOf, values: [tenantId, number, others] });
  return new Map(rows.map(({ other, facets }) => [other, facets]));
};

const updateFacets = `
update case_relations set facets = facets || case when number = $2 then $4::jsonb else $5::jsonb end
where tenant_id = $1 and ((number = $2 and other_number = any($3::integer[]))
  or (other_number = $2 and number = any($3::integer[])))`;

/** Sets what a face keeps of these relations: `near` at the case's own end, `far` at the other's. */
export const updateRelationFacets = async (
  tx: Tx,
  tenantId: number,
  number: number,
  others: readonly number[],
  { near, far }: { readonly near: Facets; readonly far: Facets },
): Promise<void> => {
  const values = [tenantId, number, others, JSON.stringify(near), JSON.stringify(far)];
  await tx.rows({ text: updateFacets, values });
};

/** How many relations of the case hold these facets at its own end, to cases that the actor sees. */
export const countSeenRelations = async (db: Db, actor: Actor, number: number, facets: Facets): Promise<number> => {
  const values: unknown[] = [actor.tenant.id, number, JSON.stringify(facets)];
  const visible = visibleCases(actor, 'o', (value) => `$${values.push(value)}`);
  const text = `
select count(*)::integer as count from case_relations r
join cases o on o.tenant_id = r.tenant_id and o.number = r.other_number
where r.tenant_id = $1 and r.number = $2 and r.facets @> $3::jsonb and ${visible}`;
  return (await db.row<{ count: number }>({ text, values }))?.count ?? 0;
};
