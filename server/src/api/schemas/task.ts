/** Tasks as they are sent, made and changed (contract api, "Calls"). */
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { taskWidths } from '../../domain/tasks/judge-task.ts';
import { taskStates } from '../../domain/tasks/task.ts';
import { anyOf } from './query-values.ts';
import { choice, closed, id, instant, listOf, listQuery, orNull, text } from './values.ts';

const logins = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1000, description: 'Logins.' });
const groups = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1000, description: 'Keys of groups.' });
const title = Type.String({ minLength: 1, maxLength: taskWidths.title });
const message = orNull(text(taskWidths.message));

export const TaskSchema = closed('Task', {
  id: id(),
  kind: orNull(Type.String({ description: "Key of one of the case type's tasks; null: of none." })),
  title: Type.String(),
  message: Type.String(),
  status: choice(taskStates, 'Completed and cancelled tasks are closed.'),
  review: Type.Boolean({ description: 'Made because its case came up for review.' }),
  case: orNull(id('Number of the case that it is attached to, of the first where there are several.')),
  cases: Type.Array(id(), { description: 'Numbers of all cases that it is attached to.' }),
  customers: Type.Array(id(), { description: 'Ids of the customers that it is attached to.' }),
  creator: orNull(Type.String({ description: 'Login; null: a group, or the system.' })),
  creatorGroup: orNull(Type.String({ description: 'Key of the group that sent it.' })),
  assignees: logins,
  assigneeGroups: groups,
  dueAt: orNull(instant()),
  createdAt: instant(),
  changedAt: instant('When it was last changed.'),
  closedAt: orNull(instant()),
  closedBy: orNull(Type.String({ description: 'Login; null: nobody, or the system.' })),
});

const assigning = {
  assignees: Type.Optional(orNull(logins)),
  assigneeGroups: Type.Optional(orNull(groups)),
  dueAt: Type.Optional(orNull(instant())),
};

export const NewTask = closed(
  'NewTask',
  {
    title: Type.Optional(title),
    message: Type.Optional(message),
    case: Type.Optional(orNull(id('Number of the case that it is attached to.'))),
    kind: Type.Optional(orNull(text(200, "Key of one of the case type's tasks; wants `case`."))),
    ...assigning,
  },
  '`title` may be left out where there is a `kind`: it is the name of that. Who names nobody gets the task himself.',
);

export const TaskPatch = closed(
  'TaskPatch',
  {
    title: Type.Optional(title),
    message: Type.Optional(message),
    status: Type.Optional(choice(['open', 'cancelled'], '`open`: taken up. `cancelled`: closed without being done.')),
    ...assigning,
  },
  'A JSON merge patch (RFC 7396): only what is named changes; null empties.',
);

export type NewTaskBody = Static<typeof NewTask>;
export type TaskPatchBody = Static<typeof TaskPatch>;

export const TaskQuery = listQuery({
  assignee: anyOf(text(200), 'Assigned to him or to a group that he is in. Logins; `me`: the caller.'),
  case: Type.Optional(id('Number of the case that they are attached to.')),
  status: anyOf(choice(taskStates), 'Any of these.'),
  kind: anyOf(text(200), "Keys of a case type's tasks."),
  review: Type.Optional(Type.Boolean({ description: 'Only review tasks, or only others.' })),
});

export type TaskQuery = Static<typeof TaskQuery>;

export const TaskList = listOf('TaskList', TaskSchema);
