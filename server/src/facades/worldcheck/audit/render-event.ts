/** Audit events on the wire (contract worldcheck §4.5). */
import type { HistoryEvent } from '../../../domain/history/list-history.ts';
import type { Tenant, User } from '../../../domain/tenants/tenant.ts';
import { displayName } from '../../../domain/users/user-name.ts';
import { toWireId } from '../ids.ts';
import { nameOf } from '../wire.ts';
import type { ActionType, AuditedEvent, CaseState } from './audited-event.ts';

/** What rendering needs beside the event. */
export interface AuditContext {
  readonly tenant: Tenant;
  readonly caseSystemId: string;
  /** Texts of notes by id, where the user may read them. */
  readonly notes: ReadonlyMap<number, string>;
}

const actorOf = (tenant: Tenant, { actorId }: HistoryEvent): User | undefined =>
  actorId === null ? undefined : tenant.users.byId.get(actorId);

const idOf = (user: User | undefined): string | null => (user === undefined ? null : toWireId(user.uid));

/** The server itself is `System`. */
const actorName = (user: User | undefined): string => (user === undefined ? 'System' : displayName(user));

const lifecycle = ({ archived }: CaseState): string => (archived ? 'ARCHIVED' : 'UNARCHIVED');

type Render = (audited: AuditedEvent, context: AuditContext) => object;

const ofCase =
  (detailsType: string): Render =>
  ({ after }, { tenant, caseSystemId }) => ({
    detailsType,
    caseSystemId,
    caseId: after.reference,
    caseName: nameOf(after),
    entityType: after.facet.entityType,
    groupName: after.unit === null ? null : (tenant.units.byKey.get(after.unit)?.name ?? null),
    createDate: after.createdAt.toISOString(),
    updateDate: after.modifiedAt.toISOString(),
  });

const screened: Render = ({ event, after }, { tenant, caseSystemId }) => ({
  detailsType: 'ScreenCaseAuditDetails',
  userId: idOf(actorOf(tenant, event)),
  caseSystemId,
  statusCode: 'COMPLETED',
  screeningState: after.facet.caseScreeningState.WATCHLIST,
  startScreeningDate: event.at.toISOString(),
  noOfNewResults: 0,
  noOfReviewRequiredResults: 0,
  noOfExcludedResults: 0,
  noOfAutoResolvedResults: 0,
  providerTypes: after.facet.providerTypes,
});

const moved: Render = ({ before, after }) => ({
  detailsType: 'ChangeCaseLifecycleStateAuditDetails',
  previousCaseLifecycleState: lifecycle(before),
  nextCaseLifecycleState: lifecycle(after),
});

/** The state of the provider type that changed: there is an event for each. */
const restated: Render = ({ event, before, after }) => {
  const [was, is] = [before.facet.caseScreeningState, after.facet.caseScreeningState];
  const isMedia = was.WATCHLIST === is.WATCHLIST && is.MEDIA_CHECK !== undefined;
  return {
    detailsType: 'ChangeCaseScreeningStateAuditDetails',
    caseScreeningState: isMedia ? is.MEDIA_CHECK : is.WATCHLIST,
    dateTimeModification: event.at.toISOString(),
  };
};

const assigned: Render = ({ event, after }, { tenant }) => {
  const assignee = after.owner === null ? undefined : findByLogin(tenant, after.owner);
  return {
    detailsType: 'AssignCaseToUserAuditDetails',
    assigneeUserName: assignee === undefined ? after.owner : displayName(assignee),
    assigneeUserId: idOf(assignee),
    assigneeEmail: assignee?.email ?? null,
    caseName: nameOf(after),
    assignorName: actorName(actorOf(tenant, event)),
  };
};

/** One who left the tenant since is found too. */
const findByLogin = ({ users }: Tenant, login: string): User | undefined =>
  users.byKey.get(login) ?? [...users.byId.values()].find((user) => user.login === login);

const noted: Render = ({ event, after }, { tenant, notes }) => ({
  detailsType: 'AddNoteToCaseAuditDetails',
  caseID: after.reference,
  caseName: nameOf(after),
  assignorName: actorName(actorOf(tenant, event)),
  assigneeName: null,
  assigneeEmail: null,
  title: null,
  body: notes.get(Number(event.data['note'])) ?? null,
});

const edited = ofCase('CaseEditedAuditDetails');

const details = {
  NEW_CASE: ofCase('CaseCreatedAuditDetails'),
  EDITED_CASE: edited,
  DELETE_CASE: ofCase('CaseDeletedAuditDetails'),
  SCREENED_CASE: screened,
  CHANGE_CASE_LIFECYCLE_STATE: moved,
  CHANGE_CASE_SCREENING_STATE: restated,
  ASSIGN_CASE: assigned,
  NEW_NOTE: noted,
  CHANGE_CASE_RATING: edited,
  UPDATE_CASE_OWNER: edited,
} satisfies Record<ActionType, Render>;

const sources: Readonly<Record<string, string>> = { bulk: 'API_BULK', batch: 'API_BATCH' };

const sourceOf = ({ actorId, face, data }: HistoryEvent): string => {
  if (actorId === null) return 'UNKNOWN';
  return (face === 'worldcheck' ? sources[String(data['source'])] : undefined) ?? 'API';
};

/** The note that came with the request; an id that stands there is that of a note of the case (ruling 7). */
const noteOf = ({ data }: HistoryEvent): string | null => (typeof data['note'] === 'string' ? data['note'] : null);

export const renderEvent = (audited: AuditedEvent, context: AuditContext) => {
  const { event, actionType } = audited;
  const actor = actorOf(context.tenant, event);
  return {
    id: toWireId(event.uid),
    objectId: context.caseSystemId,
    eventDate: event.at.toISOString(),
    actionedByUserId: idOf(actor),
    actionedByUserName: actorName(actor),
    note: noteOf(event),
    entityType: 'CASE',
    actionType,
    sourceType: sourceOf(event),
    auditEventToDate: null,
    details: details[actionType](audited, context),
  };
};
