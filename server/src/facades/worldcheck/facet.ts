/** What only this face knows of a case: `facets.worldcheck` (contract worldcheck §6). */
import type { Case, JsonObject } from '../../domain/cases/case.ts';
import type { StoredField } from './read-fields.ts';
import type { EntityType } from './secondary-fields.ts';

export const providerTypes = ['WATCHLIST', 'PASSPORT_CHECK', 'CLIENT_WATCHLIST', 'MEDIA_CHECK'] as const;

export type ProviderType = (typeof providerTypes)[number];

/** Provider types that have a screening state. */
export const screenedTypes = ['WATCHLIST', 'MEDIA_CHECK'] as const;

export const screeningStates = ['INITIAL', 'ONGOING'] as const;

export type ScreeningState = (typeof screeningStates)[number];

/** `WATCHLIST` always; `MEDIA_CHECK` where the case has that provider type. */
export interface ScreeningStates {
  readonly WATCHLIST: ScreeningState;
  readonly MEDIA_CHECK?: ScreeningState;
}

export interface ScreeningFacet {
  readonly entityType: EntityType;
  readonly providerTypes: readonly ProviderType[];
  readonly caseScreeningState: ScreeningStates;
  readonly nameTransposition: boolean;
  readonly secondaryFields: readonly StoredField[];
  /** ISO UTC with ms; null: never screened. A screening is always of all provider types of the case. */
  readonly lastScreenedDate: string | null;
}

/** What a case made through another face has until it is changed here. */
const blank: ScreeningFacet = {
  entityType: 'UNSPECIFIED',
  providerTypes: ['WATCHLIST'],
  caseScreeningState: { WATCHLIST: 'INITIAL' },
  nameTransposition: false,
  secondaryFields: [],
  lastScreenedDate: null,
};

export const facetOf = ({ facets }: Case): ScreeningFacet => ({
  ...blank,
  ...(facets['worldcheck'] as unknown as Partial<ScreeningFacet> | undefined),
});

/** As the store keeps it. */
export const toFacets = (facet: ScreeningFacet): { readonly worldcheck: JsonObject } => ({
  worldcheck: facet as unknown as JsonObject,
});
