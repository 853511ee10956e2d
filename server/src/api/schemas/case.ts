/** The case, as it is sent, made and patched (contract api, "Case"). */
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { categories, severities } from '../../domain/cases/case.ts';
import { widths } from '../../domain/cases/judge-fields.ts';
import { maxReferenceLength } from '../../domain/references/reference.ts';
import { choice, closed, id, instant, largestInteger, orNull, part, text } from './values.ts';

const contactMembers = {
  // Narrower than the core, which also keeps what GOSS sends: a person's widths (DESIGN S8).
  name: orNull(text(100)),
  email: orNull(text(255)),
  phone: orNull(text(40)),
  address: orNull(text(widths.contactAddress)),
};

const attributeValue = Type.Unsafe<string | number | readonly string[]>({
  type: ['string', 'integer', 'array'],
  items: { type: 'string' },
});

/** `null` removes. */
const attributeInput = Type.Unsafe<string | number | readonly string[] | null>({
  type: ['string', 'integer', 'array', 'null'],
  items: { type: 'string', maxLength: 1024 },
  maxItems: 1000,
});

export const attributesInput = Type.Unsafe<{ [key: string]: Static<typeof attributeInput> }>({
  type: 'object',
  additionalProperties: attributeInput,
  description:
    'By key. Text and choice are strings, a multiple choice a list, integer a number, datetime a time; null removes.',
});

const logins = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1000, description: 'Logins.' });
const keys = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1000, description: 'Keys of groups.' });
const tags = Type.Array(text(widths.tag), { maxItems: 1000 });

/** What create and patch have alike. Null empties. */
const writable = {
  reference: Type.String({
    minLength: 1,
    maxLength: maxReferenceLength,
    description: 'Unique in the tenant. 1 to 512 UTF-16 units, not only white space, no control characters.',
  }),
  subtype: orNull(text(200)),
  stage: orNull(text(200)),
  status: Type.String({ maxLength: 200, description: 'An active status of the type, or the escalated one.' }),
  offenseType: orNull(id('Id of an offense type.')),
  subject: Type.String({ minLength: 1, maxLength: widths.subject }),
  description: orNull(text(widths.description)),
  solution: orNull(text(widths.solution)),
  severity: choice(severities),
  tags: orNull(tags),
  unit: orNull(text(200, 'Key of a unit; null: none.')),
  owner: orNull(text(200, 'Login.')),
  assignees: orNull(logins),
  assigneeGroups: orNull(keys),
  customer: orNull(id('Id of a customer.')),
  contact: Type.Unsafe<{ readonly [K in keyof typeof contactMembers]?: string | null } | null>({
    type: ['object', 'null'],
    properties: contactMembers,
    additionalProperties: false,
  }),
  externalReference: orNull(text(widths.externalReference)),
  dueAt: orNull(instant()),
  reviewAt: orNull(instant()),
  reviewNotes: orNull(text(widths.reviewNotes)),
  language: Type.String({ minLength: 1, maxLength: widths.language }),
  attributes: Type.Unsafe<Static<typeof attributesInput> | null>({ ...attributesInput, type: ['object', 'null'] }),
};

const { subject, ...rest } = writable;

const optional = Object.fromEntries(
  Object.entries(rest).map(([name, schema]) => [name, Type.Optional(schema)]),
) as unknown as { [K in keyof typeof rest]: ReturnType<typeof Type.Optional<(typeof rest)[K]>> };

export const NewCase = closed(
  'NewCase',
  {
    subject,
    type: Type.Optional(text(200, "Key of a case type; the tenant's default where it is not named.")),
    ...optional,
  },
  'Only `subject` is required. `unit` is the caller’s home unit where it is not named, `severity` is medium.',
);

export const CasePatch = closed(
  'CasePatch',
  { subject: Type.Optional(subject), ...optional },
  'A JSON merge patch (RFC 7396): only what is named changes; null empties.',
);

export type NewCaseBody = Static<typeof NewCase>;
export type CasePatchBody = Static<typeof CasePatch>;

export const CaseSummary = closed(
  'CaseSummary',
  {
    number: id(),
    uid: Type.String(),
    reference: Type.String(),
    type: Type.String(),
    status: Type.String(),
    statusCategory: choice(categories),
    subject: Type.String(),
    severity: choice(severities),
    unit: orNull(Type.String()),
    owner: orNull(Type.String()),
  },
  'What another case shows of one.',
);

export const CustomerSummary = closed('CustomerSummary', {
  id: id(),
  uid: Type.String(),
  personalId: orNull(Type.String()),
  firstName: orNull(Type.String()),
  lastName: orNull(Type.String()),
  email: orNull(Type.String()),
  phone: orNull(Type.String()),
  extRef: orNull(Type.String()),
});

export const UserSummary = closed('UserSummary', {
  id: id(),
  uid: Type.String(),
  login: Type.String(),
  firstName: orNull(Type.String()),
  lastName: orNull(Type.String()),
  name: Type.String({ description: 'First and last name, what there is of them; else the login.' }),
  email: orNull(Type.String()),
  home: orNull(Type.String({ description: 'Key of the home unit.' })),
  units: Type.Array(Type.String(), { description: 'Keys of the units in which the user acts, the home unit first.' }),
  groups: Type.Array(Type.String()),
  licensed: Type.Boolean(),
  disabled: Type.Boolean(),
});

const caseMembers = {
  number: id('Never given to another case.'),
  uid: Type.String({ description: 'UUIDv7.' }),
  reference: Type.String(),
  version: Type.Integer({ minimum: 1, description: 'The ETag, without its quotes.' }),
  type: Type.String(),
  subtype: orNull(Type.String()),
  stage: orNull(Type.String()),
  status: Type.String(),
  statusCategory: choice(categories),
  offenseType: orNull(Type.Integer()),
  subject: Type.String(),
  description: orNull(Type.String()),
  solution: orNull(Type.String()),
  severity: choice(severities),
  tags: Type.Array(Type.String()),
  unit: orNull(Type.String()),
  owner: orNull(Type.String()),
  assignees: Type.Array(Type.String()),
  assigneeGroups: Type.Array(Type.String()),
  customer: orNull(Type.Integer()),
  contact: part({
    name: orNull(Type.String()),
    email: orNull(Type.String()),
    phone: orNull(Type.String()),
    address: orNull(Type.String()),
  }),
  externalReference: orNull(Type.String()),
  dueAt: orNull(instant()),
  reviewAt: orNull(instant('Null for callers who may not see review dates.')),
  reviewNotes: Type.String(),
  language: Type.String(),
  attributes: Type.Unsafe<{ readonly [key: string]: Static<typeof attributeValue> }>({
    type: 'object',
    additionalProperties: attributeValue,
  }),
  related: Type.Array(Type.Integer({ minimum: 1, maximum: largestInteger }), {
    description: 'Numbers of the related cases that the caller sees.',
  }),
  archived: Type.Boolean(),
  restricted: Type.Boolean(),
  createdAt: instant(),
  createdBy: orNull(Type.String({ description: 'Login; null: the system.' })),
  modifiedAt: instant(),
  modifiedBy: orNull(Type.String()),
  closedAt: orNull(instant()),
  closureReason: orNull(Type.String()),
  closureNote: orNull(Type.String()),
  abilities: Type.Array(Type.String(), { description: 'What the caller may do with this case now.' }),
};

const expanded = closed(
  'Expanded',
  {
    customer: Type.Optional(Type.Union([CustomerSummary, Type.Null()])),
    owner: Type.Optional(Type.Union([UserSummary, Type.Null()])),
    related: Type.Optional(Type.Array(CaseSummary)),
  },
  'What `expand` asked for.',
);

export const Case = closed('Case', caseMembers);

export type WireCase = Static<typeof Case>;

export const caseFields = Object.keys(caseMembers) as (keyof WireCase)[];

/** With `fields`, only some of the members; with `expand`, one more. */
export const CaseView = Type.Object(
  {
    ...(Object.fromEntries(Object.entries(caseMembers).map(([name, schema]) => [name, Type.Optional(schema)])) as {
      [K in keyof typeof caseMembers]: ReturnType<typeof Type.Optional<(typeof caseMembers)[K]>>;
    }),
    expanded: Type.Optional(expanded),
  },
  {
    title: 'CaseView',
    additionalProperties: false,
    description: 'A case: every member, or those that `fields` names; `expanded` where `expand` asks for it.',
  },
);

export type CaseView = Static<typeof CaseView>;

export const expansions = ['customer', 'owner', 'related'] as const;

/** What a call that answers with cases may be asked. */
export const viewParameters = {
  fields: Type.Optional(
    Type.Array(choice(caseFields), {
      minItems: 1,
      maxItems: 100,
      description: 'Members to answer with; all where it is not named.',
    }),
  ),
  expand: Type.Optional(
    Type.Array(choice(expansions), { minItems: 1, maxItems: 10, description: 'What to add, as `expanded`.' }),
  ),
};
