/** `POST Cases/Cancel`: brings a case into the state that `Status` names, whatever it is in (contract qflow (d), R8). */
import { type ForcedState, forceState } from '../../../domain/queues/force-state.ts';
import { actorOf } from '../auth.ts';
import { readMembers } from '../body.ts';
import { createModel, type Model, texts } from '../model.ts';
import { readWords } from '../read-words.ts';
import { entityStatusName } from '../states.ts';
import { answer, type Route } from './route.ts';

const bodyName = 'caseStatus';

const states: ReadonlyMap<number, ForcedState> = new Map<number, ForcedState>([
  [-1, 'as-is'],
  [0, 'cancelled'],
  [3, 'waiting'],
  [4, 'abandoned'],
  [8, 'completed'],
  [15, 'cancelled'],
  [17, 'no-show'],
]);

/** One of the two ids; 0 is none. What is wrong is noted. */
const readId = (model: Model): number => {
  const ids = [model.int('CaseId') ?? 0, model.int('ProcessId') ?? 0].filter((id) => id !== 0);
  const [first = 0, second = first] = ids;
  if (first !== second) model.refuseBody('CaseId and ProcessId name different cases.');
  return first;
};

/** Refused where none is given, and none was noted as wrong already. */
const requireId = (model: Model, id: number): void => {
  const isGiven = ['CaseId', 'ProcessId'].some((name) => {
    const sent = model.members.read(name);
    return sent === 'composite' || (sent !== undefined && sent.text.trim() !== '' && Number(sent.text) !== 0);
  });
  if (id === 0 && !isGiven) model.refuseBody('Either CaseId or ProcessId must be provided.');
};

const readState = (model: Model): ForcedState => {
  const status = model.int('Status') ?? 0;
  const state = states.get(status);
  if (state === undefined) model.refuse('Status', texts.wrong('Status', { text: String(status), isText: false }));
  return state ?? 'as-is';
};

export const cancelCase: Route = (routes, { core }) => {
  routes.post(
    '/Cases/Cancel',
    { config: { qflow: { permission: 'case.close', bodyName } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const model = createModel(bodyName, readMembers(request));
      const id = readId(model);
      requireId(model, id);
      const state = readState(model);
      const words = readWords(model, actor);
      model.judge();
      const done = await core.run(actor, (tx) => forceState(tx, actor, id, state, words));
      return answer(request, reply, entityStatusName(done));
    },
  );
};
