import type { FastifyInstance } from 'fastify';
import { createActivity, type NewActivity } from '../../../domain/activities/create-activity.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sendCreated } from '../answer.ts';
import { readBody } from '../body/read-body.ts';
import type { Place } from '../call.ts';
import { actorOf } from '../call.ts';
import { refuse } from '../codes.ts';
import { readQuery, readYes } from '../query.ts';
import { refiningErrors } from '../refine-errors.ts';
import { activityShape } from '../schemas.ts';
import { workedOn } from '../wire/facet.ts';
import { requireId } from '../wire/ids.ts';
import { type ActivityRequest, readActivity } from '../wire/new-activity.ts';
import { maxTextLength } from '../wire/texts.ts';

/** The activity's subject with the case's id behind it, cut so that the whole fits, and no surrogate pair in two. */
const subjectWithId = (subject: string | null, number: number): string => {
  const id = ` [#${number}]`;
  return (subject ?? 'No Subject').slice(0, maxTextLength - id.length).replace(/[\ud800-\udbff]$/, '') + id;
};

const toNewActivity = (actor: Actor, asked: ActivityRequest): NewActivity => {
  const { unitId, type, subtype, mode, subject, content, contactPoint, customer, caseId, kept } = asked;
  return {
    ...{ unitId, type, subtype, mode, subject, content, contactPoint },
    facets: { egain: kept },
    customer: customer?.clue ?? null,
    ...(caseId === undefined ? {} : { caseNumber: requireId('case.id', caseId) }),
    subjectOfNew: (number) => subjectWithId(subject, number),
    facetsOfNew: workedOn(actor, { egain: { originatingChannel: type } }),
    facetsOfJoined: (found) => workedOn(actor, found.facets),
  };
};

/** Makes an activity, and a case where it names none (contract egain 6.8). */
export const addCreateActivity = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  const isAnonymous = (request: Parameters<typeof readQuery>[0]): boolean =>
    readYes(readQuery(request, ['anonymousCustomer']), 'anonymousCustomer');
  routes.route({
    method: 'POST',
    url: '/interaction/activity',
    config: { egain: { permission: 'case.create', caseIn: 'body' } },
    onRequest: async (request) => {
      isAnonymous(request);
    },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const asked = readActivity(actor, readBody(request, 'activity', activityShape), isAnonymous(request));
      const input = toNewActivity(actor, asked);
      const refinements = {
        'case/unknown': () => refuse('400-194', [asked.caseId ?? '']),
        'customer/unknown': () => refuse('400-194', [asked.customer?.text ?? '']),
      };
      const made = await refiningErrors(refinements, () =>
        deps.core.run(actor, (tx) => createActivity(tx, actor, input)),
      );
      return sendCreated(request, reply, `${place.base}/interaction/activity/${made.id}`);
    },
  });
};
