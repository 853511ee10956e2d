import { asBoolean } from '../members.ts';
import type { Operation } from '../operation.ts';
import { queryOf } from '../query.ts';
import { showUser } from '../wire-users.ts';

/** `POST /api/users/userData` (D7). */
export const userDataOperation: Operation = {
  method: 'POST',
  path: '/api/users/userData',
  personal: true,
  answer: ({ actor }) => showUser(actor.tenant, actor.user, true),
};

/** `GET /api/users/currentuser?groups=` (D7): without the groups unless they are asked for. */
export const currentUserOperation: Operation = {
  method: 'GET',
  path: '/api/users/currentuser',
  personal: true,
  answer: ({ request, actor }) =>
    showUser(actor.tenant, actor.user, asBoolean(queryOf(request.raw.url ?? '', 'groups')) ?? false),
};
