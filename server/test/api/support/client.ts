/** A caller of the native API, who checks every answer against the document that describes it. */
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Response } from 'light-my-request';
import { isInstant } from '../../../src/api/instant.ts';
import type { Operation } from '../../../src/api/operation.ts';
import { operations } from '../../../src/api/operations.ts';
import { Problem } from '../../../src/api/schemas/problem.ts';
import type { Docket } from '../../support/docket.ts';

const ajv = new Ajv2020({ strict: false, formats: { 'date-time': isInstant } });

const pathPattern = (path: string): RegExp => new RegExp(`^/api/v1${path.replace(/\{\w+\}/g, '[^/]+')}$`);

const described = operations.map((operation) => ({ operation, pattern: pathPattern(operation.path) }));

const operationOf = (method: string, url: string): Operation | undefined => {
  const path = url.split('?')[0] ?? '';
  const fixed = (path_: string): number => (path_.match(/\{/g) ?? []).length;
  return described
    .filter(({ operation, pattern }) => operation.method === method && pattern.test(path))
    .sort((left, right) => fixed(left.operation.path) - fixed(right.operation.path))[0]?.operation;
};

const checkAnswer = (method: string, url: string, response: Response): void => {
  if (method === 'HEAD' || response.body === '') return;
  const isProblem = response.headers['content-type'] === 'application/problem+json';
  const schema = isProblem ? Problem : operationOf(method, url)?.answers[response.statusCode]?.schema;
  if (schema === undefined) return;
  const check = ajv.compile(schema);
  assert.ok(check(response.json()), `${method} ${url}: ${JSON.stringify(check.errors)} ${response.body}`);
};

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Buffer;
  /** The version for `If-Match`. */
  readonly version?: number;
}

export type Client = (method: string, path: string, options?: CallOptions) => Promise<Response>;

/** Calls as whoever has these headers. */
export const clientOf = (docket: Docket, identity: Readonly<Record<string, string>>): Client => {
  return async (method, path, { headers = {}, body, raw, version } = {}) => {
    const url = `/api/v1${path}`;
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await docket.inject({
      method: method as 'GET',
      url,
      headers: { ...identity, ...type, ...(version === undefined ? {} : { 'if-match': `"${version}"` }), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    checkAnswer(method, url, response);
    return response;
  };
};

/** Mary, by the token of the demonstration tenant. */
export const mary = (docket: Docket): Client => clientOf(docket, { authorization: 'Bearer docket-api-token' });

/** Anybody, by name and password `<login>-pw` or the one given, through a session. */
export const signIn = async (docket: Docket, login: string, password: string): Promise<Client> => {
  const response = await docket.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ login, password }),
  });
  assert.equal(response.statusCode, 200, response.body);
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  return clientOf(docket, { cookie, 'x-docket-csrf': response.json().csrf });
};

/** Makes a case and answers with it. */
export const make = async (
  call: Client,
  body: object = {},
): Promise<{ number: number; version: number } & Record<string, unknown>> => {
  const response = await call('POST', '/cases', { body: { subject: 'A case', ...body } });
  assert.equal(response.statusCode, 201, response.body);
  return response.json();
};

export const codeOf = (response: Response): string => `${response.statusCode} ${response.json().code}`;
