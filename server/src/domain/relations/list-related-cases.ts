import type { Db } from '../../storage/transaction.ts';
import { seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { selectRelatedCases } from './related-cases-store.ts';

/** The cases related to one, ascending by number, without those that the actor does not see. Fails with nothing. */
export const listRelatedCases = async (db: Db, actor: Actor, number: number): Promise<Case[]> =>
  (await selectRelatedCases(db, actor.tenant.id, number)).filter((one) => seesCase(actor, one));
