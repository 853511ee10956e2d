import { invalid } from '../../domain/errors.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { fromWireId } from './ids.ts';

/** The user of the client whom a body names. Fails with `invalid` `user/unknown`: `USER_NOT_FOUND`. */
export const findUser = ({ users }: Tenant, userId: string): User => {
  const uid = fromWireId(userId);
  const found = uid === undefined ? undefined : users.all.find((user) => user.uid === uid);
  if (found === undefined) throw invalid('userId', 'user/unknown', 'userId names no user of the client.');
  return found;
};
