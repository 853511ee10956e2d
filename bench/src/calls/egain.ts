/** The calls of eGain programs. */
import { randomUUID } from 'node:crypto';
import { type Call, json, type Login, type Request, type Site } from './call.ts';

const send = ({ sessions }: Site, login: Login, method: string, path: string, body?: object): Request => ({
  method,
  path: `/egain/system/ws/v12/interaction/case${path}`,
  headers: { 'x-egain-session': sessions[login], accept: 'application/json', ...(body ? json : {}) },
  body: body ? JSON.stringify(body) : '',
});

const search = (query: string): Call => ({
  name: `egain GET /case?${query.split('=')[0] ?? ''}`,
  face: 'egain',
  kind: 'search',
  subject: 'none',
  expect: 200,
  request: (site) => send(site, 'tenth', 'GET', `?${query}`),
});

export const egainCalls: readonly Call[] = [
  {
    name: 'egain GET /case/{id}',
    face: 'egain',
    kind: 'read',
    subject: 'case',
    expect: 200,
    request: (site, number) => send(site, 'all', 'GET', `/${number}`),
  },
  {
    name: 'egain GET, PUT /case',
    face: 'egain',
    kind: 'edit',
    subject: 'open',
    expect: 204,
    before: (site, number) => send(site, 'all', 'GET', `/${number}`),
    request: (site, id, found) => {
      const [read] = (JSON.parse(found) as { case: { lastModified: { date: string } }[] }).case;
      const lastModified = { date: read?.lastModified.date };
      return send(site, 'all', 'PUT', '', { id, lastModified, solution: randomUUID() });
    },
  },
  search('status=open'),
  search('custom.region=north'),
];
