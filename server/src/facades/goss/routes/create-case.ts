/** `goss.CaseManagement.v1.api.createCase` (contract goss §4, §5). */
import type { Actor } from '../../../domain/actor.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { createCase } from '../../../domain/cases/create-case.ts';
import { findFiles } from '../../../domain/files/attach-file.ts';
import { noTasks } from '../../../domain/tasks/count-tasks.ts';
import type { Context, Method } from '../method.ts';
import { createCaseSchema } from '../schemas.ts';
import { checkCreateCase, type Named } from '../wire/check-create-case.ts';
import { type Plan, planCreateCase } from '../wire/plan-create-case.ts';
import { type CreateCaseParams, readCreateCase } from '../wire/read-create-case.ts';
import { toShownCase } from '../wire/shown-case.ts';
import { startTrace, type Trace } from '../wire/trace.ts';
import { variablesOf } from '../wire/variables.ts';
import { writeCase } from '../wire/write-case.ts';
import { writeWorkflowRequest } from '../wire/write-workflow-request.ts';

/** A case that was made, and its plan. */
interface Made {
  readonly made: Case;
  readonly plan: Plan;
}

const traceStart = (trace: Trace, params: CreateCaseParams, { startForm }: Named, plan: Plan): void => {
  const {
    facets = {},
    contactName = null,
    contactEmail = null,
    contactPhone = null,
    contactAddress = null,
  } = plan.newCase;
  trace.add('Starting case creation');
  trace.add(
    'Workflow request',
    writeWorkflowRequest({
      params,
      formName: startForm.name,
      summaryForm: plan.summaryForm,
      variables: variablesOf({ facets, contactName, contactEmail, contactPhone, contactAddress }),
      files: plan.files,
    }),
  );
};

/** One transaction: files looked up, the case made, and closed where the plan says so. The start user is its actor. */
const make = ({ deps, program }: Context, trace: Trace, params: CreateCaseParams, named: Named): Promise<Made> => {
  const { tenant, user } = program;
  const actor: Actor = { ...program, recordedAs: named.startUser };
  const begun = trace.length();
  return deps.core.run(actor, async (tx) => {
    trace.rewind(begun);
    trace.add('Starting attachments existence check');
    const files = await findFiles(
      tx,
      actor,
      params.attachments.map(({ reference }) => reference),
    );
    trace.add('validated', { validated: true });
    const plan = planCreateCase(params, { tenant, named, files, program: user, now: tx.now() });
    traceStart(trace, params, named, plan);
    return { made: await createCase(tx, actor, plan.newCase), plan };
  });
};

const traceEnd = (trace: Trace, made: Case, { startUser }: Named): void => {
  trace.add('Case created', { id: String(made.number), businessKey: made.reference });
  if (made.closedAt !== null) {
    trace.add('Closing case', { closureReason: made.closureReason ?? '' });
    trace.add('Case closed');
  }
  trace.add('Get case request', {
    case: { isActive: false, caseId: made.reference },
    user: { siteUserName: startUser.login, siteUserId: startUser.id },
    childEntities: { notes: {}, attachments: {} },
    contextVars: {
      SITEUSERID: startUser.id,
      SITEUSERNAME: startUser.login,
      PROCESSBUSINESSKEY: made.reference,
    },
  });
};

/**
 * Makes a case, and with `close` closes it, in one transaction. What is wrong in the eyes of the configuration is a result
 * with `success: false` and every error; what can be done without is a warning.
 */
export const createCaseMethod: Method = {
  name: 'goss.CaseManagement.v1.api.createCase',
  origin: 'documented',
  description: 'Creates a case of a type, and closes it at once where asked to.',
  parameters: createCaseSchema,
  needs: ({ close }) => (close === undefined || close === null ? ['case.create'] : ['case.create', 'case.close']),
  run: async (context, sent) => {
    const { tenant } = context.program;
    const params = readCreateCase(sent, tenant.timezone);
    const trace = startTrace(context.deps.now, 'getting case type');
    const checked = checkCreateCase(trace, tenant, params);
    if ('errors' in checked) return { success: false, errors: checked.errors, warnings: [], ...trace.end() };
    const { named } = checked;
    const { made, plan } = await make(context, trace, params, named);
    traceEnd(trace, made, named);
    const wasEscalated = plan.newCase.status === named.type.statuses.escalated;
    return {
      success: true,
      caseBusinessKey: made.reference,
      errors: [],
      warnings: plan.warnings,
      case: writeCase(toShownCase(tenant, made, { files: plan.files, wasEscalated, tasks: noTasks })),
      ...trace.end(),
    };
  },
};
