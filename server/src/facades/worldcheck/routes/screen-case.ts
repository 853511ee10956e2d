/** `POST /cases/{caseSystemId}/screeningRequest`: done at once, in every mode (§3.3). */
import { editTaken } from '../../../domain/cases/edit-case.ts';
import { takeCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { readOptionalMessage } from '../body.ts';
import { screeningStep } from '../read-edit.ts';
import { requireOneOf } from '../text.ts';
import { renderCase } from '../wire.ts';
import { answerEmpty } from './answer-empty.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

const modes = ['FULL_ASYNC', 'DELTA_ASYNC', 'FULL_SYNC', 'DELTA_SYNC'] as const;

export const screenCase: Route = (routes, { core, version, messages }) => {
  routes.post<CaseParams>(`${caseAddress}/screeningRequest`, async (request, reply) => {
    const actor = actorOf(request);
    const message = readOptionalMessage(request, messages.screeningRequest);
    const uid = uidInAddress(request);
    const { mode, screened } = await core.run(actor, async (tx) => {
      const found = await takeCase(tx, actor, { uid }, 'case.edit');
      const asked = requireOneOf('screeningMode', message.screeningMode ?? 'FULL_ASYNC', modes);
      const done = await editTaken(tx, actor, found, { steps: [screeningStep()] });
      return { mode: asked, screened: done.case };
    });
    if (mode.endsWith('_ASYNC')) return answerEmpty(reply, 201);
    return { ...(message.caseInfo ? { case: renderCase(screened, actor.tenant, version) } : {}), results: [] };
  });
};
