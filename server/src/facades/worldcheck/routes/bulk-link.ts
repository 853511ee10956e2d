/** `POST /cases/bulk/link`: sub-cases and their primary (§3.3, §4.7). */
import { linkCases } from '../../../domain/relations/link-cases.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField } from '../errors.ts';
import { roleFacets } from '../facet.ts';
import { bulkData, readIds, renderStatuses, uidOf } from '../read-bulk.ts';
import type { BulkLinkMessage } from '../schemas.ts';
import { requireOneOf } from '../text.ts';
import type { Route } from './route.ts';

const types = ['SUBCASE_TO_PRIMARY', 'PRIMARY_TO_SUBCASE'] as const;
const maxRelated = 25;

/** The other ends of each case, by its id. One that is named twice has all of them, and is answered once. */
const readEntries = (sent: BulkLinkMessage['caseSystemIds']): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, string[]>();
  for (const { caseSystemId, relatedCaseSystemIds } of sent ?? []) {
    if (!caseSystemId) throw badField('caseSystemId', 'caseSystemId is missing.');
    if (!relatedCaseSystemIds?.length || relatedCaseSystemIds.length > maxRelated) {
      throw badField('relatedCaseSystemIds', `relatedCaseSystemIds holds 1 to ${maxRelated} ids.`);
    }
    entries.set(caseSystemId, [...(entries.get(caseSystemId) ?? []), ...relatedCaseSystemIds]);
  }
  return entries;
};

export const linkManyCases: Route = (routes, { core, messages }) => {
  routes.post('/cases/bulk/link', async (request) => {
    const actor = actorOf(request);
    const { link, relationshipType, caseSystemIds, note } = readMessage(request, messages.bulkLink);
    if (link === undefined || link === null) throw badField('link', 'link is missing.');
    const isPrimary = requireOneOf('relationshipType', relationshipType, types) === 'PRIMARY_TO_SUBCASE';
    const entries = readEntries(caseSystemIds);
    readIds(caseSystemIds?.map(({ caseSystemId }) => caseSystemId ?? ''));
    const data = bulkData(note);
    const roles = { near: roleFacets(isPrimary), far: roleFacets(!isPrimary) };
    const linkings = [...entries].map(([id, others]) => ({
      uid: uidOf(id),
      linking: { others: others.map(uidOf), link, data, ...roles },
    }));
    const outcomes = await core.run(actor, (tx) => linkCases(tx, actor, linkings));
    return renderStatuses([...entries.keys()], outcomes);
  });
};
