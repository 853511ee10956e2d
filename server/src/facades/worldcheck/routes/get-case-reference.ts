/** `GET /caseReferences?caseId=`: the system id of a case that the user sees. */
import { getCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { toWireId } from '../ids.ts';
import { readCaseIdParameter } from '../parameters.ts';
import type { Route } from './route.ts';

export const getCaseReference: Route = (routes, { core }) => {
  routes.get('/caseReferences', async (request) => {
    const actor = actorOf(request);
    const reference = readCaseIdParameter(request);
    const found = await core.view(actor, (db) => getCase(db, actor, { reference }));
    return { caseId: found.reference, caseSystemId: toWireId(found.uid) };
  });
};
