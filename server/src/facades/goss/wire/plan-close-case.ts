/** What closeCase makes of its parameters and the case as it stands (contract goss §6.1). Pure. */
import type { Case } from '../../../domain/cases/case.ts';
import type { ClosingOrder } from '../../../domain/cases/close-case.ts';
import type { TaskCounts } from '../../../domain/tasks/count-tasks.ts';
import type { CaseType, Tenant, User } from '../../../domain/tenants/tenant.ts';
import { toFacets } from './facet.ts';
import { isKnownReason, mayManage, writeUnmetTasks } from './judge-closing.ts';
import type { SentDate } from './read-params.ts';

export interface CloseCaseParams {
  readonly key: string;
  readonly date: SentDate | null;
  readonly notes: string | null;
  readonly reason: string | null;
  readonly isDryRun: boolean;
  readonly isForced: boolean;
  /** Who closes it, by login or by number; null: the system. */
  readonly user: string | number | null;
  readonly isDebug: boolean;
}

export interface CloseGround {
  readonly tenant: Tenant;
  readonly type: CaseType;
  readonly found: Case;
  readonly tasks: TaskCounts;
  readonly now: number;
}

export type ClosePlan =
  | { readonly errors: readonly string[] }
  | { readonly closing: ClosingOrder; readonly closedBy: User | null };

/** Not later than now, and not before the second in which the case began: that is the start that callers are shown. */
const isPossible = ({ at }: SentDate, { found, now }: CloseGround): boolean =>
  at.getTime() <= now && at.getTime() >= Math.floor(found.createdAt.getTime() / 1000) * 1000;

const findUser = ({ tenant }: CloseGround, named: string | number): User | undefined => {
  if (typeof named === 'string') return tenant.users.byKey.get(named);
  const user = tenant.users.byId.get(named);
  return user?.removed ? undefined : user;
};

/** The system closes whatever there is; a user must be a case manager, and answers for the tasks unless he forces it. */
const judgeUser = (
  { user: named, isForced }: CloseCaseParams,
  ground: CloseGround,
): { readonly user: User | null; readonly errors: readonly string[] } => {
  if (named === null) return { user: null, errors: [] };
  const user = findUser(ground, named);
  if (user === undefined) return { user: null, errors: [`User ${named} does not exist`] };
  const { type, tasks } = ground;
  if (!mayManage(type, user)) {
    return { user, errors: [`User ${user.login} is not a case manager of case type ${type.key}`] };
  }
  return { user, errors: isForced ? [] : writeUnmetTasks(type, tasks) };
};

export const planCloseCase = (params: CloseCaseParams, ground: CloseGround, program: User): ClosePlan => {
  const { date, notes, reason } = params;
  const { user, errors } = judgeUser(params, ground);
  const all =
    date === null || isPossible(date, ground)
      ? errors
      : [`Closure date ${date.sent} is not valid for the case`, ...errors];
  if (all.length > 0) return { errors: all };
  return {
    closing: {
      reason: reason !== null && isKnownReason(ground.type, reason) ? reason : null,
      note: notes,
      cancelsTasks: true,
      ...(date === null ? {} : { facets: toFacets({ closing: { date: date.at.toISOString() } }) }),
      data: { program: program.login },
    },
    closedBy: user,
  };
};
