/** `GET /users`: the client's active users, of all units, by full name (§4.1). */
import { actorOf } from '../auth.ts';
import { renderUser } from '../wire.ts';
import type { Route } from './route.ts';

export const listUsers: Route = (routes, { version }) => {
  routes.get('/users', async (request) =>
    actorOf(request)
      .tenant.users.all.filter(({ disabled }) => !disabled)
      .map((user) => renderUser(user, version))
      .sort((left, right) => (left.fullName < right.fullName ? -1 : left.fullName > right.fullName ? 1 : 0)),
  );
};
