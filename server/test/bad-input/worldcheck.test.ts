/** World-Check One (contract worldcheck 1, 3.1, 5). */
import { strict as assert } from 'node:assert';
import { screener, signature } from '../acceptance/support/clients.ts';
import type { Docket } from '../support/docket.ts';
import { otherKeys, otherTenant } from './support/other-tenant.ts';
import type { Face, Request, Route } from './support/route.ts';
import { inject, walkFace } from './support/walk.ts';

const host = 'localhost:9001';

/** Signed with whatever content type it has. */
const sign = (request: Request, key = screener): Request => {
  // The path as sent, which no URL class may mend.
  const url = { pathname: request.url.split('?')[0] ?? '', host };
  const type = request.headers['content-type'] ?? 'application/json';
  const { 'content-type': _, ...signed } = signature(key, request.method, url, request.body, type);
  return { ...request, headers: { host, ...signed, ...request.headers } };
};

const empty = new Set([401, 405, 413, 415]);

const face: Face = {
  name: 'worldcheck',
  mount: '/worldcheck',
  authorize: (request) => sign(request),
  refuses: (answer) => answer.statusCode >= 400,
  checkRefusal: (answer, { method }) => {
    const { statusCode: status, headers, body } = answer;
    if (method === 'HEAD') {
      assert.equal(body, '');
      return;
    }
    if (empty.has(status) || (status === 404 && body === '')) {
      assert.equal(body, '');
      assert.equal(headers['content-length'], '0');
      if (status === 405) assert.ok(headers['allow']);
      if (status === 401) assert.match(String(headers['www-authenticate']), /^Signature realm=/);
      return;
    }
    assert.ok([400, 403, 404].includes(status), `status ${status}`);
    assert.match(String(headers['content-type']), /^application\/json/);
    const list = answer.json<{ error: string; cause: string }[]>();
    assert.ok(Array.isArray(list) && list.length > 0);
    for (const entry of list) {
      assert.deepEqual(Object.keys(entry).sort(), ['cause', 'error']);
      assert.match(entry.error, /^[A-Z_]+$/);
      assert.ok(entry.cause.length > 0);
    }
  },
  reads: () => false,
  unknownMembers: 'ignored',
  unknownQuery: 'ignored',
  refusedTypes: ['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data', 'x', ''],
  contentEncoding: 'refused',
  tooDeep: [65, 300, 10_000],
  otherMethods: ['OPTIONS', 'TRACE', 'PROPFIND'],
};

let made = 0;

type OfCase = (method: string, rest: string, more: Omit<Route, 'method' | 'url' | 'nowhere'>) => Route;

/** The rows of the contract that came after the first. */
const awaited = (
  url: (rest: string) => string,
  ofCase: OfCase,
  newCase: () => object,
  { groupId, caseSystemId }: { groupId: string; caseSystemId: string },
): Route[] => {
  const later = { awaited: true };
  const ids = { caseSystemIds: [caseSystemId], note: 'n' };
  const screen = { screeningMode: 'FULL_SYNC', caseInfo: true };
  const {
    groupId: _,
    providerTypes,
    caseScreeningState,
    nameTransposition,
    ...one
  } = newCase() as Record<string, unknown>;
  const many = () => ({
    groupId,
    providerTypes,
    caseScreeningState,
    nameTransposition,
    cases: [{ ...one, caseId: null }],
  });
  const state = ['caseScreeningState'];
  const post = (path: string, body: () => unknown, more: Partial<Route> = {}): Route => {
    return { method: 'POST', url: url(path), status: 200, body, ...later, ...more };
  };
  const providers = () => ({ providerTypes: ['WATCHLIST'], note: 'n' });
  return [
    post('/cases/screeningRequest', newCase, { tolerant: state }),
    ofCase('PUT', '', { status: 200, body: newCase, tolerant: [...state, 'groupId', 'entityType'], ...later }),
    ofCase('PATCH', '?screen=NONE', {
      status: 200,
      body: newCase,
      tolerant: [...state, 'groupId', 'entityType'],
      ...later,
    }),
    ofCase('PUT', '/ongoingScreening', { status: 204, body: providers, ...later }),
    ofCase('DELETE', '/ongoingScreening', { status: 204, body: providers, ...later }),
    ofCase('POST', '/screeningRequest', { status: 200, body: () => screen, ...later }),
    ofCase('GET', '/results', { status: 200, ...later }),
    ofCase('POST', '/auditEvents', {
      status: 200,
      body: () => ({ pagination: { currentPage: 1, itemsPerPage: 5 } }),
      ...later,
    }),
    ofCase('PUT', '/rating', { status: 204, body: () => ({ caseRating: 'LOW', reason: 'r' }), ...later }),
    ofCase('GET', '/rating', { status: 200, ...later }),
    { method: 'GET', url: url(`/groups/${groupId}/caseTemplate`), status: 200, ...later },
    { method: 'GET', url: url(`/groups/${groupId}/resolutionToolkit`), status: 200, ...later },
    { method: 'GET', url: url(`/groups/${groupId}/resolutionToolkits`), status: 200, ...later },
    { method: 'GET', url: url(`/groups/${groupId}/resolutionToolkits/WATCHLIST`), status: 200, ...later },
    post('/cases/saveAndScreen', many, { tolerant: [...state, 'cases'] }),
    post('/cases/screeningStatus', () => ({ screeningStatusRequests: [{ caseSystemId }] })),
    post('/cases/bulk/archive', () => ({ archive: false, ...ids }), { tolerant: ['caseSystemIds.0'] }),
    post('/cases/bulk/move', () => ({ groupId, ...ids }), { tolerant: ['caseSystemIds.0'] }),
    post('/cases/ongoingScreeningUpdates', () => ({ pagination: { currentPage: 1, itemsPerPage: 5 } })),
  ];
};

const open = async (docket: Docket) => {
  await docket.apply(otherTenant);
  const send = async (request: Request, key = screener) => (await inject(docket, sign(request, key))).json();
  const create = async (key = screener): Promise<{ caseSystemId: string; caseId: string; groupId: string }> => {
    const [group] = await send({ method: 'GET', url: '/worldcheck/v2/groups', headers: {} }, key);
    made += 1;
    const body = { groupId: group.id, entityType: 'INDIVIDUAL', name: 'A', caseId: `of ${key.keyId} ${made}` };
    const headers = { 'content-type': 'application/json' };
    return send({ method: 'POST', url: '/worldcheck/v2/cases', headers, body: Buffer.from(JSON.stringify(body)) }, key);
  };
  const [own, theirs] = [await create(), await create(otherKeys.worldcheck)];
  assert.ok(own.caseSystemId && theirs.caseSystemId);
  const newCase = () => {
    made += 1;
    return {
      groupId: own.groupId,
      entityType: 'INDIVIDUAL',
      name: 'Mara Voss',
      caseId: `case ${made}`,
      providerTypes: ['WATCHLIST'],
      caseScreeningState: { WATCHLIST: 'INITIAL' },
      nameTransposition: false,
      customFields: [{ typeId: '0a3687d0-65b4-1cc3-9975-f20b0000066f', value: 'A-1' }],
      secondaryFields: [
        { typeId: 'SFCT_2', dateTimeValue: '1979-03-02' },
        { typeId: 'SFCT_1', value: 'FEMALE' },
      ],
    };
  };
  const refused = [
    { ...newCase(), caseId: own.caseId },
    { ...newCase(), groupId: theirs.groupId },
    { ...newCase(), groupId: 'x' },
    { ...newCase(), providerTypes: ['CLIENT_WATCHLIST'] },
    { ...newCase(), providerTypes: ['watchlist'] },
    { ...newCase(), caseScreeningState: { MEDIA_CHECK: 'ONGOING' } },
    { ...newCase(), entityType: 'Individual' },
    { ...newCase(), caseId: ' ' },
    { ...newCase(), caseId: 'a\tb' },
    { ...newCase(), name: '\u0085' },
    { ...newCase(), secondaryFields: [{ typeId: 'SFCT_2', Value: '1979' }] },
    { ...newCase(), secondaryFields: [{ typeId: 'SFCT_2', dateTimeValue: '1979-02-29' }] },
    { ...newCase(), secondaryFields: [{ typeId: '__proto__', value: 'x' }] },
    { ...newCase(), customFields: [{ typeId: 'constructor', value: 'x' }] },
  ];
  const unknown = '0'.repeat(25);
  const at = (base: string) => (rest: string) => `/worldcheck${base}${rest}`;
  const creates = ['/v1', '/v2', '/screening/v3'].map(at).map((url): Route => {
    return {
      method: 'POST',
      url: url('/cases'),
      status: 201,
      body: newCase,
      refused,
      tolerant: ['caseScreeningState'],
    };
  });
  const url = at('/v2');
  const nobody = [theirs.caseSystemId, unknown, 'x'.repeat(200), '%F0%9F%98%80', '1', 'null'];
  const ofCase = (method: string, rest: string, more: Omit<Route, 'method' | 'url' | 'nowhere'>): Route => ({
    method,
    url: url(`/cases/${own.caseSystemId}${rest}`),
    nowhere: nobody.map((id) => url(`/cases/${id}${rest}`)),
    ...more,
  });
  const reads = ['/users', '/apiInfo', '/reference/countries', '/reference/nationalities', '/reference/providers'];
  const caseId = encodeURIComponent(own.caseId);
  const routes: Route[] = [
    ...creates,
    { method: 'HEAD', url: url(`/caseIdentifiers?caseId=${caseId}`), status: 200 },
    { method: 'GET', url: url(`/caseReferences?caseId=${caseId}`), status: 200 },
    ofCase('GET', '?aggregatedSummary=true', { status: 200 }),
    { method: 'GET', url: url('/groups'), status: 200 },
    {
      method: 'GET',
      url: url(`/groups/${own.groupId}`),
      status: 200,
      nowhere: [theirs.groupId, unknown, 'x'].map((id) => url(`/groups/${id}`)),
    },
    ...reads.map((path): Route => ({ method: 'GET', url: url(path), status: 200 })),
    ...awaited(url, ofCase, newCase, own),
  ];
  return { face, routes };
};

walkFace('worldcheck', open);
