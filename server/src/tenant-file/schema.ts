/** The tenant file as JSON Schema (DESIGN §8). Every object is closed: an unknown key is an error. */
import { Type } from 'typebox';
import { attribute, calendar, caseType, form } from './schema/cases.ts';
import {
  classification,
  customer,
  disposition,
  offenseType,
  queue,
  screening,
  sessions,
  smtp,
} from './schema/faces.ts';
import { credential, grant, group, role, unit, user } from './schema/people.ts';
import { closed, integer, list, name, type Of, optional, uid } from './schema/values.ts';

const tenant = closed(
  {
    key: Type.String({
      description: 'What the tenant is called in headers and commands; it stays as it is.',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$',
    }),
    uid,
    name: name('Shown name.'),
    timezone: optional(
      Type.String({ description: 'IANA zone: calendars, and vendor dates that carry no zone.', default: 'UTC' }),
    ),
    language: optional(
      Type.String({
        description: 'BCP 47 tag of the tenant’s language.',
        pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
        default: 'en-US',
      }),
    ),
    caseNumbers: optional(
      closed(
        {
          start: optional(integer('Number of the first case; only read when the tenant is made.', { default: 1 })),
          format: optional(
            Type.String({
              description:
                'Reference of a case that is named by its number: `{number}`, or `{number:6}` with zeros up to six digits.',
              maxLength: 60,
              pattern:
                '^[^\\u0000-\\u001f\\u007f-\\u009f{}]*\\{number(:([1-9]|10))?\\}[^\\u0000-\\u001f\\u007f-\\u009f{}]*$',
              default: '{number}',
            }),
          ),
        },
        'How cases are numbered.',
      ),
    ),
    hosts: optional(
      list(
        Type.String({ description: 'A host name, without port.', pattern: '^[A-Za-z0-9_.-]{1,253}$' }),
        'Host names whose sign-ins belong to this tenant, and that World-Check One programs may sign. Default: none.',
      ),
    ),
    sender: optional(name('Address that messages come from. Default: `no-reply@<key>.invalid`.', 255)),
  },
  'The tenant itself.',
);

const some = <T extends Parameters<typeof list>[0]>(items: T, what: string) =>
  optional(list(items, `${what} Default: none.`));

export const tenantFileSchema = Type.Object(
  {
    $schema: optional(Type.String({ description: 'Address of this schema, for editors. Not read.' })),
    tenant,
    sessions: optional(sessions),
    smtp: optional(smtp),
    units: some(unit, 'Organisational units.'),
    groups: some(group, 'Sets of users.'),
    roles: some(role, 'Named sets of permissions.'),
    users: some(user, 'Who signs in. One who leaves the file can no longer, and is kept, since history names him.'),
    grants: some(grant, 'What users may do to each other’s work.'),
    credentials: some(credential, 'What programs sign in with.'),
    attributes: some(attribute, 'Custom attributes of cases.'),
    customers: some(customer, 'Customers.'),
    calendars: some(calendar, 'Working calendars.'),
    forms: some(form, 'Forms.'),
    caseTypes: optional(
      list(caseType, 'Case types. Default: one, `case`, with the statuses `open` and `closed`.', { minItems: 1 }),
    ),
    screening: optional(screening),
    offenseTypes: some(offenseType, 'Offense types (Tracker).'),
    disposition: optional(disposition),
    queues: some(queue, 'Queues.'),
    classifications: some(classification, 'Classifications (Q-Flow).'),
  },
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Docket tenant file',
    description: 'A whole tenant: `docket apply FILE` makes the store match it.',
    additionalProperties: false,
  },
);

export type TenantDocument = Of<typeof tenantFileSchema>;
