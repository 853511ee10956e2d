/** `GET Tickets/Waiting/{UnitId}`: all who wait in a unit and below it, oldest first (contract qflow (d)). */
import { listWaiting } from '../../../domain/queues/list-waiting.ts';
import { actorOf } from '../auth.ts';
import { readNumber } from '../numbers.ts';
import { renderWaiting } from '../wire-queues.ts';
import { answer, type Route } from './route.ts';

export const listWaitingTickets: Route = (routes, { core }) => {
  routes.get<{ Params: { UnitId: string } }>(
    '/Tickets/Waiting/:UnitId',
    { config: { qflow: { permission: 'case.view' } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const unitId = readNumber(request.params.UnitId, 'UnitId');
      const waiting = await core.view(actor, (db) => listWaiting(db, actor, unitId));
      return answer(
        request,
        reply,
        waiting.map((ticket, index) => renderWaiting(ticket, index + 1, actor.tenant)),
      );
    },
  );
};
