/** GOSS iCM (contract goss 1–4, 7, 9). Refusals that JSON-RPC can express come with 200. */
import { strict as assert } from 'node:assert';
import type { Response } from 'light-my-request';
import type { Docket } from '../support/docket.ts';
import { otherKeys, otherTenant } from './support/other-tenant.ts';
import type { Face, Path, Request, Route } from './support/route.ts';
import { inject, walkFace } from './support/walk.ts';

const bearer = (request: Request, token = '11111111-2222-4333-8444-555555555555'): Request => ({
  ...request,
  headers: { authorization: `Bearer ${token}`, ...request.headers },
});

interface Reply {
  jsonrpc: string;
  id: unknown;
  result?: { success?: boolean; errors: string[] };
  error?: { code: number; message: string; data?: { errors: { path: string; message: string }[] } };
}

const codes: Readonly<Record<number, readonly number[]>> = {
  200: [-32700, -32600, -32601, -32602, -32003],
  401: [-32001],
  404: [-32601],
  405: [-32600],
  413: [-32600],
};

const replyOf = (answer: Response): Reply | undefined => {
  try {
    return answer.json();
  } catch {
    return undefined;
  }
};

const refuses = (answer: Response): boolean => {
  const reply = replyOf(answer);
  return answer.statusCode >= 400 || reply?.error !== undefined || reply?.result?.success === false;
};

/** The one call that fails without a word (contract goss 6.6). */
const isSilent = ({ body }: Request): boolean => body?.includes('sla.updateSLA') ?? false;

const checkRefusal = (answer: Response, request: Request): void => {
  const { method } = request;
  const { statusCode, headers } = answer;
  if (method === 'HEAD') return;
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(headers['cache-control'], 'no-store');
  const reply = answer.json<Reply>();
  assert.equal(reply.jsonrpc, '2.0');
  if (reply.result) {
    assert.equal(statusCode, 200);
    assert.ok(reply.result.errors.length > 0 || isSilent(request));
    return;
  }
  const { code = 0, message, data } = reply.error ?? {};
  assert.ok((codes[statusCode] ?? []).includes(code), `status ${statusCode} with code ${code}`);
  assert.ok(message);
  if (statusCode === 405) assert.equal(headers['allow'], 'POST');
  if (statusCode === 401) assert.ok(headers['www-authenticate']);
  if (code === -32602)
    for (const { path, message: text } of data?.errors ?? [{ path: 'x', message: '' }])
      assert.ok(path.match(/^(\/.*)?$/s) && text);
};

/** The envelope's own freedoms, and those of values: what forms send (contract goss 3, 4). */
const reads = (_due: string, value: unknown, path: Path): boolean => {
  const name = path.join('.');
  if (name === 'id') return ['number', 'string'].includes(typeof value);
  if (/^params\.form\.fields\.\d\.value$/.test(name)) return ['number', 'boolean'].includes(typeof value);
  // The login decides; a number that no user has is one all the same.
  if (name === 'params.user.siteUserId') return Number.isInteger(value);
  return name === 'params' && JSON.stringify(value) === '[{}]';
};

const face: Face = {
  name: 'goss',
  mount: '/goss',
  authorize: (request) => bearer(request),
  refuses,
  checkRefusal,
  reads,
  unknownMembers: 'ignored',
  batches: true,
  unknownQuery: 'ignored',
  refusedTypes: [],
  contentEncoding: 'ignored',
  tooDeep: [65, 300, 10_000],
  otherMethods: ['OPTIONS', 'TRACE', 'PROPFIND', 'HEAD'],
};

const prefix = 'goss.CaseManagement.v1.api.';
const call = (method: string, params: object) => () => ({
  jsonrpc: '2.0',
  id: 25,
  method: `${prefix}${method}`,
  params,
});

const minimum = {
  caseTypeId: 'testcasecreation',
  user: { siteUserId: 'testcasecreationowner' },
  form: { startForm: 'TESTSEARCHCASECREATION' },
};
const whole = {
  ...minimum,
  user: { ...minimum.user, proxyUserId: 'STAFF1' },
  form: { ...minimum.form, summaryForm: 'MYSUMMARYFORM', fields: [{ name: 'A', value: 'x' }] },
  caseCardTitle: 'Title',
  caseSubTypeId: 'GeneralEnquiry',
  caseStageId: 'Stage 1',
  caseStatus: 'Open',
  caseManagerId: 'CASEMANAGER1',
  language: 'EN',
  targetDate: '2099-06-23T09:27:53Z',
  contact: { name: 'T', email: 'a@b.c', phoneNumber: '1', address: 'x, y' },
  processVariables: { customVar1: 'V' },
  attachments: [{ fileStoreReference: '73CB6FDB-2C50-4D53-823B-D0AF2A8242FC', formField: 'UPLOAD' }],
  close: { closureReason: 'Resolved', closureNote: 'n' },
};

const note = { note: 'n', private: false, debug: true };
const sla = { ...note, duration: 'PT1H' };
const role = { userRole: 'staff', displayName: 'D' };

const changed = (change: object) => call('createCase', { ...minimum, ...change })();

const refusedCreates = [
  changed({ caseTypeId: 'theirs' }),
  changed({ form: { startForm: 'THEIRFORM' } }),
  changed({ user: { siteUserId: 'stranger' } }),
  changed({ user: { siteUserId: 'frank' } }),
  changed({ user: { siteUserId: '__proto__' } }),
  changed({ caseTypeId: 'constructor' }),
  changed({ contact: { email: 'no mail' } }),
  changed({ targetDate: '2099-02-30T00:00:00Z' }),
  changed({ targetDate: '2099-06-23' }),
  changed({ language: 'x'.repeat(36) }),
  changed({ attachments: Array.from({ length: 21 }, () => whole.attachments[0]) }),
  changed({ processVariables: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`v${i}`, 1])) }),
  changed({ processVariables: { a: { b: 'x\u0000' } } }),
  changed({ processVariables: { 'a\ud800': 1 } }),
  changed({ processVariables: JSON.parse('{"__proto__": 1}') }),
  changed({ form: { startForm: 'MYNEWCASE', fields: [{ value: 'x' }] } }),
  { ...changed({}), id: {} },
  { ...changed({}), id: [1] },
  { ...changed({}), id: true },
  { ...changed({}), jsonrpc: '1.0' },
  { ...changed({}), method: `${prefix}createcase` },
  { ...changed({}), method: `${prefix}__proto__` },
  { ...changed({}), params: 'x' },
  { ...changed({}), params: [minimum, minimum] },
];

const open = async (docket: Docket) => {
  await docket.apply(otherTenant);
  const url = '/goss/apiserver/serverlibrary';
  const create = async (params: object, token?: string): Promise<string> => {
    const body = Buffer.from(JSON.stringify(call('createCase', params)()));
    const reply = await inject(
      docket,
      bearer({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body }, token),
    );
    return reply.json().result.caseBusinessKey;
  };
  const own = await create(minimum);
  const their = { caseTypeId: 'theirs', user: { siteUserId: 'stranger' }, form: { startForm: 'THEIRFORM' } };
  const theirs = await create(their, otherKeys.goss);
  // Without its `dryRun` closeCase would take the case away from the others.
  const toClose = await create(minimum);
  assert.ok(own && theirs && toClose);
  const of = (method: string, params: object, member = 'caseBusinessKey', more: Partial<Route> = {}): Route => ({
    method: 'POST',
    url,
    status: 200,
    body: call(method, { [member]: own, ...params }),
    refused: [theirs, '0000-0000-0000-0000', 'x'.repeat(513), ''].map((key) =>
      call(method, { ...params, [member]: key })(),
    ),
    ...more,
  });
  const routes: Route[] = [
    {
      method: 'POST',
      url,
      status: 200,
      body: call('createCase', whole),
      refused: refusedCreates,
      tolerant: ['params.processVariables.customVar1', 'id'],
    },
    of('getCase', { variables: true }),
    of('sla.setSLA', { ...sla, operation: 'SET', datetime: '2099-01-01T00:00:00Z', userName: 'CASEMANAGER1', ...role }),
    of('sla.updateSLA', { ...sla, operation: 'add', name: 'N' }),
    of('sla.pauseSLA', { ...note, caseControlVar: 'form_STATUS', taskBusinessKey: 'T' }),
    of('sla.resumeSLA', { ...note, caseControlVar: 'form_STATUS', taskBusinessKey: 'T', taskClosed: true }),
    of('closeCase', {
      caseBusinessKey: toClose,
      closureDate: new Date().toISOString(),
      closureNotes: 'n',
      closureReason: 'Resolved',
      dryRun: true,
      forceClose: false,
      user: { siteUserId: 5, siteUserName: 'CASEMANAGER1' },
      debug: true,
    }),
    of('updateCaseStatus', { statusValue: 'Open', statusNotes: 'n', debug: true }),
    of('stages.updateCaseStage', { stageValue: 'Stage 1', stageNotes: 'n' }),
    of('reassignCase', { assignGroupName: 'records', reasonDesc: 'r', assignUserName: 'CASEMANAGER1', note: 'n' }),
    of(
      'notes.addNoteToCase',
      { note: 'n', userName: 'TIMG', name: 'Tim', private: true, userRole: 'staff' },
      'caseReference',
    ),
    {
      method: 'POST',
      url: '/goss/serverlibrary/',
      status: 200,
      body: () => ({ jsonrpc: '2.0', id: 'a', method: '_directory' }),
      tolerant: ['id'],
    },
    {
      method: 'POST',
      url,
      status: 200,
      body: () => ({ id: 1, method: '_documentation', params: { method: `${prefix}createCase` } }),
    },
  ];
  return { face, routes };
};

walkFace('goss', open);
