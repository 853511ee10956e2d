/** The calls of Tracker programs. */
import { randomUUID } from 'node:crypto';
import { type Call, type Login, withToken } from './call.ts';

const send = (login: Login, method: string, path: string, body?: object) =>
  withToken('tracker', login, method, `/tracker/api/cases${path}`, body);

const search = (name: string, page: object): Call => ({
  name: `tracker POST /api/cases/search ${name}`,
  face: 'tracker',
  kind: 'search',
  subject: 'word',
  expect: 200,
  request: (_, word) => {
    // The face knows neither beginnings nor phrases: the words themselves, all of which must occur.
    const model = word.replaceAll(/["*]/g, '');
    const StaticFields = [{ fieldName: 'OffenseDescription', searchCriteria: 25, model }];
    return send('tenth', 'POST', '/search', { StaticFields, OfficeIds: [], PageSize: 50, PageNumber: 1, ...page });
  },
});

export const trackerCalls: readonly Call[] = [
  {
    name: 'tracker POST /api/cases',
    face: 'tracker',
    kind: 'create',
    subject: 'fresh',
    expect: 200,
    request: (_, caseNumber) =>
      send('all', 'POST', '', {
        caseOfficerIds: [1],
        offenseTypeId: 1,
        caseNumber,
        offenseDescription: 'Test offense description',
        offenseLocation: '123 My Address New York, NY 20012',
        offenseDate: '2017-11-29 13:25:00.000',
        active: true,
        formData: [],
        tags: [],
      }),
  },
  {
    name: 'tracker GET /api/cases/{id}',
    face: 'tracker',
    kind: 'read',
    subject: 'case',
    expect: 200,
    request: (_, number) => send('all', 'GET', `/${number}`),
  },
  {
    name: 'tracker GET /api/cases/getByNumber',
    face: 'tracker',
    kind: 'read',
    subject: 'case',
    key: 'reference',
    expect: 200,
    request: (_, reference) => send('all', 'GET', `/getByNumber?value=${reference}`),
  },
  {
    name: 'tracker PUT /api/cases/{id}',
    face: 'tracker',
    kind: 'edit',
    subject: 'open',
    expect: 200,
    request: (_, number) => send('all', 'PUT', `/${number}`, { offenseLocation: randomUUID() }),
  },
  {
    name: 'tracker GET /api/cases/recent',
    face: 'tracker',
    kind: 'list',
    subject: 'none',
    expect: 200,
    request: () => send('tenth', 'GET', '/recent'),
  },
  search('newest', { orderBy: 'createdDate', orderByAsc: false }),
];
