/** `goss.CaseManagement.v1.api.updateCaseStatus` (contract goss §6.2). */
import { isSettableStatus } from '../../../domain/cases/judge-fields.ts';
import type { Method } from '../method.ts';
import { moveCaseMethod } from '../move-case.ts';
import { updateCaseStatusSchema } from '../schemas.ts';
import { noExecutions } from '../wire/write-result.ts';

export const updateCaseStatusMethod: Method = moveCaseMethod({
  name: 'goss.CaseManagement.v1.api.updateCaseStatus',
  description: 'Sets the status of an open case. A value that its type does not have does nothing.',
  parameters: updateCaseStatusSchema,
  field: 'status',
  value: 'statusValue',
  notes: 'statusNotes',
  isPrivate: false,
  isKnown: isSettableStatus,
  gone: noExecutions,
});
