import type { FastifyInstance } from 'fastify';
import { closeCase } from '../../../domain/cases/close-case.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { refuseBody } from '../body/read-body.ts';
import { actorOf, sendNothing } from '../call.ts';
import { refuseQuery } from '../query.ts';
import { caseInPath, refiningErrors, unknownInPath } from '../refine-errors.ts';

/** Close (contract egain 6.4): a call that is not over forbids it, mails and tasks are completed with it. */
export const addCloseCase = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.route<{ Params: { id: string } }>({
    method: 'PUT',
    url: '/interaction/case/:id/close',
    config: { egain: { permission: 'case.close', caseIn: 'path' } },
    onRequest: refuseQuery,
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const { id } = request.params;
      refuseBody(request);
      const number = caseInPath(id);
      await refiningErrors(unknownInPath(id), () =>
        deps.core.run(actor, (tx) => closeCase(tx, actor, { number }, { activities: { forbidding: ['call_track'] } })),
      );
      return sendNothing(request, reply);
    },
  });
};
