import { bearer, type Call, json } from './call.ts';

export const gossCreate: Call = {
  name: 'goss createCase',
  face: 'goss',
  kind: 'create',
  subject: 'none',
  expect: 200,
  proof: '"success":true',
  request: (site) => ({
    method: 'POST',
    path: '/goss/apiserver/serverlibrary',
    headers: { ...bearer(site, 'goss'), ...json },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'goss.CaseManagement.v1.api.createCase',
      params: {
        caseTypeId: 'testcasecreation',
        user: { siteUserId: 'testcasecreationowner' },
        form: { startForm: 'TESTSEARCHCASECREATION', fields: [{ name: 'FIELD1', value: 'one' }] },
      },
    }),
  }),
};
