/** A case with what hangs on it, in one statement. */
import type { Db } from '../../storage/transaction.ts';
import type { Submission } from '../forms/submission.ts';
import { type CaseKey, type CaseRow, caseColumns, isPossible, toCase } from './case-store.ts';
import type { CaseOverview } from './get-case-overview.ts';

const overview = `
select ${caseColumns},
  array(select note_id from notes n where n.tenant_id = $1 and n.case_number = c.number order by note_id) as "noteIds",
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', f.submission_id, 'caseNumber', f.case_number,
      'formId', f.form_id, 'data', f.data, 'facets', f.facets) order by f.position), '[]')
    from form_submissions f where f.tenant_id = $1 and f.case_number = c.number
  ) as submissions,
  (select count(*)::integer from task_links l where l.tenant_id = $1 and l.case_number = c.number) as "tasksCount"
from cases c where c.tenant_id = $1`;
const byNumber = `${overview} and c.number = $2`;
const byReference = `${overview} and c.reference = $2`;
const byUid = `${overview} and c.uid = $2`;

interface Additions {
  readonly noteIds: readonly number[];
  readonly submissions: readonly Submission[];
  readonly tasksCount: number;
}

const queryOf = (tenantId: number, key: CaseKey) => {
  if ('number' in key) return { text: byNumber, values: [tenantId, key.number] };
  return 'uid' in key
    ? { text: byUid, values: [tenantId, key.uid] }
    : { text: byReference, values: [tenantId, key.reference] };
};

/** One case, whoever may see it. People are its customer so far. */
export const selectCaseOverview = async (db: Db, tenantId: number, key: CaseKey): Promise<CaseOverview | undefined> => {
  if (!isPossible(key)) return undefined;
  const row = await db.row<CaseRow & Additions>(queryOf(tenantId, key));
  if (row === undefined) return undefined;
  const { noteIds, submissions, tasksCount, ...columns } = row;
  const found = toCase(columns);
  return { case: found, noteIds, submissions, peopleCount: found.customerId === null ? 0 : 1, tasksCount };
};
