/** Domain → wire: cases and users (contract qflow (d)). */
import type { QueueCase } from '../../domain/queues/get-queue-case.ts';
import { ticketLabel } from '../../domain/queues/visit.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { renderCustomer } from './customer.ts';
import { cut } from './cut.ts';
import { formatDate } from './dates.ts';
import { facetOf } from './facet.ts';
import { renderProperties } from './properties.ts';
import { renderState, stateOf } from './states.ts';

/** The user who last called the case, as members of CaseDetail. */
const renderCaller = (tenant: Tenant, userId: number | null) => {
  const user = userId === null ? undefined : tenant.users.byId.get(userId);
  const first = cut(user?.firstName || null, 25);
  const last = cut(user?.lastName || null, 25);
  return {
    UserName: cut(user?.login, 250),
    UserFirstName: first,
    UserLastName: last,
    UserServedName: [first, last].filter((part) => part !== null).join(' ') || null,
  };
};

/** CaseDetail. Absent text is null, never left out. */
export const renderCase = (queueCase: QueueCase, tenant: Tenant) => {
  const { case: found, customer, lastCalledById } = queueCase;
  const state = stateOf(queueCase);
  const { ticket } = state;
  const { status, step } = renderState(state);
  const date = (at: Date): string => formatDate(at, tenant.timezone);
  const queue = ticket === undefined ? undefined : tenant.queues.byId.get(ticket.queueId);
  const unit = found.unitId === null ? undefined : tenant.units.byId.get(found.unitId);
  const created = date(found.createdAt);
  return {
    CaseId: found.number,
    ProcessId: found.number,
    ProcessGuid: found.uid,
    Ticket: ticket === undefined ? null : cut(ticketLabel(ticket), 20),
    CaseDateCreated: created,
    ReferenceDate: ticket === undefined ? created : date(ticket.enqueuedAt),
    ArrivalTime: queueCase.ticket === undefined ? null : date(queueCase.ticket.arrivedAt),
    TimeZoneOffset: 0,
    LastUpdated: date(found.closedAt ?? found.modifiedAt),
    ...status,
    Subject: cut(found.subject || null, 150),
    ExtRef: cut(found.externalReference, 200),
    Customer: customer === undefined ? null : renderCustomer(customer),
    ...renderCaller(tenant, lastCalledById),
    ServiceId: ticket?.queueId ?? 0,
    ServiceName: cut(queue?.name, 50),
    ServiceDesc: cut(queue?.name, 50),
    ...step,
    UnitId: found.unitId ?? 0,
    UnitName: unit?.name ?? null,
    ClassificationCode: facetOf(found).classificationCode ?? null,
    CustomProperties: renderProperties(found, tenant),
  };
};

/** The root above a unit. */
const topOf = (tenant: Tenant, unitId: number): number => {
  const parentId = tenant.units.byId.get(unitId)?.parentId ?? null;
  return parentId === null ? unitId : topOf(tenant, parentId);
};

/** QFlowUserDetail. A user without a home unit has 0. */
export const renderUser = (user: User, tenant: Tenant, token: string) => ({
  UserId: user.id,
  UserName: cut(user.login, 254),
  FirstName: cut(user.firstName, 50),
  LastName: cut(user.lastName, 50),
  Email: cut(user.email, 254),
  Phone: null,
  TopUnitId: user.homeUnitId === null ? 0 : topOf(tenant, user.homeUnitId),
  CurrentUnitId: user.homeUnitId ?? 0,
  GroupId: user.groupIds[0] ?? 0,
  APIToken: token,
});
