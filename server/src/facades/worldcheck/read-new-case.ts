/** NewCase → what the domain's create wants (contract worldcheck §3.1). */
import type { AttributeValue } from '../../domain/cases/case.ts';
import type { NewCase } from '../../domain/cases/new-case.ts';
import { isReference } from '../../domain/references/reference.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { badField, badProviderType } from './errors.ts';
import {
  type ProviderType,
  providerTypes,
  type ScreeningFacet,
  type ScreeningStates,
  screenedTypes,
  screeningStates,
  statesOf,
  toFacets,
} from './facet.ts';
import { readCustomFields, readSecondaryFields } from './read-fields.ts';
import type { NewCaseMessage, StatesMessage } from './schemas.ts';
import { requireOneOf, requireText } from './text.ts';

const entityTypes = ['INDIVIDUAL', 'ORGANISATION', 'VESSEL', 'UNSPECIFIED'] as const;

/** At most 1000; null and empty: none. */
export const readNote = (note: string | null | undefined): string | undefined =>
  note === undefined || note === null || note === '' ? undefined : requireText('note', note, 1000);

/** 1–1000, not only white space; kept as sent. */
export const readName = (name: string | null | undefined): string => {
  const text = requireText('name', name ?? '', 1000);
  if (text.trim() === '') throw badField('name', 'name is missing.');
  return text;
};

/** Undefined for absent, null and empty alike: then the system mints one. */
export const readCaseId = (caseId: string | null | undefined): string | undefined => {
  if (caseId === undefined || caseId === null || caseId === '') return undefined;
  if (isReference(caseId)) return caseId;
  throw badField('caseId', 'caseId has 1 to 512 characters, not only white space, and no control characters.');
};

/** Each once, in the order sent. Fails with `INVALID_PROVIDER_TYPE` for one that is not among `known`. */
export const readTypesAmong = <T extends ProviderType>(sent: readonly string[], known: readonly T[]): readonly T[] =>
  [...new Set(sent)].map((type) => {
    const found = known.find((one) => one === type);
    if (found === undefined) throw badProviderType(`providerTypes holds '${type.slice(0, 100).toWellFormed()}'.`);
    return found;
  });

/** Each once, in the order sent; `WATCHLIST` is among them. Fails with `INVALID_PROVIDER_TYPE`. */
export const readProviderTypes = (sent: readonly string[] | null | undefined): readonly ProviderType[] => {
  const types = readTypesAmong(sent ?? ['WATCHLIST'], providerTypes);
  if (!types.includes('WATCHLIST')) throw badProviderType('providerTypes must hold WATCHLIST.');
  return types;
};

/** The states sent, by provider type; a text is that of `WATCHLIST` (v1 alone gets that far with one). */
export const readStates = (sent: StatesMessage, types: readonly ProviderType[]): Partial<ScreeningStates> => {
  const entries = typeof sent === 'string' ? [['WATCHLIST', sent] as const] : Object.entries(sent ?? {});
  const states: { -readonly [T in keyof ScreeningStates]?: ScreeningStates[T] } = {};
  for (const [key, state] of entries) {
    const type = screenedTypes.find((one) => one === key && types.includes(one));
    if (type === undefined) {
      throw badProviderType('caseScreeningState has a key that is no screened provider type of the case.');
    }
    if (state !== null) states[type] = requireOneOf('caseScreeningState', state, screeningStates);
  }
  return states;
};

/** A boolean, or its text in any case. */
export const readTransposition = (sent: boolean | string | null | undefined): boolean => {
  if (typeof sent !== 'string') return sent ?? false;
  const text = sent.toLowerCase();
  if (text !== 'true' && text !== 'false') throw badField('nameTransposition', 'nameTransposition is true or false.');
  return text === 'true';
};

/** A new case shows nothing yet, so every field was judged. */
const readNewFields = ({ customFields }: NewCaseMessage, tenant: Tenant): { [key: string]: AttributeValue } =>
  readCustomFields(customFields, tenant) as { [key: string]: AttributeValue };

/**
 * Judges every field but the group, which has been found and permitted before. Fails with `INVALID_FIELD` and
 * `INVALID_PROVIDER_TYPE` at the first that is wrong.
 */
export const readNewCase = (
  message: NewCaseMessage,
  tenant: Tenant,
  unitId: number,
  { screened, data = {} }: { readonly screened: boolean; readonly data?: Readonly<Record<string, unknown>> },
): NewCase => {
  const entityType = requireOneOf('entityType', message.entityType, entityTypes);
  const subject = readName(message.name);
  const reference = readCaseId(message.caseId);
  const types = readProviderTypes(message.providerTypes);
  const facet: ScreeningFacet = {
    entityType,
    providerTypes: types,
    caseScreeningState: statesOf(types, readStates(message.caseScreeningState, types)),
    nameTransposition: readTransposition(message.nameTransposition),
    secondaryFields: readSecondaryFields(message.secondaryFields, entityType, tenant),
    lastScreenedDate: null,
    rating: null,
  };
  const facets = (at: Date) => toFacets({ ...facet, lastScreenedDate: at.toISOString() });
  return {
    ...(reference === undefined ? {} : { reference }),
    referenceStyle: 'base36',
    ...(tenant.caseTypes.has('screening') ? { type: 'screening' } : {}),
    subject,
    unitId,
    attributes: readNewFields(message, tenant),
    facets: toFacets(facet),
    data,
    ...(screened ? { screened: { facets, data } } : {}),
  };
};
