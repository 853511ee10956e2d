/** Tracker Products (contract tracker b, d, e). */
import { strict as assert } from 'node:assert';
import type { Response } from 'light-my-request';
import type { Docket } from '../support/docket.ts';
import { otherKeys, otherTenant } from './support/other-tenant.ts';
import type { Face, Path, Request, Route } from './support/route.ts';
import { inject, walkFace } from './support/walk.ts';

const bearer = (request: Request, token = 'tracker-static-token'): Request => ({
  ...request,
  headers: { authorization: `Bearer ${token}`, ...request.headers },
});

const messages: Readonly<Record<number, RegExp>> = {
  401: /^Authorization has been denied for this request\.$/,
  403: /^(Forbidden|No licenses are available)/,
  404: /^The requested resource was not found\.$/,
  405: /^The requested resource does not support http method '[A-Z]+'\.$/,
  413: /^The request entity is too large\.$/,
  415: /^The request entity's media type '.*' is not supported for this resource\.$/,
};

const checkRefusal = ({ statusCode, headers, json }: Response, { url }: Request): void => {
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(headers['cache-control'], 'no-store');
  const body = json<{ message: string; modelState?: Record<string, string[]>; error?: string }>();
  if (url.includes('/token') && statusCode === 400 && body.error !== undefined) {
    assert.deepEqual(Object.keys(body), ['error', 'error_description']);
    return;
  }
  if (statusCode !== 400) {
    assert.match(body.message, messages[statusCode] ?? /^$/);
    if (statusCode === 405) assert.ok(headers['allow']);
    if (statusCode === 401) assert.equal(headers['www-authenticate'], 'Bearer');
    return;
  }
  assert.equal(body.message, 'The request is invalid.');
  const members = Object.entries(body.modelState ?? {});
  assert.ok(members.length > 0);
  for (const [, texts] of members) assert.ok(texts.length > 0 && texts.every((text) => typeof text === 'string'));
};

/** Numbers in texts, truth in texts, a number for the case number, one id for a list of them (contract tracker D1). */
const reads = (due: string, value: unknown, path: Path): boolean => {
  const name = path.at(-1) ?? '';
  if (due === 'array' && Number.isInteger(value)) return name.endsWith('Ids');
  if (due === 'array') return JSON.stringify(value) === '[{}]' && name === 'settings';
  return name === 'caseNumber' && value === 5;
};

const face: Face = {
  name: 'tracker',
  mount: '/tracker',
  authorize: (request) => bearer(request),
  refuses: (answer) => answer.statusCode >= 400,
  checkRefusal,
  reads,
  unknownMembers: 'ignored',
  unknownQuery: 'ignored',
  refusedTypes: ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'x/y'],
  contentEncoding: 'ignored',
  tooDeep: [65, 300, 10_000],
  otherMethods: ['OPTIONS', 'TRACE', 'PROPFIND'],
};

let made = 0;

const newCase = () => {
  made += 1;
  return {
    caseOfficerIds: [12659],
    caseOfficerGroupIds: [43],
    offenseTypeId: 2,
    caseNumber: `bad-${made}`,
    offenseDescription: 'Burning',
    offenseLocation: 'Newport',
    offenseDate: '2020-02-13T05:00:00.000Z',
    active: true,
    reviewDate: '2021-02-12T19:27:04.230Z',
    reviewDateNotes: '',
    officeId: 1,
    formData: [{ formId: 1184, data: '{"field2424":"x"}', visibilityId: 1, dateFields: ['field2432'] }],
    tags: [{ name: 'urgent' }],
    entityId: 0,
  };
};

const settings = () => ({
  isAutoDispositionOn: false,
  officeAutoDispositionReviewers: [
    {
      officeId: 1,
      generalTaskFromUserId: 1,
      generalTaskFromUserGroupId: null,
      isDefault: true,
      isGeneralTaskFromUser: true,
    },
  ],
  settings: [{ id: 0, active: false, daysToFollowUp: 100, offenseTypeId: 178 }],
  listPermissionGroupIds: [1, 68],
  createPermissionGroupIds: [1],
  updatePermissionGroupIds: [43],
});

const entry = (change: object) => ({ ...newCase(), formData: [{ ...newCase().formData[0], ...change }] });

const refusedCases = (taken: string): object[] => [
  { ...newCase(), caseNumber: taken },
  { ...newCase(), caseNumber: '12' },
  { ...newCase(), caseNumber: 'x'.repeat(76) },
  { ...newCase(), caseNumber: '   ' },
  { ...newCase(), caseNumber: 'a\u0007bc' },
  { ...newCase(), offenseTypeId: 5074 },
  { ...newCase(), officeId: 51 },
  { ...newCase(), officeId: 999 },
  { ...newCase(), caseOfficerIds: [5001] },
  { ...newCase(), caseOfficerIds: [], caseOfficerGroupIds: [] },
  { ...newCase(), caseOfficerGroupIds: [951] },
  { ...newCase(), offenseDate: '2021-02-29' },
  { ...newCase(), offenseDate: '1752-01-01' },
  entry({ formId: 5184 }),
  entry({ data: '[]' }),
  entry({ data: '{' }),
  entry({ data: '{"a":"\\u0000"}' }),
  entry({ data: '{"a":"\\ud800"}' }),
  { ...newCase(), formData: [newCase().formData[0], newCase().formData[0]] },
];

const open = async (docket: Docket) => {
  await docket.apply(otherTenant);
  const post = async (path: string, body: object, token?: string) => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', url: `/tracker/api/${path}`, headers, body: Buffer.from(JSON.stringify(body)) };
    return (await inject(docket, bearer(request, token))).json();
  };
  const create = (body: object, token?: string): Promise<{ id: number; caseNumber: string }> =>
    post('cases', body, token);
  const saveTask = (token?: string): Promise<number> => post('tasks/saveNewTask', { title: 'T' }, token);
  const own = await create(newCase());
  const theirBody = { caseOfficerIds: [5001], offenseTypeId: 5074, caseNumber: 'theirs', formData: [], tags: [] };
  const theirs = await create(theirBody, otherKeys.tracker);
  assert.ok(own.id > 0 && theirs.id > 0);
  const url = (path: string): string => `/tracker/api${path}`;
  const get = (path: string, nowhere: string[] = []): Route => ({
    method: 'GET',
    url: url(path),
    status: 200,
    nowhere,
  });
  const ids = [theirs.id, 0, -1, 1.5, '1e3', '0x1', 2 ** 31, '99999999999999999999', 'abc', '%20', 'null'];
  const at = (before: string, after = ''): string[] => ids.map((id) => url(`${before}${id}${after}`));
  const form = (method: string, body: object): Partial<Route> & Pick<Route, 'method'> => ({
    method,
    body: () => body,
    encode: (value) => new URLSearchParams(value as Record<string, string>).toString(),
    contentType: 'application/x-www-form-urlencoded',
  });
  const task = () => ({
    title: 'T',
    message: 'm',
    assignedUserIds: [1],
    taskAttachments: [{ entityId: own.id, entityType: 0 }],
  });
  const person = () => ({ person: { firstName: newCase().caseNumber, lastName: 'L', email: 'e@x.test' } });
  const [taskId, theirTask] = [await saveTask(), await saveTask(otherKeys.tracker)];
  const many = { pageNumber: 1, tasksPerPage: 5 };
  const permissions = () => ({
    isEntityRestricted: false,
    casePermissionsForGroups: [
      {
        permissionGroup: { id: 68 },
        permissions: { users: [{ id: 1 }], userGroups: [{ id: 43 }], permissionGroups: [] },
      },
    ],
  });
  const search = { StaticFields: [], OfficeIds: [], PageSize: 10, PageNumber: 1, orderByAsc: true };
  const routes: Route[] = [
    {
      method: 'POST',
      url: url('/cases'),
      status: 200,
      body: newCase,
      refused: refusedCases(own.caseNumber),
      tolerant: ['entityId', 'formData.0.data', 'tags'],
      long: ['formData.0.dateFields'],
    },
    get(`/cases/${own.id}`, at('/cases/')),
    get(
      `/cases/getByNumber?value=${own.caseNumber}`,
      ['/cases/getByNumber', '/cases/getByNumber?value=theirs'].map(url),
    ),
    get('/users/typeahead?search=mike'),
    get('/offensetypes?belongToOrganization=false'),
    get('/autoDisposition/settings'),
    get(
      '/autoDisposition/1/groups',
      ['2', '0', '-1', 'x', '1.0', '99999999999'].map((id) => url(`/autoDisposition/${id}/groups`)),
    ),
    {
      method: 'PUT',
      url: url('/autoDisposition/settings'),
      status: 200,
      body: settings,
      tolerant: ['settings.0.id', 'settings.0.active', 'officeAutoDispositionReviewers.0.generalTaskFromUserGroupId'],
      refused: [
        { ...settings(), settings: [{ daysToFollowUp: 1, offenseTypeId: 5074 }] },
        { ...settings(), settings: [{ daysToFollowUp: 36_501, offenseTypeId: 178 }] },
        {
          ...settings(),
          settings: [
            { daysToFollowUp: 5, offenseTypeId: 178 },
            { daysToFollowUp: 5, offenseTypeId: 178 },
          ],
        },
        { ...settings(), listPermissionGroupIds: [951] },
      ],
    },
    get('/forms?formType=All', [url('/forms?formType=Other')]),
    get('/offices'),
    get('/groups'),
    get('/users/currentuser?groups=true'),
    {
      ...form('POST', { grant_type: 'password', username: 'msingleton', password: 'mike-pw' }),
      url: '/tracker/token',
      status: 200,
      open: true,
      headers: { 'x-docket-tenant': 'riverside' },
      tolerant: ['grant_type', 'username', 'password'],
    },
    { method: 'POST', url: url('/users/userData'), status: 200, body: () => ({}), anyBody: true },
    { method: 'POST', url: url('/users/logout'), status: 200, body: () => ({}), anyBody: true },
    {
      method: 'PUT',
      url: url(`/cases/${own.id}`),
      status: 200,
      body: newCase,
      nowhere: at('/cases/'),
      tolerant: ['entityId', 'formData.0.data', 'tags'],
      long: ['formData.0.dateFields'],
    },
    get('/cases/recent'),
    get('/cases/mostRecent'),
    { method: 'POST', url: url('/cases/search'), status: 200, body: () => search },
    {
      method: 'POST',
      url: url(`/cases/${own.id}/permissions`),
      status: 200,
      body: permissions,
      nowhere: at('/cases/', '/permissions'),
      tolerant: ['casePermissionsForGroups.0.permissionGroup'],
      refused: [
        { ...permissions(), isEntityRestricted: undefined },
        { isEntityRestricted: true, casePermissionsForGroups: [{ permissions: { users: [{ id: 5001 }] } }] },
        { isEntityRestricted: true, casePermissionsForGroups: [{ permissions: { userGroups: [{ id: 951 }] } }] },
      ],
    },
    {
      method: 'POST',
      url: url(`/cases/${own.id}/notes`),
      status: 200,
      body: () => ({ text: 'n', entityId: 0 }),
      tolerant: ['entityId'],
      nowhere: at('/cases/', '/notes'),
    },
    get(`/cases/${own.id}/notes`, at('/cases/', '/notes')),
    { method: 'POST', url: url('/people'), status: 200, body: person },
    get('/people/1003', at('/people/').slice(1)),
    {
      method: 'PUT',
      url: url('/people/1003'),
      status: 200,
      body: () => person().person,
      nowhere: at('/people/').slice(1),
    },
    {
      method: 'POST',
      url: url(`/people/addPersonToCase/${own.id}`),
      status: 200,
      body: () => ({ personId: 1003, typeId: 1, notes: 'n' }),
      nowhere: at('/people/addPersonToCase/'),
      refused: [{ personId: 999_999 }, {}],
    },
    { method: 'POST', url: url('/tasks/saveNewTask'), status: 200, body: task },
    get(
      `/tasks/task/${taskId}`,
      [theirTask + 1000, ...ids.slice(1)].map((id) => url(`/tasks/task/${id}`)),
    ),
    { method: 'POST', url: url('/tasks/getmytasks'), status: 200, body: () => many },
    get('/people/typeahead?search=x'),
    get('/cases/typeahead?search=x'),
    get(`/cases/${own.id}/people`, at('/cases/', '/people')),
    get(`/cases/${own.id}/history`, at('/cases/', '/history')),
    get('/users'),
    get('/users/1', at('/users/').slice(1)),
    get('/organizations/1', at('/organizations/').slice(1)),
  ];
  return { face, routes };
};

walkFace('tracker', open);
