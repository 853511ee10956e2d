import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../domain/actor.ts';
import { findCasesWithCustomers } from '../../../domain/cases/find-cases-with-customers.ts';
import { listRelatedCases } from '../../../domain/relations/list-related-cases.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sendList } from '../answer.ts';
import type { Place } from '../call.ts';
import { actorOf, viewerOf } from '../call.ts';
import { refuse } from '../codes.ts';
import { readQuery } from '../query.ts';
import type { ShownCase } from '../wire/case-view.ts';
import { showCase } from '../wire/case-view.ts';
import { maxIds, parseIds } from '../wire/ids.ts';
import { readSort, sortCases } from '../wire/sorting.ts';
import { readWanted } from '../wire/wanted.ts';
import { writeCasesXml } from '../wire/write-cases-xml.ts';

/**
 * The cases that a path names, all of them or none. Fails with 400-902, 404-100 that names all unknown ones, and then
 * 403-178 where one is not seen.
 */
const findNamed = async (
  deps: FaceDeps,
  actor: Actor,
  path: string,
  withRelated: boolean,
): Promise<readonly ShownCase[]> => {
  const { count, ids, not } = parseIds(path);
  if (count > maxIds) throw refuse('400-902', maxIds);
  const [only, another] = ids;
  const [found, related] = await deps.core.view(actor, (db) =>
    Promise.all([
      findCasesWithCustomers(db, actor, ids),
      withRelated && only !== undefined && another === undefined ? listRelatedCases(db, actor, only) : undefined,
    ]),
  );
  const unknown = new Set(found.unknown);
  const names = path.split(',').filter((name) => not.includes(name) || unknown.has(Number(name)));
  if (names.length > 0) throw refuse('404-100', new Set(names));
  if (found.unseen.length > 0) throw refuse('403-178', 'View Agent Console');
  return related === undefined ? found.cases : found.cases.map((one) => ({ ...one, related }));
};

/** Cases by id (contract egain 6.1). */
export const addGetCases = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  routes.route<{ Params: { ids: string } }>({
    method: 'GET',
    url: '/interaction/case/:ids',
    config: { streamBody: true, egain: { permission: 'case.view', caseIn: 'path' } },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const query = readQuery(request, ['$attribute', '$sort', '$order']);
      const sort = readSort(actor.tenant, query);
      const wanted = readWanted(actor.tenant, query.get('$attribute'));
      const found = await findNamed(deps, actor, request.params.ids, wanted.has('relatedCases'));
      const viewer = viewerOf(request, actor, place);
      const cases = sortCases(actor.tenant, sort, found).map((one) => showCase(viewer, one, wanted));
      return sendList(request, reply, { case: cases }, writeCasesXml);
    },
  });
};
