import type { Criterion } from '../../../domain/cases/case-criteria.ts';
import { searchCases } from '../../../domain/cases/search-cases.ts';
import { isForbiddenText } from '../../../http/text.ts';
import { asBoolean } from '../members.ts';
import type { Operation } from '../operation.ts';
import { queryOf } from '../query.ts';

const maxRows = 10;

const newestFirst = { by: 'number', descending: true } as const;

/** `GET /api/cases/typeahead?search=&allOffices=`: by a part of the number, of the call's office unless it asks for all. */
export const findCasesOperation: Operation = {
  method: 'GET',
  path: '/api/cases/typeahead',
  permission: 'case.view',
  answer: async ({ deps, request, actor, officeId }) => {
    const url = request.raw.url ?? '';
    const search = queryOf(url, 'search') ?? '';
    if (isForbiddenText(search)) return { cases: [], casesCountLimitExceeded: false };
    const criteria: Criterion[] = [{ kind: 'text', field: { of: 'reference' }, test: { test: 'holds', text: search } }];
    if (!asBoolean(queryOf(url, 'allOffices'))) {
      criteria.push({ kind: 'id', field: 'unitId', ids: [officeId ?? 0], not: false });
    }
    const page = { sort: newestFirst, offset: 0, limit: maxRows };
    const { count, cases } = await deps.core.view(actor, (db) => searchCases(db, actor, criteria, page));
    return {
      cases: cases.map(({ case: { number, reference } }) => ({ id: number, text: reference })),
      casesCountLimitExceeded: count > maxRows,
    };
  },
};
