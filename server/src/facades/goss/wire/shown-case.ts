/** A case with all that its answer needs of what stands around it. */
import type { Case, JsonValue } from '../../../domain/cases/case.ts';
import type { TaskCounts } from '../../../domain/tasks/count-tasks.ts';
import type { CaseType, Tenant, User } from '../../../domain/tenants/tenant.ts';
import { type GossFacet, readFacet } from './facet.ts';
import { variablesOf } from './variables.ts';

/** A file of the case. */
export interface ShownFile {
  readonly fileId: string;
  readonly formField: string | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Login and shown name of the system, where no user of the tenant did something. */
export const systemUser = { login: 'CMSYSTEMUSER', name: 'System User' } as const;

export interface ShownCase {
  readonly tenant: Tenant;
  readonly found: Case;
  readonly type: CaseType;
  readonly facet: GossFacet;
  /** Null: a job of the server made the case. */
  readonly startUser: User | null;
  readonly proxy: User | null;
  readonly manager: User | null;
  readonly variables: ReadonlyMap<string, JsonValue>;
  /** In the order they were attached. */
  readonly files: readonly ShownFile[];
  /** The case has, or has had, its escalated status. */
  readonly wasEscalated: boolean;
  /** When it was closed, as the caller said who closed it here; null: it is open. */
  readonly endTime: Date | null;
  /** Of the case: all that were not cancelled. */
  readonly tasks: TaskCounts;
  /** Days of the type's own target where that rule set the target of the case, else 0. */
  readonly targetDays: number;
}

const endOf = ({ closedAt }: Case, { closing }: GossFacet): Date | null =>
  closedAt === null || closing === undefined ? closedAt : new Date(closing.date);

/** Gathers it from the tenant and the case. */
export const toShownCase = (
  tenant: Tenant,
  found: Case,
  { files, wasEscalated, tasks }: Pick<ShownCase, 'files' | 'wasEscalated' | 'tasks'>,
): ShownCase => {
  const facet = readFacet(found);
  const type = tenant.caseTypes.get(found.type) ?? tenant.defaultCaseType;
  const userOf = (id: number | null | undefined): User | null => tenant.users.byId.get(id ?? 0) ?? null;
  return {
    tenant,
    found,
    type,
    facet,
    startUser: userOf(found.createdById),
    proxy: userOf(facet.proxyId),
    manager: userOf(found.ownerId),
    variables: variablesOf(found),
    files,
    wasEscalated,
    endTime: endOf(found, facet),
    tasks,
    targetDays: found.dueByRule ? (type.target?.days ?? 0) : 0,
  };
};
