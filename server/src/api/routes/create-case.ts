import type { Tx } from '../../core.ts';
import { createCase } from '../../domain/cases/create-case.ts';
import { etagOf } from '../conditions.ts';
import { type Answer, type Caller, writing } from '../operation.ts';
import { apiPath } from '../run-operation.ts';
import { CaseView, NewCase, type NewCaseBody } from '../schemas/case.ts';
import { readAttributes, readFields } from '../wire/read-case.ts';
import { viewCase } from '../wire/view-cases.ts';

/** Makes the case and answers with it; a new case is related to none. */
const create = async (tx: Tx, actor: Caller, body: NewCaseBody): Promise<Answer> => {
  const { unitId = actor.user.homeUnitId, ...fields } = readFields(actor.tenant, body);
  const attributes = readAttributes(actor.tenant, body.attributes);
  const created = await createCase(tx, actor, {
    ...fields,
    unitId,
    referenceStyle: 'number',
    ...(body.type === undefined ? {} : { type: body.type }),
    ...(attributes === undefined ? {} : { attributes }),
  });
  return {
    status: 201,
    headers: { location: `${apiPath}/cases/${created.number}`, etag: etagOf(created) },
    body: await viewCase(tx, actor, created, {}, []),
  };
};

export const createCaseRoute = writing({
  id: 'createCase',
  method: 'POST',
  path: '/cases',
  tag: 'Cases',
  summary: 'Make a case',
  access: 'licensed',
  body: { schema: NewCase },
  answers: {
    201: {
      description: 'The case.',
      schema: CaseView,
      headers: { Location: 'Where the case is.', ETag: 'The version of the case.' },
    },
  },
  problems: [
    'case/duplicate-reference',
    'case/not-a-starter',
    'case/invalid-reference',
    'case/unknown-status',
    'customer/unknown',
    'disposition/incomplete',
    'disposition/review',
  ],
  write: (tx, { actor, body }) => create(tx, actor, body),
});
