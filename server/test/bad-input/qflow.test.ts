/** Q-Flow (contract qflow b, d, e, g 10), in JSON and as a form. */
import { strict as assert } from 'node:assert';
import type { Docket } from '../support/docket.ts';
import { otherKeys, otherTenant } from './support/other-tenant.ts';
import type { Face, Path, Request, Route } from './support/route.ts';
import { inject, walkFace } from './support/walk.ts';

const bearer = (request: Request, token = 'qflow-token'): Request => ({
  ...request,
  headers: { authorization: `Bearer ${token}`, ...request.headers },
});

const checkRefusal: Face['checkRefusal'] = ({ statusCode, headers, json }, { method }) => {
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  if (statusCode === 405) assert.ok(headers['allow']);
  if (method === 'HEAD') return;
  const body = json<{ Message: string; ModelState?: Record<string, string[]>; ErrorCode?: number }>();
  assert.ok(typeof body.Message === 'string' && body.Message.length > 0);
  assert.ok([400, 401, 403, 404, 405, 409, 413, 415, 429].includes(statusCode), `status ${statusCode}`);
  if (statusCode === 401)
    assert.ok(body.Message === 'Invalid user name or password.' || headers['www-authenticate'] === 'Bearer');
  if (statusCode === 404 && body.ErrorCode !== undefined) {
    assert.deepEqual([body.Message, body.ErrorCode], ['Record not found', 51010]);
  }
  if (statusCode !== 400) return;
  assert.equal(body.Message, 'The request is invalid.');
  for (const [key, texts] of Object.entries(body.ModelState ?? {})) {
    assert.ok(key.length > 0 && texts.length > 0 && texts.every((text) => typeof text === 'string'));
  }
};

/** Conversions of the vendor's framework (contract qflow g 10). */
const reads = (due: string, value: unknown, path: Path): boolean => {
  if (due === 'string') return ['number', 'boolean'].includes(typeof value);
  if (due === 'boolean') return false;
  return due === 'integer' && path.length > 1 && typeof value !== 'object';
};

const face: Face = {
  name: 'qflow',
  mount: '/qflow',
  authorize: (request) => bearer(request),
  refuses: (answer) => answer.statusCode >= 400,
  checkRefusal,
  reads,
  unknownMembers: 'ignored',
  unknownQuery: 'ignored',
  refusedTypes: ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', undefined],
  contentEncoding: 'ignored',
  tooDeep: [257, 300, 10_000],
  otherMethods: ['OPTIONS', 'TRACE', 'PROPFIND'],
};

const enqueue = () => ({
  CaseId: 1,
  ServiceId: 2,
  ServiceIdExtRef: 'x',
  CustomerId: 1000,
  ExtRef: 'E',
  Notes: 'N',
  Subject: 'S',
  ClassificationCode: 'URGENT',
  AutoClose: true,
  CustomProperties: { visits: '12', floor: '2' },
  ProcedureExtRef: 'P',
  ProcedureOptionExtRef: 'O',
});

const refused = [
  { ...enqueue(), ServiceId: 52 },
  { ...enqueue(), ServiceId: 99 },
  { ...enqueue(), ServiceId: 0, ServiceIdExtRef: 'THEIRS' },
  { ...enqueue(), ServiceId: 0, ServiceIdExtRef: null },
  { ...enqueue(), ServiceId: null },
  { ...enqueue(), CustomerId: 5900 },
  { ...enqueue(), CustomerId: 99_999 },
  { ...enqueue(), ClassificationCode: 'urgent' },
  { ...enqueue(), ClassificationCode: '__proto__' },
  { ...enqueue(), Subject: 'x'.repeat(101) },
  { ...enqueue(), CustomProperties: { visits: '1.5' } },
  { ...enqueue(), CustomProperties: { customer_rating: '9' } },
  { ...enqueue(), CustomProperties: { ['x'.repeat(101)]: '1' } },
  { ...enqueue(), CustomProperties: { a: 'x'.repeat(4001) } },
  { ...enqueue(), CustomProperties: { 'a\u0000': 'x' } },
  { ...enqueue(), CustomProperties: { 'a\ud800': 'x' } },
  { ...enqueue(), CustomProperties: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`p${i}`, 'x'])) },
];

const toForm = (body: unknown): string => {
  const { CustomProperties, ...flat } = body as Record<string, unknown>;
  const pairs = Object.entries(flat).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const properties = Object.entries((CustomProperties ?? {}) as object).map(([name, value]): [string, string] => [
    `CustomProperties[${name}]`,
    String(value),
  ]);
  return new URLSearchParams([...pairs, ...properties]).toString();
};

const open = async (docket: Docket) => {
  await docket.apply(otherTenant);
  const create = async (ServiceId: number, token?: string): Promise<number> => {
    const body = Buffer.from(JSON.stringify({ ServiceId }));
    const request = { method: 'POST', url: '/qflow/API/Cases', headers: { 'content-type': 'application/json' }, body };
    return (await inject(docket, bearer(request, token))).json().CaseId;
  };
  const [own, theirs] = [await create(3), await create(52, otherKeys.qflow)];
  assert.ok(own > 0 && theirs > 0);
  const url = (path: string): string => `/qflow/API${path}`;
  const ids = [String(theirs), '0', '-1', 'abc', '1e3', '4294967296', '1.5', '0x10', '%20', 'null', 'x'.repeat(300)];
  const at = (before: string, after = ''): string[] => ids.map((id) => url(`${before}${id}${after}`));
  const action = () => ({ Notes: 'n', ClassificationCode: 'URGENT', CustomProperties: { floor: '3' } });
  const customer = () => ({
    PersonalId: 'P-1',
    FirstName: 'F',
    LastName: 'L',
    Email: 'e',
    TelNumber1: '1',
    DOB: '1970-12-31',
    Sex: 1,
    IsActive: true,
    CustomProperties: { a: 'b' },
  });
  const sign = (path: string): Route => ({
    method: 'POST',
    url: url(path),
    status: 200,
    body: () => ({ UserName: 'kiosk', Password: 'kiosk-pw' }),
    headers: { 'x-docket-tenant': 'riverside' },
    open: true,
    tolerant: ['UserName', 'Password'],
  });
  /** Brings the case into service in its own queue, where nobody else waits; on hold for who releases. */
  const serve = (verb: string) => async (): Promise<void> => {
    const post = (path: string, body: object) =>
      inject(
        docket,
        bearer({
          method: 'POST',
          url: url(path),
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(JSON.stringify(body)),
        }),
      );
    await post(`/Cases/${own}/Transfer`, { ServiceId: 3 });
    await post('/Cases/Cancel', { CaseId: own, Status: 3 });
    await post('/Services/3/CallNext', {});
    if (verb === 'Release') await post(`/Cases/${own}/Hold`, {});
  };
  const routes: Route[] = [
    // First, as nobody waits in that queue yet.
    { method: 'POST', url: url('/Services/2/CallNext'), status: 204, nowhere: at('/Services/', '/CallNext') },
    { method: 'POST', url: url('/Cases'), status: 200, body: enqueue, refused, tolerant: ['CustomProperties.floor'] },
    {
      method: 'POST',
      url: url('/Cases'),
      status: 200,
      body: enqueue,
      refused: [
        { ...enqueue(), ServiceId: 'x' },
        { ...enqueue(), AutoClose: 'x' },
      ],
      contentType: 'application/x-www-form-urlencoded',
      encode: toForm,
      tolerant: Object.keys(enqueue()),
    },
    { method: 'GET', url: url(`/Cases/${own}`), status: 200, nowhere: at('/Cases/') },
    sign('/Users/Token'),
    sign('/Users/LoginQFlow'),
    {
      method: 'GET',
      url: url('/Tickets/Waiting/7'),
      status: 200,
      nowhere: ['51', '99', 'x'].map((id) => url(`/Tickets/Waiting/${id}`)),
    },
    { method: 'GET', url: url(`/Cases/${own}/Position`), status: 200, nowhere: at('/Cases/', '/Position') },
    { method: 'GET', url: url('/Services'), status: 200 },
    { method: 'GET', url: url('/Services/2'), status: 200, nowhere: at('/Services/') },
    { method: 'GET', url: url(`/Cases/Processes/${own}`), status: 200, nowhere: at('/Cases/Processes/') },
    // Where the case cannot be returned, held and so on, that is told after what is wrong with the body.
    ...['Return', 'Hold', 'Release', 'NoShow', 'Complete'].map(
      (verb): Route => ({
        method: 'POST',
        url: url(`/Cases/${own}/${verb}`),
        status: 200,
        body: action,
        arrange: serve(verb),
        nowhere: at('/Cases/', `/${verb}`),
        tolerant: ['CustomProperties.floor'],
      }),
    ),
    {
      method: 'POST',
      url: url(`/Cases/${own}/Transfer`),
      status: 200,
      body: () => ({ ...action(), ServiceId: 2, ServiceIdExtRef: 'x' }),
      arrange: serve('Transfer'),
      refused: [52, 99, 0, null, 'x'].map((ServiceId) => ({ ...action(), ServiceId })),
      nowhere: at('/Cases/', '/Transfer'),
      tolerant: ['CustomProperties.floor'],
    },
    {
      method: 'POST',
      url: url('/Cases/Cancel'),
      status: 200,
      body: () => ({ CaseId: own, Status: -1, Notes: 'n' }),
    },
    { method: 'POST', url: url('/Customers'), status: 200, body: customer, tolerant: ['CustomProperties.a'] },
    { method: 'GET', url: url('/Customers/P-1000'), status: 200, nowhere: [url('/Customers/P-5900')] },
    {
      method: 'PUT',
      url: url('/Customers'),
      status: 200,
      body: () => ({ PersonalId: 'P-1', PersonalIdTypeExtRef: 'x', PersonalIdNew: 'P-1', Notes: 'n' }),
      refused: [
        { PersonalId: 'P-1', PersonalIdNew: 'P-1000' },
        { PersonalId: 'P-5900', PersonalIdNew: 'P-1' },
      ],
    },
  ];
  return { face, routes };
};

walkFace('qflow', open);
