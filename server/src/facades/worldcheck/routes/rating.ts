/** `PUT` and `GET /cases/{caseSystemId}/rating` (§4.6). */
import { recordedUser } from '../../../domain/actor.ts';
import { editTaken } from '../../../domain/cases/edit-case.ts';
import { getCase, takeCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { facetOf, type Rating, ratings, toFacets } from '../facet.ts';
import { toWireId } from '../ids.ts';
import { requireOneOf, requireText } from '../text.ts';
import { answerEmpty } from './answer-empty.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

/** Rating again, as before too, is a new judgement: it has its own instant and its own event. */
export const rateCase: Route = (routes, { core, messages }) => {
  routes.put<CaseParams>(`${caseAddress}/rating`, async (request, reply) => {
    const actor = actorOf(request);
    const message = readMessage(request, messages.rating);
    const uid = uidInAddress(request);
    await core.run(actor, async (tx) => {
      const found = await takeCase(tx, actor, { uid }, 'case.edit');
      const caseRating = requireOneOf('caseRating', message.caseRating, ratings);
      const reason = message.reason ? requireText('reason', message.reason, 1000) : null;
      const createdBy = recordedUser(actor)?.id ?? null;
      const rate = (at: Date): Rating => ({ caseRating, reason, createdDate: at.toISOString(), createdBy });
      return editTaken(tx, actor, found, {
        steps: [{ kind: 'edited', facets: (_, at) => toFacets({ rating: rate(at) }) }],
      });
    });
    return answerEmpty(reply, 204);
  });
};

export const getRating: Route = (routes, { core }) => {
  routes.get<CaseParams>(`${caseAddress}/rating`, async (request) => {
    const actor = actorOf(request);
    const uid = uidInAddress(request);
    const { rating } = facetOf(await core.view(actor, (db) => getCase(db, actor, { uid })));
    const by = rating === null || rating.createdBy === null ? undefined : actor.tenant.users.byId.get(rating.createdBy);
    return {
      caseRating: rating?.caseRating ?? 'NOT_RATED',
      reason: rating?.reason ?? null,
      createdDate: rating?.createdDate ?? null,
      createdBy: by === undefined ? null : toWireId(by.uid),
    };
  });
};
