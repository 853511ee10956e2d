/** Who is signed in. */
import { Type } from 'typebox';
import { UserSummary } from './case.ts';
import { closed, orNull, part } from './values.ts';

export const Me = closed('Me', {
  user: UserSummary,
  tenant: part({ key: Type.String(), name: Type.String(), timezone: Type.String(), language: Type.String() }),
  permissions: Type.Array(Type.String(), { description: 'Of all roles; `*` is every permission.' }),
  units: Type.Array(
    part({
      key: Type.String(),
      name: Type.String(),
      acts: Type.Boolean({ description: 'Whether the permissions hold here; else the user only sees the cases.' }),
    }),
    { description: 'Units whose cases the user sees, the home unit first.' },
  ),
  csrf: orNull(
    Type.String({ description: 'What to send as `X-Docket-CSRF` with every change; null: signed in by a token.' }),
  ),
});
