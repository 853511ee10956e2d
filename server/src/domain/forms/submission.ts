/** A form filled in, as it belongs to a case: the text of its data is kept character for character. */
import type { JsonObject } from '../cases/case.ts';

export interface NewSubmission {
  readonly formId: number;
  /** JSON text of an object. */
  readonly data: string;
  /** What only the face knows that it came through, under that face's name. */
  readonly facets?: { readonly [face: string]: JsonObject };
}

export interface Submission {
  readonly id: number;
  readonly caseNumber: number;
  readonly formId: number;
  readonly data: string;
  readonly facets: { readonly [face: string]: JsonObject };
}
