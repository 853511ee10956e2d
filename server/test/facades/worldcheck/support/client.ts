/** A World-Check One client: it signs what it sends. */
import { createHmac } from 'node:crypto';
import type { Response } from 'light-my-request';
import type { Docket } from '../../../support/docket.ts';

export interface Key {
  readonly keyId: string;
  readonly secret: string;
}

/** Of the demonstration tenant: the user `screener`, an agent whose home is the screening unit. */
export const screenerKey: Key = {
  keyId: '6f1c0a52-8a5e-4b0e-9d1c-3f2e7b6a9c10',
  secret: 'c2VjcmV0LWZvci10ZXN0cy1vbmx5LW5vdC1iYXNlNjQtZGVjb2RlZA==',
};

export interface Call {
  readonly key?: Key;
  readonly body?: unknown;
  /** Bytes in place of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The list of signed headers. */
  readonly list?: string;
  /** What is signed as the path; absent: the path without the query. */
  readonly path?: string;
  readonly algorithm?: string;
  /** Signed in place of what is sent, by header name. */
  readonly signed?: Readonly<Record<string, string>>;
}

export type Send = (method: string, url: string, call?: Call) => Promise<Response>;

const without = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));

/** Sends requests at the client's own clock, which is the server's. A header given as empty text is not sent. */
export const createClient =
  (docket: Docket): Send =>
  (method, url, call = {}) => {
    const { keyId, secret } = call.key ?? screenerKey;
    const payload = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const body = payload === undefined ? undefined : Buffer.from(payload);
    const headers = without({
      host: 'localhost:9001',
      date: new Date(docket.clock.now()).toUTCString(),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(body.length) }),
      ...call.headers,
    });
    const list =
      call.list ??
      (body === undefined ? '(request-target) host date' : '(request-target) host date content-type content-length');
    const target = `${method.toLowerCase()} ${call.path ?? url.replace(/\?.*/s, '')}`;
    const lines = list
      .split(' ')
      .map((name) => `${name}: ${name === '(request-target)' ? target : (call.signed?.[name] ?? headers[name])}`);
    const hmac = createHmac('sha256', secret).update(lines.join('\n'));
    if (body !== undefined) hmac.update('\n').update(body);
    const signature = hmac.digest('base64');
    const authorization = `Signature keyId="${keyId}",algorithm="${call.algorithm ?? 'hmac-sha256'}",headers="${list}",signature="${signature}"`;
    return docket.inject({
      method: method as 'GET',
      url,
      headers: { authorization, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
  };
