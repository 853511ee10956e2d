import { notFound } from '../../../domain/errors.ts';
import type { User } from '../../../domain/tenants/tenant.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { byId, perTenant } from '../per-tenant.ts';
import { refuseAll, texts } from '../problems.ts';
import { queryOf } from '../query.ts';
import { findableUsers, findUsers, showUser } from '../wire-users.ts';

/** `GET /api/users/{id}`: with his groups. */
export const getUserOperation: Operation = {
  method: 'GET',
  path: `/api/users/${integerInPath('id')}`,
  answer: ({ request, actor: { tenant } }) => {
    const user = tenant.users.byId.get(caseNumberOf(request));
    if (user === undefined || user.removed) throw notFound('user');
    return showUser(tenant, user, true);
  },
};

/** `GET /api/users`: everybody, the disabled too, by id. */
export const listUsersOperation = (): Operation => {
  const shown = perTenant((tenant) => [...tenant.users.all].sort(byId).map((user) => showUser(tenant, user, true)));
  return { method: 'GET', path: '/api/users', answer: ({ actor }) => shown(actor.tenant) };
};

/** `GET /api/users/search?search=`: whom the type-ahead finds, whole. */
export const searchUsersOperation = (): Operation => {
  const findable = perTenant(findableUsers);
  return {
    method: 'GET',
    path: '/api/users/search',
    answer: ({ request, actor: { tenant } }) => {
      const found = findUsers(findable(tenant), queryOf(request.raw.url ?? '', 'search'));
      return found.flatMap(({ shown }) => {
        const user: User | undefined = tenant.users.byId.get(shown.id);
        return user === undefined ? [] : showUser(tenant, user, true);
      });
    },
  };
};

const readCount = (url: string, name: string, absent: number): number => {
  const text = queryOf(url, name);
  if (text === undefined) return absent;
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : refuseAll(name, texts.wrong);
};

/** `GET /odata/users?$top=&$skip=&$count=`: a list of OData; a `$filter`, `$orderby` or `$select` is not read but refused. */
export const odataUsersOperation: Operation = {
  method: 'GET',
  path: '/odata/users',
  answer: ({ request, actor: { tenant } }) => {
    const url = request.raw.url ?? '';
    for (const name of ['$filter', '$orderby', '$select', '$search', '$apply']) {
      if (queryOf(url, name) !== undefined) refuseAll(name, 'The option is not supported.');
    }
    const skip = readCount(url, '$skip', 0);
    const users = [...tenant.users.all].sort(byId).slice(skip, skip + readCount(url, '$top', tenant.users.all.length));
    return {
      ...(queryOf(url, '$count')?.toLowerCase() === 'true' ? { '@odata.count': tenant.users.all.length } : {}),
      value: users.map((user) => showUser(tenant, user, true)),
    };
  },
};
