/** Messages to people, put beside the event that shows them; delivery reads this table. */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { handOverMessages } from '../messages/deliveries-store.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { newUid } from '../uid.ts';
import type { Chained, NewEvent } from './event.ts';

/** A message, and the event that shows it. */
export interface MessageRow {
  readonly caseNumber: number;
  readonly eventSeq: number;
  readonly channel: string;
  readonly to: string;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

const insertText = `
insert into messages (tenant_id, message_id, case_number, event_seq, channel, recipient, template, data, created_at)
select $1, m.message_id, m.case_number, m.event_seq, m.channel, m.recipient, m.template, m.data::jsonb, m.created_at
from unnest($2::uuid[], $3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::timestamptz[]) as m(message_id, case_number, event_seq, channel, recipient, template, data, created_at)`;

/**
 * Queues messages of any number of cases in the transaction of their events, and hands them over to what delivers them
 * where the tenant has a mail server.
 */
export const insertMessages = async (
  tx: Tx,
  { id: tenantId, sendsMail }: Pick<Tenant, 'id' | 'sendsMail'>,
  messages: readonly MessageRow[],
): Promise<void> => {
  if (messages.length === 0) return;
  const ids = messages.map(({ at }) => newUid(at.getTime()));
  await tx.rows({
    text: insertText,
    values: [
      tenantId,
      ids,
      messages.map(({ caseNumber }) => caseNumber),
      messages.map(({ eventSeq }) => eventSeq),
      messages.map(({ channel }) => channel),
      messages.map(({ to }) => to),
      messages.map(({ template }) => template),
      messages.map(({ data }) => JSON.stringify(data)),
      messages.map(({ at }) => at),
    ],
  });
  if (sendsMail) await handOverMessages(tx, ids);
};

/** Queues each `message.queued` among the events, as `insertMessages`. */
export const queueMessages = async (
  tx: Tx,
  { tenant }: Actor,
  caseNumber: number,
  events: readonly NewEvent[],
  chained: Chained,
): Promise<void> => {
  const messages: MessageRow[] = [];
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'message.queued') continue;
    const { channel, to, template, ...data } = event.data ?? {};
    const words = { channel: String(channel), to: String(to), template: String(template), data };
    const at = chained.ats[i] ?? new Date(tx.now());
    messages.push({ caseNumber, eventSeq: chained.seqs[i] ?? 0, ...words, at });
  }
  await insertMessages(tx, tenant, messages);
};
