import type { Db } from '../../storage/transaction.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import { findFiles } from './attach-file.ts';
import { type StoredFile, selectIsAttachedToSeen } from './files-store.ts';

/** A file for whoever uploaded it or sees a case that it is attached to. Fails with `not-found` `file/unknown`. */
export const getFile = async (db: Db, actor: Actor, id: string): Promise<StoredFile> => {
  const file = (await findFiles(db, actor, [id])).get(id.toLowerCase());
  if (file === undefined) throw notFound('file', { id });
  if (actor.user === null || file.uploadedById === actor.user.id) return file;
  const values: unknown[] = [actor.tenant.id, file.id];
  const visible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
  if (await selectIsAttachedToSeen(db, visible, values)) return file;
  throw notFound('file', { id });
};
