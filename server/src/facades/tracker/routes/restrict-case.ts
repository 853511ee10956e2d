import { requireOnCase } from '../../../domain/access/access.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { getChangedOverview } from '../../../domain/cases/get-case-overview.ts';
import { requireRestricting, restrictCase } from '../../../domain/cases/restrict-case.ts';
import { readJsonBody } from '../body.ts';
import { caseAddress, caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { toWireCase } from '../wire-case.ts';
import { readRestriction } from '../wire-permissions.ts';

/** `POST /api/cases/{id}/permissions` (D8): for org admins, asked before the case is looked for. */
export const restrictCaseOperation: Operation = {
  method: 'POST',
  path: `${caseAddress}/permissions`,
  requireRecord: async ({ deps, request, actor }) => {
    requireRestricting(actor);
    const number = caseNumberOf(request);
    requireOnCase(actor, 'case.edit', await deps.core.view(actor, (db) => getCase(db, actor, { number })));
  },
  answer: async ({ deps, request, actor }) => {
    const { tenant } = actor;
    const number = caseNumberOf(request);
    const restriction = readRestriction({ tenant, now: deps.now(), problems: [] }, readJsonBody(request));
    const overview = await deps.core.run(actor, async (tx) => {
      await restrictCase(tx, actor, { number }, restriction);
      return getChangedOverview(tx, actor, number);
    });
    return toWireCase(actor, overview);
  },
};
