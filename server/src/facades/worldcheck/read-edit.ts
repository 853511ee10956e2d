/** The bodies of PUT and PATCH → what the domain's edit wants (contract worldcheck §3.2). */
import type { AttributeValue, Case } from '../../domain/cases/case.ts';
import { isSame } from '../../domain/cases/diff-case.ts';
import type { CaseEdit, CaseStep } from '../../domain/cases/edit-case.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { facetOf, type ScreeningFacet, type ScreeningStates, screenedTypes, statesOf, toFacets } from './facet.ts';
import { readCustomFields, readSecondaryFields, requireTemplate } from './read-fields.ts';
import { readCaseId, readName, readNote, readProviderTypes, readStates, readTransposition } from './read-new-case.ts';
import type { EditMessage } from './schemas.ts';
import { nameOf, renderCustomFields } from './wire.ts';

/** `replace`: what is absent is emptied (PUT); `merge`: it stays (PATCH). */
export type EditMode = 'replace' | 'merge';

type Sent<K extends keyof EditMessage> = EditMessage[K];

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/** The name that the case shows, sent back, is no change: it may be longer than this face takes (DESIGN S8). */
const readSubject = (name: Sent<'name'>, found: Case, mode: EditMode): string =>
  (isAbsent(name) && mode === 'merge') || name === nameOf(found) ? found.subject : readName(name);

/** By key: a list given replaces all that the template shows; what stays as it is is left out. */
const readAttributes = (
  sent: Sent<'customFields'>,
  found: Case,
  tenant: Tenant,
  mode: EditMode,
): { [key: string]: AttributeValue | null } => {
  const shown = renderCustomFields(found, tenant);
  if (isAbsent(sent) && mode === 'merge') {
    requireTemplate(
      shown.map(({ typeId }) => typeId),
      tenant,
    );
    return {};
  }
  const read = readCustomFields(sent, tenant, shown);
  const cleared = tenant.screening.customFields.map(({ attribute }) => [attribute, null] as const);
  const values: { [key: string]: AttributeValue | null | undefined } = { ...Object.fromEntries(cleared), ...read };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, AttributeValue | null] => entry[1] !== undefined),
  );
};

/** The facet as the edit leaves it, its screening states but carried over: those are steps of their own. */
const readFacet = (message: EditMessage, found: Case, tenant: Tenant, mode: EditMode): ScreeningFacet => {
  const before = facetOf(found);
  const keeps = <T>(value: T | null | undefined): boolean => isAbsent(value) && mode === 'merge';
  const types = keeps(message.providerTypes) ? before.providerTypes : readProviderTypes(message.providerTypes);
  return {
    ...before,
    providerTypes: types,
    caseScreeningState: statesOf(types, before.caseScreeningState),
    nameTransposition: keeps(message.nameTransposition)
      ? before.nameTransposition
      : readTransposition(message.nameTransposition),
    secondaryFields: keeps(message.secondaryFields)
      ? before.secondaryFields
      : readSecondaryFields(message.secondaryFields, before.entityType, tenant, before.secondaryFields),
  };
};

const changedMembers = (before: ScreeningFacet, after: ScreeningFacet): Partial<ScreeningFacet> =>
  Object.fromEntries(
    Object.entries(after).filter(([member, value]) => !isSame(value, before[member as keyof ScreeningFacet])),
  );

/** A step for each provider type (DESIGN S10), in a fixed order; what is so already changes nothing. */
export const stateSteps = (
  states: Partial<ScreeningStates>,
  data: Readonly<Record<string, unknown>> = {},
): CaseStep[] =>
  screenedTypes
    .filter((type) => states[type] !== undefined)
    .map((type) => ({
      kind: 'edited',
      data,
      facets: (found) => {
        const { caseScreeningState } = facetOf(found);
        if (caseScreeningState[type] === states[type]) return {};
        return toFacets({ caseScreeningState: { ...caseScreeningState, [type]: states[type] } });
      },
    }));

/** The case is screened, there and then, and nothing is found. */
export const screeningStep = (data: Readonly<Record<string, unknown>> = {}): CaseStep => ({
  kind: 'screened',
  data,
  facets: (_, at) => toFacets({ lastScreenedDate: at.toISOString() }),
});

/**
 * Judges every field by the case as it is. Fails with `INVALID_FIELD` and `INVALID_PROVIDER_TYPE` at the first that is
 * wrong. `screens`: the change is followed by a screening.
 */
export const readEdit = (
  message: EditMessage,
  found: Case,
  tenant: Tenant,
  mode: EditMode,
  screens: boolean,
): CaseEdit => {
  const subject = readSubject(message.name, found, mode);
  const reference = readCaseId(message.caseId);
  const facet = readFacet(message, found, tenant, mode);
  const states = readStates(message.caseScreeningState, facet.providerTypes);
  const attributes = readAttributes(message.customFields, found, tenant, mode);
  const note = readNote(message.note);
  const data = note === undefined ? {} : { note };
  const members = changedMembers(facetOf(found), facet);
  const isEdit = mode === 'replace' || note !== undefined || screens;
  return {
    fields: {
      subject,
      ...(reference === undefined ? {} : { reference }),
      ...(Object.keys(members).length === 0 ? {} : { facets: toFacets(members) }),
    },
    ...(reference === undefined && mode === 'replace' ? { newReference: 'base36' as const } : {}),
    attributes,
    data,
    countUnchanged: isEdit,
    steps: [...stateSteps(states), ...(screens ? [screeningStep()] : [])],
  };
};
