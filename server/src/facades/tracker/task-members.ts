/** Tasks as they are sent (contract tracker D11). What is wrong goes to `problems`. */
import type { NewTask } from '../../domain/tasks/create-task.ts';
import { taskWidths } from '../../domain/tasks/judge-task.ts';
import { type TaskLink, type TaskState, taskStates } from '../../domain/tasks/task.ts';
import type { TaskFilter, TaskPage, TaskSort, TaskSortField } from '../../domain/tasks/task-list-store.ts';
import type { User } from '../../domain/tenants/tenant.ts';
import { type Reading, readDate, readGroups, readText } from './case-members.ts';
import { asBoolean, asIds, asInteger, isAbsent, isObject, type Members, membersOf } from './members.ts';
import { addProblem, texts, throwProblems } from './problems.ts';
import { statusOf } from './wire-tasks.ts';

const readTitle = (reading: Reading, value: unknown): string => {
  if (isAbsent(value) || value === '') addProblem(reading.problems, 'title', texts.required('title'));
  return readText(reading, 'title', value, taskWidths.title) ?? '';
};

/** Users of the tenant, active or not: officers who get a review task need not be either. */
const readUsers = ({ tenant, problems }: Reading, value: unknown): readonly number[] => {
  const ids = isAbsent(value) ? [] : asIds(value);
  if (ids === undefined) addProblem(problems, 'assignedUserIds', texts.wrong);
  for (const id of ids ?? []) {
    if (tenant.users.byId.get(id)?.removed !== false) addProblem(problems, 'assignedUserIds', texts.noUser(id));
  }
  return ids ?? [];
};

const caseType = 0;
const personType = 2;
const int32 = 2_147_483_647;

const readLink = (value: unknown): TaskLink | undefined => {
  if (!isObject(value)) return undefined;
  const members = membersOf(value);
  const type = asInteger(members('entityType'));
  const id = asInteger(members('entityId')) ?? 0;
  if (id < 1 || id > int32 || (type !== caseType && type !== personType)) return undefined;
  return type === caseType ? { caseNumber: id, customerId: null } : { caseNumber: null, customerId: id };
};

const readLinks = ({ problems }: Reading, value: unknown): readonly TaskLink[] => {
  if (isAbsent(value)) return [];
  const links = Array.isArray(value) ? value.map(readLink) : [undefined];
  if (!links.includes(undefined)) return links as TaskLink[];
  addProblem(problems, 'taskAttachments', texts.wrong);
  return [];
};

/** The body of `saveNewTask`. What is wrong goes to `problems`; whether there is what it is attached to is not looked at. */
export const readNewTask = (reading: Reading, body: object): NewTask & { readonly links: readonly TaskLink[] } => {
  const members = membersOf(body);
  const title = readTitle(reading, members('title'));
  const message = readText(reading, 'message', members('message'), taskWidths.message) ?? '';
  const assigneeIds = readUsers(reading, members('assignedUserIds'));
  const assigneeGroupIds = [
    ...readGroups(reading, 'assignedGroupIds', members('assignedGroupIds')),
    ...readGroups(reading, 'userGroupIds', members('userGroupIds')),
  ];
  const dueAt = readDate(reading, 'dueDate', members('dueDate'));
  const links = readLinks(reading, members('taskAttachments'));
  return { title, message, assigneeIds, assigneeGroupIds, dueAt, links };
};

const readCount = ({ problems }: Reading, member: string, value: unknown, usual: number, max: number): number => {
  const count = isAbsent(value) ? usual : (asInteger(value) ?? 0);
  if (count < 1 || count > max) addProblem(problems, member, texts.wrong);
  return count;
};

const sortFields: Readonly<Record<string, TaskSortField>> = {
  lastactiondate: 'changedAt',
  createddate: 'createdAt',
  duedate: 'dueAt',
  title: 'title',
};

const readFlag = ({ problems }: Reading, member: string, value: unknown): boolean => {
  const flag = isAbsent(value) ? false : asBoolean(value);
  if (flag === undefined) addProblem(problems, member, texts.wrong);
  return flag ?? false;
};

/** Any other order is the usual one (contract tracker R11). */
const readSort = (reading: Reading, members: Members): TaskSort => {
  const name = members('sort');
  const key = typeof name === 'string' ? name.toLowerCase() : '';
  const field = Object.hasOwn(sortFields, key) ? sortFields[key] : undefined;
  return { field: field ?? 'changedAt', descending: !readFlag(reading, 'asc', members('asc')) };
};

/** `isClosed`, and of those the statuses, where a list names some; `""` and `[]` name none. */
const readStates = (reading: Reading, members: Members): TaskState[] => {
  const isClosed = readFlag(reading, 'isClosed', members('isClosed'));
  const value = members('taskStatuses');
  const wanted = isAbsent(value) || value === '' ? [] : asIds(value);
  if (wanted === undefined) addProblem(reading.problems, 'taskStatuses', texts.wrong);
  return taskStates.filter((state) => {
    const { status, isClosed: closed } = statusOf(state);
    return closed === isClosed && (!wanted?.length || wanted.includes(status));
  });
};

/** The body of `getmytasks`: what is assigned to `user` or to a group of his. Fails with `invalid`. */
export const readTaskSearch = (
  reading: Reading,
  body: object,
  user: User,
): { readonly filter: TaskFilter; readonly page: TaskPage } => {
  const members = membersOf(body);
  const limit = readCount(reading, 'tasksPerPage', members('tasksPerPage'), 25, 1000);
  const number = readCount(reading, 'pageNumber', members('pageNumber'), 1, int32);
  const sort = readSort(reading, members);
  const states = readStates(reading, members);
  const text = readText(reading, 'search', members('search'), taskWidths.message);
  throwProblems(reading.problems);
  return {
    filter: { assignees: [user], states, ...(text === null || text === '' ? {} : { text }) },
    page: { sort, limit, offset: (number - 1) * limit },
  };
};
