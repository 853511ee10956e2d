/** `goss.CaseManagement.v1.api.closeCase` (contract goss §6.1). */
import type { Tx } from '../../../core.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { closeTaken } from '../../../domain/cases/close-case.ts';
import { requireCaseType } from '../../../domain/cases/edit-case.ts';
import { countCaseTasks, noTasks } from '../../../domain/tasks/count-tasks.ts';
import type { CaseType } from '../../../domain/tenants/tenant.ts';
import type { Context, Method, Params } from '../method.ts';
import { withOpenCase } from '../open-case.ts';
import { closeCaseSchema, limits } from '../schemas.ts';
import { type CloseCaseParams, planCloseCase } from '../wire/plan-close-case.ts';
import { type Reader, readParams } from '../wire/read-params.ts';
import { failure, noExecutions, success } from '../wire/write-result.ts';

/** The login decides; a user that names nobody, as blank forms send it, is none. */
const readUser = (reader: Reader): string | number | null => {
  const user = reader.object('user');
  const id = user?.integer('siteUserId') ?? null;
  return user?.text('siteUserName', limits.key) ?? id;
};

const readCloseCase = (sent: Params, zone: string): CloseCaseParams =>
  readParams(sent, (reader) => ({
    key: reader.requiredText('caseBusinessKey', limits.businessKey),
    date: reader.dateTime('closureDate', zone),
    notes: reader.text('closureNotes', limits.note),
    reason: reader.text('closureReason', limits.key),
    isDryRun: reader.flag('dryRun'),
    isForced: reader.flag('forceClose'),
    user: readUser(reader),
    isDebug: reader.flag('debug'),
  }));

/** Only whom they may hold back needs to know how many there are. */
const countTasks = async (
  tx: Tx,
  { tenant }: Actor,
  found: Case,
  type: CaseType,
  { user, isForced }: CloseCaseParams,
) => {
  const asks = user !== null && !isForced && type.tasks.some(({ min }) => min > 0);
  return asks ? countCaseTasks(tx, tenant.id, found.number) : noTasks;
};

/** The errors; undefined: the case is gone. A dry run stops before anything is changed. */
const close = (context: Context, params: CloseCaseParams): Promise<readonly string[] | undefined> =>
  withOpenCase(context, params.key, 'case.close', async (tx, actor, found) => {
    const type = requireCaseType(actor.tenant, found);
    const tasks = await countTasks(tx, actor, found, type, params);
    const ground = { tenant: actor.tenant, type, found, tasks, now: tx.now() };
    const plan = planCloseCase(params, ground, context.program.user);
    if ('errors' in plan) return plan.errors;
    if (!params.isDryRun) await closeTaken(tx, { ...actor, recordedAs: plan.closedBy }, found, plan.closing);
    return [];
  });

export const closeCaseMethod: Method = {
  name: 'goss.CaseManagement.v1.api.closeCase',
  origin: 'documented',
  description: 'Closes an open case.',
  parameters: closeCaseSchema,
  needs: () => ['case.close'],
  run: async (context, sent) => {
    const params = readCloseCase(sent, context.program.tenant.timezone);
    const errors = await close(context, params);
    if (errors === undefined) return failure(noExecutions);
    if (errors.length > 0) return failure(...errors);
    return success(
      params.isDebug,
      params.isDryRun ? `Case would be closed: ${params.key}` : `Case closed: ${params.key}`,
    );
  },
};
