/** Programs of five APIs that edit one case, each by the precondition that its API has. */
import assert from 'node:assert/strict';
import type { InjectOptions, Response } from 'light-my-request';
import { addTo, editDemo } from '../../acceptance/support/tenant-file.ts';
import { createClient } from '../../facades/worldcheck/support/client.ts';
import type { Docket } from '../../support/docket.ts';

const everywhere = '[service, billing, archive, office-1, office-175, screening, screening-emea]';
const key = { keyId: 'key-of-omni', secret: 'secret of omni' };

/** Somebody with every right in every unit, and with a program of every API. */
export const omniTenant = (): Promise<string> =>
  editDemo([
    addTo(
      'users',
      `{ login: omni, id: 900, password: omni-pw, home: front-desk, foreign: ${everywhere}, roles: [org-admin], licences: [case] }`,
    ),
    addTo(
      'credentials',
      `{ facade: worldcheck, user: omni, keyId: ${key.keyId}, secret: "${key.secret}" }`,
      ...['tracker', 'qflow', 'goss', 'api'].map((face) => `{ facade: ${face}, user: omni, token: omni-${face} }`),
    ),
  ]);

export interface Made {
  readonly number: number;
  readonly reference: string;
  /** As World-Check One shows it. */
  readonly systemId: string;
}

const statusIs = (answer: Response, status: number): Response => {
  assert.equal(answer.statusCode, status, answer.body);
  return answer;
};

export type Call = (method: string, url: string, body?: object, headers?: Record<string, string>) => Promise<Response>;

/** As omni, by the token of that API. */
export const callerOf =
  (docket: Docket, face: string): Call =>
  (method, url, body, headers = {}) =>
    docket.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url,
      headers: {
        authorization: `Bearer omni-${face}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });

/** A case of World-Check One, which all others edit too. */
export const makeShared = async (docket: Docket, reference: string): Promise<Made> => {
  const send = createClient(docket);
  const [group] = statusIs(await send('GET', '/worldcheck/v2/groups', { key }), 200).json();
  const body = { groupId: group.id, entityType: 'INDIVIDUAL', name: 'Mara Voss', caseId: reference };
  const made = statusIs(await send('POST', '/worldcheck/v2/cases', { key, body }), 201).json();
  const found = await callerOf(docket, 'api')('GET', `/api/v1/cases/by-reference/${reference}`);
  return { number: statusIs(found, 200).json().number, reference, systemId: made.caseSystemId };
};

export interface Editor {
  readonly name: string;
  /** Reads the case and puts `text` into it; false: it was refused for its time, and nothing is changed. */
  edit(text: string): Promise<boolean>;
}

/** Calls eGain, and signs in where there is no session, or no longer. */
const egainCaller = (docket: Docket) => {
  const call = callerOf(docket, 'egain');
  const base = '/egain/system/ws/v12';
  let headers: Record<string, string> = { accept: 'application/json' };
  const signIn = async (): Promise<void> => {
    const user = { userName: 'omni', password: 'omni-pw' };
    const answer = await call('POST', `${base}/authentication/user/login?forceLogin=yes`, user, headers);
    headers = { ...headers, 'x-egain-session': String(statusIs(answer, 204).headers['x-egain-session']) };
  };
  return async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await call(method, `${base}${path}`, body, headers);
    if (answer.statusCode !== 401) return answer;
    await signIn();
    return call(method, `${base}${path}`, body, headers);
  };
};

/** Of one node. */
export const openEditors = (docket: Docket, { number, reference, systemId }: Made): Editor[] => {
  const [native, tracker, goss] = [callerOf(docket, 'api'), callerOf(docket, 'tracker'), callerOf(docket, 'goss')];
  const egain = egainCaller(docket);
  const send = createClient(docket);
  return [
    {
      name: 'api',
      edit: async (subject) => {
        const path = `/api/v1/cases/${number}`;
        const etag = String(statusIs(await native('GET', path), 200).headers['etag']);
        const answer = await native('PATCH', path, { subject }, { 'if-match': etag });
        if (answer.statusCode !== 412) statusIs(answer, 200);
        return answer.statusCode === 200;
      },
    },
    {
      name: 'egain',
      edit: async (description) => {
        const read = await egain('GET', `/interaction/case/${number}?$attribute=all`);
        if (read.statusCode === 401) return false;
        const { date } = statusIs(read, 200).json().case[0].lastModified;
        const answer = await egain('PUT', '/interaction/case', {
          id: String(number),
          lastModified: { date },
          description,
        });
        if (answer.statusCode === 204) return true;
        assert.match(answer.json().code, /^(409-100|401-101)$/, answer.body);
        return false;
      },
    },
    {
      name: 'tracker',
      edit: async (reviewDateNotes) => {
        const path = `/tracker/api/cases/${number}`;
        const body = statusIs(await tracker('GET', path), 200).json();
        statusIs(await tracker('PUT', path, { ...body, reviewDateNotes }), 200);
        return true;
      },
    },
    {
      name: 'worldcheck',
      edit: async (name) => {
        const answer = await send('PATCH', `/worldcheck/v2/cases/${systemId}`, { key, body: { name } });
        // Where the clock jumped between signing and reading.
        if (answer.statusCode !== 401) statusIs(answer, 200);
        return answer.statusCode === 200;
      },
    },
    {
      name: 'goss',
      edit: async () => {
        const params = { caseBusinessKey: reference, operation: 'ADD', duration: 'PT1H' };
        const body = { jsonrpc: '2.0', id: 1, method: 'goss.CaseManagement.v1.api.sla.setSLA', params };
        const { result } = statusIs(await goss('POST', '/goss/apiserver/serverlibrary', body), 200).json();
        assert.deepEqual(result, { success: true, errors: [] });
        return true;
      },
    },
  ];
};
