/** The demonstration tenant with more queues and users in it, and how its programs call. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Response } from 'light-my-request';
import { parse, stringify } from 'yaml';
import { type Docket, startDocket } from '../../../support/docket.ts';
import { demoFile } from '../../../support/prepare-template.ts';

/** Tokens by login. */
export const tokens = {
  kiosk: 'qflow-token',
  /** Agent of another unit. */
  mary: 'qflow-mary',
  dora: 'qflow-dora',
  nolan: 'qflow-nolan',
  /** Sees the front desk through a share; acts elsewhere. */
  neighbour: 'qflow-neighbour',
  /** At the front desk, may create and view, not close. */
  greeter: 'qflow-greeter',
  /** At the front desk, may only view. */
  viewer: 'qflow-viewer',
} as const;

/** Ids of the queues. */
export const services = { passports: 2, licences: 3, tiny: 4, offences: 5, hidden: 6, hall: 8 } as const;

/** Of a unit where the kiosk acts too; longer than any name in this API but a unit's. */
export const annexName = 'The annex behind the main hall, second floor, on the left-hand side';

export const applyTenant = async (docket: Docket): Promise<void> => {
  const file = parse(await readFile(demoFile, 'utf8'));
  file.roles.push(
    { key: 'viewer', permissions: ['case.view'] },
    { key: 'greeter', permissions: ['case.view', 'case.create'] },
  );
  file.units.find((unit: { key: string }) => unit.key === 'front-desk').sharesWith = [
    { unit: 'billing', activities: true },
  ];
  file.units.push({ key: 'annex', id: 70, name: annexName });
  file.users.find(({ login }: { login: string }) => login === 'kiosk').foreign = ['annex'];
  const user = (login: string, rest: object) => ({ login, password: `${login}-pw`, licences: ['case'], ...rest });
  file.users.push(
    user('neighbour', { home: 'billing', roles: ['agent'] }),
    user('greeter', { home: 'front-desk', roles: ['greeter'] }),
    user('viewer', { home: 'front-desk', roles: ['viewer'] }),
    user('below', { home: 'screening-emea', roles: ['viewer'] }),
  );
  for (const [login, token] of Object.entries(tokens)) {
    if (login !== 'kiosk') file.credentials.push({ facade: 'qflow', user: login, token });
  }
  const queue = (key: keyof typeof services, rest: object) => ({ key, id: services[key], name: key, ...rest });
  file.queues.push(
    queue('tiny', { unit: 'front-desk', ticket: { prefix: 'T', from: 7, to: 9 } }),
    queue('hall', { unit: 'front-desk', ticket: { prefix: 'HALL', from: 1, to: 5 } }),
    queue('offences', {
      unit: 'front-desk',
      extRef: 'OFF ',
      caseType: 'offense',
      ticket: { prefix: '', from: 1, to: 200 },
    }),
    queue('hidden', { unit: 'archive', extRef: 'HID', ticket: { prefix: 'H', from: 1, to: 9 } }),
  );
  file.classifications.push({ code: ' two words ', name: 'Spaces' });
  await docket.apply(stringify(file));
};

export interface Call {
  /** Absent: the kiosk's; null: none. */
  readonly token?: string | null;
  readonly body?: unknown;
  /** In place of `body`, with the media type given. */
  readonly raw?: string | Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Send = (method: string, path: string, call?: Call) => Promise<Response>;

/** Sends to paths below `/qflow/API/`, or to whole ones. */
export const createClient =
  (docket: Docket): Send =>
  (method, path, call = {}) => {
    const { token = tokens.kiosk, type = 'application/json' } = call;
    const payload = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    return docket.inject({
      method: method as 'GET',
      url: path.startsWith('/') ? path : `/qflow/API/${path}`,
      headers: {
        host: 'queue.test',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined || type === '' ? {} : { 'content-type': type }),
        ...call.headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
  };

/** `ModelState` of an answer that must be one of status 400. */
export const modelState = (answer: Response): Record<string, string[]> => {
  const { Message, ModelState } = answer.json();
  if (answer.statusCode !== 400 || Message !== 'The request is invalid.') {
    throw new Error(`Not a refused model: ${answer.statusCode} ${answer.body}`);
  }
  return ModelState;
};

/** A Docket of its own with that tenant, and who calls it. */
export const openQflow = async (): Promise<{ readonly docket: Docket; readonly send: Send }> => {
  const docket = await startDocket();
  await applyTenant(docket);
  return { docket, send: createClient(docket) };
};

/** Ends it; nothing that was asked of it may have been its own fault. */
export const closeQflow = (docket: Docket): Promise<void> => {
  assert.deepEqual(docket.faults, []);
  return docket.close();
};
