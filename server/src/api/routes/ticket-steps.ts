/** The steps of a ticket, by the number of its case (contract api; what each may do: contract qflow (d)). */
import { type TObject, Type } from 'typebox';
import type { Db, Tx } from '../../core.ts';
import type { Actor } from '../../domain/actor.ts';
import { widths } from '../../domain/cases/judge-fields.ts';
import { invalid } from '../../domain/errors.ts';
import { endVisit } from '../../domain/queues/end-visit.ts';
import { cancelTicket } from '../../domain/queues/force-state.ts';
import type { QueueCase } from '../../domain/queues/get-queue-case.ts';
import { holdTicket, releaseTicket } from '../../domain/queues/hold-ticket.ts';
import { returnTicket } from '../../domain/queues/return-ticket.ts';
import { transferTicket } from '../../domain/queues/transfer-ticket.ts';
import type { StepWords } from '../../domain/queues/visit.ts';
import { etagOf } from '../conditions.ts';
import { type Answer, type Call, type Operation, writing } from '../operation.ts';
import { VisitView } from '../schemas/queue.ts';
import { closed, orNull, text } from '../schemas/values.ts';
import { showTicket } from '../wire/show-queue.ts';
import { viewCase } from '../wire/view-cases.ts';
import { numberParam, readNumber } from './case-key.ts';

/** 200 with the case and its ticket. */
export const answerVisit = async (db: Db, actor: Actor, { case: found, ticket }: QueueCase): Promise<Answer> => {
  if (ticket === undefined) throw new Error(`The case ${found.number} has no ticket after a step of it.`);
  const body = { ...(await viewCase(db, actor, found)), ticket: showTicket(actor.tenant, ticket) };
  return { status: 200, headers: { etag: etagOf(found) }, body };
};

interface Words {
  readonly note?: string | null;
  readonly toEnd?: boolean;
  readonly queue?: string;
}

interface StepSpec {
  readonly name: string;
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: TObject;
  readonly problems?: readonly string[];
}

type Take = (tx: Tx, call: Call<unknown, Words>, number: number, words: StepWords) => Promise<QueueCase>;

const note = Type.Optional(orNull(text(widths.note, 'Becomes a note of the case.')));
const noteAlone = closed('StepNote', { note });

const step = (spec: StepSpec, take: Take): Operation =>
  writing({
    id: spec.id,
    method: 'POST',
    path: `/tickets/{number}/${spec.name}`,
    tag: 'Queues',
    summary: spec.summary,
    description: spec.description,
    access: 'licensed',
    params: { number: numberParam },
    body: { schema: spec.body ?? noteAlone, optional: spec.body?.required === undefined },
    ifMatch: 'obeyed',
    answers: {
      200: { description: 'The case as it is now.', schema: VisitView, headers: { ETag: 'The version of the case.' } },
    },
    problems: ['case/stale', 'case/unknown', 'ticket/wrong-state', ...(spec.problems ?? [])],
    write: async (tx, call) => {
      const body = (call.body ?? {}) as Words;
      const words: StepWords = { ...call.precondition, note: body.note ?? null };
      const done = await take(tx, { ...call, body }, readNumber(call.params['number']), words);
      return answerVisit(tx, call.actor, done);
    },
  });

const served = ['ticket/served-by-another'];
const whose = 'Needs `queue.serve`, and is for the user who serves it or one with `case.assign`.';

export const ticketStepRoutes: readonly Operation[] = [
  step(
    {
      name: 'complete',
      id: 'completeTicket',
      summary: 'Complete a case in service',
      description: `${whose} Closes the case.`,
      problems: served,
    },
    (tx, { actor }, number, words) => endVisit(tx, actor, number, 'completed', words),
  ),
  step(
    {
      name: 'no-show',
      id: 'markNoShow',
      summary: 'Close a case that was called and did not come',
      description: whose,
      problems: served,
    },
    (tx, { actor }, number, words) => endVisit(tx, actor, number, 'no-show', words),
  ),
  step(
    {
      name: 'return',
      id: 'returnTicket',
      summary: 'Return a case in service to its queue',
      description: `${whose} To its old place, or to the end; with the same number.`,
      body: closed('Returning', { note, toEnd: Type.Optional(Type.Boolean()) }),
      problems: served,
    },
    (tx, { actor, body }, number, words) => returnTicket(tx, actor, number, { ...words, toEnd: body.toEnd ?? false }),
  ),
  step(
    {
      name: 'hold',
      id: 'holdTicket',
      summary: 'Put a case on hold that waits or is served',
      description: 'Needs `queue.serve`. It keeps number and place, and is not called.',
      problems: served,
    },
    (tx, { actor }, number, words) => holdTicket(tx, actor, number, words),
  ),
  step(
    {
      name: 'release',
      id: 'releaseTicket',
      summary: 'Let a case on hold wait again',
      description: 'Needs `queue.serve`. At its old place.',
    },
    (tx, { actor }, number, words) => releaseTicket(tx, actor, number, words),
  ),
  step(
    {
      name: 'cancel',
      id: 'cancelTicket',
      summary: 'Cancel a visit',
      description: 'Needs `case.close`. From every state in which the case is in the queue; closes the case.',
      problems: ['case/archived'],
    },
    (tx, { actor }, number, words) => cancelTicket(tx, actor, number, words),
  ),
  step(
    {
      name: 'transfer',
      id: 'transferTicket',
      summary: 'Move a case to the end of another queue',
      description:
        'Needs `queue.serve` for the case, and `case.view` in the unit of the queue. It gets a number of that queue and its ' +
        'unit. An open case that is in no queue joins one so.',
      body: closed('Transfer', { queue: Type.String({ description: 'Key of the queue.' }), note }),
      problems: ['case/archived', 'case/closed', 'queue/full', 'queue/unknown', 'ticket/same-queue', ...served],
    },
    (tx, { actor, body }, number, words) => {
      const queue = actor.tenant.queues.byKey.get(body.queue ?? '');
      if (queue === undefined) throw invalid('queue', 'queue/unknown', `There is no queue '${body.queue}'.`);
      return transferTicket(tx, actor, number, queue, words);
    },
  ),
];
