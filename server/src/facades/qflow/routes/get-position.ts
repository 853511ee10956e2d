/** `GET Cases/{id}/Position` (ours): where a case stands in its queue, and how long it will wait (contract qflow (d)). */
import { getPosition } from '../../../domain/queues/get-position.ts';
import { actorOf } from '../auth.ts';
import { readNumber } from '../numbers.ts';
import { renderPosition } from '../wire-queues.ts';
import { answer, type Route } from './route.ts';

export const getCasePosition: Route = (routes, { core }) => {
  routes.get<{ Params: { id: string } }>(
    '/Cases/:id/Position',
    { config: { qflow: { permission: 'case.view' } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const number = readNumber(request.params.id, 'id');
      const position = await core.view(actor, (db) => getPosition(db, actor, number));
      return answer(request, reply, renderPosition(position, actor.tenant));
    },
  );
};
