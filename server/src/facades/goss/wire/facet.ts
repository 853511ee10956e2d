/** What only this face knows of a case: `facets.goss` (contract goss §8). Members that say nothing are left out. */
import type { Case, JsonObject, JsonValue } from '../../../domain/cases/case.ts';

/** What createCase writes. */
export interface CreatedFacet {
  readonly startForm?: string;
  /** The one in force; absent: the start form. */
  readonly summaryForm?: string;
  /** Id of the user who raised the case on the start user's behalf. */
  readonly proxyId?: number;
  /** Of the creation, which never change. */
  readonly initSubtype?: string;
  readonly initStage?: string;
  /** Accepted form fields by name, without `form_`. */
  readonly fields?: { readonly [name: string]: string };
  /** Accepted process variables by name. */
  readonly variables?: { readonly [name: string]: JsonValue };
}

/** And what later calls write. */
export interface GossFacet extends CreatedFacet {
  /** Group that the case was reassigned to, as sent; `''`: it went to a manager. */
  readonly assignGroup?: string;
  /** Goes when the case is opened again: the closing date that the caller sent, ISO UTC with ms. */
  readonly closing?: { readonly date: string };
}

const none: GossFacet = {};

/** Empty for a case that came through another face. Nobody but this face writes it, so its form is known. */
export const readFacet = ({ facets }: Pick<Case, 'facets'>): GossFacet => (facets['goss'] ?? none) as GossFacet;

export const toFacets = (facet: GossFacet): { readonly goss: JsonObject } => ({ goss: facet as JsonObject });
