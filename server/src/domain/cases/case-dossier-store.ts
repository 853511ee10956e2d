/** A case with its files and what its tasks come to, in one statement. */
import type { Db } from '../../storage/transaction.ts';
import { sumKinds, type TaskCounts } from '../tasks/count-tasks.ts';
import { type KindCount, kindCountsOf } from '../tasks/tasks-store.ts';
import type { Case } from './case.ts';
import { readsByKey } from './case-by-key-store.ts';
import { caseColumns } from './case-store.ts';

export interface DossierFile {
  readonly fileId: string;
  readonly formField: string | null;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

export interface CaseDossier {
  readonly case: Case;
  /** In the order they were attached. */
  readonly files: readonly DossierFile[];
  readonly tasks: TaskCounts;
}

const dossierColumns = `${caseColumns},
  (
    select coalesce(jsonb_agg(jsonb_build_object('fileId', a.file_id, 'formField', a.form_field, 'name', f.name,
      'type', f.type, 'size', f.size) order by a.position), '[]')
    from attachments a join files f on f.tenant_id = a.tenant_id and f.file_id = a.file_id
    where a.tenant_id = $1 and a.case_number = c.number
  ) as files,
  (select coalesce(jsonb_agg(k), '[]') from (${kindCountsOf('c.number')}) k) as kinds`;

interface Around {
  readonly files: readonly DossierFile[];
  readonly kinds: readonly KindCount[];
}

const readByKey = readsByKey<Around>('case dossier', dossierColumns);

/** One case, whoever may see it. */
export const selectCaseDossier = async (
  db: Db,
  tenantId: number,
  reference: string,
): Promise<CaseDossier | undefined> => {
  const found = await readByKey(db, tenantId, { reference });
  if (found === undefined) return undefined;
  const { files, kinds, ...columns } = found;
  return { case: columns, files, tasks: sumKinds(kinds) };
};
