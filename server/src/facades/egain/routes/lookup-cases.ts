import type { FastifyInstance } from 'fastify';
import type { FaceDeps } from '../../../http/face.ts';
import { answerCasePage, readCasePageCall } from '../answer-case-page.ts';
import { readBody } from '../body/read-body.ts';
import type { Place } from '../call.ts';
import { actorOf } from '../call.ts';
import { lookupShape } from '../schemas.ts';
import { readLookup } from '../wire/case-lookup.ts';

/** Lookup (contract egain 6.2): a search by body. v20's alone: under v12 there is no such call. */
export const addLookupCases = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  if (place.version !== 'v20') return;
  const path = '/interaction/case/lookup';
  routes.route({
    method: 'POST',
    url: path,
    config: { egain: { permission: 'case.view' } },
    // The query is judged before the body is read (4.6).
    onRequest: async (request) => {
      readCasePageCall(request, actorOf(request).tenant);
    },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const call = readCasePageCall(request, actor.tenant);
      const filter = readLookup(actor.tenant, readBody(request, 'lookup', lookupShape));
      return answerCasePage({ deps, place, actor, path }, request, reply, call, filter);
    },
  });
};
