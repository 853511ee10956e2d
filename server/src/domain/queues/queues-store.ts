/** Queues and tickets in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';

export type TicketState = 'waiting' | 'in-service' | 'on-hold' | 'ended';
export type TicketOutcome = 'completed' | 'no-show' | 'cancelled' | 'abandoned' | 'withdrawn' | 'transferred';

export interface Ticket {
  readonly caseNumber: number;
  readonly turn: number;
  readonly queueId: number;
  readonly prefix: string;
  readonly number: number;
  readonly place: number;
  readonly state: TicketState;
  /** How it came into its state: enqueued, returned, released, transferred, called, held, ended. */
  readonly step: string;
  readonly outcome: TicketOutcome | null;
  readonly enqueuedAt: Date;
  /** When the case first joined any queue. */
  readonly arrivedAt: Date;
  readonly calledAt: Date | null;
  readonly calledById: number | null;
  readonly endedAt: Date | null;
}

/** Waits for whoever is enqueueing; the next statement sees all that they committed. */
export const lockQueue = async (tx: Tx, tenantId: number, queueId: number): Promise<void> => {
  await tx.rows({
    text: 'select from queues where tenant_id = $1 and queue_id = $2 for no key update',
    values: [tenantId, queueId],
  });
};

/** Whether an open ticket of the queue has that number: one look into an index. */
const isTaken = (number: string): string =>
  `exists (select from tickets t where t.tenant_id = $1 and t.queue_id = $2 and t.ticket_number = ${number}` +
  ` and t.state <> 'ended')`;

// Where the next number is taken, the first free one behind it follows a taken one: no need to try the whole range.
const takeNumberText = `
with q as materialized (
  select *, number_to - number_from + 1 as size, case
    when last_number >= number_from and last_number < number_to then last_number + 1 else number_from end as next
  from queues where tenant_id = $1 and queue_id = $2
),
free as (
  select coalesce(
    (select q.next from q where not ${isTaken('q.next')}),
    (
      select x.number from q, lateral (
        select case when o.ticket_number >= q.number_to then q.number_from else o.ticket_number + 1 end as number
        from tickets o where o.tenant_id = $1 and o.queue_id = $2 and o.state <> 'ended'
          and o.ticket_number between q.number_from and q.number_to
      ) x
      where not ${isTaken('x.number')}
      order by (x.number - q.next + q.size) % q.size limit 1
    )
  ) as number
)
update queues u set last_number = free.number, last_place = u.last_place + 1,
  last_enqueued_at = greatest(u.last_enqueued_at, $3::timestamptz)
from free where u.tenant_id = $1 and u.queue_id = $2 and free.number is not null
returning u.last_number as "number", u.last_place as "place", u.last_enqueued_at as "enqueuedAt"`;

/** The next place and the next free number of a locked queue, cycling through its range; undefined where all are taken. */
export const takeNumber = (
  tx: Tx,
  tenantId: number,
  queueId: number,
  at: Date,
): Promise<{ number: number; place: number; enqueuedAt: Date } | undefined> =>
  tx.row({ text: takeNumberText, values: [tenantId, queueId, at] });

export interface NewTicket {
  readonly caseNumber: number;
  readonly queueId: number;
  readonly prefix: string;
  readonly number: number;
  readonly place: number;
  readonly enqueuedAt: Date;
  readonly open: boolean;
}

/** Its turn is the next of the case, which the transaction holds. */
export const insertTicketRow = async (tx: Tx, tenantId: number, ticket: NewTicket): Promise<void> => {
  await tx.rows({
    text: `insert into tickets (tenant_id, case_number, turn, queue_id, prefix, ticket_number, place, state, step,
        outcome, enqueued_at, ended_at, counted)
      values ($1, $2, (select coalesce(max(turn), 0) + 1 from tickets where tenant_id = $1 and case_number = $2), $3, $4,
        $5, $6, case when $7::boolean then 'waiting' else 'ended' end, case when $7 then 'enqueued' else 'ended' end,
        case when $7 then null else 'completed' end, $8::timestamptz, case when $7 then null else $8::timestamptz end, $7)`,
    values: [
      tenantId,
      ticket.caseNumber,
      ticket.queueId,
      ticket.prefix,
      ticket.number,
      ticket.place,
      ticket.open,
      ticket.enqueuedAt,
    ],
  });
};

const endText = `
update tickets set state = 'ended', step = 'ended', outcome = $3, ended_at = $4
where tenant_id = $1 and case_number = $2 and state <> 'ended'`;

/** Ends the case's open ticket, if it has one; its number is free from the commit on. */
export const endTicket = async (
  tx: Tx,
  tenantId: number,
  caseNumber: number,
  outcome: TicketOutcome,
  at: Date,
): Promise<void> => {
  await tx.rows({ text: endText, values: [tenantId, caseNumber, outcome, at] });
};

const latestText = `
select distinct on (t.case_number) t.case_number as "caseNumber", t.turn, t.queue_id as "queueId", t.prefix,
  t.ticket_number as "number", t.place, t.state, t.step, t.outcome, t.enqueued_at as "enqueuedAt",
  (select min(f.enqueued_at) from tickets f where f.tenant_id = $1 and f.case_number = t.case_number) as "arrivedAt",
  t.called_at as "calledAt", t.called_by as "calledById", t.ended_at as "endedAt"
from tickets t where t.tenant_id = $1 and t.case_number = any($2::integer[])
order by t.case_number, t.turn desc`;

/** The present, or else the last, ticket of each of these cases. */
export const selectLatestTickets = (db: Db, tenantId: number, caseNumbers: readonly number[]): Promise<Ticket[]> =>
  db.rows<Ticket>({ text: latestText, values: [tenantId, caseNumbers] });
