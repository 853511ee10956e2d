/** Messages to people, put beside the event that shows them; delivery reads this table. */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { newUid } from '../uid.ts';
import type { Chained, NewEvent } from './event.ts';

const insertText = `
insert into messages (tenant_id, message_id, case_number, event_seq, channel, recipient, template, data, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Queues each `message.queued` among the events, in the transaction of the case. */
export const queueMessages = async (
  tx: Tx,
  actor: Actor,
  caseNumber: number,
  events: readonly NewEvent[],
  chained: Chained,
): Promise<void> => {
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'message.queued') continue;
    const { channel, to, template, ...data } = event.data ?? {};
    const at = chained.ats[i] ?? new Date(tx.now());
    await tx.rows({
      text: insertText,
      values: [
        actor.tenant.id,
        newUid(at.getTime()),
        caseNumber,
        chained.seqs[i],
        channel,
        to,
        template,
        JSON.stringify(data),
        at,
      ],
    });
  }
};

/** A message that goes with an event of another kind. */
export interface MessageRow {
  readonly caseNumber: number;
  readonly eventSeq: number;
  readonly channel: string;
  readonly to: string;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

const insertManyText = `
insert into messages (tenant_id, message_id, case_number, event_seq, channel, recipient, template, data, created_at)
select $1, m.message_id, m.case_number, m.event_seq, m.channel, m.recipient, m.template, m.data::jsonb, m.created_at
from unnest($2::uuid[], $3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::timestamptz[]) as m(message_id, case_number, event_seq, channel, recipient, template, data, created_at)`;

/** Queues messages of many cases in one statement, in the transaction of their events. */
export const insertMessages = async (tx: Tx, tenantId: number, messages: readonly MessageRow[]): Promise<void> => {
  if (messages.length === 0) return;
  await tx.rows({
    text: insertManyText,
    values: [
      tenantId,
      messages.map(({ at }) => newUid(at.getTime())),
      messages.map(({ caseNumber }) => caseNumber),
      messages.map(({ eventSeq }) => eventSeq),
      messages.map(({ channel }) => channel),
      messages.map(({ to }) => to),
      messages.map(({ template }) => template),
      messages.map(({ data }) => JSON.stringify(data)),
      messages.map(({ at }) => at),
    ],
  });
};
