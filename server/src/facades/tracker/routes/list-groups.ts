import type { Operation } from '../operation.ts';
import { perTenant } from '../per-tenant.ts';
import { showGroups } from '../wire-lists.ts';

/** `GET /api/groups` (D7). */
export const listGroupsOperation = (): Operation => {
  const shown = perTenant(showGroups);
  return { method: 'GET', path: '/api/groups', answer: ({ actor }) => shown(actor.tenant) };
};
