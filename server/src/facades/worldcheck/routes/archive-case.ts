/** `PUT` and `DELETE /cases/{caseSystemId}/archive`: a body is not looked at; repeated it does nothing (§3.3, §7). */
import { archiveTaken } from '../../../domain/cases/archive-case.ts';
import { takeCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { answerEmpty } from './answer-empty.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

export const archiveCase: Route = (routes, { core }) => {
  for (const [method, archived] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    routes.route<CaseParams>({
      method,
      url: `${caseAddress}/archive`,
      handler: async (request, reply) => {
        const actor = actorOf(request);
        const uid = uidInAddress(request);
        await core.run(actor, async (tx) =>
          archiveTaken(tx, actor, await takeCase(tx, actor, { uid }, 'case.close'), archived),
        );
        return answerEmpty(reply, 204);
      },
    });
  }
};
