/** `goss.CaseManagement.v1.api.sla.pauseSLA` and `…resumeSLA` (contract goss §6.6). */
import type { Case } from '../../../domain/cases/case.ts';
import { pauseCaseTarget, resumeCaseTarget } from '../../../domain/targets/change-target.ts';
import { isPaused } from '../../../domain/targets/target.ts';
import { noTasks } from '../../../domain/tasks/count-tasks.ts';
import type { Context, Method, Params } from '../method.ts';
import { eventData, withOpenCase } from '../open-case.ts';
import { pauseSlaSchema, resumeSlaSchema } from '../schemas.ts';
import { readPauseSla } from '../wire/read-sla.ts';
import { toShownCase } from '../wire/shown-case.ts';
import { writeFormData } from '../wire/write-form-data.ts';
import { failure, success } from '../wire/write-result.ts';
import { cannotSend } from './set-sla.ts';

/** A variable that a caller gave, or one that every case has. */
const hasVariable = ({ program }: Context, found: Case, name: string): boolean => {
  const shown = toShownCase(program.tenant, found, { files: [], wasEscalated: false, tasks: noTasks });
  return shown.variables.has(name) || Object.hasOwn(writeFormData(shown), name);
};

/** What a pause and its end have in common; `refuse` says why this one cannot be. */
const turn = async (
  context: Context,
  sent: Params,
  change: typeof pauseCaseTarget,
  refuse: (found: Case) => string | undefined,
  notesOf: (changed: Case) => string,
) => {
  const { reference, note, isDebug, controlVariable } = readPauseSla(sent);
  const words = { data: eventData(context.program), ...(note === null ? {} : { note }) };
  const result = await withOpenCase(context, reference, 'case.edit', async (tx, actor, found) => {
    const refusal = refuse(found);
    if (refusal !== undefined) return failure(refusal);
    if (controlVariable !== null && !hasVariable(context, found, controlVariable)) {
      return failure(`Cannot set workflow variable ${controlVariable}`);
    }
    const changed = await change(tx, actor, found, words);
    return success(isDebug, notesOf(changed), `Set counter: pauseCounter=${changed.pauseCount}`);
  });
  return result ?? failure(cannotSend);
};

const heldNote = ({ heldDueAt }: Case): string => `Timer paused: ${heldDueAt?.toISOString() ?? ''}`;

export const pauseSlaMethod: Method = {
  name: 'goss.CaseManagement.v1.api.sla.pauseSLA',
  origin: 'documented',
  description: 'Pauses the target of a case; a pause within a pause only counts.',
  parameters: pauseSlaSchema,
  needs: () => ['case.edit'],
  run: (context, sent) =>
    turn(
      context,
      sent,
      pauseCaseTarget,
      (found) =>
        isPaused(found) || found.dueAt !== null ? undefined : 'Cannot set workflow variable timerPausedTarget',
      heldNote,
    ),
};

export const resumeSlaMethod: Method = {
  name: 'goss.CaseManagement.v1.api.sla.resumeSLA',
  origin: 'documented',
  description: 'Takes a pause back; with the last one the target goes on, later by the time it was paused.',
  parameters: resumeSlaSchema,
  needs: () => ['case.edit'],
  run: (context, sent) =>
    turn(
      context,
      sent,
      resumeCaseTarget,
      (found) => (isPaused(found) ? undefined : 'Case is not paused'),
      (changed) => (isPaused(changed) ? heldNote(changed) : `Timer resumed: ${changed.dueAt?.toISOString() ?? ''}`),
    ),
};
