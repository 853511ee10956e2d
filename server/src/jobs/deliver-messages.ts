/** Deliveries: a queued message becomes a job in the transaction of its case; here is what the job does. */
import type { Core } from '../core.ts';
import { composeMessage } from '../domain/messages/compose-message.ts';
import {
  beginContent,
  beginDelivery,
  type Delivery,
  endDelivery,
  type Outcome,
} from '../domain/messages/deliver-message.ts';
import type { Tenant } from '../domain/tenants/tenant.ts';
import { type Mail, MailError, type MailServer, type Sending } from './send-mail.ts';

export interface DeliveryDeps {
  readonly core: Core;
  tenant(id: number): Tenant | undefined;
  /** Opens what the store keeps sealed. */
  open(sealed: Uint8Array): string;
  send(server: MailServer, mail: Mail, sending: Sending): Promise<void>;
}

interface Attempt {
  readonly isLast: boolean;
  readonly signal: AbortSignal | undefined;
}

const serverOf = (open: DeliveryDeps['open'], { smtp }: Delivery): MailServer => {
  const { host, port, security, user, passwordSealed } = smtp;
  const password = passwordSealed === null ? '' : open(Buffer.from(passwordSealed, 'base64'));
  return { host, port, security, credentials: user === null ? null : { user, password } };
};

const mailOf = (tenant: Tenant, { message, found }: Delivery): Mail => {
  const from = tenant.sender ?? `no-reply@${tenant.key}.invalid`;
  const domain = /@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? `${tenant.key}.invalid`;
  const { subject, text } = composeMessage(tenant, found, message);
  return { from, to: message.recipient, subject, text, messageId: `<${message.id}@${domain}>`, language: 'en' };
};

/** What is not certain to have gone out is tried again only where it certainly did not. */
const attempt = async (deps: DeliveryDeps, tenant: Tenant, delivery: Delivery, { isLast, signal }: Attempt) => {
  let reached: 'handed' | 'sending' = 'handed';
  const beforeContent = async (): Promise<void> => {
    const isOurs = await deps.core.run({ tenant }, (tx) => beginContent(tx, tenant, delivery.message.id));
    if (!isOurs) throw new Error('Another try has the message.');
    reached = 'sending';
  };
  try {
    await deps.send(serverOf(deps.open, delivery), mailOf(tenant, delivery), { signal, beforeContent });
    return { reached, outcome: { kind: 'sent' } satisfies Outcome };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isLater = !(error instanceof MailError) || error.failure === 'later';
    const outcome: Outcome = { kind: isLater && !isLast ? 'later' : 'failed', reason };
    return { reached, outcome };
  }
};

/**
 * The job: sends one message, and notes in the history of its case that it was sent, or that it could not be. Fails where it
 * is to be tried again later.
 */
export const createDelivery =
  (deps: DeliveryDeps) =>
  async (payload: { readonly tenant: number; readonly message: string }, attempted: Attempt): Promise<void> => {
    const tenant = deps.tenant(payload.tenant);
    if (tenant === undefined) throw new Error(`The tenant ${payload.tenant} is not known here.`);
    const { message: id } = payload;
    const delivery = await deps.core.run({ tenant }, (tx) => beginDelivery(tx, tenant, id));
    if (delivery === undefined) return;
    const { reached, outcome } = await attempt(deps, tenant, delivery, attempted);
    await deps.core.run({ tenant }, (tx) => endDelivery(tx, tenant, id, outcome, reached));
    if (outcome.kind === 'later') throw new Error(outcome.reason);
  };
