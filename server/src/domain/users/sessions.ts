/** Sessions of users on one face: they live in the store, outlive a restart, and work on every node (DESIGN S17). */
import { createHash } from 'node:crypto';
import type { Core } from '../../core.ts';
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
  selectSessionByToken,
  touchSession,
} from './sessions-store.ts';

/** A session's end is moved on at most this often, so that a call seldom writes. */
const touchEveryMs = 5000;

const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

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
  /** At most so many live ones a user; beyond: `limited` `session/too-many`, or with `force` the oldest ends. */
  readonly limit?: number;
  readonly force?: boolean;
  /** Ends all other sessions of the user on this face. */
  readonly endOthers?: boolean;
}

/** Begins a session. Fails with `limited` `session/too-many`. */
export const beginSession = (core: Core, tenant: Tenant, user: User, options: SessionOptions): Promise<Session> =>
  core.run({ tenant }, async (tx) => {
    const now = tx.now();
    const at = new Date(now);
    const session: Session = {
      tenantId: tenant.id,
      id: newUid(now),
      userId: user.id,
      csrf: options.csrf ?? null,
      createdAt: at,
      lastUsedAt: at,
      expiresAt: new Date(now + options.lifetimeMs),
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
 * The live session of that token, if any: not expired, its user enabled. With `slidingMs` (a number, or the tenant's
 * own) its end moves on to so long after now. One round trip (and seldom a write).
 */
export const findSession = async (
  core: Core,
  directory: Directory,
  face: FaceName,
  token: string,
  now: number,
  slidingMs?: number | ((tenant: Tenant) => number),
): Promise<LiveSession | undefined> => {
  const session = await core.viewUnbound((db) => selectSessionByToken(db, face, hashToken(token)));
  if (session === undefined || session.expiresAt.getTime() <= now) return undefined;
  const tenant = directory.tenant(session.tenantId);
  const user = tenant?.users.byId.get(session.userId);
  if (tenant === undefined || user === undefined || user.disabled || user.removed) return undefined;
  if (slidingMs !== undefined && now - session.lastUsedAt.getTime() >= touchEveryMs) {
    const at = new Date(now);
    const ends = new Date(now + (typeof slidingMs === 'number' ? slidingMs : slidingMs(tenant)));
    await core.run({ tenant }, (tx) => touchSession(tx, tenant.id, session.id, at, ends));
  }
  return { tenant, user, session };
};

/** Ends a session; nothing where it is gone already. */
export const endSession = (
  core: Core,
  { tenant, session }: Pick<LiveSession, 'tenant' | 'session'>,
): Promise<boolean> => core.run({ tenant }, (tx) => deleteSession(tx, tenant.id, session.id));
