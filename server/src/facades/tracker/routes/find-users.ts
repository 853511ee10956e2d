import type { Operation } from '../operation.ts';
import { perTenant } from '../per-tenant.ts';
import { queryOf } from '../query.ts';
import { findableUsers, findUsers } from '../wire-users.ts';

const maxRows = 100;

/** `GET /api/users/typeahead?search=` (D7). */
export const findUsersOperation = (): Operation => {
  const findable = perTenant(findableUsers);
  return {
    method: 'GET',
    path: '/api/users/typeahead',
    answer: ({ request, actor }) => {
      const found = findUsers(findable(actor.tenant), queryOf(request.raw.url ?? '', 'search'));
      return { users: found.slice(0, maxRows).map(({ shown }) => shown), usersCount: found.length };
    },
  };
};
