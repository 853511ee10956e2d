/** The people and programs of the demonstration tenant, each with the credential of its face. */
import { createHmac } from 'node:crypto';
import type { Agent } from 'node:http';
import { type Answer, type Sent, send } from './http.ts';

/** Method, path under the face's mount, and what goes with it. */
export type Client = (method: string, path: string, sent?: Omit<Sent, 'method'>) => Promise<Answer>;

const withHeaders =
  (base: string, fixed: Readonly<Record<string, string>>, agent?: Agent): Client =>
  (method, path, sent = {}) =>
    send(`${base}${path}`, { ...(agent ? { agent } : {}), ...sent, method, headers: { ...fixed, ...sent.headers } });

const json = { 'content-type': 'application/json' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export interface Key {
  readonly keyId: string;
  readonly secret: string;
}

export const screener: Key = {
  keyId: '6f1c0a52-8a5e-4b0e-9d1c-3f2e7b6a9c10',
  secret: 'c2VjcmV0LWZvci10ZXN0cy1vbmx5LW5vdC1iYXNlNjQtZGVjb2RlZA==',
};

/** Signs as World-Check One programs do (contract worldcheck 2): HMAC-SHA256 over the listed lines, keyed with the secret's text. */
export const signature = (
  { keyId, secret }: Key,
  method: string,
  url: Pick<URL, 'pathname' | 'host'>,
  body: Buffer | undefined,
  type = 'application/json',
) => {
  const date = new Date().toUTCString();
  const lines = [`(request-target): ${method.toLowerCase()} ${url.pathname}`, `host: ${url.host}`, `date: ${date}`];
  const content = body && body.length > 0 ? ['content-type', 'content-length'] : [];
  if (content.length > 0) lines.push(`content-type: ${type}`, `content-length: ${body?.length}`);
  const hmac = createHmac('sha256', secret).update(lines.join('\n'));
  if (content.length > 0 && body) hmac.update('\n').update(body);
  const list = ['(request-target)', 'host', 'date', ...content].join(' ');
  const text = `Signature keyId="${keyId}",algorithm="hmac-sha256",headers="${list}",signature="${hmac.digest('base64')}"`;
  return { date, authorization: text, ...(content.length > 0 ? json : {}) };
};

const toBytes = (body: Sent['body']): Buffer | undefined =>
  body === undefined || Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

/** `base` is the mount: `<server>/worldcheck`, or the root of a port of its own. */
export const worldcheck =
  (base: string, key = screener, agent?: Agent): Client =>
  (method, path, sent = {}) => {
    const url = new URL(`${base}${path}`);
    const body = toBytes(sent.body);
    const headers = { ...signature(key, method, url, body), ...sent.headers };
    return send(url.href, { ...(agent ? { agent } : {}), ...sent, method, headers, ...(body ? { body } : {}) });
  };

export const tracker = (server: string, token = 'tracker-static-token', agent?: Agent): Client =>
  withHeaders(`${server}/tracker`, { ...bearer(token), ...json }, agent);

export const qflow = (server: string, token = 'qflow-token', agent?: Agent): Client =>
  withHeaders(`${server}/qflow/API`, { ...bearer(token), ...json }, agent);

export const api = (server: string, token = 'docket-api-token', agent?: Agent): Client =>
  withHeaders(`${server}/api/v1`, { ...bearer(token), ...json }, agent);

export interface Reply {
  readonly id: unknown;
  readonly result?: Record<string, unknown> & { success: boolean; errors: string[]; warnings: string[] };
  readonly error?: { code: number; message: string; data?: unknown };
}

/** Calls a method of GOSS's Case Management. */
export const goss =
  (server: string, token = '11111111-2222-4333-8444-555555555555', agent?: Agent) =>
  async (method: string, params: object): Promise<Reply> => {
    const body = { jsonrpc: '2.0', id: 25, method: `goss.CaseManagement.v1.api.${method}`, params };
    const answer = await send(`${server}/goss/apiserver/serverlibrary`, {
      method: 'POST',
      headers: { ...bearer(token), ...json },
      body,
      ...(agent ? { agent } : {}),
    });
    return answer.json<Reply>();
  };

/** Signs in; the client sends its session with every call. JSON both ways unless a header says otherwise. */
export const egain = async (server: string, userName: string, agent?: Agent): Promise<Client> => {
  const base = `${server}/egain/system/ws/v12`;
  const body = { userName, password: `${userName}-pw` };
  const headers = { ...json, accept: 'application/json' };
  const login = await send(`${base}/authentication/user/login?forceLogin=yes`, {
    ...(agent ? { agent } : {}),
    method: 'POST',
    headers,
    body,
  });
  const session = login.headers['x-egain-session'];
  if (typeof session !== 'string') throw new Error(`${userName} could not sign in: ${login.status} ${login.text}`);
  return withHeaders(base, { ...headers, 'x-egain-session': session }, agent);
};
