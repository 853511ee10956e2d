import { handling } from '../operation.ts';
import { Me } from '../schemas/me.ts';
import { showMe } from '../wire/show-me.ts';

export const getMeRoute = handling({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'Signing in',
  summary: 'Tell who is signed in',
  access: 'licensed',
  answers: { 200: { description: 'The user, the permissions, the units.', schema: Me } },
  handle: async ({ actor, request }) => {
    if (actor === null) return undefined;
    return { status: 200, body: showMe(actor.tenant, actor.user, request.apiSession?.session.csrf ?? null) };
  },
});
