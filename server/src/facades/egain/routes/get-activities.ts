import type { FastifyInstance } from 'fastify';
import { findActivities, listActivities } from '../../../domain/activities/list-activities.ts';
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { addPagedList } from '../add-paged-list.ts';
import { sendList } from '../answer.ts';
import type { Place } from '../call.ts';
import { actorOf, viewerOf } from '../call.ts';
import { refuse } from '../codes.ts';
import { type Query, readQuery } from '../query.ts';
import { showActivity } from '../wire/activity-view.ts';
import { idsInPath, parseId, requireKnown } from '../wire/ids.ts';
import { activityDeclarations, activityPrefix } from '../wire/namespaces.ts';
import { readDirection } from '../wire/sorting.ts';
import { readWanted } from '../wire/wanted.ts';
import { writeTree } from '../wire/write-tree.ts';

const writeActivities = (members: JsonObject): string =>
  writeTree('activities', activityDeclarations, members, activityPrefix);

const readCaseId = (query: Query): number => {
  const text = query.get('case');
  if (text === undefined) throw refuse('400-245', 'case');
  const id = parseId(text);
  if (id === undefined) throw refuse('400-244', 'case');
  return id;
};

/** The activities of a case that the caller sees, in pages (contract egain 6.8). */
export const addListActivities = (routes: FastifyInstance, deps: FaceDeps, place: Place): void =>
  addPagedList(routes, deps, place, {
    path: '/interaction/activity',
    name: 'activity',
    parameters: ['case'],
    read: readCaseId,
    list: async (db, actor, number, page) => {
      const { activities, count } = await listActivities(db, actor, number, page);
      return { items: activities, count };
    },
    show: showActivity,
    write: writeActivities,
  });

/** Activities by id, all of them or none. */
export const addGetActivities = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  routes.route<{ Params: { ids: string } }>({
    method: 'GET',
    url: '/interaction/activity/:ids',
    config: { streamBody: true, egain: { permission: 'case.view', caseIn: 'path' } },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const query = readQuery(request, ['$attribute', '$sort', '$order']);
      const { descending } = readDirection(query);
      readWanted(actor.tenant, query.get('$attribute'));
      const path = request.params.ids;
      const ids = idsInPath(path);
      const found = await deps.core.view(actor, (db) => findActivities(db, actor, ids));
      requireKnown(path, found.unknown);
      if (found.unseen.length > 0) throw refuse('403-178', 'View Agent Console');
      const viewer = viewerOf(request, actor, place);
      const shown = found.activities.map((one) => showActivity(viewer, one));
      return sendList(request, reply, { activity: descending ? shown.toReversed() : shown }, writeActivities);
    },
  });
};
