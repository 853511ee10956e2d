/** `goss.CaseManagement.v1.api.sla.setSLA` and `…updateSLA` (contract goss §6.6). */
import type { Tx } from '../../../core.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { DomainError } from '../../../domain/errors.ts';
import { setTarget, type TargetOperation } from '../../../domain/targets/change-target.ts';
import { targetOf } from '../../../domain/targets/target.ts';
import { InvalidParams } from '../errors.ts';
import type { Method, Program } from '../method.ts';
import { eventData, userNamed, withOpenCase } from '../open-case.ts';
import { setSlaSchema, updateSlaSchema } from '../schemas.ts';
import { readSetSla, readUpdateSla, type SlaParams } from '../wire/read-sla.ts';
import { failure, success } from '../wire/write-result.ts';

/** Where there is no open case, for the calls that speak of a timer. */
export const cannotSend = 'Cannot send target message to workflow for case';

const set = (
  tx: Tx,
  actor: Actor,
  found: Case,
  program: Program,
  { order, note }: SlaParams & { readonly order: TargetOperation },
): Promise<Case> =>
  setTarget(tx, actor, found, order, { data: eventData(program), ...(note === null ? {} : { note }) });

/** Fails with `InvalidParams` where the duration leads out of all years that there are. */
const withinTime = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'case/invalid-date') throw error;
    throw new InvalidParams([{ path: '/duration', message: 'leads beyond the years 1 to 9999' }]);
  }
};

const notesOf = (found: Case): readonly string[] => [
  `Target: ${targetOf(found)?.toISOString() ?? ''}`,
  'Target update message sent to workflow',
  'Timer set requested',
];

/** Sets the target, by a duration from some moment, to an instant, or to none. */
export const setSlaMethod: Method = {
  name: 'goss.CaseManagement.v1.api.sla.setSLA',
  origin: 'documented',
  description: 'Sets, moves or clears the target of a case.',
  parameters: setSlaSchema,
  needs: () => ['case.edit'],
  run: async (context, sent) => {
    const { program } = context;
    const params = readSetSla(sent, program.tenant.timezone);
    const result = withOpenCase(context, params.reference, 'case.edit', async (tx, actor, found) => {
      const recordedAs = params.userName === null ? null : userNamed(program, params.userName);
      if (recordedAs === undefined) return failure(`User ${params.userName} does not exist`);
      const changed = await set(tx, { ...actor, recordedAs }, found, program, params);
      return success(params.isDebug, ...notesOf(changed));
    });
    return (await withinTime(result)) ?? failure(cannotSend);
  },
};

/** Moves a target that there is. */
export const updateSlaMethod: Method = {
  name: 'goss.CaseManagement.v1.api.sla.updateSLA',
  origin: 'documented',
  description: 'Extends or cuts the target of a case by a duration.',
  parameters: updateSlaSchema,
  needs: () => ['case.edit'],
  run: async (context, sent) => {
    const params = readUpdateSla(sent);
    const result = withOpenCase(context, params.reference, 'case.edit', async (tx, actor, found) => {
      if (targetOf(found) === null) return failure();
      const changed = await set(tx, actor, found, context.program, params);
      return success(params.isDebug, ...notesOf(changed));
    });
    return (await withinTime(result)) ?? failure();
  },
};
