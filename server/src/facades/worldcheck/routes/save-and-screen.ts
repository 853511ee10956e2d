/** `POST /cases/saveAndScreen`: up to fifty cases, each made and screened or refused for itself (§3.3, §4.7). */
import type { Tx } from '../../../core.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { createCase } from '../../../domain/cases/create-case.ts';
import { settle } from '../../../domain/cases/each-case.ts';
import type { NewCase } from '../../../domain/cases/new-case.ts';
import { DomainError } from '../../../domain/errors.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField, describeRefusal } from '../errors.ts';
import { facetOf } from '../facet.ts';
import { readUnit } from '../groups.ts';
import { toWireId } from '../ids.ts';
import { readNewCase, readProviderTypes, readStates, readTransposition } from '../read-new-case.ts';
import type { SaveAndScreenMessage } from '../schemas.ts';
import type { Route } from './route.ts';

const maxCases = 50;
/** Kept with the events: audit shows it as `API_BATCH` (§4.5). */
const data = { source: 'batch' };

type CaseMessage = NonNullable<SaveAndScreenMessage['cases']>[number];

/** What is judged before any case, so that a wrong one refuses the whole call. */
const readCommon = ({ cases, ...common }: SaveAndScreenMessage): readonly CaseMessage[] => {
  const { providerTypes, caseScreeningState, nameTransposition } = common;
  if (providerTypes === undefined || providerTypes === null) {
    throw badField('providerTypes', 'providerTypes is missing.');
  }
  const types = readProviderTypes(providerTypes);
  if (!cases?.length || cases.length > maxCases) throw badField('cases', `cases holds 1 to ${maxCases} cases.`);
  readStates(caseScreeningState, types);
  readTransposition(nameTransposition);
  return cases;
};

type Read = { readonly input: NewCase } | { readonly refusal: DomainError };

/** Each case judged for itself; of two alike the first wins. */
const readCases = (actor: Actor, unitId: number, message: SaveAndScreenMessage): Read[] => {
  const { cases: _, ...common } = message;
  const taken = new Set<string>();
  return readCommon(message).map((one) => {
    try {
      const input = readNewCase({ ...common, ...one }, actor.tenant, unitId, { screened: true, data });
      if (input.reference !== undefined && taken.has(input.reference)) {
        return { refusal: new DomainError('conflict', 'case/duplicate-reference', 'The request names it twice.') };
      }
      if (input.reference !== undefined) taken.add(input.reference);
      return { input: { ...input, oneOfSeveral: true } };
    } catch (error) {
      if (error instanceof DomainError) return { refusal: error };
      throw error;
    }
  });
};

/**
 * By the place in the request. They are made in the order of their ids, those without one last, so that two calls that
 * want the same ids never wait for one another in a ring.
 */
const makeAll = async (
  tx: Tx,
  actor: Actor,
  read: readonly Read[],
): Promise<ReadonlyMap<number, Case | DomainError>> => {
  const made = new Map<number, Case | DomainError>();
  const wanted = read.flatMap((one, index) => ('input' in one ? [{ index, input: one.input }] : []));
  const keyOf = ({ input }: (typeof wanted)[number]): string => input.reference ?? '\uffff'.repeat(513);
  for (const one of wanted.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))) {
    const refusal = await settle(async () => {
      made.set(one.index, await createCase(tx, actor, one.input));
    });
    if (refusal !== undefined) made.set(one.index, refusal);
  }
  return made;
};

const renderMade = (made: Case) => {
  const { nameTransposition, caseScreeningState } = facetOf(made);
  return {
    name: made.subject,
    caseId: made.reference,
    caseSystemId: toWireId(made.uid),
    nameTransposition,
    caseScreeningState,
  };
};

const renderRefused = ({ name, caseId }: CaseMessage, refusal: DomainError) => ({
  name: name ?? null,
  caseId: caseId ?? null,
  errors: describeRefusal(refusal),
});

export const saveAndScreen: Route = (routes, { core, messages, screeningUnits }) => {
  routes.post('/cases/saveAndScreen', async (request) => {
    const actor = actorOf(request);
    const message = readMessage(request, messages.saveAndScreen);
    const unitId = readUnit(actor, screeningUnits(actor.tenant), message.groupId);
    const read = readCases(actor, unitId, message);
    const made = await core.run(actor, (tx) => makeAll(tx, actor, read));
    return (message.cases ?? []).map((sent, index) => {
      const one = read[index];
      const outcome = one !== undefined && 'refusal' in one ? one.refusal : made.get(index);
      if (outcome === undefined) throw new Error('A case was neither made nor refused.');
      return outcome instanceof DomainError ? renderRefused(sent, outcome) : renderMade(outcome);
    });
  });
};
