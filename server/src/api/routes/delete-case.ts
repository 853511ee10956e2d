import { deleteCase } from '../../domain/cases/delete-case.ts';
import { writing } from '../operation.ts';
import { numberParam, readNumber } from './case-key.ts';

export const deleteCaseRoute = writing({
  id: 'deleteCase',
  method: 'DELETE',
  path: '/cases/{number}',
  tag: 'Cases',
  summary: 'Delete a case',
  description: 'Needs `case.delete`. The history stays readable; the number is never given again.',
  access: 'licensed',
  params: { number: numberParam },
  ifMatch: 'required',
  answers: { 204: { description: 'Deleted.' } },
  problems: ['case/stale', 'case/unknown'],
  write: async (tx, { actor, params, precondition }) => {
    await deleteCase(tx, actor, readNumber(params['number']), precondition);
    return { status: 204 };
  },
});
