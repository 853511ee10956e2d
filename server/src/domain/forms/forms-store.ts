/** Form submissions in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { NewSubmission, Submission } from './submission.ts';

const insertText = `
insert into form_submissions (tenant_id, submission_id, case_number, form_id, position, data, facets, created_at)
select $1, next_number('submission_id'), $2, f.form_id, f.position, f.data, f.facets::jsonb, $3
from unnest($4::integer[], $5::text[], $6::text[]) with ordinality as f(form_id, data, facets, position)
on conflict (tenant_id, case_number, form_id) do update
  set position = excluded.position, data = excluded.data, facets = excluded.facets`;

/** Stores submissions in the order given; one that is there for the same form is replaced and keeps its id. */
export const insertSubmissions = async (
  tx: Tx,
  actor: Actor,
  caseNumber: number,
  forms: readonly NewSubmission[],
  at: Date,
): Promise<void> => {
  await tx.rows({
    text: insertText,
    values: [
      actor.tenant.id,
      caseNumber,
      at,
      forms.map(({ formId }) => formId),
      forms.map(({ data }) => data),
      forms.map(({ facets }) => JSON.stringify(facets ?? {})),
    ],
  });
};

/** Removes the submissions of all forms but those. */
export const deleteSubmissions = async (
  tx: Tx,
  tenantId: number,
  caseNumber: number,
  exceptFormIds: readonly number[],
): Promise<void> => {
  await tx.rows({
    text: 'delete from form_submissions where tenant_id = $1 and case_number = $2 and form_id <> all($3::integer[])',
    values: [tenantId, caseNumber, exceptFormIds],
  });
};

const byCases = `
select submission_id as "id", case_number as "caseNumber", form_id as "formId", data, facets
from form_submissions where tenant_id = $1 and case_number = any($2::integer[])
order by case_number, position`;

/** The submissions of these cases, by case, each in the order of the case's last write. */
export const selectSubmissions = (db: Db, tenantId: number, caseNumbers: readonly number[]): Promise<Submission[]> =>
  db.rows<Submission>({ text: byCases, values: [tenantId, caseNumbers] });
