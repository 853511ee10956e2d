/** Queues: who waits, joining one, calling the next (contract api). */
import { createQueued } from '../../domain/cases/create-case.ts';
import { callNext } from '../../domain/queues/call-next.ts';
import { estimateWait } from '../../domain/queues/estimate-wait.ts';
import { selectQueuesNow, selectStanding } from '../../domain/queues/queue-figures-store.ts';
import { enqueueTurn } from '../../domain/queues/turns.ts';
import { ticketLabel } from '../../domain/queues/visit.ts';
import { etagOf } from '../conditions.ts';
import { pageOf } from '../cursor.ts';
import { type Operation, reading, writing } from '../operation.ts';
import { apiPath } from '../run-operation.ts';
import { NewTicket, QueueView, TicketView, VisitView } from '../schemas/queue.ts';
import { listOf, listQuery } from '../schemas/values.ts';
import { readAttributes } from '../wire/read-case.ts';
import { showQueueNow } from '../wire/show-queue.ts';
import { viewCase } from '../wire/view-cases.ts';
import { queueParam, readQueue } from './queue-key.ts';
import { answerVisit } from './ticket-steps.ts';

const listQueues = reading({
  id: 'listQueues',
  method: 'GET',
  path: '/queues',
  tag: 'Queues',
  summary: 'List the queues, with who waits',
  access: 'licensed',
  query: listQuery({}),
  answers: { 200: { description: 'In the order of the tenant file.', schema: listOf('Queues', QueueView) } },
  problems: ['list/invalid-cursor'],
  read: async (db, { actor, query }) => {
    const { items, ...page } = pageOf(actor.tenant.queues.all, ({ id }) => id, query);
    const ids = items.map(({ id }) => id);
    const found = new Map((await selectQueuesNow(db, actor.tenant.id, ids)).map((one) => [one.queueId, one]));
    const shown = items.flatMap((queue) => {
      const now = found.get(queue.id);
      return now === undefined ? [] : [showQueueNow(actor, queue, now, db.now())];
    });
    return { status: 200, body: { items: shown, ...page } };
  },
});

const getQueue = reading({
  id: 'getQueue',
  method: 'GET',
  path: '/queues/{key}',
  tag: 'Queues',
  summary: 'Read a queue, with who waits',
  access: 'licensed',
  params: { key: queueParam },
  answers: { 200: { description: 'The queue as it stands.', schema: QueueView } },
  problems: ['queue/not-found'],
  read: async (db, { actor, params }) => {
    const queue = readQueue(actor.tenant, params['key']);
    const [now] = await selectQueuesNow(db, actor.tenant.id, [queue.id]);
    if (now === undefined) throw new Error(`The queue ${queue.key} is not in the store.`);
    return { status: 200, body: showQueueNow(actor, queue, now, db.now()) };
  },
});

const joinQueue = writing({
  id: 'joinQueue',
  method: 'POST',
  path: '/queues/{key}/tickets',
  tag: 'Queues',
  summary: 'Make a case that waits in a queue',
  description: "Needs `case.create` in the unit of the queue, which is that of the case; its type is the queue's.",
  access: 'licensed',
  params: { key: queueParam },
  body: { schema: NewTicket, optional: true },
  answers: {
    201: {
      description: 'The case, and where it stands.',
      schema: TicketView,
      headers: { Location: 'Where the case is.', ETag: 'The version of the case.' },
    },
  },
  problems: ['case/not-a-starter', 'customer/unknown', 'queue/full', 'queue/not-found'],
  turn: ({ actor, params }) => enqueueTurn(readQueue(actor.tenant, params['key']).id),
  write: async (tx, { actor, params, body }) => {
    const queue = readQueue(actor.tenant, params['key']);
    const attributes = readAttributes(actor.tenant, body.attributes);
    const { case: made, ticket } = await createQueued(tx, actor, {
      referenceStyle: 'number',
      queueId: queue.id,
      unitId: queue.unitId,
      ...(queue.caseType === null ? {} : { type: queue.caseType }),
      subject: body.subject ?? '',
      customerId: body.customer ?? null,
      notes: body.notes ? [{ text: body.notes }] : [],
      ...(attributes === undefined ? {} : { attributes }),
    });
    const standing = ticket && (await selectStanding(tx, actor, ticket));
    if (ticket === undefined || standing === undefined) throw new Error('A case that joined a queue has no ticket.');
    // Whoever may not see it is told how many he sees.
    const ahead = standing.ahead ?? standing.waiting;
    return {
      status: 201,
      headers: { location: `${apiPath}/cases/${made.number}`, etag: etagOf(made) },
      body: {
        case: await viewCase(tx, actor, made, {}, []),
        ticket: ticketLabel(ticket),
        position: ahead + 1,
        estimatedWaitSeconds: estimateWait(standing, ahead, null),
      },
    };
  },
});

const callNextRoute = writing({
  id: 'callNext',
  method: 'POST',
  path: '/queues/{key}/next',
  tag: 'Queues',
  summary: 'Call the next case of a queue',
  description:
    'Needs `queue.serve` in the unit of the queue. The case that waits longest is in service and the caller owns it; ' +
    'each goes to one caller, in the order of the queue.',
  access: 'licensed',
  params: { key: queueParam },
  answers: {
    200: { description: 'The case now in service.', schema: VisitView, headers: { ETag: 'The version of the case.' } },
    204: { description: 'Nobody waits.' },
  },
  problems: ['queue/not-found'],
  write: async (tx, { actor, params }) => {
    const called = await callNext(tx, actor, readQueue(actor.tenant, params['key']));
    return called === undefined ? { status: 204 } : answerVisit(tx, actor, called);
  },
});

export const queueRoutes: readonly Operation[] = [listQueues, getQueue, joinQueue, callNextRoute];
