/** `goss.CaseManagement.v1.api.getCase`, Docket's own (contract goss §6.7): the `case` of createCase as it is now. */
import type { Db } from '../../../core.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { getCaseDossier } from '../../../domain/cases/get-case-dossier.ts';
import { selectHadStatus } from '../../../domain/history/history-store.ts';
import type { Context, Method } from '../method.ts';
import { unlessUnknown } from '../open-case.ts';
import { getCaseSchema, limits } from '../schemas.ts';
import { readParams } from '../wire/read-params.ts';
import { type ShownCase, toShownCase } from '../wire/shown-case.ts';
import { writeCase } from '../wire/write-case.ts';
import { failure } from '../wire/write-result.ts';
import { withCustomer } from '../with-customer.ts';

/** Whichever API gave it the status: that is for its history to say. */
const hasBeenEscalated = async (db: Db, { tenant }: Actor, found: Case): Promise<boolean> => {
  if (found.category === 'escalated') return true;
  const status = tenant.caseTypes.get(found.type)?.statuses.escalated ?? null;
  // Only a case of which something was changed can have been elsewhere.
  return status !== null && found.version > 1 && selectHadStatus(db, tenant.id, found.number, status);
};

/** The case as it is shown, mostly in one round trip; undefined: unknown, or not for this program to see. */
const find = ({ deps, program }: Context, reference: string): Promise<ShownCase | undefined> =>
  unlessUnknown(
    deps.core.view(program, async (db) => {
      const { case: found, files, tasks } = await getCaseDossier(db, program, reference);
      const [known, wasEscalated] = await Promise.all([
        withCustomer(db, program, found),
        hasBeenEscalated(db, program, found),
      ]);
      return toShownCase(program.tenant, known, { files, wasEscalated, tasks });
    }),
  );

export const getCaseMethod: Method = {
  name: 'goss.CaseManagement.v1.api.getCase',
  origin: 'docket',
  description: 'Answers a case as it is now, whichever API made or changed it.',
  parameters: getCaseSchema,
  needs: () => ['case.view'],
  run: async (context, sent) => {
    const { key, wantsVariables, isDebug } = readParams(sent, (reader) => ({
      key: reader.requiredText('caseBusinessKey', limits.businessKey),
      wantsVariables: reader.flag('variables'),
      isDebug: reader.flag('debug'),
    }));
    const shown = await find(context, key);
    if (shown === undefined) return failure(`Could not load case reference - ${key}`);
    return {
      success: true,
      case: writeCase(shown),
      ...(wantsVariables ? { variables: Object.fromEntries(shown.variables) } : {}),
      errors: [],
      // Of every call but createCase (contract goss §6).
      ...(isDebug ? { notes: [`Case loaded: ${key}`] } : {}),
    };
  },
};
