import { bearer, type Call, json } from './call.ts';

/** Enqueues and closes at once: a queue of people who wait would be full after a few seconds of this load. */
export const qflowCreate: Call = {
  name: 'qflow POST /API/Cases',
  face: 'qflow',
  kind: 'create',
  subject: 'none',
  expect: 200,
  request: (site) => ({
    method: 'POST',
    path: '/qflow/API/Cases',
    headers: { ...bearer(site, 'qflow'), ...json },
    body: JSON.stringify({ ServiceId: 2, Subject: 'Lost card', AutoClose: true }),
  }),
};
