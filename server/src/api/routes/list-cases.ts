import { listCases } from '../../domain/cases/list-cases.ts';
import { reading } from '../operation.ts';
import { CaseList, CaseListQuery } from '../schemas/case-list.ts';
import { readFilter, readPlace, readSort, writePlace } from '../wire/read-filter.ts';
import { viewCases } from '../wire/view-cases.ts';

export const listCasesRoute = reading({
  id: 'listCases',
  method: 'GET',
  path: '/cases',
  tag: 'Cases',
  summary: 'List and search cases',
  description:
    'The cases of the filter that the caller sees. A filter that is repeated asks for any of its values; all filters ' +
    'must hold. `attribute.<key>` asks for the value of an attribute; empty: cases without it.',
  access: 'licensed',
  query: CaseListQuery,
  answers: { 200: { description: 'A page of cases.', schema: CaseList } },
  problems: [
    'attribute/invalid',
    'attribute/unknown',
    'case-type/unknown',
    'customer/invalid-id',
    'list/invalid-cursor',
    'queue/unknown',
    'search/too-many-words',
    'unit/unknown',
    'user/unknown',
  ],
  read: async (db, { actor, query }) => {
    const sort = readSort(query.sort);
    const { cases, next, count } = await listCases(db, actor, {
      filter: readFilter(actor, query),
      sort,
      limit: query.limit ?? 50,
      ...(query.cursor === undefined ? {} : { after: readPlace(query.cursor, sort) }),
      ...(query.count ? { count: true } : {}),
    });
    const { fields, expand } = query;
    const items = await viewCases(db, actor, cases, {
      ...(fields === undefined ? {} : { fields }),
      ...(expand === undefined ? {} : { expand }),
    });
    return {
      status: 200,
      body: {
        items,
        next: next === undefined ? null : writePlace(next, sort),
        ...(count === undefined ? {} : { count }),
      },
    };
  },
});
