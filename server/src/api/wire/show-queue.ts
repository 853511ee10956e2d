/** Queues and tickets as they are sent. */
import { seesCase } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { estimateWait, measuredMean } from '../../domain/queues/estimate-wait.ts';
import type { OpenTicket, QueueNow } from '../../domain/queues/queue-figures-store.ts';
import type { Ticket } from '../../domain/queues/queues-store.ts';
import { ticketLabel } from '../../domain/queues/visit.ts';
import type { Queue, Tenant } from '../../domain/tenants/tenant.ts';
import { loginOf, timeOf, unitKey } from './show.ts';

export const showQueue = (
  tenant: Tenant,
  { id, uid, key, extRef, name, unitId, prefix, from, to, caseType }: Queue,
) => ({
  id,
  uid,
  key,
  extRef,
  name,
  unit: unitKey(tenant, unitId),
  ticket: { prefix, from, to },
  caseType: caseType ?? tenant.defaultCaseType.key,
});

const countOf = (tickets: readonly OpenTicket[], state: OpenTicket['state']): number =>
  tickets.filter((ticket) => ticket.state === state).length;

/** The queue at `nowMs`, with the cases that the actor sees. */
export const showQueueNow = (actor: Actor, queue: Queue, now: QueueNow, nowMs: number) => {
  const seen = now.tickets.filter((ticket) => seesCase(actor, ticket));
  const waiting = seen.filter(({ state }) => state === 'waiting');
  const oldest = waiting.reduce((least, { enqueuedAt }) => Math.min(least, enqueuedAt), Number.POSITIVE_INFINITY);
  return {
    ...showQueue(actor.tenant, queue),
    waiting: waiting.length,
    inService: countOf(seen, 'in-service'),
    onHold: countOf(seen, 'on-hold'),
    longestWaitSeconds: waiting.length === 0 ? null : Math.max(0, Math.floor((nowMs - oldest) / 1000)),
    meanServiceSeconds: measuredMean(now),
    estimatedWaitSeconds: estimateWait(now, waiting.length, null),
    tickets: waiting.map((ticket, ahead) => ({
      ticket: ticketLabel({ prefix: ticket.prefix, number: ticket.ticketNumber }),
      case: ticket.number,
      subject: ticket.subject,
      customer: ticket.customerId,
      enqueuedAt: new Date(ticket.enqueuedAt).toISOString(),
      position: ahead + 1,
      estimatedWaitSeconds: estimateWait(now, ahead, null),
    })),
  };
};

export const showTicket = (tenant: Tenant, ticket: Ticket) => ({
  queue: tenant.queues.byId.get(ticket.queueId)?.key ?? String(ticket.queueId),
  ticket: ticketLabel(ticket),
  state: ticket.state,
  outcome: ticket.outcome,
  enqueuedAt: ticket.enqueuedAt.toISOString(),
  calledAt: timeOf(ticket.calledAt),
  calledBy: loginOf(tenant, ticket.calledById),
});
