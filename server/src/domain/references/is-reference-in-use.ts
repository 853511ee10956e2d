import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { isReference } from './reference.ts';
import { selectReferenceInUse } from './references-store.ts';

/**
 * Whether a case of the tenant has this reference now: a probe over all cases, seen or not; it reserves nothing (S6, S7).
 * A text that can be no reference is in nobody's use.
 */
export const isReferenceInUse = async (db: Db, actor: Actor, reference: string): Promise<boolean> =>
  isReference(reference) && (await selectReferenceInUse(db, actor.tenant.id, reference));
