/** Domain → wire: services, positions, the waiting list (contract qflow (d)). */
import { estimateWait } from '../../domain/queues/estimate-wait.ts';
import type { Position } from '../../domain/queues/get-position.ts';
import type { OpenTicket, QueueFigures } from '../../domain/queues/queue-figures-store.ts';
import { ticketLabel } from '../../domain/queues/visit.ts';
import type { Queue, Tenant } from '../../domain/tenants/tenant.ts';
import { cut } from './cut.ts';
import { formatDate } from './dates.ts';
import { renderState, stateOf } from './states.ts';

/** Seconds of service that are reckoned with while fewer than three tickets were served. */
const usualService = 300;

const queueOf = (tenant: Tenant, queueId: number): Queue => {
  const queue = tenant.queues.byId.get(queueId);
  if (queue === undefined) throw new Error(`The tenant has no queue ${queueId}.`);
  return queue;
};

const unitNameOf = (tenant: Tenant, unitId: number): string | null => tenant.units.byId.get(unitId)?.name ?? null;

export const renderService = (figures: QueueFigures, tenant: Tenant) => {
  const queue = queueOf(tenant, figures.queueId);
  return {
    ServiceId: queue.id,
    ServiceName: cut(queue.name, 50),
    ServiceDesc: cut(queue.name, 50),
    ExtRef: queue.extRef,
    UnitId: queue.unitId,
    UnitName: unitNameOf(tenant, queue.unitId),
    ServicePrefix: queue.prefix,
    MinQueueNumber: queue.from,
    MaxQueueNumber: queue.to,
    LastNumberIssued: figures.lastNumber,
    LastTicketCalled: figures.lastCalled,
    Active: true,
    HasFIFOService: true,
    HasCalendarService: false,
    WaitingCount: figures.waiting,
    InServiceCount: figures.inService,
    HeldCount: figures.onHold,
    EstimatedWT: estimateWait(figures, figures.waiting, usualService),
  };
};

export const renderPosition = ({ visit, queue: figures, ahead }: Position, tenant: Tenant) => {
  const state = stateOf(visit);
  const { ticket } = state;
  const queue = ticket === undefined ? undefined : tenant.queues.byId.get(ticket.queueId);
  const { EntityStatus, EntityStatusDesc } = renderState(state).step;
  return {
    CaseId: visit.case.number,
    ProcessId: visit.case.number,
    ServiceId: ticket?.queueId ?? 0,
    ServiceName: cut(queue?.name, 50),
    Ticket: ticket === undefined ? null : cut(ticketLabel(ticket), 20),
    EntityStatus,
    EntityStatusDesc,
    QueuePosition: ahead === undefined ? null : ahead + 1,
    Ahead: ahead ?? null,
    WaitingCount: figures?.waiting ?? 0,
    EstimatedWT: ahead === undefined || figures === undefined ? null : estimateWait(figures, ahead, usualService),
    EnqueueTime: ticket === undefined ? null : formatDate(ticket.enqueuedAt, tenant.timezone),
  };
};

/** One line of TicketsWaitingResult; `row` counts from 1. */
export const renderWaiting = (ticket: OpenTicket, row: number, tenant: Tenant) => {
  const queue = queueOf(tenant, ticket.queueId);
  return {
    Row: row,
    ProcessId: ticket.number,
    CaseId: ticket.number,
    EnqueueTime: formatDate(new Date(ticket.enqueuedAt), tenant.timezone),
    ReceptionPointId: 0,
    QCode: cut(ticket.prefix, 10),
    QNumber: ticket.ticketNumber,
    Subject: cut(ticket.subject || null, 100),
    ServiceName: cut(queue.name, 50),
    UnitId: queue.unitId,
    UnitName: cut(unitNameOf(tenant, queue.unitId), 50),
    PersonalId: cut(ticket.personalId, 50),
    FirstName: cut(ticket.firstName, 50),
    LastName: cut(ticket.lastName, 50),
    IsAppointment: false,
  };
};
