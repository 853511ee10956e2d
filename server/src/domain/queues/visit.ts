/** What every step of a ticket does alike: the case and its ticket under the lock, and one event that says it all. */
import type { Tx } from '../../storage/transaction.ts';
import { mayAct, requireOnCase, unknownCase } from '../access/access.ts';
import type { Permission } from '../access/permission.ts';
import type { Actor } from '../actor.ts';
import type { AttributeValue, Case, Facets } from '../cases/case.ts';
import { lockCase } from '../cases/case-store.ts';
import { diffCase } from '../cases/diff-case.ts';
import { judgeChanged, mergeFacets } from '../cases/edit-case.ts';
import { requireText, widths } from '../cases/judge-fields.ts';
import { type Precondition, requireFresh } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import { DomainError } from '../errors.ts';
import type { EventKind, NewEvent } from '../history/event.ts';
import { insertNote } from '../notes/notes-store.ts';
import type { QueueCase } from './get-queue-case.ts';
import { selectQueueCase } from './queue-case-store.ts';
import type { Ticket } from './queues-store.ts';

/** What comes with a step, in the same event (DESIGN S10). */
export interface StepWords extends Precondition {
  /** Becomes a note of the case; no `note.add` is asked for it (contract qflow (f)). */
  readonly note?: string | null;
  /** By key; null or empty removes; keys not named stay. */
  readonly attributes?: { readonly [key: string]: AttributeValue | null };
  /** What the face keeps of it: a member given replaces that member. */
  readonly facets?: (found: Case) => Facets;
}

/**
 * The case and its ticket, locked for a step that needs `permission` on it. Fails with `not-found`, `forbidden`, `stale`,
 * `invalid` (a note too long).
 */
export const takeVisit = async (
  tx: Tx,
  actor: Actor,
  number: number,
  permission: Permission,
  words: StepWords,
): Promise<QueueCase> => {
  // Sent together, run one after the other: the second sees what was committed before the lock was had.
  const [locked, visit] = await Promise.all([
    lockCase(tx, actor.tenant.id, { number }),
    selectQueueCase(tx, actor.tenant.id, number),
  ]);
  if (locked === undefined || visit === undefined) throw unknownCase({ number });
  requireOnCase(actor, permission, visit.case);
  requireFresh(visit.case, words);
  requireText('note', words.note, widths.note);
  return visit;
};

/** The ticket of a case that is in a queue now; undefined: it is in none. */
export const openTicket = ({ ticket }: QueueCase): Ticket | undefined =>
  ticket === undefined || ticket.state === 'ended' ? undefined : ticket;

/** How people call a ticket: `A100`. */
export const ticketLabel = ({ prefix, number }: Pick<Ticket, 'prefix' | 'number'>): string => `${prefix}${number}`;

export type Step = 'complete' | 'no-show' | 'return' | 'hold' | 'release' | 'transfer' | 'cancel';

/** Fails with `conflict` `ticket/wrong-state` (params `step`) unless the ticket is in one of these states. */
export const requireState = (visit: QueueCase, step: Step, states: readonly Ticket['state'][]): Ticket => {
  const ticket = openTicket(visit);
  if (ticket !== undefined && states.includes(ticket.state)) return ticket;
  throw new DomainError('conflict', 'ticket/wrong-state', `The ticket is not ${states.join(' or ')}.`, {
    params: { step, number: visit.case.number, state: ticket?.state ?? null },
  });
};

/**
 * Fails with `conflict` `ticket/served-by-another` where somebody else serves it: it is his to move on, or of one who has
 * `case.assign` on the case (contract qflow (d)).
 */
export const requireOwnService = (actor: Actor, { case: found, ticket }: QueueCase): void => {
  if (ticket?.state !== 'in-service' || actor.user === null || ticket.calledById === actor.user.id) return;
  if (mayAct(actor, 'case.assign', found)) return;
  throw new DomainError('conflict', 'ticket/served-by-another', 'The case is being served by another user.', {
    params: { number: found.number },
  });
};

/** The case with what the words say. Fails with `invalid` (`attribute/…`). */
export const withWords = ({ tenant }: Actor, found: Case, { attributes, facets }: StepWords): Case => ({
  ...found,
  attributes: attributes === undefined ? found.attributes : judgeChanged(tenant, found.attributes, attributes),
  facets: mergeFacets(found.facets, facets?.(found)),
});

export interface StepEvent {
  readonly kind: EventKind;
  /** The ticket that the step leaves the case with. */
  readonly ticket: Ticket | undefined;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly messages?: readonly NewEvent[];
  /** The caller asks nothing more of the transaction. */
  readonly andCommit?: boolean;
}

/** Stores what a step made of a case, with its note, as one event. Answers the case and its ticket as they stand then. */
export const writeStep = async (
  tx: Tx,
  actor: Actor,
  visit: QueueCase,
  changed: Case,
  { kind, ticket, data, messages = [], andCommit = false }: StepEvent,
  { note }: StepWords,
): Promise<QueueCase> => {
  const { case: found } = visit;
  const at = new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));
  const added = note ? await insertNote(tx, actor, found.number, { text: note }, at) : undefined;
  const queue = ticket && actor.tenant.queues.byId.get(ticket.queueId);
  const event: NewEvent = {
    kind,
    changes: diffCase(actor.tenant, found, changed),
    data: {
      ...(ticket ? { queue: queue?.key ?? ticket.queueId, ticket: ticketLabel(ticket) } : {}),
      ...data,
      ...(added ? { note: added.id } : {}),
    },
  };
  const stored = await writeChange(tx, actor, changed, [event, ...messages], tx.now(), andCommit);
  return { ...visit, case: stored, ticket };
};
