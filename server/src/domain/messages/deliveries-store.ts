/** Messages on their way out, in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Settings } from '../tenants/configuration-rows.ts';

export type MessageState = 'queued' | 'handed' | 'sending' | 'sent' | 'failed' | 'dropped';

export interface Message {
  readonly id: string;
  readonly caseNumber: number;
  /** Of the event that queued it. */
  readonly eventSeq: number;
  readonly channel: string;
  readonly recipient: string;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: MessageState;
}

const handOver = 'select hand_over_messages($1::uuid[]) as handed';

/** Makes a job of each of them, in this transaction, where the queue is there; those that are handed over already stay so. */
export const handOverMessages = async (tx: Tx, ids: readonly string[]): Promise<number> =>
  (await tx.row<{ handed: number }>({ text: handOver, values: [ids] }))?.handed ?? 0;

const queued = `
select message_id as id from messages where tenant_id = $1 and state = 'queued' order by created_at limit $2`;

/** Ids of messages that nobody took yet, the oldest first. */
export const selectQueued = async (db: Db, tenantId: number, limit: number): Promise<string[]> =>
  (await db.rows<{ id: string }>({ text: queued, values: [tenantId, limit] })).map(({ id }) => id);

const locked = `
select message_id as id, case_number as "caseNumber", event_seq as "eventSeq", channel, recipient, template, data, state
from messages where tenant_id = $1 and message_id = $2 for update`;

/** One message, locked until the transaction ends. */
export const lockMessage = (tx: Tx, tenantId: number, id: string): Promise<Message | undefined> =>
  tx.row<Message>({ text: locked, values: [tenantId, id] });

const setState = `
update messages set state = $3, error = $4, attempts = attempts + case when $3 = 'sending' then 1 else 0 end
where tenant_id = $1 and message_id = $2`;

/** `error`: why the last try failed; null: none did. */
export const setMessageState = async (
  tx: Tx,
  tenantId: number,
  id: string,
  state: MessageState,
  error: string | null = null,
): Promise<void> => {
  await tx.rows({ text: setState, values: [tenantId, id, state, error] });
};

const mailServer = "select settings -> 'smtp' as smtp from tenants where tenant_id = $1";

/** The tenant's mail server as it is configured now; null: none. */
export const selectMailServer = async (db: Db, tenantId: number): Promise<Settings['smtp']> =>
  (await db.row<{ smtp: Settings['smtp'] }>({ text: mailServer, values: [tenantId] }))?.smtp ?? null;
