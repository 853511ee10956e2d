/** One call over HTTP: address, sign-in, precondition, idempotency key, tries, refusals. */
import { readProblem } from './problem-error.ts';
import { pause, type RetryPolicy, readRetryAfter, waitAfter } from './retry.ts';

export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface PostOptions extends CallOptions {
  /** 1 to 255 printable characters; made where it is not given. Give one to make a call safe over restarts of yours. */
  readonly idempotencyKey?: string;
}

export interface Outgoing {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Behind `/api/v1`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: Blob | Uint8Array<ArrayBuffer> | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The version of the case that the caller has seen: `If-Match`. */
  readonly version?: number;
  /** A POST whose answer is not kept under a key (sign-in) is sent once. */
  readonly unkept?: boolean;
  readonly options?: PostOptions | undefined;
  /** Statuses that are answers here, beside 2xx. */
  readonly accepted?: readonly number[];
}

export interface SenderOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly retry: RetryPolicy;
  /** Headers that sign a call in; asked for each. */
  signIn(method: string): Readonly<Record<string, string>>;
}

export type Send = (call: Outgoing) => Promise<Response>;

/** An answer's JSON as what the server's schemas, from which our types are, say it is. */
export const readJson = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>;

/** Joins a query; a list is the parameter once for each value, what is undefined is left out. */
export const writeQuery = (query: Readonly<Record<string, QueryValue>> = {}): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = typeof value === 'object' ? value : [value];
    for (const one of values) if (one !== undefined) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
};

/** A text as one segment of a path. */
export const segment = (text: string | number): string => encodeURIComponent(text);

/** A new idempotency key, 128 random bits. `crypto.randomUUID` is not there in a page that came over plain HTTP. */
export const makeIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * The headers of a call, made once: a second try carries the same idempotency key, so that it cannot make a second case
 * (contract api, "Rules for every call").
 */
const headersOf = (call: Outgoing): Record<string, string> => {
  const headers: Record<string, string> = { accept: 'application/json', ...call.headers };
  if (call.json !== undefined) headers['content-type'] = 'application/json';
  if (call.version !== undefined) headers['if-match'] = `"${call.version}"`;
  if (call.method === 'POST' && !call.unkept) {
    headers['idempotency-key'] = call.options?.idempotencyKey ?? makeIdempotencyKey();
  }
  return headers;
};

/** A PATCH, PUT or DELETE whose answer was lost may have been done: its caller is told, and looks. */
const mayTryAgain = (call: Outgoing): boolean => isSafe(call.method) || (call.method === 'POST' && !call.unkept);

type Outcome = { readonly response: Response } | { readonly failure: unknown };

const attempt = async (send: typeof fetch, url: string, init: RequestInit): Promise<Outcome> => {
  try {
    return { response: await send(url, init) };
  } catch (failure) {
    return { failure };
  }
};

/** Fails with a `ProblemError`, or with what `fetch` failed with when the last try did not reach the server. */
export const createSender = ({ baseUrl, fetch: send, retry, signIn }: SenderOptions): Send => {
  const base = `${baseUrl.replace(/\/+$/, '')}/api/v1`;
  return async (call) => {
    const url = `${base}${call.path}${writeQuery(call.query)}`;
    const headers = headersOf(call);
    const signal = call.options?.signal;
    const body = call.json === undefined ? call.body : JSON.stringify(call.json);
    for (let done = 1; ; done += 1) {
      const outcome = await attempt(send, url, {
        method: call.method,
        headers: { ...headers, ...signIn(call.method) },
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
      signal?.throwIfAborted();
      const response = 'response' in outcome ? outcome.response : undefined;
      if (response !== undefined && (response.ok || call.accepted?.includes(response.status))) return response;
      const asked = readRetryAfter(response?.headers.get('retry-after') ?? null, Date.now());
      const again = mayTryAgain(call) && (response === undefined || response.status === 503);
      const wait = again ? waitAfter(retry, done, asked, Math.random) : undefined;
      if (wait === undefined) {
        if (response !== undefined) throw await readProblem(response, asked);
        throw (outcome as { failure: unknown }).failure;
      }
      await response?.body?.cancel();
      await pause(wait, signal);
    }
  };
};
