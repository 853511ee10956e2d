/** A task as this face shows it (contract tracker D11). */
import type { Task, TaskState } from '../../domain/tasks/task.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { showDate, showInstant } from './dates.ts';
import { nameOfUser } from './wire-case.ts';

interface Status {
  readonly status: number;
  readonly name: string;
  readonly isClosed: boolean;
}

const closed: Status = { status: 2, name: 'Closed', isClosed: true };

const statuses: Readonly<Record<TaskState, Status>> = {
  new: { status: 1, name: 'New', isClosed: false },
  open: { status: 4, name: 'Open', isClosed: false },
  completed: closed,
  cancelled: closed,
};

export const statusOf = (state: TaskState): Status => statuses[state];

const nameOfGroup = (tenant: Tenant, id: number): string => tenant.groups.byId.get(id)?.name ?? '';

const showCreator = (tenant: Tenant, { creatorId, creatorGroupId }: Task) => ({
  creatorId: creatorId ?? 0,
  creator:
    creatorId === null && creatorGroupId !== null ? nameOfGroup(tenant, creatorGroupId) : nameOfUser(tenant, creatorId),
  creatorGroupId,
});

const showAssignees = (tenant: Tenant, { assigneeIds, assigneeGroupIds }: Task) => ({
  assignedUserIds: assigneeIds,
  assignedUsers: assigneeIds.map((id) => nameOfUser(tenant, id) ?? ''),
  assignedGroupIds: assigneeGroupIds,
  assignedGroups: assigneeGroupIds.map((id) => nameOfGroup(tenant, id)),
  userGroupIds: assigneeGroupIds,
});

export const showTask = (tenant: Tenant, task: Task) => {
  const { status, name, isClosed } = statusOf(task.state);
  return {
    id: task.id,
    title: task.title,
    message: task.message,
    taskTemplateId: null,
    taskTypeId: null,
    taskSubTypeId: null,
    ...showCreator(tenant, task),
    ...showAssignees(tenant, task),
    taskStatus: status,
    status: name,
    isClosed,
    isReview: task.isReview,
    dueDate: showInstant(task.dueAt),
    createdDate: showDate(task.createdAt),
    lastActionDate: showDate(task.changedAt),
    closedDate: showInstant(task.closedAt),
    taskAttachments: task.links.map(({ caseNumber, customerId }) => ({
      entityId: caseNumber ?? customerId,
      entityType: caseNumber === null ? 2 : 0,
      taskId: task.id,
    })),
  };
};
