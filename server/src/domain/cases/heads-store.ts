/** Events of many cases at once: their histories, and of the cases what events and reviews move. */
import type { Tx } from '../../storage/transaction.ts';
import type { Chained } from '../history/event.ts';
import type { Case } from './case.ts';

const text = `
with v as (
  select * from unnest($4::integer[], $5::integer[], $6::timestamptz[], $7::integer[], $8::timestamptz[], $9::integer[],
    $10::integer[], $11::timestamptz[], $12::bytea[]) as v(number, version, modified_at, modified_by, review_at,
    review_task_id, history_seq, history_at, history_hash)
),
c as (
  update cases c set version = v.version, modified_at = v.modified_at, modified_by = v.modified_by,
    review_at = v.review_at, review_task_id = v.review_task_id, history_seq = v.history_seq,
    history_at = v.history_at, history_hash = v.history_hash
  from v where c.tenant_id = $1 and c.number = v.number
)
insert into history (tenant_id, case_number, seq, uid, at, actor_id, kind, facade, changes, data, hash, position)
select $1, e.case_number, e.seq, e.uid, e.at, $2::integer, e.kind, $3, e.changes::json, e.data::json, e.hash,
  next_number('position')
from unnest($13::integer[], $14::integer[], $15::uuid[], $16::timestamptz[], $17::text[], $18::text[], $19::text[],
  $20::bytea[]) as e(case_number, seq, uid, at, kind, changes, data, hash)
order by e.case_number, e.seq`;

/** Stores heads, versions and review members of locked cases, and the events that each of them got, in one statement. */
export const updateHeads = async (
  tx: Tx,
  tenantId: number,
  actorId: number | null,
  face: string,
  changes: readonly { readonly changed: Case; readonly events: Chained }[],
): Promise<void> => {
  const cases = changes.map(({ changed }) => changed);
  const all = <T>(column: (events: Chained) => readonly T[]): T[] => changes.flatMap(({ events }) => column(events));
  await tx.rows({
    text,
    values: [
      tenantId,
      actorId,
      face,
      cases.map((one) => one.number),
      cases.map((one) => one.version),
      cases.map((one) => one.modifiedAt),
      cases.map((one) => one.modifiedById),
      cases.map((one) => one.reviewAt),
      cases.map((one) => one.reviewTaskId),
      cases.map((one) => one.historySeq),
      cases.map((one) => one.historyAt),
      cases.map((one) => one.historyHash),
      changes.flatMap(({ changed, events }) => events.seqs.map(() => changed.number)),
      all((events) => events.seqs),
      all((events) => events.uids),
      all((events) => events.ats),
      all((events) => events.kinds),
      all((events) => events.changes),
      all((events) => events.data),
      all((events) => events.hashes),
    ],
  });
};
