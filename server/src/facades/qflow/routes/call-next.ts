/** `POST Services/{id}/CallNext` (ours): the oldest that waits, in service with the caller; 204 when nobody does (R11). */
import { callNext } from '../../../domain/queues/call-next.ts';
import { findQueue } from '../../../domain/queues/find-queue.ts';
import { callTurn } from '../../../domain/queues/turns.ts';
import { actorOf } from '../auth.ts';
import { readNumber } from '../numbers.ts';
import { renderCase } from '../wire.ts';
import { answer, type Route } from './route.ts';

export const callNextCase: Route = (routes, { core }) => {
  routes.post<{ Params: { id: string } }>(
    '/Services/:id/CallNext',
    { config: { qflow: { permission: 'queue.serve' } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const queue = findQueue(actor, { id: readNumber(request.params.id, 'id') });
      const called = await core.run(actor, (tx) => callNext(tx, actor, queue, true), callTurn(queue.id));
      if (called === undefined) return reply.code(204).send();
      return answer(request, reply, renderCase(called, actor.tenant));
    },
  );
};
