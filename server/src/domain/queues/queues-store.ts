/** Queues and tickets in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';

export type TicketState = 'waiting' | 'in-service' | 'on-hold' | 'ended';
export type TicketOutcome = 'completed' | 'no-show' | 'cancelled' | 'abandoned' | 'withdrawn' | 'transferred';

/** What is announced where tickets of the queue changed: see `core.watch`. */
export const queueTopic = (queueId: number): string => `queue ${queueId}`;

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

const takeBlockText = `
update queues u set last_number = q.next + $3 - 1, last_place = u.last_place + $3,
  last_enqueued_at = greatest(u.last_enqueued_at, $4::timestamptz)
from (
  select case
    when last_number >= number_from and last_number < number_to then last_number + 1 else number_from end as next
  from queues where tenant_id = $1 and queue_id = $2
) q
where u.tenant_id = $1 and u.queue_id = $2 and q.next::bigint + $3 - 1 <= u.number_to and (
  select true from tickets t where t.tenant_id = $1 and t.queue_id = $2
    and t.ticket_number between q.next and q.next + $3 - 1 and t.state <> 'ended' limit 1
) is null
returning q.next as "number", u.last_place - $3 + 1 as "place", u.last_enqueued_at as "enqueuedAt"`;

export interface TakenPlace {
  readonly number: number;
  readonly place: number;
  readonly enqueuedAt: Date;
}

/** So many next places of a locked queue, with the numbers that follow the last one; undefined where one of them is taken. */
export const takeBlock = (
  tx: Tx,
  tenantId: number,
  queueId: number,
  count: number,
  at: Date,
): Promise<TakenPlace | undefined> => tx.row({ text: takeBlockText, values: [tenantId, queueId, count, at] });

/**
 * Whether no open ticket of the queue has that number: one look into an index. The limit keeps it one: as an anti-join it
 * went through all open tickets wherever the table was not analyzed yet.
 */
const isFree = (number: string): string =>
  `(select true from tickets t where t.tenant_id = $1 and t.queue_id = $2 and t.ticket_number = ${number}` +
  ` and t.state <> 'ended' limit 1) is null`;

// Where the next number is taken, the first free one behind it follows a taken one: no need to try the whole range.
const takeNumberText = `
with q as materialized (
  select *, number_to - number_from + 1 as size, case
    when last_number >= number_from and last_number < number_to then last_number + 1 else number_from end as next
  from queues where tenant_id = $1 and queue_id = $2
),
free as materialized (
  select coalesce(
    (select q.next from q where ${isFree('q.next')}),
    (
      select x.number from q, lateral (
        select case when o.ticket_number >= q.number_to then q.number_from else o.ticket_number + 1 end as number
        from tickets o where o.tenant_id = $1 and o.queue_id = $2 and o.state <> 'ended'
          and o.ticket_number between q.number_from and q.number_to
      ) x
      where ${isFree('x.number')}
      order by (x.number - q.next + q.size) % q.size limit 1
    )
  ) as number
)
update queues u set last_number = free.number, last_place = u.last_place + 1,
  last_enqueued_at = greatest(u.last_enqueued_at, $3::timestamptz)
from free where u.tenant_id = $1 and u.queue_id = $2 and free.number is not null
returning u.last_number as "number", u.last_place as "place", u.last_enqueued_at as "enqueuedAt"`;

/** The next place and the next free number of a locked queue, cycling through its range; undefined where all are taken. */
export const takeNumber = (tx: Tx, tenantId: number, queueId: number, at: Date): Promise<TakenPlace | undefined> =>
  tx.row({ text: takeNumberText, values: [tenantId, queueId, at] });

const takePlaceText = `
update queues set last_place = last_place + 1, last_enqueued_at = greatest(last_enqueued_at, $3::timestamptz)
where tenant_id = $1 and queue_id = $2
returning last_place as "place", last_enqueued_at as "enqueuedAt"`;

/** The next place of a locked queue, for a ticket that has its number. */
export const takePlaceOnly = async (
  tx: Tx,
  tenantId: number,
  queueId: number,
  at: Date,
): Promise<{ place: number; enqueuedAt: Date }> => {
  const row = await tx.row<{ place: number; enqueuedAt: Date }>({
    text: takePlaceText,
    values: [tenantId, queueId, at],
  });
  if (row === undefined) throw new Error(`The queue ${queueId} is not in the store.`);
  return row;
};

export interface NewTicket {
  readonly caseNumber: number;
  readonly queueId: number;
  readonly prefix: string;
  readonly number: number;
  readonly place: number;
  readonly enqueuedAt: Date;
  /** How it came to wait; `ended`: it never waits, ends at once as completed and counts for nothing. */
  readonly step: 'enqueued' | 'returned' | 'ended';
}

const insertText = `
insert into tickets (tenant_id, case_number, turn, queue_id, prefix, ticket_number, place, state, step, outcome,
  enqueued_at, ended_at, counted)
select $1, n.case_number, (
    select coalesce(max(turn), 0) + 1 from tickets where tenant_id = $1 and case_number = n.case_number
  ), n.queue_id, n.prefix, n.number, n.place,
  case when n.step = 'ended' then 'ended' else 'waiting' end, n.step,
  case when n.step = 'ended' then 'completed' end, n.at, case when n.step = 'ended' then n.at end, n.step <> 'ended'
from unnest($2::integer[], $3::integer[], $4::text[], $5::integer[], $6::bigint[], $7::timestamptz[], $8::text[])
  as n(case_number, queue_id, prefix, number, place, at, step)
order by n.place
returning case_number as "caseNumber", turn, (
  select min(f.enqueued_at) from tickets f where f.tenant_id = $1 and f.case_number = tickets.case_number
) as "firstAt"`;

interface NewRow {
  readonly caseNumber: number;
  readonly turn: number;
  readonly firstAt: Date | null;
}

const insertRows = async (
  tx: Tx,
  tenantId: number,
  tickets: readonly NewTicket[],
): Promise<readonly (NewRow | undefined)[]> => {
  const rows = await tx.rows<NewRow>({
    text: insertText,
    values: [
      tenantId,
      tickets.map(({ caseNumber }) => caseNumber),
      tickets.map(({ queueId }) => queueId),
      tickets.map(({ prefix }) => prefix),
      tickets.map(({ number }) => number),
      tickets.map(({ place }) => place),
      tickets.map(({ enqueuedAt }) => enqueuedAt),
      tickets.map(({ step }) => step),
    ],
  });
  const byCase = new Map(rows.map((row) => [row.caseNumber, row]));
  return tickets.map(({ caseNumber }) => byCase.get(caseNumber));
};

/** Its turn is the next of the case, which the transaction holds. */
export const insertTicketRow = async (tx: Tx, tenantId: number, ticket: NewTicket): Promise<Ticket> => {
  const { step, enqueuedAt } = ticket;
  tx.announce(queueTopic(ticket.queueId));
  const row = await tx.gather('ticket', ticket, (all) => insertRows(tx, tenantId, all));
  if (row === undefined) throw new Error('The insert of a ticket answered no row.');
  const isEnded = step === 'ended';
  return {
    ...ticket,
    turn: row.turn,
    state: isEnded ? 'ended' : 'waiting',
    outcome: isEnded ? 'completed' : null,
    arrivedAt: row.firstAt ?? enqueuedAt,
    calledAt: null,
    calledById: null,
    endedAt: isEnded ? enqueuedAt : null,
  };
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

const overdueText = `
select case_number as "number" from tickets
where tenant_id = $1 and queue_id = $2 and state <> 'ended' and state = 'in-service' and called_at <= $3
order by called_at`;

/** Numbers of cases of the queue that were called at `before` or earlier and are in service still, oldest call first. */
export const selectOverdue = async (db: Db, tenantId: number, queueId: number, before: Date): Promise<number[]> =>
  (await db.rows<{ number: number }>({ text: overdueText, values: [tenantId, queueId, before] })).map(
    ({ number }) => number,
  );
