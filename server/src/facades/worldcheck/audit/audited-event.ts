/** History as audit events (contract worldcheck §4.5): what kind each is, and the case as it was around it. */
import { isChanging } from '../../../domain/history/changing.ts';
import type { Change, EventKind } from '../../../domain/history/event.ts';
import type { HistoryEvent, WholeHistory } from '../../../domain/history/list-history.ts';
import { blank, type ScreeningFacet } from '../facet.ts';

export type ActionType =
  | 'NEW_CASE'
  | 'EDITED_CASE'
  | 'DELETE_CASE'
  | 'SCREENED_CASE'
  | 'CHANGE_CASE_LIFECYCLE_STATE'
  | 'CHANGE_CASE_SCREENING_STATE'
  | 'ASSIGN_CASE'
  | 'NEW_NOTE'
  | 'CHANGE_CASE_RATING'
  | 'UPDATE_CASE_OWNER';

/** What the details show of a case at one moment. */
export interface CaseState {
  readonly reference: string;
  readonly subject: string;
  /** Key of its unit. */
  readonly unit: string | null;
  /** Login of its owner. */
  readonly owner: string | null;
  readonly archived: boolean;
  readonly facet: ScreeningFacet;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface AuditedEvent {
  readonly event: HistoryEvent;
  readonly actionType: ActionType;
  /** Right before it; of the creating one the same as after. */
  readonly before: CaseState;
  readonly after: CaseState;
}

const byKind: Readonly<Partial<Record<string, ActionType>>> = {
  created: 'NEW_CASE',
  deleted: 'DELETE_CASE',
  screened: 'SCREENED_CASE',
  archived: 'CHANGE_CASE_LIFECYCLE_STATE',
  unarchived: 'CHANGE_CASE_LIFECYCLE_STATE',
  assigned: 'ASSIGN_CASE',
  'note.added': 'NEW_NOTE',
} satisfies Partial<Record<EventKind, ActionType>>;

/** Of an edit that changed that field alone. */
const byField: Readonly<Partial<Record<string, ActionType>>> = {
  'worldcheck.caseScreeningState': 'CHANGE_CASE_SCREENING_STATE',
  'worldcheck.rating': 'CHANGE_CASE_RATING',
  unit: 'UPDATE_CASE_OWNER',
};

export const actionTypeOf = ({ kind, changes }: Pick<HistoryEvent, 'kind' | 'changes'>): ActionType => {
  const [only] = changes;
  const ofField = kind === 'edited' && changes.length === 1 && only ? byField[only.field] : undefined;
  return ofField ?? byKind[kind] ?? 'EDITED_CASE';
};

const plain = new Set(['reference', 'subject', 'unit', 'owner', 'archived']);
const facetPrefix = 'worldcheck.';

/** The state with the changes made; what was taken away is as it is where nothing was ever said. */
const apply = (state: CaseState, changes: readonly Change[]): CaseState => {
  let next = state;
  for (const { field, to } of changes) {
    if (plain.has(field)) next = { ...next, [field]: to ?? (field === 'subject' ? '' : to) };
    if (field.startsWith(facetPrefix)) {
      const member = field.slice(facetPrefix.length);
      next = { ...next, facet: { ...next.facet, [member]: to ?? blank[member as keyof ScreeningFacet] } };
    }
  }
  return next;
};

/** The reference that the case was made with: a creating event names none that was made of the number. */
const firstReference = (events: readonly HistoryEvent[], last: string): string => {
  for (const { changes } of events) {
    const change = changes.find(({ field }) => field === 'reference');
    if (change) return String(change.from ?? change.to);
  }
  return last;
};

/** Every event in order, with the case as it was before and after. */
export const auditEvents = ({ found, events }: WholeHistory): AuditedEvent[] => {
  const at = events[0]?.at ?? new Date(0);
  let state: CaseState = {
    reference: firstReference(events, found.reference),
    subject: '',
    unit: null,
    owner: null,
    archived: false,
    facet: blank,
    createdAt: at,
    modifiedAt: at,
  };
  return events.map((event, index) => {
    const changed = apply(state, event.changes);
    const isChange = isChanging(event.kind as EventKind) && event.kind !== 'deleted';
    const after = isChange ? { ...changed, modifiedAt: event.at } : changed;
    const audited = { event, actionType: actionTypeOf(event), before: index === 0 ? after : state, after };
    state = after;
    return audited;
  });
};
