/** A case with the cases that it is related to, in one statement. */
import type { Db } from '../../storage/transaction.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { Case } from './case.ts';
import { type CaseKey, type CaseRow, caseColumns, isPossible, toCase } from './case-store.ts';

const textOf = (key: string, isVisible: string): string => `
select ${caseColumns}, array(
  select r.other_number from case_relations r join cases o on o.tenant_id = $1 and o.number = r.other_number
  where r.tenant_id = $1 and r.number = c.number and ${isVisible} order by r.other_number
) as related
from cases c where c.tenant_id = $1 and ${key}`;

const conditionOf = (key: CaseKey): readonly [string, unknown] => {
  if ('number' in key) return ['c.number = $2', key.number];
  return 'uid' in key ? ['c.uid = $2', key.uid] : ['c.reference = $2', key.reference];
};

/** Whoever may see the case; of the related ones those that the actor sees, ascending. */
export const selectRelatedCase = async (
  db: Db,
  actor: Actor,
  key: CaseKey,
): Promise<{ readonly case: Case; readonly related: readonly number[] } | undefined> => {
  if (!isPossible(key)) return undefined;
  const [condition, value] = conditionOf(key);
  const values: unknown[] = [actor.tenant.id, value];
  const isVisible = visibleCases(actor, 'o', (bound) => `$${values.push(bound)}`);
  const row = await db.row<CaseRow & { related: readonly number[] }>({ text: textOf(condition, isVisible), values });
  if (row === undefined) return undefined;
  const { related, ...columns } = row;
  return { case: toCase(columns), related };
};
