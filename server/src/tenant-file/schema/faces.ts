/** What only one part of the server reads: screening, disposition, queues, customers, messages. */
import { Type } from 'typebox';
import { choice, closed, flag, id, idOrKey, integer, key, list, name, optional, secret, text, uid } from './values.ts';

const unique = { uniqueItems: true };

export const customer = closed(
  {
    id: optional(id('customer')),
    uid,
    personalId: optional(
      name('The organisation’s own number of the person, unique. A customer has this or an id.', 250),
    ),
    firstName: optional(name('First name.', 100)),
    lastName: optional(name('Last name.', 100)),
    email: optional(name('E-mail address.', 255)),
    phone: optional(name('Telephone number, in quotes.', 40)),
    extRef: optional(name('External reference.')),
  },
  'A customer. What is left out stays as it is in the store, and so do customers made elsewhere.',
);

export const screening = closed(
  {
    groups: optional(list(key('Key of a unit.'), 'Units that screen. Default: none.', unique)),
    secondaryFields: optional(
      choice(['standard', 'none'], 'Secondary fields: the published SFCT_ set, or none.', { default: 'standard' }),
    ),
    customFields: optional(
      list(
        closed(
          {
            typeId: key('Id of the field on the wire.', 64),
            label: name('Shown name.'),
            attribute: key('Key of the attribute that holds it.'),
            required: optional(flag('Whether a case must have it.')),
          },
          'A custom field.',
        ),
        'Custom fields. Default: none.',
      ),
    ),
  },
  'World-Check One case template.',
);

export const offenseType = closed(
  { id: integer('Number of the offense type.'), name: name('Shown name.') },
  'An offense type (Tracker).',
);

const groups = (what: string) =>
  optional(list(idOrKey('Id or key of a group.'), `Groups that may ${what}. Default: none.`, unique));

export const disposition = closed(
  {
    enabled: optional(flag('Whether review dates are computed.')),
    reviewers: optional(
      list(
        closed(
          {
            unit: key('Key of the unit.'),
            user: optional(key('Login of the user who sends its review tasks.')),
            group: optional(key('Key of the group that sends its review tasks; instead of a user.')),
            default: optional(flag('Whether it stands in for units without one. At most one does.')),
          },
          'Who sends the review tasks of a unit: a user or a group.',
        ),
        'Reviewers. Default: none.',
      ),
    ),
    followUpDays: optional(
      Type.Unsafe<Record<string, number>>({
        type: 'object',
        description: 'Days from creation to review, 1 to 36,500, by offense type id. Default: none.',
        patternProperties: { '^[1-9][0-9]{0,9}$': { type: 'integer', minimum: 1, maximum: 36_500 } },
        additionalProperties: false,
      }),
    ),
    groups: optional(
      closed(
        { list: groups('see review dates'), create: groups('set them on creation'), update: groups('change them') },
        'Who handles review dates.',
      ),
    ),
  },
  'Tracker auto disposition.',
);

export const queue = closed(
  {
    key: key('What the file calls the queue.'),
    id: optional(id('queue')),
    uid,
    extRef: optional(name('External reference, as Q-Flow clients name the service.')),
    name: name('Shown name.'),
    unit: key('Key of the unit that serves it.'),
    ticket: optional(
      closed(
        {
          prefix: optional(
            Type.String({
              description: 'Text before the number.',
              maxLength: 10,
              pattern: '^[^\\u0000-\\u001f\\u007f]*$',
              default: '',
            }),
          ),
          from: optional(integer('First number.', { default: 1 })),
          to: optional(integer('Last number; the first follows again.', { default: 999 })),
        },
        'How tickets are numbered.',
      ),
    ),
    caseType: optional(key('Key of the type of the cases made in it. Default: the default type.')),
    serviceTimeoutMinutes: optional(
      integer('Minutes after which a case in service counts as forgotten and goes back to its place. Default: never.', {
        maximum: 525_600,
      }),
    ),
  },
  'A queue: a Q-Flow service.',
);

export const classification = closed(
  { code: name('The code on the wire.', 20), name: name('Shown name.') },
  'A classification (Q-Flow).',
);

export const sessions = closed(
  {
    egainMinutes: optional(
      integer('eGain: minutes without a call that end a session.', { maximum: 525_600, default: 30 }),
    ),
    tokenHours: optional(integer('Tracker and Q-Flow: hours that a token lasts.', { maximum: 8760, default: 12 })),
    workspaceHours: optional(
      integer('Workspace: hours without a call that end a session.', { maximum: 8760, default: 12 }),
    ),
  },
  'How long sign-ins last.',
);

export const smtp = closed(
  {
    host: name('Mail server.', 253),
    port: optional(integer('Its port.', { maximum: 65_535, default: 587 })),
    security: optional(
      choice(['starttls', 'tls', 'none'], 'How the connection is protected.', { default: 'starttls' }),
    ),
    user: optional(name('User name at the mail server. Default: no sign-in.', 255)),
    password: optional(secret('Password at the mail server; stored encrypted.')),
    passwordSealed: optional(
      text('The password as `docket export` prints it, encrypted under DOCKET_SECRET_KEY.', 4096),
    ),
  },
  'Mail server that messages go through. Default: none, and messages stay queued until there is one.',
);
