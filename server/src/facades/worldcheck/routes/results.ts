/** Results of a case: there are never any, so there is none to resolve or to review (§1, §5). */
import { requireOnCase } from '../../../domain/access/access.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { invalid } from '../../../domain/errors.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField } from '../errors.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

export const listResults: Route = (routes, { core }) => {
  routes.get<CaseParams>(`${caseAddress}/results`, async (request) => {
    const actor = actorOf(request);
    const uid = uidInAddress(request);
    await core.view(actor, (db) => getCase(db, actor, { uid }));
    return [];
  });
};

export const resolveResults: Route = (routes, { core, messages }) => {
  for (const what of ['resolution', 'review']) {
    routes.put<CaseParams>(`${caseAddress}/results/${what}`, async (request) => {
      const actor = actorOf(request);
      const { resultIds } = readMessage(request, messages.results);
      const uid = uidInAddress(request);
      const found = await core.view(actor, (db) => getCase(db, actor, { uid }));
      requireOnCase(actor, 'case.edit', found);
      if (!resultIds?.length) throw badField('resultIds', 'resultIds names no result.');
      throw invalid('resultIds', 'result/unknown', 'resultIds names no result of the case.');
    });
  }
};
