/** Programs that make cases without end, through one face each, and that know afterwards what a whole case of theirs is. */
import { strict as assert } from 'node:assert';
import { Agent } from 'node:http';
import { api, goss, qflow, tracker, worldcheck } from './clients.ts';

/** One that makes cases. What it made it recognises by its own reference. */
export interface Maker {
  /** Makes one; the answer that acknowledges it, or undefined where it was refused. Rejects where no answer came. */
  create(reference: string): Promise<unknown>;
  /** Fails unless the case that was acknowledged so is there, whole. */
  check(reference: string, acknowledged: unknown): Promise<void>;
  /** Whether a case whose making was never answered is there; fails where it is there in part. */
  find(reference: string): Promise<boolean>;
}

/** Connects a maker to a server. */
export type Connect = (server: string, agent: Agent) => Promise<Maker>;

const makeTracker: Connect = async (server, agent) => {
  const call = tracker(server, undefined, agent);
  const entry = { formId: 1184, data: '{"field2424":"seen"}', visibilityId: 1, dateFields: null };
  const get = (reference: string) => call('GET', `/api/cases/getByNumber?value=${reference}`);
  const body = {
    caseOfficerIds: [12659],
    offenseTypeId: 1,
    formData: [entry],
    tags: ['urgent'],
    offenseDescription: 'x',
  };
  return {
    create: async (caseNumber) => {
      const answer = await call('POST', '/api/cases', { body: { ...body, caseNumber } });
      return answer.status === 200 ? answer.json() : undefined;
    },
    check: async (reference, acknowledged) => {
      const found = await get(reference);
      assert.equal(found.status, 200, reference);
      assert.deepEqual(found.json(), acknowledged);
      const { historiesAmount, formDataAmount, tagsAmount } = found.json();
      assert.deepEqual([historiesAmount, formDataAmount, tagsAmount], [1, 1, 1]);
    },
    find: async (reference) => {
      const { status, json } = await get(reference);
      if (status === 404) return false;
      const { historiesAmount, formDataAmount, tagsAmount, caseOfficerIds } = json();
      assert.deepEqual([historiesAmount, formDataAmount, tagsAmount, caseOfficerIds], [1, 1, 1, [12659]]);
      return true;
    },
  };
};

const makeWorldcheck: Connect = async (server, agent) => {
  const call = worldcheck(`${server}/worldcheck/v2`, undefined, agent);
  const [group] = (await call('GET', '/groups')).json<{ id: string }[]>();
  const secondaryFields = [{ typeId: 'SFCT_2', dateTimeValue: '1979-03-02' }];
  const body = { groupId: group?.id, entityType: 'INDIVIDUAL', name: 'Mara Voss', secondaryFields };
  const get = async (reference: string) => {
    const named = await call('GET', `/caseReferences?caseId=${reference}`);
    const probe = await call('HEAD', `/caseIdentifiers?caseId=${reference}`);
    assert.equal(probe.status, named.status, 'HEAD tells the same');
    if (named.status === 404) return undefined;
    const found = await call('GET', `/cases/${named.json()['caseSystemId']}`);
    assert.equal(found.status, 200);
    return found.json<{ secondaryFields: unknown[]; caseId: string }>();
  };
  return {
    create: async (caseId) => {
      const answer = await call('POST', '/cases', { body: { ...body, caseId } });
      return answer.status === 201 ? answer.json() : undefined;
    },
    check: async (reference, acknowledged) => assert.deepEqual(await get(reference), acknowledged),
    find: async (reference) => {
      const found = await get(reference);
      if (found) assert.deepEqual([found.caseId, found.secondaryFields.length], [reference, 1]);
      return found !== undefined;
    },
  };
};

const makeGoss: Connect = async (server, agent) => {
  const call = goss(server, undefined, agent);
  return {
    create: async (reference) => {
      const { result } = await call('createCase', {
        caseTypeId: 'testcasecreation',
        user: { siteUserId: 'testcasecreationowner' },
        form: { startForm: 'TESTSEARCHCASECREATION', fields: [{ name: 'MARK', value: reference }] },
        contact: { name: 'Rita', email: 'rita@example.test' },
        close: { closureReason: 'Resolved', closureNote: 'at once' },
      });
      return result?.success ? result : undefined;
    },
    check: async (reference, acknowledged) => {
      const { caseBusinessKey, case: made } = acknowledged as { caseBusinessKey: string; case: unknown };
      const { result } = await call('getCase', { caseBusinessKey });
      assert.deepEqual(result?.['case'], made, reference);
    },
    // The business key of a case that was never answered is not known.
    find: async () => false,
  };
};

const makeQflow: Connect = async (server, agent) => {
  const call = qflow(server, undefined, agent);
  return {
    create: async (reference) => {
      const body = {
        ServiceId: 3,
        Subject: reference,
        Notes: 'waits',
        CustomProperties: { visits: '7', floor: '2' },
        AutoClose: true,
      };
      const answer = await call('POST', '/Cases', { body });
      return answer.status === 200 ? answer.json() : undefined;
    },
    check: async (reference, acknowledged) => {
      const { CaseId } = acknowledged as { CaseId: number };
      const found = (await call('GET', `/Cases/${CaseId}`)).json();
      assert.equal(found['Subject'], reference);
      assert.deepEqual(found['CustomProperties'], { visits: '7', floor: '2' });
      assert.match(String(found['Ticket']), /^B[0-9]{1,2}$/);
    },
    // The number of a case that was never answered is not known.
    find: async () => false,
  };
};

interface NativeCase {
  number: number;
  attributes: object;
  version: number;
}

const makeNative: Connect = async (server, agent) => {
  const call = api(server, undefined, agent);
  const body = { subject: 'A case', attributes: { visits: 7 }, tags: ['urgent'], customer: 1000 };
  const checkWhole = async ({ number, attributes, version }: NativeCase): Promise<void> => {
    assert.deepEqual([attributes, version], [{ visits: 7 }, 1]);
    const { items } = (await call('GET', `/cases/${number}/history`)).json<{
      items: { seq: number; kind: string }[];
    }>();
    assert.deepEqual(
      items.map(({ seq, kind }) => [seq, kind]),
      [[1, 'created']],
    );
  };
  const get = (reference: string) => call('GET', `/cases/by-reference/${reference}`);
  return {
    create: async (reference) => {
      const answer = await call('POST', '/cases', { body: { ...body, reference } });
      return answer.status === 201 ? answer.json() : undefined;
    },
    check: async (reference, acknowledged) => {
      const found = (await get(reference)).json<NativeCase>();
      assert.deepEqual(found, acknowledged);
      await checkWhole(found);
    },
    find: async (reference) => {
      const found = await get(reference);
      if (found.status === 404) return false;
      await checkWhole(found.json<NativeCase>());
      return true;
    },
  };
};

export const makers: readonly { readonly name: string; readonly connect: Connect }[] = [
  { name: 'worldcheck', connect: makeWorldcheck },
  { name: 'tracker', connect: makeTracker },
  { name: 'goss', connect: makeGoss },
  { name: 'qflow', connect: makeQflow },
  { name: 'api', connect: makeNative },
];

export interface Attempt {
  readonly maker: (typeof makers)[number];
  readonly reference: string;
  /** Undefined: no answer came. */
  acknowledged: unknown;
}

export interface Load {
  readonly attempts: readonly Attempt[];
  /** Resolves when every program has met a server that does not answer any more. */
  readonly over: Promise<void>;
}

/** Makes cases through every face over `connections` connections each, until there is no answer any more. */
export const load = async (server: string, prefix: string, connections = 2): Promise<Load> => {
  const attempts: Attempt[] = [];
  const work = async (maker: (typeof makers)[number], connection: number): Promise<() => Promise<void>> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { create } = await maker.connect(server, agent);
    return async () => {
      for (let i = 0; ; i += 1) {
        const attempt: Attempt = {
          maker,
          reference: `${prefix}-${maker.name}-${connection}-${i}`,
          acknowledged: undefined,
        };
        attempts.push(attempt);
        try {
          attempt.acknowledged = await create(attempt.reference);
        } catch {
          break;
        }
        assert.ok(attempt.acknowledged, `${attempt.reference} was refused`);
      }
      agent.destroy();
    };
  };
  const ready = makers.flatMap((maker) => Array.from({ length: connections }, (_, i) => work(maker, i)));
  const loops = await Promise.all(ready);
  return { attempts, over: Promise.all(loops.map((loop) => loop())).then(() => undefined) };
};

/** Fails unless all that was acknowledged is there, whole, and the rest whole or not at all. The rest that is there is answered. */
export const checkAll = async (server: string, attempts: readonly Attempt[]): Promise<Attempt[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const there: Attempt[] = [];
  const connected = new Map<string, Maker>();
  for (const { name, connect } of makers) connected.set(name, await connect(server, agent));
  for (const attempt of attempts) {
    const maker = connected.get(attempt.maker.name);
    if (attempt.acknowledged !== undefined) await maker?.check(attempt.reference, attempt.acknowledged);
    else if (await maker?.find(attempt.reference)) there.push(attempt);
  }
  agent.destroy();
  return there;
};
