/** Units, groups, roles, users, what users may do to each other's work, and what programs sign in with. */
import { grantKinds, permissions } from '../../domain/access/permission.ts';
import { choice, closed, flag, hex, id, key, list, name, optional, secret, text, uid } from './values.ts';

const unique = { uniqueItems: true };

export const unit = closed(
  {
    key: key('What the file calls the unit.'),
    id: optional(id('unit')),
    uid,
    extRef: optional(name('External reference, as Q-Flow clients name the unit.')),
    name: name('Shown name.'),
    parent: optional(key('Key of the unit above. It gives no rights.')),
    sharesWith: optional(
      list(
        closed(
          {
            unit: key('Key of the unit that sees this one’s cases.'),
            activities: optional(flag('Whether its users see the cases themselves.')),
          },
          'One unit that this one shares its work with.',
        ),
        'Units that this one shares its work with: one way and one step. Default: none.',
      ),
    ),
  },
  'An organisational unit: an eGain department, a World-Check One group, a Tracker office, a Q-Flow unit.',
);

export const group = closed(
  { key: key('What the file calls the group.'), id: optional(id('group')), uid, name: name('Shown name.') },
  'A set of users.',
);

export const role = closed(
  {
    key: key('What the file calls the role.'),
    permissions: list(
      choice(['*', ...permissions], 'A permission; `*` is every one.'),
      'What the role allows.',
      unique,
    ),
  },
  'A named set of permissions.',
);

export const user = closed(
  {
    login: key('Name that the user signs in with.'),
    id: optional(id('user')),
    uid,
    password: optional(secret('The password; only its argon2id hash is stored.')),
    passwordHash: optional(
      text(
        'The password as an argon2id hash (PHC string), instead of `password`. Neither: no sign-in by password.',
        512,
      ),
    ),
    firstName: optional(name('First name.', 100)),
    lastName: optional(name('Last name.', 100)),
    email: optional(name('E-mail address.', 255)),
    home: optional(key('Key of the unit that the user belongs to.')),
    foreign: optional(list(key('Key of a unit.'), 'Other units that the user works in. Default: none.', unique)),
    roles: optional(list(key('Key of a role.'), 'Roles of the user. Default: none.', unique)),
    groups: optional(list(key('Key of a group.'), 'Groups of the user. Default: none.', unique)),
    licences: optional(
      list(
        name('Name of a licence.', 50),
        'Licences. A user with none signs in and can do nothing else. Default: none.',
        unique,
      ),
    ),
    disabled: optional(flag('Whether the user is refused at sign-in; disabling one ends the open sessions.')),
  },
  'A person or program that signs in.',
);

export const grant = closed(
  {
    user: key('Login of the user who may.'),
    target: key('Login of the user whose work it is.'),
    allow: list(
      choice([...grantKinds], 'A right.'),
      '`transfer`: hand over cases to the target; `pull`: edit cases of the target.',
      {
        ...unique,
        minItems: 1,
      },
    ),
  },
  'What one user may do to another’s work.',
);

export const credential = closed(
  {
    facade: choice(['worldcheck', 'tracker', 'qflow', 'goss', 'api'], 'The API that it is for.'),
    user: key('Login of the user that the program acts as.'),
    keyId: optional(key('Worldcheck: the public half of the key.', 200)),
    secret: optional(secret('Worldcheck: the secret that requests are signed with; stored encrypted.')),
    secretSealed: optional(text('The secret as `docket export` prints it, encrypted under DOCKET_SECRET_KEY.', 4096)),
    token: optional(
      secret('The bearer token, visible ASCII characters; only its hash is stored.', { pattern: '^[\\x21-\\x7e]*$' }),
    ),
    tokenHash: optional(hex(64, 'The token as its SHA-256 in hexadecimal, as `docket export` prints it.')),
  },
  'What a program signs in with: worldcheck a keyId and a secret, the others a token.',
);
