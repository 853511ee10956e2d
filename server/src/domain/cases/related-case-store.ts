/** A case with the cases that it is related to, in one statement. */
import type { Db } from '../../storage/transaction.ts';
import { type CaseAccess, seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from './case.ts';
import { readsByKey } from './case-by-key-store.ts';
import { type CaseKey, caseColumns } from './case-store.ts';

// Who sees which of the others is decided on what was read, so that whoever asks in the tenant shares the statement.
const related = `(
  select jsonb_agg(jsonb_build_object('number', o.number, 'unitId', o.unit_id, 'restricted', o.restricted,
    'restrictedUserIds', o.restricted_user_ids, 'restrictedGroupIds', o.restricted_group_ids) order by o.number)
  from case_relations r join cases o on o.tenant_id = $1 and o.number = r.other_number
  where r.tenant_id = $1 and r.number = c.number
) as others`;

interface Related {
  readonly others: readonly CaseAccess[] | null;
}

const readByKey = readsByKey<Related>('related case', `${caseColumns}, ${related}`);

/** Whoever may see the case; of the related ones those that the actor sees, ascending. */
export const selectRelatedCase = async (
  db: Db,
  actor: Actor,
  key: CaseKey,
): Promise<{ readonly case: Case; readonly related: readonly number[] } | undefined> => {
  const found = await readByKey(db, actor.tenant.id, key);
  if (found === undefined) return undefined;
  const seen = found.others?.filter((one) => seesCase(actor, one)) ?? [];
  return { case: found, related: seen.map(({ number }) => number) };
};
