/** What a create may say. */
import type { Tx } from '../../storage/transaction.ts';
import type { OwnerRule } from '../access/require-fit-owner.ts';
import type { NewSubmission } from '../forms/submission.ts';
import type { ReferenceStyle } from '../references/reference.ts';
import type { User } from '../tenants/tenant.ts';
import type { AttributeValue, Case, CaseFields, Facets } from './case.ts';
import type { ClosingWords } from './closing.ts';

export interface NewCase extends Partial<Omit<CaseFields, 'reference' | 'attributes' | 'status'>> {
  /** Given by the caller; absent: minted in `referenceStyle`. */
  readonly reference?: string;
  readonly referenceStyle: ReferenceStyle;
  /** Key of a case type; absent: the tenant's default. */
  readonly type?: string;
  /** An active status or the escalated one; absent: the type's start. */
  readonly status?: string;
  /** By key; null and empty are no value. Judged by the attribute's kind. */
  readonly attributes?: { readonly [key: string]: AttributeValue | null };
  readonly ownerRule?: OwnerRule;
  /** Who must be in the type's `starters`; absent: the actor (DESIGN S19). */
  readonly starter?: User;
  /** Puts the case into that queue, by id. */
  readonly queueId?: number;
  readonly notes?: readonly { readonly text: string; readonly private?: boolean }[];
  readonly forms?: readonly NewSubmission[];
  /** Files of the tenant, which the caller has looked up (`findFiles`), in order. */
  readonly attachments?: readonly { readonly fileId: string; readonly formField: string | null }[];
  /** Closes the case in the same transaction, with an event of its own; also needs `case.close`. */
  readonly close?: ClosingWords & {
    /** What that event records beside the fields. */
    readonly data?: Readonly<Record<string, unknown>>;
  };
  /**
   * Screens the case in the same transaction, with an event of its own (DESIGN S10); `facets` says what the face keeps of
   * it, given that event's instant: whole, as the case's new facets.
   */
  readonly screened?: {
    readonly facets: (at: Date) => Facets;
    readonly data?: Readonly<Record<string, unknown>>;
  };
  /** One of several creates of one transaction, which goes on where this one's reference is taken. */
  readonly oneOfSeveral?: boolean;
  /** What the creating event records beside the fields (who asked on whose behalf). */
  readonly data?: Readonly<Record<string, unknown>>;
  /**
   * The case that this one is split off, locked and judged by the caller: who may change that one may make this one, its
   * owner is not judged anew, and a restriction of who sees it holds for both (DESIGN S5).
   */
  readonly splitFrom?: Case;
  /**
   * Asked once all is judged and nothing can be refused any more, for what has the case's number in it. The caller goes
   * on with the transaction when the case is made.
   */
  readonly prepare?: (tx: Tx) => Promise<PreparedCase>;
}

/** A number that was taken for the case, and what is made of it. */
export interface PreparedCase extends Pick<NewCase, 'data' | 'subject'> {
  readonly number: number;
}
