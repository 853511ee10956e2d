import { editCase } from '../../domain/cases/edit-case.ts';
import { etagOf } from '../conditions.ts';
import { writing } from '../operation.ts';
import { CasePatch, CaseView } from '../schemas/case.ts';
import { readAttributes, readFields } from '../wire/read-case.ts';
import { viewCase } from '../wire/view-cases.ts';
import { numberParam, readNumber } from './case-key.ts';

export const editCaseRoute = writing({
  id: 'editCase',
  method: 'PATCH',
  path: '/cases/{number}',
  tag: 'Cases',
  summary: 'Change a case',
  description: 'A JSON merge patch: only what is named changes. What is as it was already is no change.',
  access: 'licensed',
  params: { number: numberParam },
  body: { schema: CasePatch, types: ['application/merge-patch+json', 'application/json'] },
  ifMatch: 'required',
  answers: {
    200: {
      description: 'The case as it is now.',
      schema: CaseView,
      headers: { ETag: 'The version of the case.' },
    },
  },
  problems: [
    'access/pull',
    'access/transfer',
    'case/archived',
    'case/duplicate-reference',
    'case/not-open',
    'case/stale',
    'case/unknown',
    'customer/unknown',
    'disposition/review',
  ],
  write: async (tx, { actor, body, params, precondition }) => {
    const number = readNumber(params['number']);
    const fields = readFields(actor.tenant, body);
    const attributes = readAttributes(actor.tenant, body.attributes);
    const { case: found } = await editCase(tx, actor, number, {
      ...precondition,
      fields,
      ...(attributes === undefined ? {} : { attributes }),
    });
    return { status: 200, headers: { etag: etagOf(found) }, body: await viewCase(tx, actor, found) };
  },
});
