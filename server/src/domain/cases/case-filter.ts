/** What a list of cases may be asked for. */
import type { CustomerContact } from '../customers/contact-store.ts';
import type { AttributeValue, Category, Severity } from './case.ts';
import type { SearchTerm } from './parse-search.ts';

/** Absent members ask for nothing; a list asks for any of its values; all that is asked for must hold. */
export interface CaseFilter {
  readonly statuses?: readonly string[];
  readonly categories?: readonly Category[];
  readonly types?: readonly string[];
  /** Null among them: cases without one. */
  readonly unitIds?: readonly (number | null)[];
  readonly ownerIds?: readonly (number | null)[];
  readonly assigneeIds?: readonly number[];
  readonly severities?: readonly Severity[];
  readonly tags?: readonly string[];
  readonly customerIds?: readonly (number | null)[];
  /** How the case's customer is reached. */
  readonly customer?: CustomerContact;
  readonly reference?: string;
  /** By key: any of these values, null being none. A multiple choice has the option among its own. */
  readonly attributes?: ReadonlyMap<string, readonly (AttributeValue | null)[]>;
  /** Later than `after`, earlier than `before`: the instants themselves are outside. */
  readonly due?: Span;
  readonly review?: Span;
  readonly created?: Span;
  readonly modified?: Span;
  readonly closed?: Span;
  readonly archived?: boolean;
  /** Neither closed nor archived; false: closed, archived or both. */
  readonly open?: boolean;
  /** Cases with an open ticket in one of these queues. */
  readonly queueIds?: readonly number[];
  readonly search?: readonly SearchTerm[];
}

export interface Span {
  readonly after?: Date;
  readonly before?: Date;
}

export const sortFields = ['number', 'createdAt', 'modifiedAt', 'dueAt', 'reviewAt', 'severity'] as const;

export type SortField = (typeof sortFields)[number];

/** Cases without the date come last either way. Severity ascends from low to urgent. Equal ones: by number, the same way. */
export interface CaseSort {
  readonly field: SortField;
  readonly descending: boolean;
}

/** The place of a case in a list: what it is sorted by, and its number. A text: a date beyond all dates, of one that has none. */
export interface ListPlace {
  readonly key: number | 'infinity' | '-infinity';
  readonly number: number;
}

/**
 * What a page of a list is sorted by. A unit is known by its name, a customer by its number, an attribute that holds
 * several values by all of them, numbers before texts.
 */
export type PageSortKey =
  | { readonly by: 'number' | 'unit' | 'customer' }
  | { readonly by: 'attribute'; readonly key: string }
  | ShownStatus;

/** The own status of cases of that `type`; open ones of other types are called `open`, closed and archived ones `closed`. */
export interface ShownStatus {
  readonly by: 'status';
  readonly type: string;
  readonly open: string;
  readonly closed: string;
}

/** Equal ones by number, ascending. What has nothing to sort by comes last, and first where it descends. */
export type PageSort = PageSortKey & { readonly descending: boolean };

/** The order of texts that are sorted by: by code point, as the store compares them, and not by UTF-16 unit. */
export const compareByCodePoint = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));
