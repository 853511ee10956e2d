/** `GET Services`, `GET Services/{id}` (ours): queues with how many are in them (contract qflow (d)). */
import { findQueue, seesQueue } from '../../../domain/queues/find-queue.ts';
import { selectFigures } from '../../../domain/queues/queue-figures-store.ts';
import { actorOf } from '../auth.ts';
import { queryNumber, readNumber } from '../numbers.ts';
import { renderService } from '../wire-queues.ts';
import { answer, type Route } from './route.ts';

const config = { qflow: { permission: 'case.view' } } as const;

export const listServices: Route = (routes, { core }) => {
  routes.get('/Services', { config }, async (request, reply) => {
    const actor = actorOf(request);
    const unitId = queryNumber(request, 'unitId');
    const ids = actor.tenant.queues.all
      .filter((queue) => seesQueue(actor, queue) && (unitId === undefined || queue.unitId === unitId))
      .map(({ id }) => id);
    const figures = ids.length === 0 ? [] : await core.view(actor, (db) => selectFigures(db, actor, ids));
    return answer(
      request,
      reply,
      figures.map((one) => renderService(one, actor.tenant)),
    );
  });
};

export const getService: Route = (routes, { core }) => {
  routes.get<{ Params: { id: string } }>('/Services/:id', { config }, async (request, reply) => {
    const actor = actorOf(request);
    const queue = findQueue(actor, { id: readNumber(request.params.id, 'id') });
    const [figures] = await core.view(actor, (db) => selectFigures(db, actor, [queue.id]));
    if (figures === undefined) throw new Error(`The queue ${queue.id} is not in the store.`);
    return answer(request, reply, renderService(figures, actor.tenant));
  });
};
