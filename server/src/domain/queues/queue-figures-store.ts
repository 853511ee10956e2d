/** How queues stand, and who waits in them. */
import type { Db } from '../../storage/transaction.ts';
import type { CaseAccess } from '../access/access.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { Serving } from './estimate-wait.ts';
import type { Ticket, TicketState } from './queues-store.ts';

/** What a queue says of itself, whoever asks. */
export interface QueueFacts extends Serving {
  readonly queueId: number;
  /** The number issued last; null before the first. */
  readonly lastNumber: number | null;
  /** The ticket called last, as people call it; null before the first. */
  readonly lastCalled: string | null;
}

const factColumns = `q.queue_id as "queueId", q.last_number as "lastNumber",
  (
    select l.prefix || l.ticket_number from tickets l
    where l.tenant_id = $1 and l.queue_id = q.queue_id and l.called_at is not null order by l.called_at desc limit 1
  ) as "lastCalled",
  s.count as "servedCount", s.mean as "meanServiceSeconds",
  (
    select count(distinct i.called_by) from tickets i
    where i.tenant_id = $1 and i.queue_id = q.queue_id and i.state = 'in-service'
  )::integer as "servers"`;

const served = `
cross join lateral (
  select count(*)::integer as count, avg(extract(epoch from d.ended_at - d.called_at))::float8 as mean from (
    select e.ended_at, e.called_at from tickets e
    where e.tenant_id = $1 and e.queue_id = q.queue_id and e.state = 'ended' and e.outcome = 'completed' and e.counted
      and e.called_at is not null
    order by e.ended_at desc limit 20
  ) d
) s`;

/** A queue with how many are in it, of the cases that somebody sees. */
export interface QueueFigures extends QueueFacts {
  readonly waiting: number;
  readonly inService: number;
  readonly onHold: number;
}

const figuresText = (isVisible: string, standing = ''): string => `
select ${factColumns}, o.*
from queues q ${served}
cross join lateral (
  select count(*) filter (where t.state = 'waiting')::integer as waiting,
    count(*) filter (where t.state = 'in-service')::integer as "inService",
    count(*) filter (where t.state = 'on-hold')::integer as "onHold" ${standing}
  from tickets t join cases c on c.tenant_id = $1 and c.number = t.case_number
  where t.tenant_id = $1 and t.queue_id = q.queue_id and t.state <> 'ended' and ${isVisible}
) o
where q.tenant_id = $1 and q.queue_id = any($2::integer[])
order by q.queue_id`;

/** The figures of these queues, by id, counting the cases that the actor sees. */
export const selectFigures = (db: Db, actor: Actor, queueIds: readonly number[]): Promise<QueueFigures[]> => {
  const values: unknown[] = [actor.tenant.id, queueIds];
  const isVisible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
  return db.rows<QueueFigures>({ text: figuresText(isVisible), values });
};

/** The figures of a ticket's queue, and where it stands among them. */
export interface Standing extends QueueFigures {
  /** How many wait before it; null: it does not wait, or its case is not seen. */
  readonly ahead: number | null;
}

const standing = `,
    case when bool_or(t.state = 'waiting' and t.case_number = $3 and t.turn = $4)
      then count(*) filter (where t.state = 'waiting' and t.place < $5)::integer end as ahead`;

/** Both of one moment, of the cases that the actor sees; undefined: the queue is gone. */
export const selectStanding = (
  db: Db,
  actor: Actor,
  { queueId, caseNumber, turn, place }: Ticket,
): Promise<Standing | undefined> => {
  const values: unknown[] = [actor.tenant.id, [queueId], caseNumber, turn, place];
  const isVisible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
  return db.row<Standing>({ text: figuresText(isVisible, standing), values });
};

/** An open ticket with what lists show of its case, and what the rule of who sees reads. */
export interface OpenTicket extends CaseAccess {
  readonly queueId: number;
  readonly prefix: string;
  readonly ticketNumber: number;
  readonly state: Exclude<TicketState, 'ended'>;
  /** Ms since the epoch. */
  readonly enqueuedAt: number;
  /** Order of joining over all queues. */
  readonly joined: number;
  readonly calledById: number | null;
  readonly subject: string;
  readonly customerId: number | null;
  readonly personalId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

export interface QueueNow extends QueueFacts {
  /** Every open ticket, in the order of the queue, whoever may see it. */
  readonly tickets: readonly OpenTicket[];
}

const nowText = `
select ${factColumns}, coalesce((
  select jsonb_agg(jsonb_build_object('queueId', t.queue_id, 'prefix', t.prefix, 'ticketNumber', t.ticket_number,
    'state', t.state, 'enqueuedAt', (extract(epoch from t.enqueued_at) * 1000)::bigint, 'joined', t.joined,
    'calledById', t.called_by, 'number', c.number, 'unitId', c.unit_id, 'restricted', c.restricted,
    'restrictedUserIds', c.restricted_user_ids, 'restrictedGroupIds', c.restricted_group_ids, 'subject', c.subject,
    'customerId', c.customer_id, 'personalId', k.personal_id, 'firstName', k.first_name, 'lastName', k.last_name
  ) order by t.place)
  from tickets t join cases c on c.tenant_id = $1 and c.number = t.case_number
  left join customers k on k.tenant_id = $1 and k.customer_id = c.customer_id
  where t.tenant_id = $1 and t.queue_id = q.queue_id and t.state <> 'ended'
), '[]') as tickets
from queues q ${served}
where q.tenant_id = $1 and q.queue_id = any($2::integer[])
order by q.queue_id`;

/** These queues as they stand, by id, all of one moment. */
export const selectQueuesNow = (db: Db, tenantId: number, queueIds: readonly number[]): Promise<QueueNow[]> =>
  db.rows<QueueNow>({ text: nowText, values: [tenantId, queueIds] });
