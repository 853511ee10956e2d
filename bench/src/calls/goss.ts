/** The calls of GOSS programs. */
import { randomUUID } from 'node:crypto';
import { logins } from '../load-cases/tenant.ts';
import { type Call, withToken } from './call.ts';

const send = (method: string, params: object) =>
  withToken('goss', 'all', 'POST', '/goss/apiserver/serverlibrary', {
    jsonrpc: '2.0',
    id: 1,
    method: `goss.CaseManagement.v1.api.${method}`,
    params,
  });

const answered = { face: 'goss', expect: 200, proof: '"success":true' } as const;

export const gossCalls: readonly Call[] = [
  {
    ...answered,
    name: 'goss createCase',
    kind: 'create',
    subject: 'none',
    request: () =>
      send('createCase', {
        caseTypeId: 'enquiry',
        user: { siteUserId: logins.all },
        form: { startForm: 'FORM1', fields: [{ name: 'FIELD1', value: 'one' }] },
      }),
  },
  {
    ...answered,
    name: 'goss getCase',
    kind: 'read',
    subject: 'case',
    key: 'reference',
    request: (_, caseBusinessKey) => send('getCase', { caseBusinessKey }),
  },
  {
    ...answered,
    name: 'goss notes.addNoteToCase',
    kind: 'edit',
    subject: 'open',
    key: 'reference',
    request: (_, caseReference) =>
      send('notes.addNoteToCase', { caseReference, note: randomUUID(), userName: logins.all }),
  },
];
