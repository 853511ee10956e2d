import type { FastifyInstance } from 'fastify';
import { type ActivityMove, moveActivities } from '../../../domain/activities/move-activities.ts';
import type { DomainError } from '../../../domain/errors.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sendCreated } from '../answer.ts';
import { readBody } from '../body/read-body.ts';
import type { Place } from '../call.ts';
import { actorOf, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import { readQuery, readYes } from '../query.ts';
import { type Refinements, refiningErrors } from '../refine-errors.ts';
import { changeCaseShape } from '../schemas.ts';
import { type CaseSplit, readCaseSplit } from '../wire/case-split.ts';
import { splitOff, workedOn } from '../wire/facet.ts';
import { idsInPath, unknownIds } from '../wire/ids.ts';

/** Unknown activities are named as the path has them, an unknown case as the body has it. */
const refinementsOf = (path: string, { id }: CaseSplit): Refinements => ({
  'activity/unknown': (error: DomainError) => unknownIds(path, error.params['ids'] as readonly number[]) ?? error,
  'case/unknown': () => refuse('400-194', [id ?? '']),
});

/** Change case of activities (contract egain 6.7): into another case, or into a new one. */
export const addChangeCase = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  const isRelating = (request: Parameters<typeof readQuery>[0]): boolean =>
    readYes(readQuery(request, ['relateCase']), 'relateCase');
  routes.route<{ Params: { ids: string } }>({
    method: 'PUT',
    url: '/interaction/activity/:ids/changecase',
    config: { egain: { permission: 'activity.changeCase', caseIn: 'body' } },
    onRequest: async (request) => {
      isRelating(request);
    },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const asked = readCaseSplit(actor.tenant, readBody(request, 'case', changeCaseShape), deps.now());
      const path = request.params.ids;
      const move: ActivityMove = {
        ids: idsInPath(path),
        into: asked.id === undefined ? asked.fields : asked.number,
        relate: isRelating(request),
        facetsOfNew: (source) => splitOff(actor, source),
        facetsOfWorked: (found) => workedOn(actor, found.facets),
      };
      const number = await refiningErrors(refinementsOf(path, asked), () =>
        deps.core.run(actor, (tx) => moveActivities(tx, actor, move)),
      );
      return asked.id === undefined
        ? sendCreated(request, reply, `${place.base}/interaction/case/${number}`)
        : sendNothing(request, reply);
    },
  });
};
