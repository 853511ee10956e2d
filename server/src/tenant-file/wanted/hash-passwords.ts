import { verify } from '@node-rs/argon2';
import { hashPassword } from '../../domain/users/hash-password.ts';
import type { Context } from './context.ts';

const matches = async (stored: string, password: string): Promise<boolean> => {
  try {
    return await verify(stored, password);
  } catch {
    return false; // not a hash that can be checked: the password is new
  }
};

/**
 * The hash to store, by login; null for a user without a password. A password that the stored hash is of keeps that
 * hash, so that applying a file twice changes nothing. Runs on the thread pool, all users side by side.
 */
export const hashPasswords = async ({
  document,
  stored,
  users,
}: Context): Promise<ReadonlyMap<string, string | null>> => {
  const storedHashes = new Map(stored.users.map((row) => [row.user_id, row.password_hash]));
  const hashOf = async (user: NonNullable<typeof document.users>[number]): Promise<string | null> => {
    if (user.passwordHash !== undefined) return user.passwordHash;
    if (typeof user.password !== 'string') return null;
    const known = storedHashes.get(users.get(user.login)?.id ?? 0);
    return known && (await matches(known, user.password)) ? known : hashPassword(user.password);
  };
  return new Map(
    await Promise.all((document.users ?? []).map(async (user) => [user.login, await hashOf(user)] as const)),
  );
};
