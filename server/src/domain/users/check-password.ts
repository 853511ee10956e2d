import { verify } from '@node-rs/argon2';
import type { Core } from '../../core.ts';
import { type FaceName, wrongPasswordLimit } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Tenant, User } from '../tenants/tenant.ts';
import { clearFailures, countFailure, selectFailures } from './sessions-store.ts';

/** A count of wrong passwords is forgotten so long after the last of them (DESIGN S17). */
export const failureMemoryMs = 60_000;

/** Of no password: verified where there is no user, so that an unknown name takes as long as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nN3ZcmYCyBv6Dt2JvvFMqNz1PDbj9LPaGDNWEAgPGGA';

const wrong = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/wrong', 'The user name or password is incorrect.');

/** Which name is counted: the user's login, else the name as it was tried, cut to what a key may hold. */
const countedName = (user: User | undefined, name: string): string =>
  user?.login ?? `?${Buffer.from(name.toWellFormed().slice(0, 200)).toString('base64url')}`;

/**
 * The enabled user whose password this is. `find` says which user a name means on that face; unknown names, wrong
 * passwords and disabled users fail alike with `unauthenticated` `sign-in/wrong`. After too many wrong ones in a row every
 * try fails with `limited` `sign-in/locked` (and `retryAfter`), the right password too; refused tries do not count (S17).
 */
export const checkPassword = async (
  core: Core,
  tenant: Tenant,
  face: FaceName,
  user: User | undefined,
  name: string,
  password: string,
  now: number,
): Promise<User> => {
  const counted = countedName(user, name);
  const failures = await core.view({ tenant }, (db) => selectFailures(db, tenant.id, counted));
  const since = failures === undefined ? Number.POSITIVE_INFINITY : now - failures.lastAt.getTime();
  // One that is to come was counted before the clock was put back: whoever waits it out would wait as long as that.
  const live = failures !== undefined && Math.abs(since) <= failureMemoryMs;
  if (live && failures.count >= wrongPasswordLimit[face]) {
    throw new DomainError('limited', 'sign-in/locked', 'Too many wrong passwords: the sign-in is locked for a while.', {
      retryAfter: Math.max(1, Math.ceil((failureMemoryMs - Math.max(0, since)) / 1000)),
    });
  }
  const hash = user?.passwordHash ?? nobody;
  const right = await verify(hash, password).catch(() => false);
  if (right && user !== undefined && user.passwordHash !== null && !user.disabled && !user.removed) {
    if (failures !== undefined) await core.run({ tenant }, (tx) => clearFailures(tx, tenant.id, counted));
    return user;
  }
  if (!right || user === undefined) {
    const at = new Date(now);
    const memory = { from: new Date(now - failureMemoryMs), to: new Date(now + failureMemoryMs) };
    await core.run({ tenant }, (tx) => countFailure(tx, tenant.id, counted, at, memory));
  }
  throw wrong();
};
