import { searchCases } from '../../../domain/cases/search-cases.ts';
import { readJsonBody } from '../body.ts';
import type { Operation } from '../operation.ts';
import { readSearch, showFound } from '../wire-search.ts';

/** `POST /api/cases/search` (D10). */
export const searchCasesOperation: Operation = {
  method: 'POST',
  path: '/api/cases/search',
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const reading = { tenant: actor.tenant, now: deps.now(), problems: [] };
    const { criteria, page } = readSearch(reading, readJsonBody(request));
    const { count, cases } = await deps.core.view(actor, (db) => searchCases(db, actor, criteria, page));
    return { count, data: cases.map((overview) => showFound(actor, overview)) };
  },
};
