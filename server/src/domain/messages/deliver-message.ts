/**
 * A delivery in three steps, each a transaction of its own: it begins, the mail server asks for the content, it ends. A
 * message is `sending` from the second to the third: whoever finds it so knows that a try before him did not live to tell
 * how it went, and that another could be a second message. So each goes out at most once.
 */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { selectCase } from '../cases/case-by-key-store.ts';
import { lockCase } from '../cases/case-store.ts';
import { writeChange } from '../cases/write-change.ts';
import type { Settings } from '../tenants/configuration-rows.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { lockMessage, type Message, selectMailServer, setMessageState } from './deliveries-store.ts';

export interface Delivery {
  readonly message: Message;
  readonly found: Case;
  readonly smtp: NonNullable<Settings['smtp']>;
}

/** How a try went; `later`: it is to be tried again. */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

const systemOf = (tenant: Tenant): Actor => ({ tenant, user: null, face: 'docket' });

/** A server's words, bounded. */
const cut = (reason: string): string => reason.toWellFormed().replaceAll('\0', '').slice(0, 500);

/** The outcome in the message and in the history of its case, if there still is one. */
const conclude = async (tx: Tx, tenant: Tenant, message: Message, outcome: Outcome): Promise<void> => {
  const { id, caseNumber, channel, recipient: to, template, eventSeq } = message;
  const reason = outcome.kind === 'sent' ? null : cut(outcome.reason);
  await setMessageState(tx, tenant.id, id, outcome.kind === 'later' ? 'handed' : outcome.kind, reason);
  if (outcome.kind === 'later') return;
  const found = await lockCase(tx, tenant.id, { number: caseNumber });
  if (found === undefined) return;
  const data = { channel, to, template, queued: eventSeq, ...(reason === null ? {} : { reason }) };
  await writeChange(tx, systemOf(tenant), found, [
    { kind: outcome.kind === 'sent' ? 'message.sent' : 'message.failed', data },
  ]);
};

/**
 * Takes a message for sending; undefined where it is not to be sent: it was already, nobody knows whether it was (it is
 * told as failed), its case was deleted, or the tenant has no mail server any more (it is queued again).
 */
export const beginDelivery = async (tx: Tx, tenant: Tenant, id: string): Promise<Delivery | undefined> => {
  const message = await lockMessage(tx, tenant.id, id);
  if (message === undefined) return undefined;
  if (message.state === 'sending') {
    const reason = 'The server stopped while it was being sent: nobody knows whether it was.';
    await conclude(tx, tenant, message, { kind: 'failed', reason });
  }
  if (message.state !== 'handed') return undefined;
  const smtp = await selectMailServer(tx, tenant.id);
  const found = await selectCase(tx, tenant.id, { number: message.caseNumber });
  if (smtp === null || found === undefined) {
    await setMessageState(tx, tenant.id, id, found === undefined ? 'dropped' : 'queued');
    return undefined;
  }
  return { message, found, smtp };
};

/** From here on the message may have been taken. False: it is not to be sent, as another try has it. */
export const beginContent = async (tx: Tx, tenant: Tenant, id: string): Promise<boolean> => {
  const message = await lockMessage(tx, tenant.id, id);
  if (message?.state !== 'handed') return false;
  await setMessageState(tx, tenant.id, id, 'sending');
  return true;
};

/** Notes how the try went, which came as far as `reached`; what another try did meanwhile stays. */
export const endDelivery = async (
  tx: Tx,
  tenant: Tenant,
  id: string,
  outcome: Outcome,
  reached: 'handed' | 'sending',
): Promise<void> => {
  const message = await lockMessage(tx, tenant.id, id);
  if (message?.state === reached) await conclude(tx, tenant, message, outcome);
};
