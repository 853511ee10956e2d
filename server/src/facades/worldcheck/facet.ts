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

export const ratings = ['NO_RISK', 'LOW', 'MEDIUM', 'HIGH', 'UNKNOWN', 'NOT_RATED'] as const;

export interface Rating {
  readonly caseRating: (typeof ratings)[number];
  readonly reason: string | null;
  /** ISO UTC with ms. */
  readonly createdDate: string;
  /** The user's number; null: the system. */
  readonly createdBy: number | null;
}

export interface ScreeningFacet {
  readonly entityType: EntityType;
  readonly providerTypes: readonly ProviderType[];
  readonly caseScreeningState: ScreeningStates;
  readonly nameTransposition: boolean;
  readonly secondaryFields: readonly StoredField[];
  /** ISO UTC with ms; null: never screened. A screening is always of all provider types of the case. */
  readonly lastScreenedDate: string | null;
  /** Null: never rated. */
  readonly rating: Rating | null;
}

/** What a case made through another face has until it is changed here. */
export const blank: ScreeningFacet = {
  entityType: 'UNSPECIFIED',
  providerTypes: ['WATCHLIST'],
  caseScreeningState: { WATCHLIST: 'INITIAL' },
  nameTransposition: false,
  secondaryFields: [],
  lastScreenedDate: null,
  rating: null,
};

export const facetOf = ({ facets }: Case): ScreeningFacet => ({
  ...blank,
  ...(facets['worldcheck'] as unknown as Partial<ScreeningFacet> | undefined),
});

/** As the store keeps it: all of a new case's, or the members of an edit that it changes. */
export const toFacets = (members: Partial<ScreeningFacet>): { readonly worldcheck: JsonObject } => ({
  worldcheck: members as unknown as JsonObject,
});

/** The state of every provider type that has one; one that is new starts as `INITIAL`. */
export const statesOf = (types: readonly ProviderType[], states: Partial<ScreeningStates>): ScreeningStates => ({
  WATCHLIST: states.WATCHLIST ?? 'INITIAL',
  ...(types.includes('MEDIA_CHECK') ? { MEDIA_CHECK: states.MEDIA_CHECK ?? 'INITIAL' } : {}),
});

/** What is kept of a link at the end of a case: whether it is the primary there. */
export const roleFacets = (primary: boolean): { readonly worldcheck: JsonObject } => ({ worldcheck: { primary } });
