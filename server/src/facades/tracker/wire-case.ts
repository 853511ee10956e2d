/** A case as this face shows it: every member always there (contract tracker D4). */
import type { Actor } from '../../domain/actor.ts';
import { type Case, isOpen } from '../../domain/cases/case.ts';
import type { CaseOverview } from '../../domain/cases/get-case-overview.ts';
import { mayReview } from '../../domain/disposition/review-date.ts';
import type { Submission } from '../../domain/forms/submission.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { displayName } from '../../domain/users/user-name.ts';
import { plainTag } from './case-members.ts';
import { showDate, showInstant } from './dates.ts';
import { caseFacet, formFacet } from './facet.ts';

/** A tenant is one organization, and this is its id. */
export const organizationId = 1;

const showIso = (iso: string | null | undefined): string | null => (iso ? showDate(new Date(iso)) : null);

export const nameOfUser = (tenant: Tenant, id: number | null): string | null => {
  const user = id === null ? undefined : tenant.users.byId.get(id);
  return user === undefined ? null : displayName(user);
};

/** The first officer is the owner. */
export const officersOfCase = ({ ownerId, assigneeIds }: Pick<Case, 'ownerId' | 'assigneeIds'>): number[] => [
  ...new Set(ownerId === null ? assigneeIds : [ownerId, ...assigneeIds]),
];

const showOfficers = (tenant: Tenant, found: Case) => {
  const ids = officersOfCase(found);
  const names = ids.map((id) => nameOfUser(tenant, id) ?? '');
  return {
    caseOfficerIds: ids,
    caseOfficers: names,
    caseOfficerId: ids[0] ?? null,
    caseOfficer: names[0] ?? null,
    caseOfficerGroupIds: found.assigneeGroupIds,
    caseOfficerGroups: found.assigneeGroupIds.map((id) => tenant.groups.byId.get(id)?.name ?? ''),
  };
};

const showOffense = (tenant: Tenant, found: Case) => {
  const facet = caseFacet(found);
  const type = found.offenseTypeId === null ? undefined : tenant.offenseTypes.get(found.offenseTypeId);
  return {
    offenseTypeId: found.offenseTypeId ?? 0,
    offenseType: type?.name ?? null,
    offenseDescription: found.description ?? (facet.made ? null : found.subject),
    offenseLocation: facet.offenseLocation ?? null,
    offenseDate: showIso(facet.offenseDate),
  };
};

const showPlace = (tenant: Tenant, { unitId, createdById, createdAt }: Case) => ({
  officeId: unitId ?? 0,
  officeName: unitId === null ? null : (tenant.units.byId.get(unitId)?.name ?? null),
  creatorId: createdById ?? 0,
  creator: nameOfUser(tenant, createdById),
  createdDate: showDate(createdAt),
  organizationId,
  organizationName: tenant.name,
});

/** Items and media are not built: what is shown is what a case without any shows. */
const showNothingOf = ({ number }: Case) => ({
  items: [],
  nextItemId: '1',
  media: null,
  mediaAmount: 0,
  rootMediaFolderId: number,
});

const showForm = (tenant: Tenant, found: Case, submission: Submission) => {
  const facet = formFacet(submission);
  return {
    id: String(submission.id),
    formId: submission.formId,
    formName: tenant.forms.byId.get(submission.formId)?.name ?? '',
    data: facet.text ?? submission.data,
    entityId: found.number,
    visibilityId: facet.visibilityId ?? 1,
    dateFields: facet.dateFields ?? null,
    active: true,
    organizationId,
    officeId: found.unitId ?? 0,
  };
};

const showAdditions = (
  tenant: Tenant,
  { case: found, noteIds, submissions, peopleCount, tasksCount }: CaseOverview,
) => ({
  formData: submissions.length === 0 ? null : submissions.map((submission) => showForm(tenant, found, submission)),
  formDataAmount: submissions.length,
  notes: noteIds.length === 0 ? null : noteIds,
  notesAmount: noteIds.length,
  itemsNotesAmount: 0,
  peopleAmount: peopleCount,
  tasksAmount: tasksCount,
  historiesAmount: found.historySeq,
});

const showTags = (found: Case) => {
  const details = new Map((caseFacet(found).tags ?? []).map((tag) => [tag.name, tag]));
  const tags = [...new Set(found.tags)].map((tag) => {
    const { name, tagModelId, color, tagUsedBy } = details.get(tag) ?? plainTag(tag);
    return { tagModelId, name, color, tagUsedBy };
  });
  return { tags, tagsAmount: tags.length };
};

/** D9.5: whoever may not see review dates sees none. */
const showReview = (actor: Actor, { reviewAt, reviewNotes }: Case) =>
  mayReview(actor, 'list')
    ? { reviewDate: showInstant(reviewAt), reviewDateNotes: reviewNotes }
    : { reviewDate: null, reviewDateNotes: '' };

const showClosedDate = (found: Case): string | null =>
  found.closedAt === null ? null : (showIso(caseFacet(found).closing?.closedDate) ?? showDate(found.closedAt));

export const toWireCase = (actor: Actor, overview: CaseOverview) => {
  const { tenant } = actor;
  const { case: found } = overview;
  return {
    id: found.number,
    caseNumber: found.reference,
    ...showOfficers(tenant, found),
    ...showOffense(tenant, found),
    followUpDate: null,
    active: isOpen(found),
    closedDate: showClosedDate(found),
    ...showPlace(tenant, found),
    ...showNothingOf(found),
    ...showAdditions(tenant, overview),
    ...showTags(found),
    ...showReview(actor, found),
    isRestricted: found.restricted,
    permissionAmount: found.restricted ? found.restrictedUserIds.length + found.restrictedGroupIds.length : 0,
    permissions: null,
    isForbidden: false,
  };
};

export type WireCase = ReturnType<typeof toWireCase>;
