/** The configuration of a tenant, as callers see it. */
import { Type } from 'typebox';
import { closed, id, orNull, part } from './values.ts';

const text = Type.String();
const maybe = orNull(Type.String());
const texts = Type.Array(Type.String());

export const Unit = closed('Unit', {
  id: id(),
  uid: text,
  key: text,
  name: text,
  parent: maybe,
  extRef: maybe,
  sharesWith: Type.Array(
    part({
      unit: maybe,
      activities: Type.Boolean({ description: 'Whether users at home there see the cases of this unit.' }),
    }),
  ),
});

export const Group = closed('Group', { id: id(), uid: text, key: text, name: text });

const named = part({ key: text, name: text, description: maybe });
const days = orNull(Type.Number());

export const CaseType = closed('CaseType', {
  key: text,
  name: text,
  default: Type.Boolean({ description: 'The type of cases that name none.' }),
  starters: orNull(Type.String({ description: 'Group that alone may make such cases.' })),
  managers: maybe,
  statuses: part({
    start: text,
    active: texts,
    escalated: maybe,
    closed: text,
    descriptions: Type.Unsafe<Readonly<Record<string, string>>>({
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Shown text by status; a status without one shows itself.',
    }),
  }),
  subtypes: Type.Array(named),
  stages: Type.Array(named),
  closure: part({ default: maybe, reasons: texts }),
  target: Type.Unsafe<unknown>({
    type: ['object', 'null'],
    properties: { days, hours: days, calendar: maybe, reminderHours: days },
    required: ['days', 'hours', 'calendar', 'reminderHours'],
    additionalProperties: false,
  }),
  tasks: Type.Array(
    part({
      key: text,
      name: text,
      min: Type.Integer(),
      max: orNull(Type.Integer()),
      prerequisites: texts,
      cancelable: Type.Boolean(),
    }),
  ),
  reassignmentGroups: texts,
  escalationGroup: maybe,
});

export const Attribute = closed('Attribute', {
  key: text,
  label: text,
  kind: Type.Unsafe<string>({ type: 'string', enum: ['text', 'choice', 'integer', 'datetime'] }),
  options: texts,
  multiple: Type.Boolean(),
  maxLength: Type.Integer({ description: 'Of a text, in UTF-16 units.' }),
});

export const Form = closed('Form', {
  id: id(),
  key: text,
  name: text,
  fields: Type.Array(
    part({ name: text, label: text, kind: text, options: Type.Array(part({ value: text, label: text })) }),
  ),
});

export const Queue = closed('Queue', {
  id: id(),
  uid: text,
  key: text,
  extRef: maybe,
  name: text,
  unit: maybe,
  ticket: part({ prefix: text, from: Type.Integer(), to: Type.Integer() }),
  caseType: text,
});

export const Classification = closed('Classification', { code: text, name: text });
