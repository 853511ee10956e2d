import type { Tx } from '../../storage/transaction.ts';
import { invalid, notFound } from '../errors.ts';
import type { Tenant, User } from '../tenants/tenant.ts';
import { touchConfiguration } from '../tenants/tenants-store.ts';
import { hashPassword } from './hash-password.ts';
import { clearFailures, deleteSessionsOf } from './sessions-store.ts';
import { updatePasswordHash } from './users-store.ts';

/** Longest password, in UTF-16 units, as in the tenant file. */
const maxPassword = 1024;

/**
 * Gives a user another password. His sessions on every face end (DESIGN S17), wrong passwords are forgotten, and every node
 * knows within a second; the next apply of a tenant file makes it the file's again. Fails with `invalid` `user/password`
 * (empty, or longer than 1,024 UTF-16 units), `not-found` `user/unknown`: he left the tenant file.
 */
export const changePassword = async (
  tx: Tx,
  tenant: Tenant,
  { id, login }: Pick<User, 'id' | 'login'>,
  password: string,
): Promise<void> => {
  if (password === '' || password.length > maxPassword) {
    throw invalid('password', 'user/password', `A password has 1 to ${maxPassword} characters.`);
  }
  const hash = await hashPassword(password);
  await touchConfiguration(tx, tenant.id);
  if (!(await updatePasswordHash(tx, tenant.id, id, hash))) throw notFound('user', { login });
  await deleteSessionsOf(tx, tenant.id, id);
  await clearFailures(tx, tenant.id, login);
};
