/** The parts that persons have in cases, in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';

export interface PersonLink {
  readonly id: number;
  readonly caseNumber: number;
  readonly customerId: number;
  /** Of the part, as the face numbers them; 0: none. */
  readonly typeId: number;
  readonly notes: string | null;
}

const columns = `link_id as "id", case_number as "caseNumber", customer_id as "customerId", type_id as "typeId", notes`;

const byPart = `
select ${columns} from case_persons where tenant_id = $1 and case_number = $2 and customer_id = $3 and type_id = $4`;

export const selectLink = (
  db: Db,
  tenantId: number,
  { caseNumber, customerId, typeId }: Omit<PersonLink, 'id' | 'notes'>,
): Promise<PersonLink | undefined> =>
  db.row<PersonLink>({ text: byPart, values: [tenantId, caseNumber, customerId, typeId] });

const insertText = `
insert into case_persons (tenant_id, link_id, case_number, customer_id, type_id, notes, created_at, created_by)
values ($1, next_number('person_link_id'), $2, $3, $4, $5, $6, $7)
returning ${columns}`;

export const insertLink = async (
  tx: Tx,
  tenantId: number,
  { caseNumber, customerId, typeId, notes }: Omit<PersonLink, 'id'>,
  by: number | null,
): Promise<PersonLink> => {
  const values = [tenantId, caseNumber, customerId, typeId, notes, new Date(tx.now()), by];
  const row = await tx.row<PersonLink>({ text: insertText, values });
  if (row === undefined) throw new Error('The insert of a person link answered no row.');
  return row;
};
