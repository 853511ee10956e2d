import type { Operation } from '../operation.ts';
import { perTenant } from '../per-tenant.ts';
import { showOffenseTypes } from '../wire-lists.ts';

/** `GET /api/offensetypes` (D7): all types of the tenant, whatever `belongToOrganization` says. */
export const listOffenseTypesOperation = (): Operation => {
  const shown = perTenant(showOffenseTypes);
  return { method: 'GET', path: '/api/offensetypes', answer: ({ actor }) => shown(actor.tenant) };
};
