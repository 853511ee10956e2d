import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { DomainError, invalid } from '../errors.ts';
import type { NewEvent } from '../history/event.ts';
import { insertNote } from '../notes/notes-store.ts';
import { endTicket, type TicketOutcome } from '../queues/queues-store.ts';
import type { Case } from './case.ts';
import type { CaseKey } from './case-store.ts';
import { closedFields, closingMessage, closureReason, withoutClosing } from './closing.ts';
import { diffCase } from './diff-case.ts';
import { requireCaseType } from './edit-case.ts';
import { takeCase } from './find-case.ts';
import { isLongerThan, isStorable, widths } from './judge-fields.ts';
import { type Precondition, requireFresh, requireUnarchived } from './precondition.ts';
import { writeChange } from './write-change.ts';

export interface Closing extends Precondition {
  /** One of the type's reasons (any text where it lists none); absent: the type's default, if it has one. */
  readonly reason?: string | null;
  readonly note?: string | null;
  /** How an open ticket ends. */
  readonly ticketOutcome?: TicketOutcome;
}

/** Fails with `invalid` where a text is longer than the core keeps. */
export const requireShort = (field: string, text: string | null | undefined, max: number): void => {
  if (text === null || text === undefined) return;
  if (!isStorable(text))
    throw invalid(field, 'case/invalid-text', `${field} holds U+0000 or half of a surrogate pair.`);
  if (isLongerThan(text, max))
    throw invalid(field, 'case/too-long', `${field} has more than ${max} characters.`, { max });
};

/**
 * Closes a case (`case.close`; DESIGN S11): its status, the closing instant, the ticket, the closing message to the contact.
 * Fails with `not-found`, `forbidden`, `conflict` (`case/archived`, `case/closed` when it is already), `stale`,
 * `invalid` (`case/unknown-reason`).
 */
export const closeCase = async (tx: Tx, actor: Actor, key: CaseKey, closing: Closing = {}): Promise<Case> => {
  const found = await takeCase(tx, actor, key, 'case.close');
  requireUnarchived(found);
  requireFresh(found, closing);
  if (found.category === 'closed') {
    throw new DomainError('conflict', 'case/closed', 'The case is closed already.', {
      params: { number: found.number },
    });
  }
  const type = requireCaseType(actor.tenant, found);
  const { reasons } = type.closure;
  if (typeof closing.reason === 'string' && reasons.length > 0 && !reasons.includes(closing.reason)) {
    throw invalid(
      'reason',
      'case/unknown-reason',
      `The case type '${type.key}' has no closure reason '${closing.reason}'.`,
    );
  }
  requireShort('reason', closing.reason, widths.closureReason);
  requireShort('note', closing.note, widths.closureNote);
  const reason = closureReason(type, closing.reason);
  const note = closing.note ?? null;
  const at = new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));
  const closed: Case = { ...found, ...closedFields(type, reason, note, at) };
  await endTicket(tx, actor.tenant.id, found.number, closing.ticketOutcome ?? 'completed', at);
  const events: NewEvent[] = [{ kind: 'closed', changes: diffCase(actor.tenant, found, closed) }];
  const message = closingMessage(found.contactEmail, reason, note);
  if (message) events.push(message);
  return writeChange(tx, actor, closed, events);
};

/**
 * Opens a closed case again (`case.close`; DESIGN S12): the first active status, without one the start; what closing left
 * is emptied; no ticket. A note given becomes a note of the case, with the same event. Fails with `not-found`, `forbidden`,
 * `conflict` (`case/archived`, `case/not-closed`), `stale`.
 */
export const reopenCase = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  { note, ...precondition }: Precondition & { readonly note?: string | null } = {},
): Promise<Case> => {
  const found = await takeCase(tx, actor, key, 'case.close');
  requireUnarchived(found);
  requireFresh(found, precondition);
  if (found.category !== 'closed') {
    throw new DomainError('conflict', 'case/not-closed', 'The case is open.', { params: { number: found.number } });
  }
  requireShort('note', note, widths.note);
  const type = requireCaseType(actor.tenant, found);
  const [active] = type.statuses.active;
  const reopened: Case = {
    ...found,
    status: active ?? type.statuses.start,
    category: active === undefined ? 'new' : 'active',
    closedAt: null,
    closureReason: null,
    closureNote: null,
    facets: withoutClosing(found.facets),
  };
  const event: NewEvent = { kind: 'reopened', changes: diffCase(actor.tenant, found, reopened) };
  if (!note) return writeChange(tx, actor, reopened, [event]);
  const added = await insertNote(tx, actor, found.number, { text: note }, new Date(tx.now()));
  return writeChange(tx, actor, reopened, [{ ...event, data: { note: added.id } }]);
};
