/** The calls of World-Check One programs. */
import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { sign } from './sign.ts';

/** A case's uid as 25 digits of base 36 (contract worldcheck §3). */
const systemIdOf = (uid: string): string =>
  BigInt(`0x${uid.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0');

export const worldcheckCalls: readonly Call[] = [
  {
    name: 'worldcheck HEAD /caseIdentifiers',
    face: 'worldcheck',
    kind: 'probe',
    subject: 'fresh',
    expect: 404, // it is always free
    request: (site, caseId) => sign(site, 'all', 'HEAD', `/worldcheck/v2/caseIdentifiers?caseId=${caseId}`, ''),
  },
  {
    name: 'worldcheck POST /v2/cases',
    face: 'worldcheck',
    kind: 'create',
    subject: 'fresh',
    expect: 201,
    request: (site, caseId) => {
      const body = { groupId: site.groupId, entityType: 'INDIVIDUAL', caseId, name: 'Mara Voss' };
      return sign(site, 'all', 'POST', '/worldcheck/v2/cases', JSON.stringify(body));
    },
  },
  {
    name: 'worldcheck GET /v2/cases/{id}',
    face: 'worldcheck',
    kind: 'read',
    subject: 'case',
    key: 'uid',
    expect: 200,
    request: (site, uid) => sign(site, 'all', 'GET', `/worldcheck/v2/cases/${systemIdOf(uid)}`, ''),
  },
  {
    name: 'worldcheck PATCH /v2/cases/{id}',
    face: 'worldcheck',
    kind: 'edit',
    subject: 'open',
    key: 'uid',
    expect: 200,
    request: (site, uid) => {
      const body = JSON.stringify({ name: `Mara ${randomUUID()}` });
      return sign(site, 'all', 'PATCH', `/worldcheck/v2/cases/${systemIdOf(uid)}`, body);
    },
  },
];
