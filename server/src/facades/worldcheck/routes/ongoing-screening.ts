/** `PUT` and `DELETE /cases/{caseSystemId}/ongoingScreening`: only the state is set (§3.3, §7). */
import type { Case } from '../../../domain/cases/case.ts';
import { editTaken } from '../../../domain/cases/edit-case.ts';
import { takeCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { readOptionalMessage } from '../body.ts';
import { badProviderType } from '../errors.ts';
import { facetOf, type ScreeningState, type ScreeningStates, screenedTypes } from '../facet.ts';
import { stateSteps } from '../read-edit.ts';
import { readNote, readTypesAmong } from '../read-new-case.ts';
import { answerEmpty } from './answer-empty.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

/** The state for each provider type named; nothing named means the watch-list. Fails with `INVALID_PROVIDER_TYPE`. */
const readStates = (
  sent: readonly string[] | null | undefined,
  state: ScreeningState,
  found: Case,
): Partial<ScreeningStates> => {
  const types = readTypesAmong(sent ?? ['WATCHLIST'], screenedTypes);
  if (types.length === 0) throw badProviderType('providerTypes names none.');
  const lacking = types.find((type) => !facetOf(found).providerTypes.includes(type));
  if (lacking !== undefined) throw badProviderType(`providerTypes holds ${lacking}, which the case lacks.`);
  return Object.fromEntries(types.map((type) => [type, state]));
};

export const ongoingScreening: Route = (routes, { core, messages }) => {
  for (const [method, state] of [
    ['PUT', 'ONGOING'],
    ['DELETE', 'INITIAL'],
  ] as const) {
    routes.route<CaseParams>({
      method,
      url: `${caseAddress}/ongoingScreening`,
      handler: async (request, reply) => {
        const actor = actorOf(request);
        const message = readOptionalMessage(request, messages.ongoingScreening);
        const uid = uidInAddress(request);
        await core.run(actor, async (tx) => {
          const found = await takeCase(tx, actor, { uid }, 'case.edit');
          const states = readStates(message.providerTypes, state, found);
          const note = readNote(message.note);
          const steps = stateSteps(states, note === undefined ? {} : { note });
          return editTaken(tx, actor, found, { steps });
        });
        return answerEmpty(reply, 204);
      },
    });
  }
};
