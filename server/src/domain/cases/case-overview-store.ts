/** A case with what hangs on it, in one statement. */
import type { Db } from '../../storage/transaction.ts';
import type { Submission } from '../forms/submission.ts';
import type { Case } from './case.ts';
import { readsByKey } from './case-by-key-store.ts';
import { type CaseKey, type CaseRow, caseColumns, toCase } from './case-store.ts';
import type { CaseOverview } from './get-case-overview.ts';

/** Of `cases c`; the tenant's id is `$1`. */
export const overviewColumns = `${caseColumns},
  array(select note_id from notes n where n.tenant_id = $1 and n.case_number = c.number order by note_id) as "noteIds",
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', f.submission_id, 'caseNumber', f.case_number,
      'formId', f.form_id, 'data', f.data, 'facets', f.facets) order by f.position), '[]')
    from form_submissions f where f.tenant_id = $1 and f.case_number = c.number
  ) as submissions,
  (
    select count(distinct p.id)::integer from (
      select c.customer_id as id
      union all select customer_id from case_persons where tenant_id = $1 and case_number = c.number
    ) p
  ) as "peopleCount",
  (select count(*)::integer from task_links l where l.tenant_id = $1 and l.case_number = c.number) as "tasksCount"`;

interface Additions {
  readonly noteIds: readonly number[];
  readonly submissions: readonly Submission[];
  readonly peopleCount: number;
  readonly tasksCount: number;
}

export type OverviewRow = CaseRow & Additions;

const split = ({ noteIds, submissions, peopleCount, tasksCount, ...columns }: Case & Additions): CaseOverview => ({
  case: columns,
  noteIds,
  submissions,
  peopleCount,
  tasksCount,
});

export const toOverview = (row: OverviewRow): CaseOverview => split(toCase(row) as Case & Additions);

const readByKey = readsByKey<Additions>('case overview', overviewColumns);

/** One case, whoever may see it. People are its customer and the persons linked to it, each once. */
export const selectCaseOverview = async (db: Db, tenantId: number, key: CaseKey): Promise<CaseOverview | undefined> => {
  const found = await readByKey(db, tenantId, key);
  return found && split(found);
};
