/** `goss.CaseManagement.v1.api.sla.pauseSLA` and `…resumeSLA` (contract goss §6.6). */
import type { Db } from '../../../core.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { pauseCaseTarget, resumeCaseTarget } from '../../../domain/targets/change-target.ts';
import { isPaused } from '../../../domain/targets/target.ts';
import { noTasks } from '../../../domain/tasks/count-tasks.ts';
import type { Context, Method } from '../method.ts';
import { eventData, withOpenCase } from '../open-case.ts';
import { pauseSlaSchema, resumeSlaSchema } from '../schemas.ts';
import { type PauseSlaParams, readPauseSla, readResumeSla } from '../wire/read-sla.ts';
import { toShownCase } from '../wire/shown-case.ts';
import { writeFormData } from '../wire/write-form-data.ts';
import { failure, success } from '../wire/write-result.ts';
import { withCustomer } from '../with-customer.ts';
import { cannotSend } from './set-sla.ts';

/** A variable that a caller gave, or one that every case has: those that getCase would show. */
const hasVariable = async (db: Db, actor: Actor, found: Case, name: string): Promise<boolean> => {
  const known = await withCustomer(db, actor, found);
  const shown = toShownCase(actor.tenant, known, { files: [], wasEscalated: false, tasks: noTasks });
  return shown.variables.has(name) || Object.hasOwn(writeFormData(shown), name);
};

/** What a pause and its end have in common; `refuse` says why this one cannot be. */
const turn = async (
  context: Context,
  { reference, note, isDebug, controlVariable }: PauseSlaParams,
  change: typeof pauseCaseTarget,
  refuse: (found: Case) => string | undefined,
  notesOf: (changed: Case) => string,
) => {
  const words = { data: eventData(context.program), ...(note === null ? {} : { note }) };
  const result = await withOpenCase(context, reference, 'case.edit', async (tx, actor, found) => {
    const refusal = refuse(found);
    if (refusal !== undefined) return failure(refusal);
    if (controlVariable !== null && !(await hasVariable(tx, actor, found, controlVariable))) {
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
      readPauseSla(sent),
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
      readResumeSla(sent),
      resumeCaseTarget,
      (found) => (isPaused(found) ? undefined : 'Case is not paused'),
      (changed) => (isPaused(changed) ? heldNote(changed) : `Timer resumed: ${changed.dueAt?.toISOString() ?? ''}`),
    ),
};
