/** What the review task of a case says, who sends it and who gets it (contract tracker D9). */
import type { Case } from '../cases/case.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { ReviewTaskRow } from './reviews-store.ts';

/** A user, or a group; null: there is no reviewer, and the system sends it. */
interface Sender {
  readonly userId: number | null;
  readonly groupId: number | null;
}

const isSet = ({ userId, groupId }: Sender): boolean => userId !== null || groupId !== null;

/** The reviewer of the case's unit; where that is unset, or there is no unit, the default one. */
export const senderOf = ({ disposition: { reviewers } }: Tenant, unitId: number | null): Sender | undefined =>
  reviewers.find((reviewer) => reviewer.unitId === unitId && isSet(reviewer)) ??
  reviewers.find((reviewer) => reviewer.isDefault && isSet(reviewer));

const showInstant = (at: Date | null): string => (at?.toISOString() ?? 'none').replace('.000Z', 'Z');

type Assignees = Pick<ReviewTaskRow, 'assigneeIds' | 'assigneeGroupIds'>;

/** All users of the case, disabled ones too, and its groups; of a case with none its sender. */
const assigneesOf = ({ ownerId, assigneeIds, assigneeGroupIds }: Case, sender: Sender): Assignees => {
  const users = [...new Set(ownerId === null ? assigneeIds : [ownerId, ...assigneeIds])];
  if (users.length + assigneeGroupIds.length > 0) return { assigneeIds: users, assigneeGroupIds };
  return {
    assigneeIds: sender.userId === null ? [] : [sender.userId],
    assigneeGroupIds: sender.groupId === null ? [] : [sender.groupId],
  };
};

/** The task as it is made. The review date stands in its message as UTC, ISO 8601. */
export const reviewTaskOf = (tenant: Tenant, found: Case, id: number): ReviewTaskRow => {
  const sender = senderOf(tenant, found.unitId) ?? { userId: null, groupId: null };
  const offense = found.offenseTypeId === null ? undefined : tenant.offenseTypes.get(found.offenseTypeId)?.name;
  const title = `Case ${found.reference} is up for review`;
  return {
    id,
    caseNumber: found.number,
    title,
    message: `${title}.\nOffense type: ${offense ?? 'none'}\nReview date: ${showInstant(found.reviewAt)}`,
    creatorId: sender.userId,
    creatorGroupId: sender.groupId,
    ...assigneesOf(found, sender),
    dueAt: found.reviewAt,
  };
};

/** Addresses of the assigned users who have one, each once. A group has no address of its own. */
export const recipientsOf = (tenant: Tenant, { assigneeIds }: Pick<ReviewTaskRow, 'assigneeIds'>): string[] => [
  ...new Set(assigneeIds.flatMap((id) => tenant.users.byId.get(id)?.email || [])),
];
