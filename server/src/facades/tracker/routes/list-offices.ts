import type { Operation } from '../operation.ts';
import { perTenant } from '../per-tenant.ts';
import { showOffices } from '../wire-lists.ts';

/** `GET /api/offices` (D7). */
export const listOfficesOperation = (): Operation => {
  const shown = perTenant(showOffices);
  return { method: 'GET', path: '/api/offices', answer: ({ actor }) => shown(actor.tenant) };
};
