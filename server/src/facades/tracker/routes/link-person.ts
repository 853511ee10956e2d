import { requireOnCase } from '../../../domain/access/access.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { linkPerson } from '../../../domain/persons/link-person.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { readJsonBody } from '../body.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { readLink, showLink } from '../wire-people.ts';

/** `POST /api/people/addPersonToCase/{caseId}` (D11): a closed or archived case too. */
export const linkPersonOperation: Operation = {
  method: 'POST',
  path: `/api/people/addPersonToCase/${integerInPath('id')}`,
  permission: 'case.edit',
  requireRecord: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    requireOnCase(actor, 'case.edit', await deps.core.view(actor, (db) => getCase(db, actor, { number })));
  },
  answer: async ({ deps, request, actor }) => {
    const link = readLink({ tenant: actor.tenant, now: deps.now(), problems: [] }, readJsonBody(request));
    const number = caseNumberOf(request);
    return showLink(await deps.core.run(actor, (tx) => linkPerson(tx, actor, { number }, link)));
  },
};
