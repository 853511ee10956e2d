import { bearer, type Call, json } from './call.ts';

export const trackerCreate: Call = {
  name: 'tracker POST /api/cases',
  face: 'tracker',
  kind: 'create',
  subject: 'fresh',
  expect: 200,
  request: (site, caseNumber) => ({
    method: 'POST',
    path: '/tracker/api/cases',
    headers: { ...bearer(site, 'tracker'), ...json },
    body: JSON.stringify({
      caseOfficerIds: [12659],
      offenseTypeId: 1,
      caseNumber,
      offenseDescription: 'Test offense description',
      offenseLocation: '123 My Address New York, NY 20012',
      offenseDate: '2017-11-29 13:25:00.000',
      active: true,
      formData: [],
      tags: [],
    }),
  }),
};
