/** Programs of all six APIs at work, and what each was answered, whatever the weather. */
import { strict as assert } from 'node:assert';
import { Agent } from 'node:http';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { api, egain, qflow, tracker, worldcheck } from '../../acceptance/support/clients.ts';
import { type Answer, send } from '../../acceptance/support/http.ts';

/** One program: it sends one request after the other. */
interface Program {
  readonly name: string;
  /** `reference` is new each time. */
  send(reference: string): Promise<Answer>;
  /** Of one that writes: fails unless what was acknowledged is there. */
  check?(reference: string, acknowledged: Answer): Promise<void>;
  /** Fails unless the answer says in this API's own form that it cannot be given for now. */
  checkAway(answer: Answer): void;
}

const statusIs = (answer: Answer, status: number): void => assert.equal(answer.status, status, answer.text);

const nativePrograms = async (server: string, agent: Agent): Promise<Program[]> => {
  const call = api(server, undefined, agent);
  statusIs(await call('POST', '/cases', { body: { subject: 'S', reference: 'seed' } }), 201);
  const checkAway = (answer: Answer): void => {
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    const { status, code } = answer.json<{ status: number; code: string }>();
    assert.equal(status, 503);
    assert.match(code, /^store\/(away|busy)$/);
  };
  const get = (reference: string) => call('GET', `/cases/by-reference/${reference}`);
  return [
    {
      name: 'native create',
      send: (reference) => call('POST', '/cases', { body: { subject: 'S', reference, tags: ['urgent'] } }),
      check: async (reference, acknowledged) => assert.deepEqual((await get(reference)).json(), acknowledged.json()),
      checkAway,
    },
    { name: 'native read', send: () => get('seed'), checkAway },
    { name: 'native search', send: () => call('GET', '/cases?q=seed'), checkAway },
  ];
};

const worldcheckPrograms = async (server: string, agent: Agent): Promise<Program[]> => {
  const call = worldcheck(`${server}/worldcheck/v2`, undefined, agent);
  const [group] = (await call('GET', '/groups')).json<{ id: string }[]>();
  const checkAway = (answer: Answer): void => {
    if (answer.text !== '') assert.equal(answer.json<{ error: string }[]>()[0]?.error, 'SERVICE_UNAVAILABLE');
  };
  return [
    {
      name: 'worldcheck create',
      send: (caseId) =>
        call('POST', '/cases', { body: { groupId: group?.id, entityType: 'INDIVIDUAL', name: 'Mara Voss', caseId } }),
      check: async (reference) => statusIs(await call('HEAD', `/caseIdentifiers?caseId=${reference}`), 200),
      checkAway,
    },
    {
      name: 'worldcheck probe',
      send: () => call('HEAD', '/caseIdentifiers?caseId=seed'),
      checkAway: (answer) => assert.equal(answer.text, ''),
    },
  ];
};

const trackerPrograms = async (server: string, agent: Agent): Promise<Program[]> => {
  const call = tracker(server, undefined, agent);
  const checkAway = (answer: Answer): void =>
    assert.deepEqual(answer.json(), { message: 'The service is unavailable.' });
  const get = (reference: string) => call('GET', `/api/cases/getByNumber?value=${reference}`);
  const create = (caseNumber: string) =>
    call('POST', '/api/cases', { body: { caseNumber, caseOfficerIds: [12659], offenseTypeId: 1, formData: [] } });
  statusIs(await create('tracker-seed'), 200);
  return [
    {
      name: 'tracker create',
      send: create,
      check: async (reference, acknowledged) => assert.deepEqual((await get(reference)).json(), acknowledged.json()),
      checkAway,
    },
    { name: 'tracker read', send: () => get('tracker-seed'), checkAway },
  ];
};

const qflowPrograms = async (server: string, agent: Agent): Promise<Program[]> => {
  const call = qflow(server, undefined, agent);
  const create = (Subject: string) => call('POST', '/Cases', { body: { ServiceId: 2, Subject } });
  const { CaseId } = (await create('seed')).json<{ CaseId: number }>();
  const checkAway = (answer: Answer): void =>
    assert.deepEqual(answer.json(), { Message: 'The service is unavailable.' });
  return [
    {
      name: 'qflow enqueue',
      send: create,
      check: async (reference, acknowledged) => {
        const found = await call('GET', `/Cases/${acknowledged.json<{ CaseId: number }>().CaseId}`);
        assert.equal(found.json()['Subject'], reference, found.text);
      },
      checkAway,
    },
    { name: 'qflow position', send: () => call('GET', `/Cases/${CaseId}/Position`), checkAway },
  ];
};

const gossPrograms = async (server: string, agent: Agent): Promise<Program[]> => {
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer 11111111-2222-4333-8444-555555555555',
  };
  const call = (name: string, params: object): Promise<Answer> => {
    const body = { jsonrpc: '2.0', id: 1, method: `goss.CaseManagement.v1.api.${name}`, params };
    return send(`${server}/goss/apiserver/serverlibrary`, { method: 'POST', headers, body, agent });
  };
  const create = (mark: string) =>
    call('createCase', {
      caseTypeId: 'testcasecreation',
      user: { siteUserId: 'testcasecreationowner' },
      form: { startForm: 'TESTSEARCHCASECREATION', fields: [{ name: 'MARK', value: mark }] },
    });
  const resultOf = (answer: Answer) => answer.json<{ result: { success: boolean; caseBusinessKey: string } }>().result;
  const { caseBusinessKey } = resultOf(await create('seed'));
  const checkAway = (answer: Answer): void =>
    assert.deepEqual(answer.json(), { jsonrpc: '2.0', id: null, error: { code: -32603, message: 'Internal error' } });
  const get = (key: string) => call('getCase', { caseBusinessKey: key });
  return [
    {
      name: 'goss create',
      send: create,
      check: async (_reference, acknowledged) => {
        const found = await get(resultOf(acknowledged).caseBusinessKey);
        assert.equal(resultOf(found).success, true, found.text);
      },
      checkAway,
    },
    { name: 'goss read', send: () => get(caseBusinessKey), checkAway },
  ];
};

const egainPrograms = async (server: string, agent: Agent): Promise<Program[]> => {
  const call = await egain(server, 'frank', agent);
  const made = await api(server, undefined, agent)('POST', '/cases', { body: { subject: 'S', owner: 'frank' } });
  const { number } = made.json<{ number: number }>();
  const read = () => call('GET', `/interaction/case/${number}?$attribute=all`);
  interface Shown {
    readonly case: [{ readonly subject: string; readonly lastModified: { readonly date: string } }];
  }
  const shownBy = (answer: Answer) => answer.json<Shown>().case[0];
  const checkAway = (answer: Answer): void => assert.equal(answer.json()['code'], '503-900');
  const sent: string[] = [];
  return [
    {
      name: 'egain edit',
      send: async (subject) => {
        const found = await read();
        if (found.status !== 200) return found;
        sent.push(subject);
        const { date } = shownBy(found).lastModified;
        return call('PUT', '/interaction/case', { body: { id: String(number), lastModified: { date }, subject } });
      },
      // What stands there now is that edit or one that was sent behind it.
      check: async (subject) =>
        assert.ok(sent.indexOf(shownBy(await read()).subject) >= sent.indexOf(subject), `${subject} was lost`),
      checkAway,
    },
    { name: 'egain read', send: read, checkAway },
  ];
};

const openPrograms = async (server: string, agent: Agent): Promise<Program[]> =>
  (
    await Promise.all([
      nativePrograms(server, agent),
      worldcheckPrograms(server, agent),
      trackerPrograms(server, agent),
      qflowPrograms(server, agent),
      gossPrograms(server, agent),
      egainPrograms(server, agent),
    ])
  ).flat();

export interface Sent {
  readonly program: Program;
  readonly reference: string;
  /** Undefined: none came. */
  readonly answer: Answer | undefined;
  /** When it was sent, and how long the answer took; by `performance.now()`. */
  readonly at: number;
  readonly ms: number;
}

export interface Traffic {
  /** All that was answered so far, or will not be. */
  readonly sent: readonly Sent[];
  /** Resolves when every program has had an answer of that status to something that was sent after this call. */
  reach(isWanted: (answer: Answer) => boolean): Promise<void>;
  /** Ends it; resolves when the last request has ended. */
  stop(): Promise<void>;
  /** Fails unless all that was acknowledged is there; then lets go of the connections. */
  checkAll(): Promise<void>;
}

/** Between two requests of a program: there is to be something under way at any moment, and no more. */
const pause = 40;

export const openTraffic = async (t: Pick<TestContext, 'after'>, server: string): Promise<Traffic> => {
  const agent = new Agent({ keepAlive: true });
  const programs = await openPrograms(server, agent);
  const sent: Sent[] = [];
  let isStopped = false;
  const work = async (program: Program): Promise<void> => {
    for (let i = 0; !isStopped; i += 1) {
      const reference = `${program.name.replaceAll(' ', '-')}-${i}`;
      const at = performance.now();
      const answer = await program.send(reference).catch(() => undefined);
      sent.push({ program, reference, answer, at, ms: performance.now() - at });
      await sleep(pause);
    }
  };
  const running = programs.map(work);
  const stop = async (): Promise<void> => {
    isStopped = true;
    await Promise.all(running);
  };
  t.after(async () => {
    agent.destroy();
    await stop();
  });
  const reach: Traffic['reach'] = async (isWanted) => {
    const from = performance.now();
    const missing = new Set(programs);
    for (let next = sent.length; missing.size > 0 && !isStopped; ) {
      for (; next < sent.length; next += 1) {
        const { program, answer, at } = sent[next] as Sent;
        if (at >= from && answer !== undefined && isWanted(answer)) missing.delete(program);
      }
      await sleep(20);
    }
  };
  return {
    sent,
    reach,
    stop,
    checkAll: async () => {
      for (const { program, reference, answer } of sent) {
        if (answer !== undefined && answer.status < 300) await program.check?.(reference, answer);
      }
      agent.destroy();
    },
  };
};
