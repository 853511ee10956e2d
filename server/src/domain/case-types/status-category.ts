import type { Category } from '../cases/case.ts';
import type { CaseType } from '../tenants/tenant.ts';

/** Closed and escalated by name; a status among the active ones is active; else new (DESIGN §8). */
export const statusCategory = (type: CaseType, status: string): Category => {
  if (status === type.statuses.closed) return 'closed';
  if (status === type.statuses.escalated) return 'escalated';
  return type.statuses.active.includes(status) ? 'active' : 'new';
};
