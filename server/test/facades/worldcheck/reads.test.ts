/** Reading: cases of every origin, groups, users, reference data: contract worldcheck §4, §6. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { fromWireId, toWireId } from '../../../src/facades/worldcheck/ids.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { createClient, type Key, type Send } from './support/client.ts';
import { applyTenants, keys, typeIds } from './support/tenants.ts';

describe('ids', () => {
  it('are 128 bits as 25 digits of base 36, there and back', () => {
    for (const uid of [
      '00000000-0000-0000-0000-000000000000',
      '0192f0c1-2a3b-7c4d-8e5f-60718293a4b5',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ]) {
      assert.match(toWireId(uid), /^[0-9a-z]{25}$/);
      assert.equal(fromWireId(toWireId(uid)), uid);
    }
    assert.equal(toWireId('00000000-0000-0000-0000-000000000024'), '0000000000000000000000010');
  });

  it('name nothing where the text is another', () => {
    for (const text of [
      '',
      'a',
      'z'.repeat(25),
      '0'.repeat(24),
      '0'.repeat(26),
      `${'0'.repeat(24)}A`,
      '0'.repeat(24).concat('\n'),
    ]) {
      assert.equal(fromWireId(text), undefined, text);
    }
  });
});

describe('reading', () => {
  let docket: Docket;
  let send: Send;

  before(async () => {
    docket = await startDocket();
    await applyTenants(docket);
    send = createClient(docket);
  });
  after(() => {
    assert.deepEqual(docket.faults, []);
    return docket.close();
  });

  const get = async (url: string, key?: Key) => {
    const answer = await send('GET', `/worldcheck/v2${url}`, key === undefined ? {} : { key });
    return { status: answer.statusCode, json: answer.json() };
  };
  const unitId = (name: string): number => docket.tenant().units.byKey.get(name)?.id ?? 0;
  const make = (login: string, input: Partial<NewCase>) => {
    const actor = docket.actor(login, 'egain');
    return docket.core.run(actor, (tx) => createCase(tx, actor, { referenceStyle: 'number', ...input }));
  };

  it('shows a case of another face with what it has, and defaults for what only this face knows', async () => {
    const made = await make('mary', {
      unitId: unitId('service'),
      ownerId: 1012,
      attributes: { visits: 3, customer_rating: '4', channel: ['web', 'desk'], renewal: '2026-01-01T00:00:00Z' },
    });
    const { status, json } = await get(`/cases/${toWireId(made.uid)}`, keys.mary);
    assert.equal(status, 200);
    const mary = json.creator;
    assert.equal(mary.fullName, 'Mary Stone');
    assert.deepEqual(json, {
      caseId: String(made.number),
      name: String(made.number),
      providerTypes: ['WATCHLIST'],
      customFields: [
        { typeId: typeIds.renewal, value: null, dateTimeValue: '2026-01-01T00:00:00.000Z' },
        { typeId: typeIds.visits, value: '3', dateTimeValue: null },
        { typeId: typeIds.channel, value: 'web;desk', dateTimeValue: null },
        { typeId: typeIds.rating, value: '4', dateTimeValue: null },
      ],
      secondaryFields: [],
      groupId: toWireId(docket.tenant().units.byKey.get('service')?.uid ?? ''),
      entityType: 'UNSPECIFIED',
      caseSystemId: toWireId(made.uid),
      caseScreeningState: { WATCHLIST: 'INITIAL' },
      lifecycleState: 'UNARCHIVED',
      creator: mary,
      modifier: mary,
      assignee: mary,
      creationDate: made.createdAt.toISOString(),
      modificationDate: made.modifiedAt.toISOString(),
      nameTransposition: false,
      outstandingActions: false,
      lastScreenedDatesByProviderType: {},
    });
  });

  it('shows a case without unit with groupId null, an archived one as ARCHIVED, its subject as its name', async () => {
    const made = await make('screener', { subject: 'S' });
    const actor = docket.actor('screener', 'api');
    await docket.core.run(actor, (tx) => setArchived(tx, actor, { number: made.number }, true));
    const { json } = await get(`/cases/${toWireId(made.uid)}`);
    assert.deepEqual([json.groupId, json.lifecycleState, json.name], [null, 'ARCHIVED', 'S']);
    assert.ok(json.modificationDate > json.creationDate);
  });

  it('shows a case of a unit that shares with the home of the user', async () => {
    const made = await make('screener', { unitId: unitId('screening') });
    assert.equal((await get(`/cases/${toWireId(made.uid)}`, keys.neighbour)).status, 200);
  });

  it('gives one answer for what is not there, not seen, another client’s, or no id at all', async () => {
    const unseen = await make('mary', { unitId: unitId('service') });
    const seen = await make('screener', {});
    const answers = [
      await get(`/cases/${toWireId(unseen.uid)}`),
      await get(`/cases/${toWireId(seen.uid)}`, keys.stranger),
      await get(`/cases/${'0'.repeat(25)}`),
      await get(`/cases/${'x'.repeat(200)}`),
      await get('/cases/%00'),
      await get('/cases/a%2Fb?aggregatedSummary=maybe'),
      await get(`/cases/${toWireId(seen.uid).toUpperCase()}`),
    ];
    for (const { status, json } of answers) {
      assert.equal(status, 404);
      assert.deepEqual(json, [
        {
          error: 'CASE_NOT_FOUND',
          cause: 'API key does not have permission to access the case or case not found.',
        },
      ]);
    }
  });

  it('adds summaries for aggregatedSummary=true, and refuses other text', async () => {
    const { uid } = await make('screener', {});
    const url = `/cases/${toWireId(uid)}`;
    assert.equal('aggregatedResultSummaries' in (await get(`${url}?aggregatedSummary=false`)).json, false);
    assert.deepEqual((await get(`${url}?aggregatedSummary=true`)).json.aggregatedResultSummaries, {
      totalMandatoryActions: 0,
      totalSubCases: 0,
      mediaCheck: { mediaCheckAttachedCount: 0, mediaCheckReviewRequired: false },
      watchlist: {
        watchlistTotalMatches: 0,
        watchlistUnresolved: 0,
        watchlistReviewRequired: 0,
        categorisedMatches: {},
      },
      clientWatchlist: {
        clientWatchlistTotalMatches: 0,
        clientWatchlistUnresolved: 0,
        clientWatchlistReviewRequired: 0,
      },
    });
    for (const text of ['TRUE', '', '1', 'true&aggregatedSummary=true']) {
      const { status, json } = await get(`${url}?aggregatedSummary=${text}`);
      assert.deepEqual([status, json[0].error], [400, 'INVALID_FIELD'], text);
    }
  });

  it('lists the groups that the user sees, two levels, the top ones without a parent', async () => {
    const { json } = await get('/groups', keys.emea);
    const [top] = json;
    const [child] = top.children;
    assert.equal(json.length, 1);
    assert.deepEqual(top, {
      id: toWireId(docket.tenant().units.byKey.get('screening')?.uid ?? ''),
      name: 'Screening',
      parentId: null,
      hasChildren: true,
      status: 'ACTIVE',
      children: [child],
    });
    assert.deepEqual(child, {
      id: toWireId(docket.tenant().units.byKey.get('screening-emea')?.uid ?? ''),
      name: 'Screening EMEA',
      parentId: top.id,
      hasChildren: false,
      status: 'ACTIVE',
      children: [],
    });
    assert.deepEqual((await get(`/groups/${top.id}`, keys.emea)).json, top);
    assert.deepEqual((await get(`/groups/${child.id}`, keys.emea)).json, child);
  });

  it('lists only what he sees: nothing is inherited down the tree (ruling 4)', async () => {
    const [emea] = (await get('/groups', keys.emea)).json[0].children;
    for (const key of [keys.viewer, keys.neighbour]) {
      const { json } = await get('/groups', key);
      assert.deepEqual(
        json.map(({ name, hasChildren }: { name: string; hasChildren: boolean }) => [name, hasChildren]),
        [['Screening', false]],
      );
      const unseen = await get(`/groups/${emea.id}`, key);
      assert.deepEqual([unseen.status, unseen.json[0].error], [404, 'GROUP_NOT_FOUND']);
    }
    assert.deepEqual((await get('/groups', keys.mary)).json, []);
    const office = toWireId(docket.tenant().units.byKey.get('service')?.uid ?? '');
    assert.equal((await get(`/groups/${office}`, keys.mary)).status, 404);
  });

  it('lists the active users of all units by full name; in v1 they also have an id', async () => {
    const { json } = await get('/users');
    const names = json.map(({ fullName }: { fullName: string }) => fullName);
    assert.deepEqual(names, [...names].sort());
    assert.ok(names.includes('Victor Hall') && names.includes('Nolan Reyes') && names.includes('STAFF1'));
    assert.equal(names.includes('Dora Quinn'), false);
    assert.deepEqual(
      json.find(({ fullName }: { fullName: string }) => fullName === 'STAFF1'),
      {
        userId: toWireId(docket.tenant().users.byKey.get('STAFF1')?.uid ?? ''),
        firstName: null,
        lastName: null,
        fullName: 'STAFF1',
        email: null,
        status: 'ACTIVE',
      },
    );
    const [first] = (await send('GET', '/worldcheck/v1/users')).json();
    assert.equal(first.id, first.userId);
  });

  it('has reference data: every alpha-3 code, no providers; in v3 under both spellings', async () => {
    const { json } = await get('/reference/countries');
    assert.equal(Object.keys(json).length, 250);
    assert.deepEqual([json.NOR, json.ZZZ, json.CIV], ['NORWAY', 'UNKNOWN', "CÔTE D'IVOIRE"]);
    assert.deepEqual((await get('/reference/nationalities')).json, json);
    assert.deepEqual((await get('/reference/providers')).json, []);
    for (const base of ['reference', 'references']) {
      assert.deepEqual((await send('GET', `/worldcheck/screening/v3/${base}/countries`)).json(), json);
    }
    assert.equal((await send('GET', '/worldcheck/v2/references/countries')).statusCode, 404);
  });

  it('tells its version by base, the server clock, and where the documents are', async () => {
    for (const [base, version] of [
      ['v1', '1.6.0'],
      ['v2', '2.61.0'],
      ['screening/v3', '3.0.0'],
    ]) {
      const json = (await send('GET', `/worldcheck/${base}/apiInfo`)).json();
      assert.deepEqual(Object.keys(json), ['version', 'systemDateTime', 'documentationLink']);
      assert.equal(json.version, version);
      assert.match(json.systemDateTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.match(json.documentationLink, /\/docs$/);
    }
  });
});
