/** A customer as somebody whom the store holds once: what faces that refuse a likeness make and find (DESIGN S18). */
import type { Customer } from '../customers/customers-store.ts';

export interface Person extends Customer {
  readonly createdAt: Date;
  /** Null: never since. */
  readonly changedAt: Date | null;
}

/** What may be said of one; empty texts are none. */
export type PersonFields = Pick<Person, 'firstName' | 'lastName' | 'email' | 'phone' | 'facets'>;

/** The way to a text in a facet, from the face's name on. */
export type TextPath = readonly string[];
