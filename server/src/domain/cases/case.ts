/** The case: what every face speaks of (DESIGN §2). */
import type { OwnedCase } from '../access/access.ts';

/** `new`, `active`, `escalated`, `closed`: stored as 0–3. */
export const categories = ['new', 'active', 'escalated', 'closed'] as const;

export type Category = (typeof categories)[number];

export const severities = ['urgent', 'high', 'medium', 'low'] as const;

export type Severity = (typeof severities)[number];

/** Value of a custom attribute: text and choice a string, multiple choice a list, integer a number, datetime ISO UTC with ms. */
export type AttributeValue = string | number | readonly string[];

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

/** What only one face knows of a case, under the face's name. Its member `closing` goes when the case is reopened (S12). */
export type Facets = { readonly [face: string]: JsonObject };

/** The fields that an edit may change, each as one value. */
export interface CaseFields {
  readonly reference: string;
  readonly subtype: string | null;
  readonly stage: string | null;
  readonly status: string;
  readonly offenseTypeId: number | null;
  readonly subject: string;
  readonly description: string | null;
  readonly solution: string | null;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly unitId: number | null;
  readonly ownerId: number | null;
  readonly assigneeIds: readonly number[];
  readonly assigneeGroupIds: readonly number[];
  readonly customerId: number | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly contactAddress: string | null;
  readonly externalReference: string | null;
  readonly dueAt: Date | null;
  readonly reviewAt: Date | null;
  readonly reviewNotes: string;
  readonly language: string;
  readonly attributes: { readonly [key: string]: AttributeValue };
  readonly facets: Facets;
}

export interface Case extends CaseFields, OwnedCase {
  readonly unitId: number | null;
  readonly number: number;
  /** UUIDv7, lower case with hyphens. */
  readonly uid: string;
  readonly version: number;
  readonly type: string;
  readonly category: Category;
  readonly archived: boolean;
  readonly createdAt: Date;
  /** Null: the system. */
  readonly createdById: number | null;
  readonly modifiedAt: Date;
  readonly modifiedById: number | null;
  /** The case type's own rule gave the target (`dueAt`), which nobody but pauses has moved since. */
  readonly dueByRule: boolean;
  /** The target while it is paused: `dueAt` is null then. */
  readonly heldDueAt: Date | null;
  /** Since when it is paused; null: it is not. */
  readonly pausedAt: Date | null;
  /** How often it was paused more than resumed. */
  readonly pauseCount: number;
  /** What was done about the target that is set: 0 nothing, 1 reminded of, 2 breached. */
  readonly dueStep: number;
  readonly closedAt: Date | null;
  readonly closureReason: string | null;
  readonly closureNote: string | null;
  /** Its open review task, if there is one. */
  readonly reviewTaskId: number | null;
  /** The head of its history: count, time and hash of the last event. */
  readonly historySeq: number;
  readonly historyAt: Date;
  readonly historyHash: Buffer;
}

/** Neither closed nor archived. */
export const isOpen = (found: Pick<Case, 'category' | 'archived'>): boolean =>
  found.category !== 'closed' && !found.archived;
