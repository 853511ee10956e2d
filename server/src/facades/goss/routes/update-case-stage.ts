/** `goss.CaseManagement.v1.api.stages.updateCaseStage` (contract goss §6.3). */
import type { Method } from '../method.ts';
import { moveCaseMethod } from '../move-case.ts';
import { updateCaseStageSchema } from '../schemas.ts';

export const updateCaseStageMethod: Method = moveCaseMethod({
  name: 'goss.CaseManagement.v1.api.stages.updateCaseStage',
  description: 'Sets the stage of an open case. A value that its type does not have does nothing.',
  parameters: updateCaseStageSchema,
  field: 'stage',
  value: 'stageValue',
  notes: 'stageNotes',
  isPrivate: true,
  isKnown: ({ stages }, value) => stages.some(({ key }) => key === value),
  gone: 'Cannot send stage update message to workflow for case',
});
