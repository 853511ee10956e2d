/** `GET Cases/{id}` and `GET Cases/Processes/{id}`: one number for both (contract qflow (d)). */
import { getQueueCase } from '../../../domain/queues/get-queue-case.ts';
import { actorOf } from '../auth.ts';
import { readNumber } from '../numbers.ts';
import { renderCase } from '../wire.ts';
import { answer, type Route } from './route.ts';

export const getCase: Route = (routes, { core }) => {
  for (const path of ['/Cases/:id', '/Cases/Processes/:id']) {
    routes.get<{ Params: { id: string } }>(
      path,
      { config: { qflow: { permission: 'case.view' } } },
      async (request, reply) => {
        const actor = actorOf(request);
        const number = readNumber(request.params.id, 'id');
        const found = await core.view(actor, (db) => getQueueCase(db, actor, number));
        return answer(request, reply, renderCase(found, actor.tenant));
      },
    );
  }
};
