/** A case with its ticket and its customer, in one statement: all of one moment. */
import type { Db } from '../../storage/transaction.ts';
import { type CaseRow, caseColumns, isPossible, toCase } from '../cases/case-store.ts';
import type { Customer } from '../customers/customers-store.ts';
import type { QueueCase } from './get-queue-case.ts';
import type { Ticket } from './queues-store.ts';

/** An instant in ms, as JSON has no instants. */
const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

const byNumber = `
select ${caseColumns},
  case when t.turn is not null then jsonb_build_object('caseNumber', c.number, 'turn', t.turn, 'queueId', t.queue_id,
    'prefix', t.prefix, 'number', t.ticket_number, 'place', t.place, 'state', t.state, 'step', t.step,
    'outcome', t.outcome, 'calledById', t.called_by, 'enqueuedAt', ${ms('t.enqueued_at')},
    'calledAt', ${ms('t.called_at')}, 'endedAt', ${ms('t.ended_at')}, 'arrivedAt', (
      select ${ms('min(f.enqueued_at)')} from tickets f where f.tenant_id = $1 and f.case_number = c.number
    )) end as ticket,
  (
    select f.called_by from tickets f where f.tenant_id = $1 and f.case_number = c.number and f.called_at is not null
    order by f.called_at desc, f.turn desc limit 1
  ) as "lastCalledById",
  case when p.customer_id is not null then jsonb_build_object('id', p.customer_id, 'uid', p.uid,
    'personalId', p.personal_id, 'firstName', p.first_name, 'lastName', p.last_name, 'email', p.email,
    'phone', p.phone, 'extRef', p.ext_ref, 'facets', p.facets) end as customer
from cases c
left join lateral (
  select * from tickets l where l.tenant_id = $1 and l.case_number = c.number order by l.turn desc limit 1
) t on true
left join customers p on p.tenant_id = $1 and p.customer_id = c.customer_id
where c.tenant_id = $1 and c.number = $2`;

type Instant = 'enqueuedAt' | 'arrivedAt' | 'calledAt' | 'endedAt';

type TicketJson = Omit<Ticket, Instant> & { readonly [K in Instant]: number | Extract<Ticket[K], null> };

interface Additions {
  readonly ticket: TicketJson | null;
  readonly lastCalledById: number | null;
  readonly customer: Customer | null;
}

const toInstant = (at: number | null): Date | null => (at === null ? null : new Date(at));

const toTicket = (ticket: TicketJson): Ticket => ({
  ...ticket,
  enqueuedAt: new Date(ticket.enqueuedAt),
  arrivedAt: new Date(ticket.arrivedAt),
  calledAt: toInstant(ticket.calledAt),
  endedAt: toInstant(ticket.endedAt),
});

/** One case, whoever may see it. */
export const selectQueueCase = async (db: Db, tenantId: number, number: number): Promise<QueueCase | undefined> => {
  if (!isPossible({ number })) return undefined;
  const row = await db.row<CaseRow & Additions>({ text: byNumber, values: [tenantId, number] });
  if (row === undefined) return undefined;
  const { ticket, lastCalledById, customer, ...columns } = row;
  return {
    case: toCase(columns),
    ticket: ticket === null ? undefined : toTicket(ticket),
    lastCalledById,
    customer: customer ?? undefined,
  };
};
