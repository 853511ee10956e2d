import type { Tx } from '../../storage/transaction.ts';
import { notFound } from '../errors.ts';
import type { Tenant, User } from '../tenants/tenant.ts';
import { touchConfiguration } from '../tenants/tenants-store.ts';
import { deleteSessionsOf } from './sessions-store.ts';
import { updateDisabled } from './users-store.ts';

const setDisabled = async (tx: Tx, tenant: Tenant, { id, login }: Pick<User, 'id' | 'login'>, disabled: boolean) => {
  await touchConfiguration(tx, tenant.id);
  if (!(await updateDisabled(tx, tenant.id, id, disabled))) throw notFound('user', { login });
};

/**
 * Keeps a user from signing in. His sessions on every face end (DESIGN S17), and every node knows within a second; the next
 * apply of a tenant file makes it the file's again. Fails with `not-found` `user/unknown`: he left the tenant file.
 */
export const disableUser = async (tx: Tx, tenant: Tenant, user: Pick<User, 'id' | 'login'>): Promise<void> => {
  await setDisabled(tx, tenant, user, true);
  await deleteSessionsOf(tx, tenant.id, user.id);
};

/** Lets him sign in again. Fails as `disableUser`. */
export const enableUser = (tx: Tx, tenant: Tenant, user: Pick<User, 'id' | 'login'>): Promise<void> =>
  setDisabled(tx, tenant, user, false);
