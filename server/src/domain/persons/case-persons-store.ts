/** The parts that persons have in cases, in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Person } from './person.ts';
import { personColumns } from './persons-store.ts';

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

export interface LinkedPerson extends Person {
  /** 0 where he is the case's customer alone. */
  readonly linkId: number;
  readonly typeId: number;
  readonly linkNotes: string | null;
}

const ofCase = `
select ${personColumns}, l.link_id as "linkId", l.type_id as "typeId", l.notes as "linkNotes"
from case_persons l join customers u on u.tenant_id = l.tenant_id and u.customer_id = l.customer_id
where l.tenant_id = $1 and l.case_number = $2
union all
select ${personColumns}, 0, 0, null
from cases c join customers u on u.tenant_id = c.tenant_id and u.customer_id = c.customer_id
where c.tenant_id = $1 and c.number = $2 and not exists (
  select from case_persons l
  where l.tenant_id = $1 and l.case_number = c.number and l.customer_id = c.customer_id)
order by "linkId"`;

/** Everybody on a case, whoever may see it. */
export const selectLinkedPersons = (db: Db, tenantId: number, caseNumber: number): Promise<LinkedPerson[]> =>
  db.rows<LinkedPerson>({ text: ofCase, values: [tenantId, caseNumber] });
