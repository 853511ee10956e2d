import type { Call } from './call.ts';
import { sign } from './sign.ts';

/** Is this case id free? It always is. */
export const worldcheckProbe: Call = {
  name: 'worldcheck HEAD /caseIdentifiers',
  face: 'worldcheck',
  kind: 'read',
  subject: 'fresh',
  expect: 404,
  request: (site, caseId) => sign(site, 'HEAD', `/worldcheck/v2/caseIdentifiers?caseId=${caseId}`, ''),
};
