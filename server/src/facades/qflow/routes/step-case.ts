/** The verbs on a case in a queue (ours): `POST Cases/{id}/Complete`, `Return`, `NoShow`, `Hold`, `Release`, `Transfer`. */
import type { Tx } from '../../../core.ts';
import type { Actor } from '../../../domain/actor.ts';
import { endVisit } from '../../../domain/queues/end-visit.ts';
import type { QueueCase } from '../../../domain/queues/get-queue-case.ts';
import { holdTicket, releaseTicket } from '../../../domain/queues/hold-ticket.ts';
import { returnTicket } from '../../../domain/queues/return-ticket.ts';
import { transferTicket } from '../../../domain/queues/transfer-ticket.ts';
import { actorOf } from '../auth.ts';
import { readMembers } from '../body.ts';
import { createModel, type Model } from '../model.ts';
import { pathNumber } from '../numbers.ts';
import { readQueue } from '../read-enqueue.ts';
import { readWords } from '../read-words.ts';
import { renderCase } from '../wire.ts';
import { answer, type Route } from './route.ts';

const bodyName = 'caseAction';

type Step = (tx: Tx, actor: Actor, number: number) => Promise<QueueCase>;

/** Reads what the verb needs of the body, noting what is wrong, and answers what it does once that was judged. */
type Verb = (model: Model, actor: Actor) => Step;

const simple =
  (step: (tx: Tx, actor: Actor, number: number, words: ReturnType<typeof readWords>) => Promise<QueueCase>): Verb =>
  (model, actor) => {
    const words = readWords(model, actor);
    return (tx, by, number) => step(tx, by, number, words);
  };

const giveBack: Verb = (model, actor) => {
  const words = { ...readWords(model, actor), toEnd: model.flag('ToEnd') ?? false };
  return (tx, by, number) => returnTicket(tx, by, number, words);
};

const transfer: Verb = (model, actor) => {
  const queue = readQueue(model, actor, model.text('ServiceIdExtRef', 200));
  const words = readWords(model, actor);
  return (tx, by, number) => {
    if (queue === undefined) throw new Error('A body that names no service was not refused.');
    return transferTicket(tx, by, number, queue, words);
  };
};

const verbs: Readonly<Record<string, Verb>> = {
  Complete: simple((tx, actor, number, words) => endVisit(tx, actor, number, 'completed', words)),
  NoShow: simple((tx, actor, number, words) => endVisit(tx, actor, number, 'no-show', words)),
  Return: giveBack,
  Hold: simple(holdTicket),
  Release: simple(releaseTicket),
  Transfer: transfer,
};

export const stepCase: Route = (routes, { core }) => {
  for (const [name, verb] of Object.entries(verbs)) {
    routes.post<{ Params: { id: string } }>(
      `/Cases/:id/${name}`,
      { config: { qflow: { permission: 'queue.serve', bodyName } } },
      async (request, reply) => {
        const actor = actorOf(request);
        const model = createModel(bodyName, readMembers(request));
        const number = pathNumber(model, request.params.id, 'id');
        const step = verb(model, actor);
        model.judge();
        const done = await core.run(actor, (tx) => step(tx, actor, number));
        return answer(request, reply, renderCase(done, actor.tenant));
      },
    );
  }
};
