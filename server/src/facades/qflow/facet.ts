/** What only this face knows of a case: `facets.qflow` (contract qflow (f)). A member that was not given is not there. */
import type { Case, JsonObject } from '../../domain/cases/case.ts';

export interface QueueFacet {
  readonly classificationCode?: string;
  readonly customProperties?: { readonly [name: string]: string };
  readonly procedureExtRef?: string;
  readonly procedureOptionExtRef?: string;
}

export const facetOf = ({ facets }: Case): QueueFacet => (facets['qflow'] ?? {}) as QueueFacet;

/** As the store keeps it: without what is null or undefined; none where nothing is left. */
export const toFacets = (facet: { readonly [K in keyof QueueFacet]: QueueFacet[K] | null | undefined }) => {
  const given = Object.entries(facet).filter(([, value]) => value !== null && value !== undefined);
  return given.length === 0 ? {} : { qflow: Object.fromEntries(given) as JsonObject };
};
