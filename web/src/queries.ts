/** What the pages read, and under which key it is kept. */
import { type CaseQuery, type Client, collect } from '@docket/sdk';
import { queryOptions } from '@tanstack/react-query';

/** Milliseconds: configuration changes seldom. */
const long = 5 * 60_000;

export const meQuery = (docket: Client) =>
  queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => docket.session.me({ signal }), staleTime: long });

export const unitsQuery = (docket: Client) =>
  queryOptions({ queryKey: ['units'], queryFn: ({ signal }) => docket.units({ signal }), staleTime: long });

export const usersQuery = (docket: Client) =>
  queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => docket.users({ signal }), staleTime: long });

export const caseTypesQuery = (docket: Client) =>
  queryOptions({ queryKey: ['case-types'], queryFn: ({ signal }) => docket.caseTypes({ signal }), staleTime: long });

export const casePageQuery = (docket: Client, query: CaseQuery) =>
  queryOptions({ queryKey: ['cases', query], queryFn: ({ signal }) => docket.cases.page(query, { signal }) });

export const caseQuery = (docket: Client, number: number) =>
  queryOptions({ queryKey: ['case', number], queryFn: ({ signal }) => docket.cases.get(number, { signal }) });

export const notesQuery = (docket: Client, number: number) =>
  queryOptions({
    queryKey: ['case', number, 'notes'],
    queryFn: ({ signal }) => collect(docket.cases.notes(number, { signal })),
  });

export const historyQuery = (docket: Client, number: number) =>
  queryOptions({
    queryKey: ['case', number, 'history'],
    queryFn: ({ signal }) => collect(docket.cases.history(number, { signal })),
  });
