import { requireOnCase } from '../../../domain/access/access.ts';
import type { Actor } from '../../../domain/actor.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { linkPerson } from '../../../domain/persons/link-person.ts';
import { selectPerson } from '../../../domain/persons/persons-store.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { readJsonBody } from '../body.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { addProblem, type Problems, texts, throwProblems } from '../problems.ts';
import { readLink, showLink } from '../wire-people.ts';

/** Section (e): an unknown person is told with the rest. Asks nothing of the store where nothing is wrong. */
const refuse = async ({ core }: FaceDeps, { tenant }: Actor, problems: Problems, personId: number): Promise<void> => {
  if (problems.length === 0) return;
  const isJudged = problems.some(({ path }) => path === 'personId');
  const found = isJudged || (await core.view({ tenant }, (db) => selectPerson(db, tenant.id, personId)));
  if (!found) addProblem(problems, 'personId', texts.noPerson(personId));
  throwProblems(problems);
};

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
    const problems: Problems = [];
    const link = readLink({ tenant: actor.tenant, now: deps.now(), problems }, readJsonBody(request));
    await refuse(deps, actor, problems, link.customerId);
    const number = caseNumberOf(request);
    return showLink(await deps.core.run(actor, (tx) => linkPerson(tx, actor, { number }, link)));
  },
};
