/**
 * Tickets through their states in the store. Two locks, in one order: whoever changes a ticket holds its case first, and
 * takes the ticket only if it is free at once (`runStep`). Callers alone begin with the ticket, as they pick it, and
 * then wait for the case, which somebody may be editing; so nobody ever waits in a ring, and a ticket is locked only by
 * who is about to take it out of its state: what a caller passes over (`skip locked`) is leaving. Callers who share a
 * transaction wait for nobody: one whose case is held fails, and each calls again by himself.
 */
import type { Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { type CaseRow, caseColumns, toCase } from '../cases/case-store.ts';
import type { Customer } from '../customers/customers-store.ts';
import type { QueueCase } from './get-queue-case.ts';
import { queueTopic, type Ticket, type TicketOutcome, type TicketState } from './queues-store.ts';
import { customerJson, type TicketJson, ticketJson, toTicket } from './ticket-row.ts';

/** `count` stands in the text: how many are wanted decides how they are come by. */
const claimText = (isVisible: string, count: number, waiting: string): string => `
with p as materialized (
  select t.case_number, t.turn from tickets t join cases v on v.tenant_id = $1 and v.number = t.case_number
  where t.tenant_id = $1 and t.queue_id = $2 and t.state = 'waiting' and ${isVisible}
  order by t.place limit ${count} for update of t skip locked
),
c as materialized (
  select c.* from p join cases c on c.tenant_id = $1 and c.number = p.case_number for no key update of c ${waiting}
)
update tickets t set state = 'in-service', step = 'called', called_by = $4,
  called_at = greatest($3::timestamptz, c.history_at + interval '1 ms')
from p, c where t.tenant_id = $1 and t.case_number = p.case_number and t.turn = p.turn and c.number = p.case_number
returning ${caseColumns}, ${ticketJson('t')} as ticket, (
  select ${customerJson('k')} from customers k where k.tenant_id = $1 and k.customer_id = c.customer_id
) as customer`;

type ClaimedRow = CaseRow & { readonly ticket: TicketJson; readonly customer: Customer | null };

/** The oldest first; fewer than were wanted where no more wait. */
const claim = async (tx: Tx, isVisible: string, values: readonly unknown[], count: number): Promise<ClaimedRow[]> => {
  const rows = await tx.rows<ClaimedRow>({ text: claimText(isVisible, count, tx.isShared ? 'nowait' : ''), values });
  return rows.sort((left, right) => left.ticket.place - right.ticket.place);
};

/**
 * Takes the oldest ticket that waits and whose case the actor sees: it is in service from the commit on, since `at` or,
 * where the clock was put back, the instant behind the last event; and its case is locked. Nobody waits for another
 * caller. Calls of one user that share the transaction take theirs in one statement. Undefined: none waits.
 */
export const claimOldest = async (
  tx: Tx,
  actor: Actor,
  queueId: number,
  at: Date,
): Promise<Required<QueueCase> | undefined> => {
  const values: unknown[] = [actor.tenant.id, queueId, at, actor.user?.id ?? null];
  const isVisible = visibleCases(actor, 'v', (value) => `$${values.push(value)}`);
  const [, , , ...whose] = values;
  const row = await tx.gather(`claim ${queueId} ${isVisible} ${JSON.stringify(whose)}`, undefined, ({ length }) =>
    claim(tx, isVisible, values, length),
  );
  if (row === undefined) return undefined;
  tx.announce(queueTopic(queueId));
  const { ticket, customer, ...columns } = row;
  return {
    case: toCase(columns),
    ticket: toTicket(ticket),
    lastCalledById: ticket.calledById,
    customer: customer ?? undefined,
  };
};

/** The open ticket of a case (of one turn, or any), its lock if it is free at once, and what is done to it. */
const stepText = (turn: string, set: string): string => `
with o as materialized (
  select turn from tickets where tenant_id = $1 and case_number = $2 and ${turn}
),
l as materialized (
  select turn from tickets where tenant_id = $1 and case_number = $2 and ${turn} for update skip locked
),
u as (
  update tickets t set ${set} from l where t.tenant_id = $1 and t.case_number = $2 and t.turn = l.turn
  returning t.queue_id
)
select (select queue_id from u) as "queueId", (select count(*) from o) > (select count(*) from l) as "isHeld"`;

/** Announces the queue of the ticket that was changed. A caller who has it waits for its case, which we hold: he comes first. */
const runStep = async (tx: Tx, text: string, values: readonly unknown[]): Promise<void> => {
  const row = await tx.row<{ queueId: number | null; isHeld: boolean }>({ text, values });
  if (row?.isHeld) throw new RetryTransaction();
  if (typeof row?.queueId === 'number') tx.announce(queueTopic(row.queueId));
};

const moveText = stepText('turn = $3', 'state = $4, step = $5, outcome = $6, ended_at = $7');

export interface Move {
  readonly state: TicketState;
  readonly step: Ticket['step'];
  /** Of a ticket that ends. */
  readonly outcome?: TicketOutcome;
  readonly endedAt?: Date;
}

/** Brings a ticket, whose case the transaction holds, into another state; its place and number stay. */
export const moveTicket = async (tx: Tx, tenantId: number, ticket: Ticket, move: Move): Promise<Ticket> => {
  const { state, step, outcome = null, endedAt = null } = move;
  const values = [tenantId, ticket.caseNumber, ticket.turn, state, step, outcome, endedAt];
  await runStep(tx, moveText, values);
  return { ...ticket, state, step, outcome, endedAt };
};

const endText = stepText(
  "state <> 'ended'",
  "state = 'ended', step = 'ended', outcome = $3, ended_at = greatest($4::timestamptz, called_at)",
);

/** Ends the open ticket, if there is one, no sooner than it was called, of a case that the transaction holds; its number is free from the commit on. */
export const endTicket = (
  tx: Tx,
  tenantId: number,
  caseNumber: number,
  outcome: TicketOutcome,
  at: Date,
): Promise<void> => runStep(tx, endText, [tenantId, caseNumber, outcome, at]);

/** Says otherwise how a ticket ended; when it did stays, as service times are reckoned from it. */
export const setOutcome = async (tx: Tx, tenantId: number, ticket: Ticket, outcome: TicketOutcome): Promise<Ticket> => {
  const { caseNumber, turn } = ticket;
  await tx.rows({
    text: 'update tickets set outcome = $4 where tenant_id = $1 and case_number = $2 and turn = $3',
    values: [tenantId, caseNumber, turn, outcome],
  });
  return { ...ticket, outcome };
};
