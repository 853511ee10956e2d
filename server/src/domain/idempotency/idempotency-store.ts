/** First answers in the store, by the user and the key that he chose (promise 3). */
import type { Tx } from '../../storage/transaction.ts';

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: an answer without body. */
  readonly body: string | null;
}

interface KeptRow {
  readonly requestHash: Buffer;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string | null;
}

const claimText = `
insert into idempotency_keys as k (tenant_id, user_id, key, request_hash, created_at) values ($1, $2, $3, $4, $5)
on conflict (tenant_id, user_id, key) do update
  set request_hash = excluded.request_hash, status = null, headers = null, body = null, created_at = excluded.created_at
  where k.created_at <= $6
returning true as claimed`;

export interface Claim {
  readonly tenantId: number;
  readonly userId: number;
  readonly key: string;
  readonly requestHash: Buffer;
}

/**
 * Takes the key, or one that is as old as `forgetUntil`; false: it is in use. Waits for a transaction that took it and
 * still runs: its commit makes this false, its end without one true.
 */
export const claimKey = async (tx: Tx, claim: Claim, at: Date, forgetUntil: Date): Promise<boolean> =>
  (await tx.row({
    text: claimText,
    values: [claim.tenantId, claim.userId, claim.key, claim.requestHash, at, forgetUntil],
  })) !== undefined;

const keptText = `
select request_hash as "requestHash", status, headers, body from idempotency_keys
where tenant_id = $1 and user_id = $2 and key = $3`;

export const selectKept = (tx: Tx, { tenantId, userId, key }: Claim): Promise<KeptRow | undefined> =>
  tx.row<KeptRow>({ text: keptText, values: [tenantId, userId, key] });

const keepText = `
update idempotency_keys set status = $4, headers = $5, body = $6
where tenant_id = $1 and user_id = $2 and key = $3`;

export const keepAnswer = async (tx: Tx, { tenantId, userId, key }: Claim, answer: KeptAnswer): Promise<void> => {
  await tx.rows({
    text: keepText,
    values: [tenantId, userId, key, answer.status, JSON.stringify(answer.headers), answer.body],
  });
};

/** A point to which a refused work is undone while the key stays taken. */
export const markWork = async (tx: Tx): Promise<void> => {
  await tx.rows({ text: 'savepoint before_work', values: [] });
};

export const undoWork = async (tx: Tx): Promise<void> => {
  await tx.rows({ text: 'rollback to savepoint before_work', values: [] });
};

/** Forgets the keys that are older than `before`; answers how many. */
export const deleteIdempotencyKeys = async (tx: Tx, tenantId: number, before: Date): Promise<number> => {
  const [row] = await tx.only<{ count: number }>({
    text: `with gone as (delete from idempotency_keys where tenant_id = $1 and created_at < $2 returning 1)
      select count(*)::integer as count from gone`,
    values: [tenantId, before],
  });
  return row?.count ?? 0;
};
