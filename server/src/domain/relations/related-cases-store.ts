/** Related cases whole, in the store. */
import type { Db } from '../../storage/transaction.ts';
import type { Case } from '../cases/case.ts';
import { type CaseRow, caseColumns, toCase } from '../cases/case-store.ts';

const text = `
select ${caseColumns} from case_relations r
join cases c on c.tenant_id = r.tenant_id and c.number = r.other_number
where r.tenant_id = $1 and r.number = $2 order by c.number`;

/** The cases related to one, ascending, whoever may see them. */
export const selectRelatedCases = async (db: Db, tenantId: number, number: number): Promise<Case[]> =>
  (await db.rows<CaseRow>({ text, values: [tenantId, number] })).map(toCase);
