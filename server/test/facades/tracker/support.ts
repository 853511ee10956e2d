/** A caller of the Tracker API, and bodies to call it with. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import type { Docket } from '../../support/docket.ts';
import { startDocket } from '../../support/docket.ts';

/** Mike, org admin, home office 1, also in office 175. */
export const adminToken = 'tracker-static-token';
/** Bea, agent, home office 1. */
export const basicToken = 'tracker-basic-token';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is looked at member by member.
  readonly body: any;
}

export interface CallOptions {
  /** Null: none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string or bytes as they are. */
  readonly body?: unknown;
}

export type Caller = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

const parse = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

export const callerOf =
  (docket: Docket): Caller =>
  async (method, path, { token = adminToken, headers = {}, body } = {}) => {
    const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const response = await docket.inject({
      method: method as 'GET',
      url: path.startsWith('/') ? path : `/tracker/${path}`,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: (isRaw ? body : JSON.stringify(body)) as string }),
    });
    const text = response.body;
    return { status: response.statusCode, headers: response.headers, text, body: parse(text) };
  };

/** A number that no other case of this test file has. */
export const freshNumber = (): string => `T-${randomUUID()}`;

/** The least body of a create. */
export const newCase = (members: object = {}): Record<string, unknown> => ({
  caseOfficerIds: [12659],
  offenseTypeId: 1,
  caseNumber: freshNumber(),
  active: true,
  formData: [],
  tags: [],
  ...members,
});

/** `application/x-www-form-urlencoded`, for `/token`. */
export const asForm = (fields: Readonly<Record<string, string>>): CallOptions => ({
  token: null,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

/** A Docket for the tests of one `describe`, which must call this; no test may make it log a fault of its own. */
export const useDocket = (): { readonly docket: () => Docket; readonly call: Caller } => {
  let docket: Docket | undefined;
  const started = (): Docket => docket ?? assert.fail('The Docket is not started.');
  before(async () => {
    docket = await startDocket();
  });
  after(async () => {
    const faults = [...started().faults];
    await started().close();
    assert.deepEqual(faults, []);
  });
  return { docket: started, call: (...options) => callerOf(started())(...options) };
};
