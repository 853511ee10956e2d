/** `POST Users/Token` and `POST Users/LoginQFlow`, which behave alike: a user by name and password, and a new token. */
import { randomBytes } from 'node:crypto';
import { beginSession } from '../../../domain/users/sessions.ts';
import { signInByPassword } from '../auth.ts';
import { readMembers } from '../body.ts';
import { createModel } from '../model.ts';
import { renderUser } from '../wire.ts';
import { answer, type Route } from './route.ts';

const bodyName = 'userLogin';
const hourMs = 3_600_000;

export const signIn: Route = (routes, deps) => {
  for (const path of ['/Users/Token', '/Users/LoginQFlow']) {
    routes.post(path, { config: { qflow: { bodyName } } }, async (request, reply) => {
      const model = createModel(bodyName, readMembers(request));
      const name = model.requiredText('UserName', 254);
      const password = model.requiredText('Password', 250);
      model.judge();
      const { tenant, user } = await signInByPassword(deps, request, name, password);
      const token = randomBytes(32).toString('base64url');
      const lifetimeMs = tenant.sessions.tokenHours * hourMs;
      await beginSession(deps.core, tenant, user, { face: 'qflow', token, lifetimeMs });
      return answer(request, reply, renderUser(user, tenant, token));
    });
  }
};
