import { getCaseOverview } from '../../../domain/cases/get-case-overview.ts';
import type { Operation } from '../operation.ts';
import { refuseAll, texts } from '../problems.ts';
import { queryOf } from '../query.ts';
import { toWireCase } from '../wire-case.ts';

/** `GET /api/cases/getByNumber?value=` (D7, R1): by the reference, exactly, whoever minted it. */
export const getCaseByNumberOperation: Operation = {
  method: 'GET',
  path: '/api/cases/getByNumber',
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const reference = queryOf(request.raw.url ?? '', 'value') || refuseAll('value', texts.required('value'));
    return toWireCase(actor, await deps.core.view(actor, (db) => getCaseOverview(db, actor, { reference })));
  },
};
