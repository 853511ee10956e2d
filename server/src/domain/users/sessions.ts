/** Sessions of users on one face: they live in the store, outlive a restart, and work on every node (DESIGN S17). */
import type { Core } from '../../core.ts';
import { hashToken } from '../../storage/secrets.ts';
import type { FaceName } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Directory } from '../tenants/directory.ts';
import type { Tenant, User } from '../tenants/tenant.ts';
import { newUid } from '../uid.ts';
import {
  deleteOtherSessions,
  deleteSession,
  insertSession,
  lockUser,
  type Session,
  selectLiveSessions,
  selectSessionByRefresh,
  selectSessionByToken,
  touchSession,
} from './sessions-store.ts';

/** A sliding session's end is moved on at most this often, so that a call seldom writes. */
const touchEveryMs = 1000;

/**
 * When a sliding session ends that is used now. Calls that come before it is moved on again are not written down, so it
 * is put off by as long as they can come: a session never ends before its time, and at most `touchEveryMs` after.
 */
const slidingEnd = (now: number, lifetimeMs: number): Date => new Date(now + lifetimeMs + touchEveryMs);

/** A refresh token is good for so long after its session began, whether or not that has ended by itself. */
const refreshLifetimeMs = 14 * 86_400_000;

const gone = (): DomainError =>
  new DomainError('unauthenticated', 'session/gone', 'The refresh token is unknown or was used already.');

export interface LiveSession {
  readonly tenant: Tenant;
  readonly user: User;
  readonly session: Session;
}

export interface SessionOptions {
  readonly face: FaceName;
  readonly token: string;
  readonly refreshToken?: string;
  readonly csrf?: string;
  readonly lifetimeMs: number;
  /** Whether the lifetime counts from the last call, where `findSession` is given it too; else from the beginning. */
  readonly slides?: boolean;
  /** At most so many live ones a user; beyond: `limited` `session/too-many`, or with `force` the oldest ends. */
  readonly limit?: number;
  readonly force?: boolean;
  /** Ends all other sessions of the user on this face. */
  readonly endOthers?: boolean;
  /** The session that this one takes the place of, by id: it ends in the same transaction. */
  readonly replaces?: string;
}

/** Begins a session. Fails with `limited` `session/too-many`, `unauthenticated` `session/gone` (the one it `replaces`). */
export const beginSession = (core: Core, tenant: Tenant, user: User, options: SessionOptions): Promise<Session> =>
  core.run({ tenant }, async (tx) => {
    const now = tx.now();
    const at = new Date(now);
    if (options.replaces !== undefined && !(await deleteSession(tx, tenant.id, options.replaces))) throw gone();
    const session: Session = {
      tenantId: tenant.id,
      id: newUid(now),
      userId: user.id,
      csrf: options.csrf ?? null,
      createdAt: at,
      lastUsedAt: at,
      expiresAt: options.slides ? slidingEnd(now, options.lifetimeMs) : new Date(now + options.lifetimeMs),
    };
    if (options.limit !== undefined) {
      await lockUser(tx, tenant.id, user.id);
      const live = await selectLiveSessions(tx, tenant.id, user.id, options.face, at);
      const surplus = live.slice(0, Math.max(0, live.length - options.limit + 1));
      if (surplus.length > 0 && !options.force) {
        throw new DomainError('limited', 'session/too-many', `The user has ${live.length} sessions, the most allowed.`);
      }
      for (const { id } of surplus) await deleteSession(tx, tenant.id, id);
    }
    await insertSession(tx, {
      ...session,
      face: options.face,
      tokenHash: hashToken(options.token),
      refreshHash: options.refreshToken === undefined ? null : hashToken(options.refreshToken),
    });
    if (options.endOthers) await deleteOtherSessions(tx, tenant.id, user.id, options.face, session.id);
    return session;
  });

/**
 * The live session of that token, if any: not expired, its user enabled. With `slidingMs`, the tenant's lifetime of
 * sessions, its end moves on to so long after now, or slightly later. One round trip (and seldom a write).
 */
export const findSession = async (
  core: Core,
  directory: Directory,
  face: FaceName,
  token: string,
  now: number,
  slidingMs?: (tenant: Tenant) => number,
): Promise<LiveSession | undefined> => {
  const session = await core.viewUnbound((db) => selectSessionByToken(db, face, hashToken(token)));
  if (session === undefined || session.expiresAt.getTime() <= now) return undefined;
  const tenant = directory.tenant(session.tenantId);
  const user = tenant?.users.byId.get(session.userId);
  if (tenant === undefined || user === undefined || user.disabled || user.removed) return undefined;
  if (slidingMs !== undefined && now - session.lastUsedAt.getTime() >= touchEveryMs) {
    const ends = slidingEnd(now, slidingMs(tenant));
    await core.run({ tenant }, (tx) => touchSession(tx, tenant.id, session.id, new Date(now), ends));
  }
  return { tenant, user, session };
};

/** Ends a session; nothing where it is gone already. */
export const endSession = (
  core: Core,
  { tenant, session }: Pick<LiveSession, 'tenant' | 'session'>,
): Promise<boolean> => core.run({ tenant }, (tx) => deleteSession(tx, tenant.id, session.id));

/**
 * Begins a session in place of the one with that refresh token; of two uses at once only one succeeds. Fails with
 * `unauthenticated` `session/gone`: unknown, used already, too old, or its user is disabled.
 */
export const refreshSession = async (
  core: Core,
  directory: Directory,
  face: FaceName,
  refreshToken: string,
  now: number,
  renew: (tenant: Tenant) => SessionOptions,
): Promise<Session> => {
  const old = await core.viewUnbound((db) => selectSessionByRefresh(db, face, hashToken(refreshToken)));
  if (old === undefined || old.createdAt.getTime() + refreshLifetimeMs <= now) throw gone();
  const tenant = directory.tenant(old.tenantId);
  const user = tenant?.users.byId.get(old.userId);
  if (tenant === undefined || user === undefined || user.disabled || user.removed) throw gone();
  return beginSession(core, tenant, user, { ...renew(tenant), replaces: old.id });
};
