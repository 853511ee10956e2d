import { bearer, type Call } from './call.ts';

export const apiRead: Call = {
  name: 'api GET /cases/{number}',
  face: 'api',
  kind: 'read',
  subject: 'number',
  expect: 200,
  request: (site, number) => ({
    method: 'GET',
    path: `/api/v1/cases/${number}`,
    headers: bearer(site, 'api'),
    body: '',
  }),
};
