import type { Db } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { Credential, Directory } from '../tenants/directory.ts';
import type { Refusal } from './refusal.ts';
import { selectRefusals } from './refusals-store.ts';

/** The tenant's credentials, in the order of its file. Needs `tenant.configure`. Fails with `forbidden`. */
export const listCredentials = (actor: Actor, directory: Pick<Directory, 'credentials'>): readonly Credential[] => {
  requirePermission(actor, 'tenant.configure');
  return directory.credentials(actor.tenant.id);
};

/**
 * The last hundred refused sign-ins by a key of the tenant, newest first. Needs `tenant.configure`. Fails with `forbidden`,
 * `not-found` `credential/unknown`.
 */
export const listRefusals = async (
  db: Db,
  actor: Actor,
  directory: Pick<Directory, 'credentials'>,
  keyId: string,
): Promise<Refusal[]> => {
  const ids = listCredentials(actor, directory)
    .filter((credential) => credential.keyId === keyId)
    .map(({ id }) => id);
  if (ids.length === 0) throw notFound('credential', { keyId });
  return selectRefusals(db, actor.tenant.id, ids);
};
