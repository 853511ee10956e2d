/** Where a case stands, in the vendor's numbers (contract qflow (d), state table). */
import { isOpen } from '../../domain/cases/case.ts';
import type { QueueCase } from '../../domain/queues/get-queue-case.ts';
import type { Ticket } from '../../domain/queues/queues-store.ts';

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

/** How a visit ended; any other end is a completion. */
const endings: Readonly<Record<string, EntityStatus>> = { 'no-show': 17, cancelled: 15, abandoned: 4 };

/** A closed or archived case keeps its last ticket; an open one shows only a ticket that is not at its end. */
export const stateOf = ({ case: found, ticket }: QueueCase): State => {
  if (!isOpen(found)) {
    const entityStatus = endings[ticket?.outcome ?? ''] ?? 8;
    return { ticket, caseStatus: 1, processStatus: 1, entityStatus, action: 7 };
  }
  switch (ticket?.state) {
    case 'waiting':
      return { ticket, caseStatus: 0, processStatus: 0, entityStatus: 3, action: waitingActions[ticket.step] ?? 0 };
    case 'in-service':
      return { ticket, caseStatus: 0, processStatus: 0, entityStatus: 6, action: 1 };
    case 'on-hold':
      return { ticket, caseStatus: 0, processStatus: 2, entityStatus: 11, action: 9 };
    default:
      return { ticket: undefined, caseStatus: 0, processStatus: 2, entityStatus: 0, action: 0 };
  }
};

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
