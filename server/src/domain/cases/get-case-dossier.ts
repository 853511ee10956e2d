import type { Db } from '../../storage/transaction.ts';
import { requireSeen, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { type CaseDossier, selectCaseDossier } from './case-dossier-store.ts';

/** One case that the actor sees, its files and task counts. Fails with `not-found` (DESIGN S6). One round trip. */
export const getCaseDossier = async (db: Db, actor: Actor, reference: string): Promise<CaseDossier> => {
  const found = await selectCaseDossier(db, actor.tenant.id, reference);
  if (found === undefined) throw unknownCase({ reference });
  requireSeen(actor, found.case);
  return found;
};
