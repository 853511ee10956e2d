/** One reference, one case, whichever face takes it; and a case of one face is a case of all (DESIGN S1, S3.1). */
import { strict as assert } from 'node:assert';
import { Agent } from 'node:http';
import { after, before, test } from 'node:test';
import { api, type Client, egain, goss, qflow, tracker, worldcheck } from './support/clients.ts';
import type { Answer } from './support/http.ts';
import { openServer } from './support/server.ts';
import { addTo, editDemo, writeTenantFile } from './support/tenant-file.ts';

let server: Awaited<ReturnType<typeof openServer>>;
let groupId: string;

const everywhere = '[service, billing, archive, office-1, office-175, screening, screening-emea]';
/** Somebody with every right in every unit, and with a program of every face. */
const omni = { keyId: 'key-of-omni', secret: 'secret of omni' };
const omniGoss = '77777777-2222-4333-8444-555555555555';

before(async () => {
  const user = `{ login: omni, id: 900, password: omni-pw, home: front-desk, foreign: ${everywhere}, roles: [org-admin], groups: [CM-STARTERS], licences: [case] }`;
  const credential = (facade: string, rest: string): string => `{ facade: ${facade}, user: omni, ${rest} }`;
  const edits = [
    addTo('users', user),
    addTo(
      'credentials',
      credential('worldcheck', `keyId: ${omni.keyId}, secret: "${omni.secret}"`),
      credential('tracker', 'token: omni-tracker'),
      credential('qflow', 'token: omni-qflow'),
      credential('goss', `token: ${omniGoss}`),
      credential('api', 'token: omni-api'),
    ),
  ];
  server = await openServer(['--apply', await writeTenantFile(await editDemo(edits))]);
  const [group] = (await worldcheck(`${server.url}/worldcheck/v2`)('GET', '/groups')).json<{ id: string }[]>();
  groupId = group?.id ?? '';
});

after(() => server.close());

interface Maker {
  readonly name: string;
  create(reference: string): Promise<Answer>;
  readonly success: number;
  /** Fails unless the answer is the face's own refusal of a reference that is taken. */
  isDuplicate(answer: Answer, reference: string): void;
}

const connect = (): Maker[] => {
  const agent = new Agent({ keepAlive: true, maxSockets: 40 });
  const screen = worldcheck(`${server.url}/worldcheck/v2`, omni, agent);
  const track = tracker(server.url, 'omni-tracker', agent);
  const native = api(server.url, 'omni-api', agent);
  return [
    {
      name: 'worldcheck',
      success: 201,
      create: (caseId) =>
        screen('POST', '/cases', { body: { groupId, entityType: 'INDIVIDUAL', name: 'Mara Voss', caseId } }),
      isDuplicate: (answer) => {
        assert.equal(answer.status, 400);
        assert.equal(answer.json<{ error: string }[]>()[0]?.error, 'CASE_ID_EXISTS');
      },
    },
    {
      name: 'tracker',
      success: 200,
      create: (caseNumber) =>
        track('POST', '/api/cases', {
          body: { caseOfficerIds: [900], offenseTypeId: 1, caseNumber, officeId: 1, formData: [], tags: [] },
        }),
      isDuplicate: (answer, reference) => {
        assert.equal(answer.status, 400);
        const text = `Case number '${reference}' is already in use.`;
        assert.deepEqual(answer.json(), { message: 'The request is invalid.', modelState: { caseNumber: [text] } });
      },
    },
    {
      name: 'api',
      success: 201,
      create: (reference) => native('POST', '/cases', { body: { subject: 'A case', reference } }),
      isDuplicate: (answer) => {
        assert.equal(answer.status, 409);
        assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
        const { code, status } = answer.json();
        assert.deepEqual([code, status], ['case/duplicate-reference', 409]);
      },
    },
  ];
};

const probes = (reference: string): Promise<number[]> => {
  const screen = worldcheck(`${server.url}/worldcheck/v2`);
  const native = api(server.url, 'omni-api');
  const asked = [screen('HEAD', `/caseIdentifiers?caseId=${reference}`), native('HEAD', `/references/${reference}`)];
  return Promise.all(asked.map(async (answer) => (await answer).status));
};

/** All at once; tells who won. Every probe after the winner's answer must say that the reference is in use. */
const race = async (makers: readonly Maker[], reference: string, n: number): Promise<string> => {
  const winners: string[] = [];
  assert.deepEqual(await probes(reference), [404, 404]);
  const attempt = async (maker: Maker): Promise<void> => {
    const answer = await maker.create(reference);
    if (answer.status === maker.success) {
      winners.push(maker.name);
      assert.deepEqual(await probes(reference), [200, 200], 'HEAD after the answer of the winner');
    } else {
      maker.isDuplicate(answer, reference);
    }
  };
  await Promise.all(Array.from({ length: n }, (_, i) => attempt(makers[i % makers.length] as Maker)));
  assert.equal(winners.length, 1, `${winners.length} winners: ${winners}`);
  return winners[0] ?? '';
};

test('of 100 creates at once through every face that takes a reference, one succeeds and 99 are told that it is taken', async (t) => {
  const makers = connect();
  const won = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    // Whoever is asked first has the better chance.
    const turned = makers.map((_, i) => makers[(i + round) % makers.length] as Maker);
    won.add(await race(turned, `race-${round}`, 100));
  }
  t.diagnostic(`won by ${[...won]}`);
});

test('each face alone keeps the promise too, and a taken reference stays taken for all', async () => {
  const makers = connect();
  for (const maker of makers) {
    const reference = `alone-${maker.name}`;
    await race([maker], reference, 20);
    for (const other of makers) other.isDuplicate(await other.create(reference), reference);
  }
});

interface Seen {
  number: number;
  reference: string;
  uid: string;
}

/** Each way in which a program makes a case; the case as the native face shows it. */
const waysIn = async (native: Client): Promise<Record<string, () => Promise<Seen>>> => {
  const byReference = async (reference: string) =>
    (await native('GET', `/cases/by-reference/${reference}`)).json<Seen>();
  const byNumber = async (number: unknown) => (await native('GET', `/cases/${number}`)).json<Seen>();
  const [screening, tracking, own] = connect() as [Maker, Maker, Maker];
  const made = async (maker: Maker, reference: string): Promise<Seen> => {
    const answer = await maker.create(reference);
    assert.equal(answer.status, maker.success, answer.text);
    return byReference(reference);
  };
  return {
    worldcheck: () => made(screening, 'seen-worldcheck'),
    tracker: () => made(tracking, 'seen-tracker'),
    api: () => made(own, 'seen-api'),
    goss: async () => {
      const { result } = await goss(server.url, omniGoss)('createCase', {
        caseTypeId: 'testcasecreation',
        user: { siteUserId: 'omni' },
        form: { startForm: 'TESTSEARCHCASECREATION' },
      });
      return byReference(String(result?.['caseBusinessKey']));
    },
    qflow: async () => {
      const answer = await qflow(server.url, 'omni-qflow')('POST', '/Cases', {
        body: { ServiceId: 2, Subject: 'Lost card' },
      });
      assert.equal(answer.status, 200, answer.text);
      return byNumber(answer.json()['CaseId']);
    },
  };
};

const asBase36 = (uid: string): string =>
  BigInt(`0x${uid.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0');

test('a case made through any face is there in every other', async (t) => {
  const native = api(server.url, 'omni-api');
  const agent = await egain(server.url, 'omni');
  for (const [face, make] of Object.entries(await waysIn(native))) {
    await t.test(`made through ${face}`, async () => {
      const { number, reference, uid } = await make();
      assert.ok(number > 0);
      const screen = worldcheck(`${server.url}/worldcheck/v2`, omni);
      const screened = await screen('GET', `/caseReferences?caseId=${reference}`);
      assert.deepEqual(screened.json(), { caseId: reference, caseSystemId: asBase36(uid) });
      assert.equal((await screen('GET', `/cases/${asBase36(uid)}`)).json()['caseId'], reference);
      const tracked = await tracker(server.url, 'omni-tracker')('GET', `/api/cases/getByNumber?value=${reference}`);
      assert.equal(tracked.json()['id'], number);
      const { result } = await goss(server.url, omniGoss)('getCase', { caseBusinessKey: reference });
      assert.equal((result?.['case'] as { id: string } | undefined)?.id, String(number));
      const mailed = await agent('GET', `/interaction/case/${number}`);
      assert.equal(mailed.json<{ case: { id: string }[] }>().case[0]?.id, String(number));
      const queued = await qflow(server.url, 'omni-qflow')('GET', `/Cases/${number}`);
      assert.equal(queued.json()['ProcessGuid'], uid);
    });
  }
});

test('who may not see a case does not, through any face; its reference is in use all the same', async () => {
  // Of the front desk, where the people below have nothing to do.
  const made = await api(server.url, 'omni-api')('POST', '/cases', {
    body: { subject: 'Unseen', reference: 'unseen', unit: 'front-desk' },
  });
  assert.equal(made.status, 201, made.text);
  const { number, uid } = made.json<Seen>();
  const screen = worldcheck(`${server.url}/worldcheck/v2`);
  const statuses = await Promise.all([
    screen('GET', '/caseReferences?caseId=unseen'),
    screen('GET', `/cases/${asBase36(uid)}`),
    tracker(server.url)('GET', '/api/cases/getByNumber?value=unseen'),
    tracker(server.url)('GET', `/api/cases/${number}`),
    api(server.url)('GET', `/cases/${number}`),
    api(server.url)('GET', '/cases/by-reference/unseen'),
    (await egain(server.url, 'frank'))('GET', `/interaction/case/${number}`),
  ]);
  assert.deepEqual(
    statuses.map(({ status }) => status),
    [404, 404, 404, 404, 404, 404, 403],
  );
  const { result } = await goss(server.url)('getCase', { caseBusinessKey: 'unseen' });
  assert.deepEqual(result?.errors, ['Could not load case reference - unseen']);
  assert.equal((await screen('HEAD', '/caseIdentifiers?caseId=unseen')).status, 200);
  for (const maker of connect()) maker.isDuplicate(await maker.create('unseen'), 'unseen');
});
