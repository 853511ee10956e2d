import { bearer, type Call, json, type Request, type Site } from './call.ts';

/** `POST Cases` into that service, with more members. */
export const enqueueRequest = (site: Site, service: number, more: object): Request => ({
  method: 'POST',
  path: '/qflow/API/Cases',
  headers: { ...bearer(site, 'qflow'), ...json },
  body: JSON.stringify({ ServiceId: service, Subject: 'Lost card', ...more }),
});

/** Enqueues and closes at once: a queue of people who wait would be full after a few seconds of this load. */
export const qflowCreate: Call = {
  name: 'qflow POST /API/Cases',
  face: 'qflow',
  kind: 'create',
  subject: 'none',
  expect: 200,
  request: (site) => enqueueRequest(site, 2, { AutoClose: true }),
};
