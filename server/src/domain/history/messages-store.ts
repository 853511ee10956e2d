/** Messages to people, put beside the event that shows them; delivery reads this table. */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { handOverMessages } from '../messages/deliveries-store.ts';
import { newUid } from '../uid.ts';
import type { Chained, NewEvent } from './event.ts';

const insertText = `
insert into messages (tenant_id, message_id, case_number, event_seq, channel, recipient, template, data, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/**
 * Queues each `message.queued` among the events, and hands them over to what delivers them where the tenant has a mail
 * server, all in the transaction of the case.
 */
export const queueMessages = async (
  tx: Tx,
  actor: Actor,
  caseNumber: number,
  events: readonly NewEvent[],
  chained: Chained,
): Promise<void> => {
  const ids: string[] = [];
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'message.queued') continue;
    const { channel, to, template, ...data } = event.data ?? {};
    const at = chained.ats[i] ?? new Date(tx.now());
    const id = newUid(at.getTime());
    ids.push(id);
    await tx.rows({
      text: insertText,
      values: [actor.tenant.id, id, caseNumber, chained.seqs[i], channel, to, template, JSON.stringify(data), at],
    });
  }
  if (ids.length > 0 && actor.tenant.sendsMail) await handOverMessages(tx, ids);
};
