import type { FastifyInstance } from 'fastify';
import { endSession } from '../../../domain/users/sessions.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { requireSession } from '../auth.ts';
import { requireAcceptable, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import { refuseQuery } from '../query.ts';

/** Logout (contract egain 3.1): the session's id is dead from then on. Needs no licence; a body is ignored, unread. */
export const addLogout = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.route({
    method: 'DELETE',
    url: '/authentication/user/logout',
    config: { streamBody: true, egain: { legacyErrors: true } },
    onRequest: async (request, reply) => {
      await requireSession(deps, request, reply);
      requireAcceptable(request);
      await refuseQuery(request);
    },
    handler: async (request, reply) => {
      const session = request.egainSession;
      // Of two logouts at once one ends it; to the other it was gone.
      if (session === undefined || !(await endSession(deps.core, session))) throw refuse('401-101');
      return sendNothing(request, reply);
    },
  });
};
