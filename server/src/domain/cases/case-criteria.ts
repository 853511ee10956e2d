/** Criteria that a list of cases may be searched by, beside the plain filters: each about one thing, all must hold. */

/** The way to a member of a face's facet, from the face's name on. */
export type FacetPath = readonly string[];

/** A text of the case; none counts as empty. */
export type TextField =
  | { readonly of: 'reference' | 'reviewNotes' }
  /** The description; of a case without one its subject, unless the facet's member is true. */
  | { readonly of: 'description'; readonly unless: FacetPath }
  | { readonly facet: FacetPath };

/** An instant of the case. */
export type InstantField =
  | { readonly of: 'createdAt' | 'reviewAt' }
  /** When it was closed: by the facet's member, where it has one, and is closed. */
  | { readonly of: 'closedAt'; readonly unless: FacetPath }
  | { readonly facet: FacetPath };

/** Letter case is ignored. `is-not` is none of the texts. */
export type TextTest =
  | { readonly test: 'is' | 'is-not'; readonly texts: readonly string[] }
  | { readonly test: 'begins' | 'holds'; readonly text: string }
  | { readonly test: 'holds-all'; readonly texts: readonly string[] };

/** `from` and `to` are inside, `after` and `before` outside. What has no instant is outside all. */
export interface Within {
  readonly from?: Date;
  readonly to?: Date;
  readonly after?: Date;
  readonly before?: Date;
}

export type ListTest = 'any' | 'all' | 'none';

/** What a form's field is tried for, beside the form's being there. */
export type FormTest =
  | { readonly as: 'text'; readonly name: string; readonly test: TextTest }
  /** Options are ticked by `true`; a test that says `is-not` holds where none of them is. */
  | { readonly as: 'options'; readonly name: string; readonly test: TextTest }
  | { readonly as: 'number'; readonly name: string; readonly sign: '<' | '>' | '<=' | '>='; readonly number: string }
  | { readonly as: 'number'; readonly name: string; readonly from: string; readonly to: string }
  /** ISO 8601; without an offset in the tenant's zone. */
  | { readonly as: 'instant'; readonly name: string; readonly within: Within };

export type Criterion =
  | { readonly kind: 'text'; readonly field: TextField; readonly test: TextTest }
  | { readonly kind: 'instant'; readonly field: InstantField; readonly within: Within }
  /** 0 stands for none. */
  | {
      readonly kind: 'id';
      readonly field: 'offenseTypeId' | 'unitId' | 'createdById';
      readonly ids: readonly number[];
      readonly not: boolean;
    }
  | {
      readonly kind: 'users' | 'groups';
      /** Users: the owner and the assignees. */
      readonly ids: readonly number[];
      readonly test: ListTest;
    }
  | { readonly kind: 'tags'; readonly names: readonly string[]; readonly test: ListTest }
  /** Open: neither closed nor archived. */
  | { readonly kind: 'open' | 'restricted'; readonly is: boolean }
  | { readonly kind: 'form'; readonly formId: number; readonly value?: FormTest };

/** Equal ones, and those without, which come last, by number in the same direction. */
export interface CriteriaSort {
  readonly by:
    | 'number'
    | 'reference'
    | InstantField
    /** By the place of the id in the list. */
    | { readonly field: 'offenseTypeId' | 'unitId'; readonly order: readonly number[] };
  readonly descending: boolean;
}

/** Whether the criterion says anything of review dates (contract tracker D9.5). */
export const asksForReview = (criterion: Criterion): boolean =>
  (criterion.kind === 'text' || criterion.kind === 'instant') &&
  'of' in criterion.field &&
  (criterion.field.of === 'reviewAt' || criterion.field.of === 'reviewNotes');
