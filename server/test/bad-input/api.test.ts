/** The native API: every operation of its own document (contract api, "Rules for every call"). */
import { strict as assert } from 'node:assert';
import { screener } from '../acceptance/support/clients.ts';
import { addTo, editDemo } from '../acceptance/support/tenant-file.ts';
import type { Docket } from '../support/docket.ts';
import { otherKeys, otherTenant } from './support/other-tenant.ts';
import { queueRoutes } from './support/queue-routes.ts';
import type { Face, Request, Route } from './support/route.ts';
import { inject, walkFace } from './support/walk.ts';

const units = '[service, billing, archive, office-1, office-175, screening, screening-emea]';

const bearer = (request: Request, token = 'omni-api'): Request => ({
  ...request,
  headers: { authorization: `Bearer ${token}`, ...request.headers },
});

const checkRefusal: Face['checkRefusal'] = ({ statusCode, headers, body }, { method }) => {
  if (statusCode === 405) assert.ok(headers['allow']);
  if (method === 'HEAD') {
    assert.equal(body, '');
    return;
  }
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  const { type, title, status, detail, code, requestId, errors } = JSON.parse(body);
  assert.equal(status, statusCode);
  for (const text of [type, title, detail, code, requestId]) assert.ok(typeof text === 'string' && text.length > 0);
  assert.match(code, /^[a-z-]+\/[a-z-]+$/);
  for (const error of errors ?? []) {
    assert.deepEqual(Object.keys(error).sort(), ['code', 'message', 'path']);
  }
};

const face: Face = {
  name: 'api',
  mount: '/api',
  authorize: (request) => bearer(request),
  refuses: (answer) => answer.statusCode >= 400,
  checkRefusal,
  reads: () => false,
  unknownMembers: 'refused',
  unknownQuery: 'refused',
  refusedTypes: [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
  ],
  contentEncoding: 'refused',
  tooDeep: [65, 300, 10_000],
  otherMethods: ['TRACE', 'PROPFIND'],
};

let made = 0;

const newCase = () => {
  made += 1;
  return {
    subject: 'S',
    reference: `bad-${made}`,
    type: 'case',
    unit: 'service',
    owner: 'frank',
    assignees: ['mary'],
    assigneeGroups: ['records'],
    severity: 'low',
    description: 'D',
    solution: 'L',
    tags: ['urgent'],
    customer: 1000,
    contact: { name: 'N', email: 'a@b.c', phone: '1', address: 'x' },
    externalReference: 'E',
    dueAt: '2099-01-01T00:00:00.000Z',
    language: 'en-US',
    attributes: { customer_rating: '5', visits: 7, channel: ['web'], account_ref: 'A' },
  };
};

const patch = () => {
  const { type: _, ...rest } = newCase();
  return { ...rest, attributes: { visits: 8 } };
};

const refused = (taken: string): object[] => [
  { ...newCase(), reference: taken },
  { ...newCase(), reference: ' ' },
  { ...newCase(), reference: 'a\tb' },
  { ...newCase(), reference: 'x'.repeat(513) },
  { ...newCase(), subject: 'x'.repeat(1025) },
  { ...newCase(), unit: 'desk' },
  { ...newCase(), owner: 'stranger' },
  { ...newCase(), owner: '__proto__' },
  { ...newCase(), type: 'theirs' },
  { ...newCase(), customer: 5900 },
  { ...newCase(), severity: 'Low' },
  { ...newCase(), dueAt: '2099-02-30T00:00:00Z' },
  { ...newCase(), attributes: { unknown: 'x' } },
  { ...newCase(), attributes: JSON.parse('{"__proto__":"x"}') },
  { ...newCase(), attributes: { customer_rating: '6' } },
  { ...newCase(), attributes: { channel: ['fax'] } },
  { ...newCase(), number: 5 },
];

/** Signing out with a token is refused whatever comes with it; a stream never ends. */
const unwalked = ['delete /api/v1/session', 'get /api/v1/queues/{key}/stream'];

/** Every operation of the document is walked: a new one needs a line here. */
const assertComplete = (routes: readonly Route[], { paths }: { paths: Record<string, object> }): void => {
  const missing = Object.entries(paths).flatMap(([path, operations]) => {
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/?]+')}(\\?|$)`);
    return Object.keys(operations)
      .filter((method) => !routes.some((route) => route.method.toLowerCase() === method && pattern.test(route.url)))
      .map((method) => `${method} ${path}`);
  });
  assert.deepEqual(missing, unwalked);
};

const open = async (docket: Docket) => {
  const user = `{ login: omni, id: 900, password: omni-pw, home: front-desk, foreign: ${units}, roles: [org-admin], licences: [case] }`;
  await docket.apply(
    await editDemo([addTo('users', user), addTo('credentials', '{ facade: api, user: omni, token: omni-api }')]),
  );
  await docket.apply(otherTenant);
  const call = async (method: string, path: string, body?: object, token?: string, headers = {}) => {
    const sent = body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return inject(docket, bearer({ method, url: `/api/v1${path}`, headers: { ...type, ...headers }, ...sent }, token));
  };
  const create = async (token?: string): Promise<{ number: number; uid: string; reference: string }> =>
    (await call('POST', '/cases', { subject: 'A' }, token)).json();
  const [own, other, theirs, doomed] = [await create(), await create(), await create(otherKeys.api), await create()];
  const upload = async (token?: string): Promise<string> => {
    const headers = { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' };
    return (
      await inject(docket, bearer({ method: 'POST', url: '/api/v1/files', headers, body: Buffer.from('x') }, token))
    ).json().id;
  };
  const [file, theirFile, second] = [await upload(), await upload(otherKeys.api), await upload()];
  const attachment = (await call('POST', `/cases/${own.number}/attachments`, { file: second })).json().id;
  assert.ok(own.number && theirs.number && file && theirFile && attachment);

  const makeTask = async (token?: string): Promise<number> =>
    (await call('POST', '/tasks', { title: 'T' }, token)).json().id;
  const [task, theirTask] = [await makeTask(), await makeTask(otherKeys.api)];

  let version = '';
  const refresh = async (): Promise<void> => {
    version = String((await call('GET', `/cases/${own.number}`)).headers['etag']);
  };
  await refresh();
  const stamp = () => ({ 'if-match': version });
  // 409 where it is so already.
  const undo = (step: string) => async (): Promise<void> => {
    await refresh();
    await call('POST', `/cases/${own.number}/${step}`, {}, undefined, { 'if-match': version });
  };
  const tenant = (await call('GET', '/tenant')).json();
  const url = (path: string): string => `/api/v1${path}`;
  const ids = [String(theirs.number), '0', '-1', 'abc', '1e3', '4294967296', '1.5', '0x10', '%20', 'null'];
  const at = (after: string): string[] => ids.map((id) => url(`/cases/${id}${after}`));
  const of = (method: string, after: string, more: Partial<Route> = {}): Route => ({
    method,
    url: url(`/cases/${own.number}${after}`),
    status: 200,
    nowhere: at(after),
    ...more,
  });
  const step = (name: string, opposite: string, body: object = {}): Route =>
    of('POST', `/${name}`, { body: () => body, arrange: undo(opposite), headers: stamp });
  const list = (path: string): Route => ({ method: 'GET', url: url(path), status: 200 });
  const taskIds = [theirTask + 1000, ...ids.slice(1)];
  const taskAt = (after: string): string[] => taskIds.map((id) => url(`/tasks/${id}${after}`));
  const taskWords = () => ({
    title: 'T',
    message: 'm',
    assignees: ['mary'],
    assigneeGroups: ['records'],
    dueAt: '2099-01-01T00:00:00.000Z',
  });
  const newTask = () => ({ ...taskWords(), case: own.number, kind: null });
  const customerIds = ['5900', '999999', '0', '-1', 'abc', '1e3', '4294967296'];
  const routes: Route[] = [
    {
      method: 'POST',
      url: url('/session'),
      status: 200,
      body: () => ({ login: 'mary', password: 'mary-pw' }),
      headers: { 'x-docket-tenant': 'riverside' },
      open: true,
    },
    { method: 'POST', url: url('/cases'), status: 201, body: newCase, refused: refused(own.reference) },
    list('/cases?limit=5&status=open&q=A&sort=-modifiedAt&createdAfter=2020-01-01T00:00:00.000Z'),
    of('GET', '?fields=number,subject&expand=owner'),
    { ...list(`/cases/by-reference/${own.reference}`), nowhere: [url(`/cases/by-reference/${theirs.reference}`)] },
    { ...list(`/cases/by-uid/${own.uid}`), nowhere: [theirs.uid, 'x', '1'].map((uid) => url(`/cases/by-uid/${uid}`)) },
    {
      method: 'HEAD',
      url: url(`/references/${own.reference}`),
      status: 200,
      nowhere: [url(`/references/${theirs.reference}`)],
    },
    of('PATCH', '', {
      body: patch,
      refused: refused(other.reference),
      headers: stamp,
    }),
    of('POST', '/notes', { status: 201, body: () => ({ text: 'n', private: true }) }),
    of('GET', '/notes'),
    of('GET', '/history'),
    of('GET', '/target'),
    of('PUT', `/related/${other.number}`, {
      status: 204,
      nowhere: [...at(`/related/${other.number}`), ...ids.map((id) => url(`/cases/${own.number}/related/${id}`))],
    }),
    of('DELETE', `/related/${other.number}`, { status: 204, nowhere: at(`/related/${other.number}`) }),
    of('POST', '/attachments', {
      status: 201,
      body: () => ({ file, formField: 'F' }),
      refused: [{ file: theirFile }, { file: 'x' }],
    }),
    of('GET', '/attachments'),
    of('DELETE', `/attachments/${attachment}`, { status: 204 }),
    { ...list(`/files/${file}`), nowhere: [theirFile, 'x', '1'].map((id) => url(`/files/${id}`)) },
    list('/tasks?assignee=me&case=1&status=new&kind=k&review=false&count=true&limit=5'),
    {
      method: 'POST',
      url: url('/tasks'),
      status: 201,
      body: newTask,
      refused: [
        { ...newTask(), case: theirs.number },
        { ...newTask(), kind: 'site-visit' },
        { ...newTask(), assignees: ['stranger'] },
        { ...newTask(), assigneeGroups: ['strangers'] },
        { ...newTask(), title: '' },
        { ...newTask(), title: 'x'.repeat(256) },
        { message: 'no title' },
        { ...newTask(), dueAt: '2099-02-30T00:00:00Z' },
        { title: 'T', kind: 'site-visit' },
      ],
    },
    { ...list(`/tasks/${task}`), nowhere: taskAt('') },
    {
      method: 'PATCH',
      url: url(`/tasks/${task}`),
      status: 200,
      body: () => ({ ...taskWords(), status: 'open' }),
      refused: [
        { assignees: [], assigneeGroups: [] },
        { status: 'completed' },
        { status: 'new' },
        { case: own.number },
      ],
      nowhere: taskAt(''),
    },
    {
      method: 'POST',
      url: url(`/tasks/${task}/complete`),
      status: 200,
      nowhere: taskAt('/complete'),
    },
    ...['units', 'users', 'groups', 'case-types', 'attributes', 'forms', 'queues', 'classifications', 'me'].map(
      (name) => list(`/${name}`),
    ),
    list('/customers?limit=5&email=jane@riverside.test&phone=1&personalId=P-1003&count=true'),
    {
      method: 'POST',
      url: url('/customers'),
      status: 201,
      body: () => ({ firstName: 'F', lastName: 'L', email: 'a@b.c', phone: '1', extRef: 'E' }),
      refused: [{}, { personalId: 'P-1000' }, { firstName: 'x'.repeat(101) }, { phone: '1'.repeat(41) }],
    },
    { ...list('/customers/1003'), nowhere: customerIds.map((id) => url(`/customers/${id}`)) },
    {
      method: 'PATCH',
      url: url('/customers/1003'),
      status: 200,
      body: () => ({ firstName: 'F', personalId: 'P-1003' }),
      refused: [
        { personalId: 'P-1000' },
        { id: 5 },
        { firstName: null, lastName: null, email: null, personalId: null },
      ],
      nowhere: customerIds.map((id) => url(`/customers/${id}`)),
    },
    ...queueRoutes(docket, (await call('POST', '/queues/licences/tickets', {})).json().case.number, ids),
    list('/tenant'),
    list('/credentials?limit=5'),
    {
      ...list(`/credentials/${screener.keyId}/refusals?limit=5`),
      nowhere: [otherKeys.worldcheck.keyId, 'x', '%00'].map((id) => url(`/credentials/${id}/refusals`)),
    },
    {
      method: 'PUT',
      url: url('/tenant'),
      status: 200,
      body: () => tenant,
      refused: [
        { ...tenant, tenant: { ...tenant.tenant, key: 'other' } },
        { ...tenant, users: [{ login: 'x' }] },
      ],
      shallow: true,
      bodyLimit: 16 * 1024 * 1024,
    },
    {
      method: 'POST',
      url: url('/files'),
      status: 201,
      body: () => 'text',
      encode: String,
      contentType: 'text/plain',
      headers: { 'content-disposition': 'attachment; filename="a.txt"' },
      anyBody: true,
    },
    step('close', 'reopen', { reason: 'done', note: 'n' }),
    step('reopen', 'close', { note: 'n' }),
    step('archive', 'unarchive'),
    step('unarchive', 'archive'),
    { method: 'DELETE', url: url(`/cases/${doomed.number}`), status: 204, headers: { 'if-match': '"1"' } },
  ];
  assertComplete(routes, (await call('GET', '/openapi.json')).json());
  return { face, routes, refresh };
};

walkFace('api', open);
