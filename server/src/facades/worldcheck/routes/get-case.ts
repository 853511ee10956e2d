/** `GET /cases/{caseSystemId}?aggregatedSummary=` (§4.1). */
import { unknownCase } from '../../../domain/access/access.ts';
import { getCase as find } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { fromWireId } from '../ids.ts';
import { readFlagParameter } from '../parameters.ts';
import { renderCase, renderSummaries } from '../wire.ts';
import type { Route } from './route.ts';

export const getCase: Route = (routes, { core, version }) => {
  routes.get<{ Params: { caseSystemId: string } }>('/cases/:caseSystemId', async (request) => {
    const actor = actorOf(request);
    const { caseSystemId } = request.params;
    const uid = fromWireId(caseSystemId);
    if (uid === undefined) throw unknownCase({ caseSystemId });
    const found = await core.view(actor, (db) => find(db, actor, { uid }));
    const rendered = renderCase(found, actor.tenant, version);
    if (!readFlagParameter(request, 'aggregatedSummary')) return rendered;
    // Sub-cases are made by bulk/link alone, which is not offered yet.
    return { ...rendered, aggregatedResultSummaries: renderSummaries(0) };
  });
};
