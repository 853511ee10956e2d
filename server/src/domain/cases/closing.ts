/** What closing and archiving do beside the status, whichever face asks (DESIGN S11, S13): as facts and rows to write. */
import { invalid } from '../errors.ts';
import type { NewEvent } from '../history/event.ts';
import type { CaseType } from '../tenants/tenant.ts';
import type { Case, Facets, JsonObject } from './case.ts';
import { requireText, widths } from './judge-fields.ts';

/** What a caller says of a closing; absent and null say nothing. */
export interface ClosingWords {
  /** One of the type's reasons, any text where it lists none; absent: the type's default, if it has one. */
  readonly reason?: string | null;
  readonly note?: string | null;
}

/** Fails with `invalid`: `case/unknown-reason`, and as `requireText`. */
export const judgeClosing = (type: CaseType, { reason, note }: ClosingWords): void => {
  const { reasons } = type.closure;
  if (typeof reason === 'string' && reasons.length > 0 && !reasons.includes(reason)) {
    throw invalid('reason', 'case/unknown-reason', `The case type '${type.key}' has no closure reason '${reason}'.`);
  }
  requireText('reason', reason, widths.closureReason);
  requireText('note', note, widths.closureNote);
};

/** The reason in force: the one given, else the type's default, if it has one. */
export const closureReason = (type: CaseType, given: string | null | undefined): string | null =>
  given ?? type.closure.default;

/** The closing message to the contact, as the event that shows it; none without an address (contract goss §5.7). */
export const closingMessage = (
  contactEmail: string | null,
  reason: string | null,
  note: string | null,
): NewEvent | undefined =>
  contactEmail === null || contactEmail === ''
    ? undefined
    : {
        kind: 'message.queued',
        data: { channel: 'email', to: contactEmail, template: 'case-closed', reason: reason ?? '', note: note ?? '' },
      };

/** The fields of a closed case. */
export const closedFields = (
  type: CaseType,
  reason: string | null,
  note: string | null,
  at: Date,
): Pick<Case, 'status' | 'category' | 'closedAt' | 'closureReason' | 'closureNote'> => ({
  status: type.statuses.closed,
  category: 'closed',
  closedAt: at,
  closureReason: reason,
  closureNote: note,
});

/** The faces' facets of a case that is open again: what belonged to the closing (`Facets`) is emptied with it (S12). */
export const withoutClosing = (facets: Facets): Facets =>
  Object.fromEntries(
    Object.entries(facets).map(([face, { closing: _, ...members }]) => [face, members] satisfies [string, JsonObject]),
  );
