/** One case by its key. What is asked at one time in a tenant is one statement. */
import type { Db } from '../../storage/transaction.ts';
import type { Case } from './case.ts';
import { type CaseKey, type CaseRow, caseColumns, isPossible, toCase } from './case-store.ts';

/**
 * The cases of many keys, `$2`, as `c`. The planner is not to see how many keys there are, or it would plan each statement anew for that many; nor to read the
 * whole table for what it takes for many keys of a small one, and go on with that when it has grown (`offset 0` has each
 * looked up by itself).
 */
export const lookUpEach = (column: string, type: string, selected: string, joined: string): string => `
select c.* from unnest((select $2::${type}[])) as k(key), lateral (
  select ${selected} from cases c ${joined} where c.tenant_id = $1 and c.${column} = k.key offset 0
) c`;

type Found<More> = Case & More;

/** As the store has it: a uid in lower case. */
const storedKey = (key: CaseKey): number | string => {
  if ('number' in key) return key.number;
  return 'uid' in key ? key.uid.toLowerCase() : key.reference;
};

/**
 * `selected`: the columns of a case (`c`), and what else is to be read of it, which `More` names; `joined`: what it is read
 * from, beside the case, a row at the most. `$1` is the tenant.
 */
export const readsByKey = <More = unknown>(kind: string, selected: string, joined = '') => {
  const texts = {
    number: lookUpEach('number', 'integer', selected, joined),
    uid: lookUpEach('uid', 'uuid', selected, joined),
    reference: lookUpEach('reference', 'text', selected, joined),
  };
  return async (db: Db, tenantId: number, key: CaseKey): Promise<Found<More> | undefined> => {
    if (!isPossible(key)) return undefined;
    const by = 'number' in key ? 'number' : 'uid' in key ? 'uid' : 'reference';
    return db.gather(`${kind} ${by}`, storedKey(key), async (values) => {
      const rows = await db.rows<CaseRow & More>({ text: texts[by], values: [tenantId, values] });
      const found = new Map(rows.map((row) => [row[by], toCase(row) as Found<More>]));
      return values.map((value) => found.get(value));
    });
  };
};

/** One case, whoever may see it. */
export const selectCase = readsByKey('case', caseColumns);
