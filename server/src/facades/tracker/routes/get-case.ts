import { getCaseOverview } from '../../../domain/cases/get-case-overview.ts';
import { caseAddress, caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { toWireCase } from '../wire-case.ts';

/** `GET /api/cases/{id}`. */
export const getCaseOperation: Operation = {
  method: 'GET',
  path: caseAddress,
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    return toWireCase(actor, await deps.core.view(actor, (db) => getCaseOverview(db, actor, { number })));
  },
};
