/** Sign-ins that last, and the count of wrong passwords, in the store. Only hashes of tokens are kept. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { FaceName } from '../actor.ts';

export interface Session {
  readonly tenantId: number;
  readonly id: string;
  readonly userId: number;
  readonly csrf: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

const columns = `tenant_id as "tenantId", session_id as "id", user_id as "userId", csrf, created_at as "createdAt",
  last_used_at as "lastUsedAt", expires_at as "expiresAt"`;

/** By the hash of its token, before the tenant is known. Ended ones are gone or have expired: the caller compares the time. */
export const selectSessionByToken = (db: Db, face: FaceName, tokenHash: Buffer): Promise<Session | undefined> =>
  db.row<Session>({ text: `select ${columns} from find_session($1, $2)`, values: [face, tokenHash] });

export const selectSessionByRefresh = (db: Db, face: FaceName, refreshHash: Buffer): Promise<Session | undefined> =>
  db.row<Session>({ text: `select ${columns} from find_session_by_refresh($1, $2)`, values: [face, refreshHash] });

export interface NewSession extends Session {
  readonly face: FaceName;
  readonly tokenHash: Buffer;
  readonly refreshHash: Buffer | null;
}

export const insertSession = async (tx: Tx, session: NewSession): Promise<void> => {
  await tx.rows({
    text: `insert into sessions (tenant_id, session_id, facade, user_id, token_hash, refresh_hash, csrf, created_at,
        last_used_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    values: [
      session.tenantId,
      session.id,
      session.face,
      session.userId,
      session.tokenHash,
      session.refreshHash,
      session.csrf,
      session.createdAt,
      session.expiresAt,
    ],
  });
};

/** Moves the end of a session on. */
export const touchSession = async (tx: Tx, tenantId: number, id: string, at: Date, expiresAt: Date): Promise<void> => {
  await tx.only({
    text: `update sessions set last_used_at = greatest(last_used_at, $3), expires_at = greatest(expires_at, $4)
      where tenant_id = $1 and session_id = $2`,
    values: [tenantId, id, at, expiresAt],
  });
};

/** Ends one session; whether it was there. */
export const deleteSession = async (tx: Tx, tenantId: number, id: string): Promise<boolean> =>
  (
    await tx.rows({
      text: 'delete from sessions where tenant_id = $1 and session_id = $2 returning session_id',
      values: [tenantId, id],
    })
  ).length > 0;

/** Ends all sessions of a user on one face, but `exceptId`. */
export const deleteOtherSessions = async (
  tx: Tx,
  tenantId: number,
  userId: number,
  face: FaceName,
  exceptId: string | null,
): Promise<void> => {
  await tx.rows({
    text: `delete from sessions where tenant_id = $1 and user_id = $2 and facade = $3
      and session_id is distinct from $4::uuid`,
    values: [tenantId, userId, face, exceptId],
  });
};

/** Ends all sessions of a user on every face. */
export const deleteSessionsOf = async (tx: Tx, tenantId: number, userId: number): Promise<void> => {
  await tx.rows({
    text: 'delete from sessions where tenant_id = $1 and user_id = $2',
    values: [tenantId, userId],
  });
};

/** Lets sign-ins of one user follow one another until the transaction ends. */
export const lockUser = async (tx: Tx, tenantId: number, userId: number): Promise<void> => {
  await tx.rows({
    text: 'select from users where tenant_id = $1 and user_id = $2 for no key update',
    values: [tenantId, userId],
  });
};

/** Live sessions of a user on one face, the one that began first in front. */
export const selectLiveSessions = (
  tx: Tx,
  tenantId: number,
  userId: number,
  face: FaceName,
  at: Date,
): Promise<Session[]> =>
  tx.rows<Session>({
    text: `select ${columns} from sessions where tenant_id = $1 and user_id = $2 and facade = $3 and expires_at > $4
      order by created_at, session_id`,
    values: [tenantId, userId, face, at],
  });

export interface Failures {
  readonly count: number;
  readonly lastAt: Date;
}

export const selectFailures = (db: Db, tenantId: number, login: string): Promise<Failures | undefined> =>
  db.row<Failures>({
    text: 'select count, last_at as "lastAt" from sign_in_failures where tenant_id = $1 and login = $2',
    values: [tenantId, login],
  });

/** Wrong passwords by login, of those whose last one is not older than `since`. */
export const selectAllFailures = async (db: Db, tenantId: number, since: Date): Promise<Map<string, number>> => {
  const rows = await db.rows<{ login: string; count: number }>({
    text: 'select login, count from sign_in_failures where tenant_id = $1 and last_at >= $2',
    values: [tenantId, since],
  });
  return new Map(rows.map(({ login, count }) => [login, count]));
};

/** Counts one more; a count of which the last lies outside of what is remembered begins anew. */
export const countFailure = async (
  tx: Tx,
  tenantId: number,
  login: string,
  at: Date,
  memory: { readonly from: Date; readonly to: Date },
): Promise<void> => {
  await tx.only({
    text: `insert into sign_in_failures as f (tenant_id, login, count, last_at) values ($1, $2, 1, $3)
      on conflict (tenant_id, login) do update
      set count = case when f.last_at between $4 and $5 then f.count + 1 else 1 end,
        last_at = case when f.last_at between $4 and $5 then greatest(f.last_at, $3) else $3 end`,
    values: [tenantId, login, at, memory.from, memory.to],
  });
};

export const clearFailures = async (tx: Tx, tenantId: number, login: string): Promise<void> => {
  await tx.rows({
    text: 'delete from sign_in_failures where tenant_id = $1 and login = $2',
    values: [tenantId, login],
  });
};

/** How many sessions had ended by then and are gone now. */
export const deleteExpiredSessions = async (tx: Tx, tenantId: number, at: Date): Promise<number> =>
  (
    await tx.only({
      text: 'delete from sessions where tenant_id = $1 and expires_at <= $2 returning session_id',
      values: [tenantId, at],
    })
  ).length;
