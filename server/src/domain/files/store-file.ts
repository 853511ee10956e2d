import type { ReceivedFile } from '../../storage/files.ts';
import type { Tx } from '../../storage/transaction.ts';
import { hasLicence } from '../access/access.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { DomainError, invalid } from '../errors.ts';
import { insertFile, type StoredFile } from './files-store.ts';

/** The row of a file whose bytes are kept. A licence is all that it takes. Fails with `forbidden` `access/licence`. */
export const storeFile = async (
  tx: Tx,
  actor: Actor,
  { id, size, sha256 }: Pick<ReceivedFile, 'id' | 'size' | 'sha256'>,
  { name, type }: Pick<StoredFile, 'name' | 'type'>,
): Promise<StoredFile> => {
  if (actor.user !== null && !hasLicence(actor.user)) {
    throw new DomainError('forbidden', 'access/licence', 'The user has no licence.');
  }
  const uploadedById = recordedUser(actor)?.id ?? null;
  const file: StoredFile = { id, name, type, size, sha256, uploadedById, createdAt: new Date(tx.now()) };
  await insertFile(tx, actor.tenant.id, file);
  return file;
};

/** Longest name of a file, in code points. */
export const maxFileName = 255;

/** A name that any system can save: what stands behind the last slash, without control characters. Fails with `invalid` `file/name`. */
export const requireFileName = (sent: string): string => {
  const name = sent
    .replace(/^.*[\\/]/su, '')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim();
  if (name === '' || name === '.' || name === '..' || [...name].length > maxFileName) {
    throw invalid('name', 'file/name', `A file has a name of 1 to ${maxFileName} characters.`);
  }
  return name;
};
