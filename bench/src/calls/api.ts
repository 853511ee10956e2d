/** The calls of the native API. */
import { randomUUID } from 'node:crypto';
import { type Call, type Login, withToken } from './call.ts';

const at = (path: string, login: Login = 'all') => withToken('api', login, 'GET', `/api/v1${path}`);

const list = (name: string, query: string): Call => ({
  name: `api GET /cases${name}`,
  face: 'api',
  kind: 'list',
  subject: 'none',
  expect: 200,
  request: () => at(`/cases${query}`, 'tenth'),
});

/** The read that DESIGN §9 speaks of. */
export const readCall: Call = {
  name: 'api GET /cases/{number}',
  face: 'api',
  kind: 'read',
  subject: 'case',
  expect: 200,
  request: (_, number) => at(`/cases/${number}`),
};

export const apiCalls: readonly Call[] = [
  {
    name: 'api POST /cases',
    face: 'api',
    kind: 'create',
    subject: 'none',
    expect: 201,
    request: () =>
      withToken('api', 'all', 'POST', '/api/v1/cases', {
        subject: 'No dial tone',
        description: 'Since this morning, on both lines.',
      }),
  },
  readCall,
  {
    name: 'api GET /cases/by-reference',
    face: 'api',
    kind: 'read',
    subject: 'case',
    key: 'reference',
    expect: 200,
    request: (_, reference) => at(`/cases/by-reference/${reference}`),
  },
  {
    name: 'api GET /cases/{number}/history',
    face: 'api',
    kind: 'read',
    subject: 'case',
    expect: 200,
    request: (_, number) => at(`/cases/${number}/history`),
  },
  {
    name: 'api HEAD /references',
    face: 'api',
    kind: 'probe',
    subject: 'fresh',
    expect: 404,
    request: (_, reference) => withToken('api', 'all', 'HEAD', `/api/v1/references/${reference}`),
  },
  {
    name: 'api GET, PATCH /cases/{number}',
    face: 'api',
    kind: 'edit',
    subject: 'open',
    expect: 200,
    before: (_, number) => at(`/cases/${number}`),
    request: (_, number, found) => {
      const { version } = JSON.parse(found) as { version: number };
      const path = `/api/v1/cases/${number}`;
      return withToken('api', 'all', 'PATCH', path, { solution: randomUUID() }, { 'if-match': `"${version}"` });
    },
  },
  {
    name: 'api POST /cases/{number}/notes',
    face: 'api',
    kind: 'edit',
    subject: 'open',
    expect: 201,
    request: (_, number) => withToken('api', 'all', 'POST', `/api/v1/cases/${number}/notes`, { text: randomUUID() }),
  },
  list('', '?limit=50'),
  list('?statusCategory', '?statusCategory=active&sort=-createdAt'),
  list('?unit&type', '?unit=unit-015&type=case&sort=dueAt'),
  list('?attribute', '?attribute.region=north&severity=urgent'),
  {
    name: 'api GET /cases?q',
    face: 'api',
    kind: 'search',
    subject: 'word',
    expect: 200,
    request: (_, word) => at(`/cases?q=${encodeURIComponent(word)}`, 'tenth'),
  },
];
