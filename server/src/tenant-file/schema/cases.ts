/** What cases are made of: attributes, forms, case types and their calendars. */
import { Type } from 'typebox';
import { choice, closed, flag, id, integer, key, list, name, optional, text } from './values.ts';

const unique = { uniqueItems: true };

export const attribute = closed(
  {
    key: key('Name of the attribute on the wire.'),
    label: optional(name('Shown name. Default: the key.')),
    kind: choice(['text', 'choice', 'integer', 'datetime'], 'What its values are.'),
    options: optional(list(text('A value.', 1024), 'Choice: the values there are.', { ...unique, minItems: 1 })),
    multiple: optional(flag('Choice: several values at once; its options hold no `;`.')),
    maxLength: optional(integer('Text: longest value, in UTF-16 units.', { maximum: 100_000, default: 1024 })),
  },
  'A custom attribute of cases.',
);

const clock = (description: string) => Type.String({ description, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' });

export const calendar = closed(
  {
    key: key('What the file calls the calendar.'),
    days: optional(
      list(choice(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'A day.'), 'Working days.', {
        ...unique,
        minItems: 1,
        default: ['mon', 'tue', 'wed', 'thu', 'fri'],
      }),
    ),
    hours: optional(
      list(
        closed(
          { from: clock('Start, `HH:MM`.'), to: clock('End, `HH:MM`; later than `from`.') },
          'A span of working time.',
        ),
        'Working hours, local time, in order. Default: the whole day.',
      ),
    ),
    holidays: optional(
      Type.String({
        description: 'Region of the public holidays, as `GB-ENG`. Default: none.',
        pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$',
      }),
    ),
    timezone: optional(name('IANA zone. Default: the tenant’s.')),
  },
  'Working days and hours, for targets.',
);

export const form = closed(
  {
    key: key('What the file and GOSS clients call the form.'),
    id: optional(id('form')),
    name: name('Shown name.'),
    fields: optional(
      list(
        closed(
          {
            name: key('Name of the field on the wire.'),
            label: optional(name('Shown name. Default: the name.')),
            kind: choice(
              ['text', 'textarea', 'number', 'checkbox', 'checkboxes', 'select', 'radio', 'date', 'user', 'person'],
              'What its values are.',
            ),
            options: optional(
              list(
                closed(
                  { value: text('Value on the wire.', 1024), label: optional(name('Shown text. Default: the value.')) },
                  'One option.',
                ),
                'The options of checkboxes, select and radio. Default: none.',
              ),
            ),
          },
          'A field of the form.',
        ),
        'Fields, in order. Default: none.',
      ),
    ),
  },
  'A form that cases carry submissions of.',
);

const described = (what: string) =>
  closed(
    {
      key: key(`The ${what} on the wire.`),
      name: name('Shown name.'),
      description: optional(name('Longer text. Default: the name.', 1000)),
    },
    `A ${what}.`,
  );

const task = closed(
  {
    key: key('What the case type calls the task.'),
    name: name('Shown name.'),
    min: optional(
      integer('How many must be done before GOSS closes the case.', { minimum: 0, maximum: 1000, default: 0 }),
    ),
    max: optional(integer('How many there may be. Default: no limit.', { maximum: 1000 })),
    prerequisites: optional(
      list(key('Key of a task of this type.'), 'Tasks that must be done before. Default: none.', unique),
    ),
    cancelable: optional(flag('Whether an open one may be cancelled.')),
  },
  'A task of the case type.',
);

const statuses = closed(
  {
    start: name('Status that a new case gets.', 100),
    active: optional(list(name('A status.', 100), 'Statuses that are being worked in. Default: none.', unique)),
    escalated: optional(name('Status of an escalated case. Default: there is none.', 100)),
    closed: name('Status that closing gives.', 100),
    descriptions: optional(
      Type.Record(Type.String(), name('Shown text.', 1000), {
        description: 'Shown text, by status. Default: the status itself.',
      }),
    ),
  },
  'Statuses of the case type.',
);

const target = closed(
  {
    days: optional(integer('Days from creation to the target.', { maximum: 36_500 })),
    hours: optional(integer('Hours from creation to the target, after the days.', { maximum: 876_000 })),
    calendar: optional(key('Key of the calendar whose days and hours count. Default: all count.')),
    reminderHours: optional(
      integer('Hours before the target at which who works on the case is reminded by mail. Default: no reminder.', {
        maximum: 876_000,
      }),
    ),
  },
  'Target that a case gets which is created without one. Default: none.',
);

export const caseType = closed(
  {
    key: key('The case type on the wire.'),
    name: name('Shown name.'),
    default: optional(flag('The type of cases that name none. Exactly one has it.')),
    starters: optional(key('Key of the group that may create such cases. Default: whoever may create cases.')),
    managers: optional(key('Key of the group of case managers (GOSS). Default: none.')),
    statuses,
    subtypes: optional(list(described('subtype'), 'Subtypes. Default: none.')),
    stages: optional(list(described('stage'), 'Stages. Default: none.')),
    closure: optional(
      closed(
        {
          default: optional(name('Reason that is used where none is given. Default: none.', 255)),
          reasons: optional(list(name('A reason.', 255), 'Reasons there are. Default: any text.', unique)),
        },
        'Reasons for closing.',
      ),
    ),
    target: optional(target),
    tasks: optional(list(task, 'Tasks. Default: none.')),
    reassignmentGroups: optional(
      list(key('Key of a group.'), 'Groups that cases may be handed to. Default: any.', unique),
    ),
    escalationGroup: optional(
      key('Key of the group that is told by mail of cases whose target has passed. Default: none.'),
    ),
  },
  'A case type.',
);
