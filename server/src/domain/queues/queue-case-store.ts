/** A case with its ticket and its customer, in one statement: all of one moment. */
import type { Db } from '../../storage/transaction.ts';
import { readsByKey } from '../cases/case-by-key-store.ts';
import { caseColumns } from '../cases/case-store.ts';
import type { Customer } from '../customers/customers-store.ts';
import type { QueueCase } from './get-queue-case.ts';
import { customerJson, type TicketJson, ticketJson, toTicket } from './ticket-row.ts';

const selected = `${caseColumns},
  case when t.turn is not null then ${ticketJson('t')} end as ticket,
  (
    select f.called_by from tickets f where f.tenant_id = $1 and f.case_number = c.number and f.called_at is not null
    order by f.called_at desc, f.turn desc limit 1
  ) as "lastCalledById",
  ${customerJson('p')} as customer`;

const joined = `
left join lateral (
  select * from tickets l where l.tenant_id = $1 and l.case_number = c.number order by l.turn desc limit 1
) t on true
left join customers p on p.tenant_id = $1 and p.customer_id = c.customer_id`;

interface Additions {
  readonly ticket: TicketJson | null;
  readonly lastCalledById: number | null;
  readonly customer: Customer | null;
}

const readByKey = readsByKey<Additions>('case in a queue', selected, joined);

/** One case, whoever may see it. */
export const selectQueueCase = async (db: Db, tenantId: number, number: number): Promise<QueueCase | undefined> => {
  const found = await readByKey(db, tenantId, { number });
  if (found === undefined) return undefined;
  const { ticket, lastCalledById, customer, ...columns } = found;
  return {
    case: columns,
    ticket: ticket === null ? undefined : toTicket(ticket),
    lastCalledById,
    customer: customer ?? undefined,
  };
};
