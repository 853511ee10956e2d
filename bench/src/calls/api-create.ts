import { bearer, type Call, json } from './call.ts';

export const apiCreate: Call = {
  name: 'api POST /cases',
  face: 'api',
  kind: 'create',
  subject: 'none',
  expect: 201,
  request: (site) => ({
    method: 'POST',
    path: '/api/v1/cases',
    headers: { ...bearer(site, 'api'), ...json },
    body: JSON.stringify({ subject: 'No dial tone', description: 'Since this morning, on both lines.' }),
  }),
};
