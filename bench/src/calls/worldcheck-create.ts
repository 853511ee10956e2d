import type { Call } from './call.ts';
import { sign } from './sign.ts';

export const worldcheckCreate: Call = {
  name: 'worldcheck POST /v2/cases',
  face: 'worldcheck',
  kind: 'create',
  subject: 'fresh',
  expect: 201,
  request: (site, caseId) =>
    sign(
      site,
      'POST',
      '/worldcheck/v2/cases',
      JSON.stringify({ groupId: site.groupId, entityType: 'INDIVIDUAL', caseId, name: 'Mara Voss' }),
    ),
};
