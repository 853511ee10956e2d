/** Where a case stands, in the vendor's numbers (contract qflow (d), state table). */
import type { QueueCase } from '../../domain/queues/get-queue-case.ts';
import type { Ticket } from '../../domain/queues/queues-store.ts';
import { type VisitState, visitState } from '../../domain/queues/visit-state.ts';

const actions = {
  0: 'Enqueue',
  1: 'Call Next',
  2: 'Call Case',
  7: 'Complete',
  8: 'Return To Queue',
  9: 'Hold',
  10: 'Release',
  13: 'Set Appointment',
} as const;

const caseStatuses = { 0: 'Active', 1: 'Closed' } as const;
const processStatuses = { 0: 'Active', 1: 'Closed', 2: 'Pending' } as const;

const entityStatuses = {
  0: 'Expected',
  3: 'Waiting',
  4: 'Abandoned',
  6: 'InService',
  8: 'Completed',
  11: 'WaitWithRules',
  15: 'Cancelled',
  17: 'NoShow',
} as const;

type EntityStatus = keyof typeof entityStatuses;

export interface State {
  /** The ticket that is shown; undefined: the case has none now. */
  readonly ticket: Ticket | undefined;
  readonly caseStatus: keyof typeof caseStatuses;
  readonly processStatus: keyof typeof processStatuses;
  readonly entityStatus: EntityStatus;
  readonly action: keyof typeof actions;
}

/** How a ticket came to wait: by the step that the store keeps. */
const waitingActions: Readonly<Record<string, 8 | 10>> = { returned: 8, released: 10 };

/** Each state of the domain in this API's numbers. */
const entityStatusOf: Readonly<Record<VisitState, EntityStatus>> = {
  none: 0,
  waiting: 3,
  'in-service': 6,
  'on-hold': 11,
  completed: 8,
  'no-show': 17,
  cancelled: 15,
  abandoned: 4,
};

const openStates = {
  waiting: { processStatus: 0, action: 0 },
  'in-service': { processStatus: 0, action: 1 },
  'on-hold': { processStatus: 2, action: 9 },
  none: { processStatus: 2, action: 0 },
} as const;

/** A closed or archived case keeps its last ticket; an open one shows only a ticket that is not at its end. */
export const stateOf = (visit: QueueCase): State => {
  const { ticket } = visit;
  const state = visitState(visit);
  const entityStatus = entityStatusOf[state];
  if (!Object.hasOwn(openStates, state)) return { ticket, caseStatus: 1, processStatus: 1, entityStatus, action: 7 };
  const { processStatus, action } = openStates[state as keyof typeof openStates];
  return {
    ticket: state === 'none' ? undefined : ticket,
    caseStatus: 0,
    processStatus,
    entityStatus,
    action: state === 'waiting' ? (waitingActions[ticket?.step ?? ''] ?? 0) : action,
  };
};

/** The name of the state, as `Cases/Cancel` answers it. */
export const entityStatusName = (visit: QueueCase): string => entityStatuses[stateOf(visit).entityStatus];

/** The numbers with their names, as members of CaseDetail; an open case without a ticket has done no step. */
export const renderState = ({ ticket, caseStatus, processStatus, entityStatus, action }: State) => ({
  status: {
    CaseStatus: caseStatus,
    CaseStatusDesc: caseStatuses[caseStatus],
    ProcessStatus: processStatus,
    ProcessStatusDesc: processStatuses[processStatus],
  },
  step: {
    Action: action,
    ActionDesc: ticket === undefined && caseStatus === 0 ? null : actions[action],
    EntityStatus: entityStatus,
    EntityStatusDesc: entityStatuses[entityStatus],
  },
});
