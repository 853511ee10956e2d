/** Taking a case out of the store, and the tombstone that is left (DESIGN S14). */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { CaseAccess } from '../access/access.ts';
import type { Case } from './case.ts';

const deleteText = `
with a as (delete from attachments where tenant_id = $1 and case_number = $2),
  t as (delete from tickets where tenant_id = $1 and case_number = $2),
  f as (delete from form_submissions where tenant_id = $1 and case_number = $2),
  n as (delete from notes where tenant_id = $1 and case_number = $2),
  v as (delete from activities where tenant_id = $1 and case_number = $2)
insert into case_tombstones (tenant_id, number, uid, reference, unit_id, restricted, restricted_user_ids,
  restricted_group_ids, deleted_at, history_seq, history_hash)
select tenant_id, number, uid, reference, unit_id, restricted, restricted_user_ids, restricted_group_ids, history_at,
  history_seq, history_hash
from cases where tenant_id = $1 and number = $2`;

/** Removes a locked case and what hangs on it; its history stays, its tasks are detached by their links' foreign key. */
export const deleteCaseRows = async (tx: Tx, tenantId: number, { number }: Pick<Case, 'number'>): Promise<void> => {
  await tx.rows({ text: deleteText, values: [tenantId, number] });
  await tx.rows({ text: 'delete from cases where tenant_id = $1 and number = $2', values: [tenantId, number] });
};

export interface Tombstone extends CaseAccess {
  readonly uid: string;
  readonly reference: string;
}

const select = `
select number, uid, reference, unit_id as "unitId", restricted, restricted_user_ids as "restrictedUserIds",
  restricted_group_ids as "restrictedGroupIds"
from case_tombstones where tenant_id = $1`;
const byNumber = `${select} and number = $2`;
const byUid = `${select} and uid = $2`;

export const selectTombstone = (db: Db, tenantId: number, number: number): Promise<Tombstone | undefined> =>
  db.row<Tombstone>({ text: byNumber, values: [tenantId, number] });

export const selectTombstoneByUid = (db: Db, tenantId: number, uid: string): Promise<Tombstone | undefined> =>
  db.row<Tombstone>({ text: byUid, values: [tenantId, uid] });
