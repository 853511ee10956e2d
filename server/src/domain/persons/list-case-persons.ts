import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { getCase } from '../cases/find-case.ts';
import { type LinkedPerson, selectLinkedPersons } from './case-persons-store.ts';

/**
 * The persons of a case that the actor sees: its customer, unless he has a part there too, then the parts by id. Fails with
 * `not-found`.
 */
export const listCasePersons = async (db: Db, actor: Actor, key: CaseKey): Promise<LinkedPerson[]> => {
  const { number } = await getCase(db, actor, key);
  return selectLinkedPersons(db, actor.tenant.id, number);
};
