/** What only this face knows of a case, of what hangs on it, and of a person, as it lies in the facets (contract tracker (f)). */
import type { Case, JsonObject, JsonValue } from '../../domain/cases/case.ts';
import type { NewSubmission } from '../../domain/forms/submission.ts';
import type { Note } from '../../domain/notes/notes-store.ts';
import type { Person } from '../../domain/persons/person.ts';

export interface TagDetail {
  readonly name: string;
  readonly tagModelId: number;
  readonly color: string;
  readonly tagUsedBy: number;
}

/** Dates are ISO UTC with ms. Members that say nothing are left out. */
export interface CaseFacet {
  /** The case was made here: without a description it shows none, where others show their subject. */
  readonly made?: boolean;
  readonly offenseLocation?: string | null;
  readonly offenseDate?: string | null;
  /** Goes with the closing: reopening, through whichever face, drops it (`Facets`). */
  readonly closing?: { readonly closedDate: string } | null;
  readonly tags?: readonly TagDetail[];
  /** Of the restriction: the permission groups that it was sent with. They have no effect (D8). */
  readonly permissionGroupIds?: readonly (number | null)[] | null;
}

export interface NoteFacet {
  readonly noteCategoryId?: number;
}

/** What the text of a form's data was, where it is more than the JSON that the core keeps; and the vendor's two members. */
export interface FormFacet {
  readonly text?: string;
  readonly visibilityId?: number;
  readonly dateFields?: readonly string[] | null;
}

/** The one cast from the store's JSON: nobody else writes under this name. */
const read = <T>(facets: { readonly [face: string]: JsonObject } | undefined): T => (facets?.['tracker'] ?? {}) as T;

export const caseFacet = (found: Pick<Case, 'facets'>): CaseFacet => read<CaseFacet>(found.facets);
export const formFacet = (submission: Pick<NewSubmission, 'facets'>): FormFacet => read<FormFacet>(submission.facets);

/** As they are sent; `dob` is ISO UTC with ms, an address without its ids. */
export interface PersonFacet {
  readonly businessName?: string | null;
  readonly middleName?: string | null;
  readonly alias?: string | null;
  readonly otherPhone?: string | null;
  readonly driverLicence?: string | null;
  readonly raceId?: number;
  readonly genderId?: number;
  readonly dob?: string | null;
  readonly active?: boolean;
  readonly deceased?: boolean;
  readonly juvenile?: boolean;
  readonly notes?: JsonValue;
  readonly formData?: JsonValue;
  readonly personTypeId?: number | null;
  readonly addresses?: readonly JsonObject[];
}

export const personFacet = (person: Pick<Person, 'facets'>): PersonFacet => read<PersonFacet>(person.facets);
export const noteFacet = (note: Pick<Note, 'facets'>): NoteFacet => read<NoteFacet>(note.facets);

export const asFacets = (facet: CaseFacet | FormFacet | NoteFacet): { readonly tracker: JsonObject } => ({
  tracker: facet as unknown as JsonObject,
});
