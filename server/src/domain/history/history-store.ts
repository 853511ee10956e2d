/** Reading history. It is only ever written together with its case (`cases/case-store.ts`). */
import type { Db } from '../../storage/transaction.ts';

/** `changes` and `data` are JSON text, as it was hashed. */
export interface HistoryRow {
  readonly caseNumber: number;
  readonly seq: number;
  readonly uid: string;
  readonly at: Date;
  readonly actorId: number | null;
  readonly kind: string;
  readonly face: string;
  readonly changes: string;
  readonly data: string;
  readonly hash: Buffer;
}

const columns = `case_number as "caseNumber", seq, uid, at, actor_id as "actorId", kind, facade as "face", changes, data, hash`;

const byCase = `
select ${columns} from history
where tenant_id = $1 and case_number = $2 and seq > $3 order by seq limit $4`;

/** The events of a case after `afterSeq`, in order. */
export const selectHistory = (
  db: Db,
  tenantId: number,
  caseNumber: number,
  afterSeq: number,
  limit: number,
): Promise<HistoryRow[]> => db.rows<HistoryRow>({ text: byCase, values: [tenantId, caseNumber, afterSeq, limit] });

const countText = 'select count(*)::integer as count from history where tenant_id = $1 and case_number = $2';

export const countEvents = async (db: Db, tenantId: number, caseNumber: number): Promise<number> =>
  (await db.row<{ count: number }>({ text: countText, values: [tenantId, caseNumber] }))?.count ?? 0;

// Read as json, not cast to jsonb: it is text that was hashed, and only the one member is looked at.
const setsStatus = `
select true as found from history h
where tenant_id = $1 and case_number = $2 and exists (
  select from json_array_elements(h.changes) change where change ->> 'field' = 'status' and change ->> 'to' = $3)
limit 1`;

/** Whether an event of the case, the creating one too, ever gave it that status. */
export const selectHadStatus = async (db: Db, tenantId: number, caseNumber: number, status: string): Promise<boolean> =>
  (await db.row({ text: setsStatus, values: [tenantId, caseNumber, status] })) !== undefined;

const ofTarget = `
select ${columns} from history h
where tenant_id = $1 and case_number = $2 and (kind in ('created', 'target.paused', 'target.resumed') or exists (
  select from json_array_elements(h.changes) change where change ->> 'field' in ('dueAt', 'heldDueAt')))
order by seq`;

/** The creating event, and those that moved, held or let go the target of the case, in order. */
export const selectTargetHistory = (db: Db, tenantId: number, caseNumber: number): Promise<HistoryRow[]> =>
  db.rows<HistoryRow>({ text: ofTarget, values: [tenantId, caseNumber] });

const byKeys = `
select ${columns} from history
where tenant_id = $1 and (case_number, seq) > ($2, $3) order by case_number, seq limit $4`;

/** All events of the tenant by case and number, a page at a time: for `docket verify`. */
export const selectAllHistory = (
  db: Db,
  tenantId: number,
  after: { readonly caseNumber: number; readonly seq: number },
  limit: number,
): Promise<HistoryRow[]> =>
  db.rows<HistoryRow>({ text: byKeys, values: [tenantId, after.caseNumber, after.seq, limit] });

export interface Head {
  readonly number: number;
  readonly uid: string;
  readonly seq: number;
  readonly hash: Buffer;
}

const heads = `
select number, uid, history_seq as seq, history_hash as hash from cases
  where tenant_id = $1 and number between $2 and $3
union all
select number, uid, history_seq, history_hash from case_tombstones
  where tenant_id = $1 and number between $2 and $3
order by number`;

/** What cases and tombstones say their history ends with, for case numbers in that range. */
export const selectHeads = (db: Db, tenantId: number, from: number, to: number): Promise<Head[]> =>
  db.rows<Head>({ text: heads, values: [tenantId, from, to] });
