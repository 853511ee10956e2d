/** `DELETE /cases/{caseSystemId}`: of a case that is archived (§5, ruling 16). */
import { deleteCase as remove } from '../../../domain/cases/delete-case.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { answerEmpty } from './answer-empty.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

export const deleteCase: Route = (routes, { core }) => {
  routes.delete<CaseParams>(caseAddress, async (request, reply) => {
    const actor = actorOf(request);
    const uid = uidInAddress(request);
    await core.run(actor, async (tx) => {
      const { number } = await getCase(tx, actor, { uid });
      await remove(tx, actor, number, { archivedOnly: true });
    });
    return answerEmpty(reply, 204);
  });
};
