/** A ticket inside another row, as JSON, which has no instants: they travel in ms. */
import type { Ticket } from './queues-store.ts';

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** The ticket `alias` as one JSON value, to be read by `toTicket`. `$1` is the tenant. */
export const ticketJson = (alias: string): string =>
  `jsonb_build_object('caseNumber', ${alias}.case_number, 'turn', ${alias}.turn, 'queueId', ${alias}.queue_id,
    'prefix', ${alias}.prefix, 'number', ${alias}.ticket_number, 'place', ${alias}.place, 'state', ${alias}.state,
    'step', ${alias}.step, 'outcome', ${alias}.outcome, 'calledById', ${alias}.called_by,
    'enqueuedAt', ${ms(`${alias}.enqueued_at`)}, 'calledAt', ${ms(`${alias}.called_at`)},
    'endedAt', ${ms(`${alias}.ended_at`)}, 'arrivedAt', (
      select ${ms('min(f.enqueued_at)')} from tickets f where f.tenant_id = $1 and f.case_number = ${alias}.case_number
    ))`;

/** The customer `alias` as one JSON value, null where there is none. */
export const customerJson = (alias: string): string =>
  `case when ${alias}.customer_id is not null then jsonb_build_object('id', ${alias}.customer_id, 'uid', ${alias}.uid,
    'personalId', ${alias}.personal_id, 'firstName', ${alias}.first_name, 'lastName', ${alias}.last_name,
    'email', ${alias}.email, 'phone', ${alias}.phone, 'extRef', ${alias}.ext_ref, 'facets', ${alias}.facets) end`;

type Instant = 'enqueuedAt' | 'arrivedAt' | 'calledAt' | 'endedAt';

export type TicketJson = Omit<Ticket, Instant> & { readonly [K in Instant]: number | Extract<Ticket[K], null> };

const toInstant = (at: number | null): Date | null => (at === null ? null : new Date(at));

export const toTicket = (ticket: TicketJson): Ticket => ({
  ...ticket,
  enqueuedAt: new Date(ticket.enqueuedAt),
  arrivedAt: new Date(ticket.arrivedAt),
  calledAt: toInstant(ticket.calledAt),
  endedAt: toInstant(ticket.endedAt),
});
