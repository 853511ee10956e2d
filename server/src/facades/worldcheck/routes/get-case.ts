/** `GET /cases/{caseSystemId}?aggregatedSummary=` (§4.1). */
import { getCase as find } from '../../../domain/cases/find-case.ts';
import { countSeenRelations } from '../../../domain/relations/relations-store.ts';
import { actorOf } from '../auth.ts';
import { roleFacets } from '../facet.ts';
import { readFlagParameter } from '../parameters.ts';
import { renderCase, renderSummaries } from '../wire.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

export const getCase: Route = (routes, { core, version }) => {
  routes.get<CaseParams>(caseAddress, async (request) => {
    const actor = actorOf(request);
    const uid = uidInAddress(request);
    return core.view(actor, async (db) => {
      const found = await find(db, actor, { uid });
      const rendered = renderCase(found, actor.tenant, version);
      if (!readFlagParameter(request, 'aggregatedSummary')) return rendered;
      const subCases = await countSeenRelations(db, actor, found.number, roleFacets(true));
      return { ...rendered, aggregatedResultSummaries: renderSummaries(subCases) };
    });
  });
};
