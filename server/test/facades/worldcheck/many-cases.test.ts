/** saveAndScreen, screening status and the bulk calls: contract worldcheck §3.3, §4.7, §4.8. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toWireId } from '../../../src/facades/worldcheck/ids.ts';
import { keys, typeIds } from './support/tenants.ts';
import { type Json, openWorld, type World } from './support/world.ts';

describe('a call for many cases', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const call: World['call'] = (method, path, body, more) =>
    world.call(method, path, body, { key: keys.chief, ...more });
  const refuses = async (status: number, error: string, path: string, body: unknown, key = keys.chief) =>
    world.refuses(await call('POST', path, body, { key }), status, error);
  const one = (members: Json = {}): Json => ({ entityType: 'INDIVIDUAL', name: 'N', ...members });
  const saveAll = (cases: unknown, members: Json = {}) =>
    call('POST', '/cases/saveAndScreen', { groupId: world.groupId, providerTypes: ['WATCHLIST'], cases, ...members });
  const bulk = async (what: string, body: Json, key = keys.chief): Promise<{ statuses: Json[] }> => {
    const answer = await call('POST', `/cases/bulk/${what}`, body, { key });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const errorOf = ({ errors }: Json): string | undefined => (errors as Json[] | undefined)?.[0]?.['error'] as string;
  const unknown = '0'.repeat(25);
  const two = async () => [(await world.save()).caseSystemId, (await world.save()).caseSystemId] as [string, string];

  it('saveAndScreen answers for each case in order: made, or refused and why', async () => {
    await world.save({ caseId: 'taken' });
    const answer = await saveAll(
      [
        one({ caseId: 'zz', secondaryFields: [{ typeId: 'SFCT_1', value: 'MALE' }] }),
        one({ caseId: 'taken' }),
        one({ name: ' ', caseId: 'twice' }),
        one({ caseId: 'twice' }),
        one({ caseId: 'twice', name: 'second' }),
        one({ entityType: 'Individual', name: null }),
        one({ customFields: [{ typeId: typeIds.visits, value: '3' }] }),
        one({ caseId: 'a\tb' }),
      ],
      { nameTransposition: 'True', caseScreeningState: { WATCHLIST: 'ONGOING' } },
    );
    assert.equal(answer.statusCode, 200, answer.body);
    const [first, taken, unnamed, twice, again, wrong, minted, control] = answer.json();
    const { caseSystemId } = first;
    assert.deepEqual(first, {
      name: 'N',
      caseId: 'zz',
      caseSystemId,
      nameTransposition: true,
      caseScreeningState: { WATCHLIST: 'ONGOING' },
    });
    const cause = 'Case IDs must be unique within the same client and request.';
    assert.deepEqual(taken, { name: 'N', caseId: 'taken', errors: [{ error: 'CASE_ID_EXISTS', cause }] });
    assert.deepEqual([unnamed, wrong, control].map(errorOf), Array(3).fill('INVALID_FIELD'));
    assert.deepEqual([wrong.name, wrong.caseId], [null, null]);
    assert.equal(twice.caseId, 'twice');
    assert.deepEqual(again, { name: 'second', caseId: 'twice', errors: [{ error: 'CASE_ID_EXISTS', cause }] });
    assert.match(minted.caseId, /^[0-9a-z]{25}$/);
    const kept = await world.read(caseSystemId);
    assert.deepEqual(kept['lastScreenedDatesByProviderType'], { WATCHLIST: kept['modificationDate'] });
    assert.ok(String(kept['modificationDate']) > String(kept['creationDate']));
    const told = await world.audit(caseSystemId);
    assert.deepEqual(
      told.map(({ actionType, sourceType }) => [actionType, sourceType]),
      [
        ['NEW_CASE', 'API_BATCH'],
        ['SCREENED_CASE', 'API_BATCH'],
      ],
    );
  });

  it('saveAndScreen is refused whole for its group, its permission, its provider types, its number of cases', async () => {
    const path = '/cases/saveAndScreen';
    const body = { groupId: world.groupId, providerTypes: ['WATCHLIST'], cases: [one({ caseId: 'never made' })] };
    await refuses(400, 'GROUP_NOT_FOUND', path, { ...body, groupId: 'x', providerTypes: [] });
    await refuses(400, 'INVALID_FIELD', path, { ...body, groupId: null });
    await refuses(403, 'ACCESS_DENIED', path, { ...body, providerTypes: [] }, keys.viewer);
    await refuses(400, 'INVALID_PROVIDER_TYPE', path, { ...body, providerTypes: [], cases: [] });
    for (const members of [
      { providerTypes: undefined },
      { providerTypes: null },
      { cases: [] },
      { cases: null },
      { cases: Array.from({ length: 51 }, () => one()) },
      { caseScreeningState: { WATCHLIST: 'x' } },
      { nameTransposition: 'maybe' },
    ]) {
      await refuses(400, 'INVALID_FIELD', path, { ...body, ...members });
    }
    for (const members of [{ cases: [null] }, { cases: [one({ name: 5 })] }, { cases: {} }]) {
      await refuses(400, 'INVALID_MESSAGE_FORMAT', path, { ...body, ...members });
    }
    assert.equal(await world.numberOf('never made'), 0);
    assert.equal((await saveAll(Array.from({ length: 50 }, () => one()))).json().length, 50);
  });

  it('screeningRequest of a new case saves and screens: 200 with results, in v1 only the caseId', async () => {
    const body = {
      groupId: world.groupId,
      ...one({ caseId: 'screened' }),
      providerTypes: ['WATCHLIST', 'CLIENT_WATCHLIST'],
    };
    const answer = await call('POST', '/cases/screeningRequest', body);
    assert.equal(answer.statusCode, 200, answer.body);
    const { results, ...made } = answer.json();
    assert.deepEqual(results, []);
    assert.deepEqual(await world.read(made.caseSystemId), made);
    const date = made.modificationDate;
    assert.ok(date > made.creationDate);
    assert.deepEqual(made.lastScreenedDatesByProviderType, { WATCHLIST: date, CLIENT_WATCHLIST: date });
    world.refuses(await call('POST', '/cases/screeningRequest', body), 400, 'CASE_ID_EXISTS');
    const v1 = await world.send('POST', '/worldcheck/v1/cases/screeningRequest', {
      body: { ...body, caseId: 'in v1' },
    });
    assert.deepEqual([v1.statusCode, v1.json()], [200, { caseId: 'in v1', results: [] }]);
    assert.deepEqual(await world.kinds('screened'), ['created', 'screened']);
  });

  it('screeningStatus says of each case in order whether it was screened, and per provider type that nothing was found', async () => {
    const types = ['WATCHLIST', 'MEDIA_CHECK', 'CLIENT_WATCHLIST', 'PASSPORT_CHECK'];
    const [first, second] = [await world.save({ providerTypes: types }), await world.save()];
    await call('POST', `/cases/${first.caseSystemId}/screeningRequest`);
    const ask = (requests: unknown, more: Json = {}) =>
      call('POST', '/cases/screeningStatus', { screeningStatusRequests: requests, ...more });
    const asked = [
      { caseSystemId: second.caseSystemId },
      { caseSystemId: first.caseSystemId, dateFrom: '20200101T120000+0200' },
    ];
    const counts = { totalMatches: 0, reviewRequired: 0, unresolved: 0 };
    const lastScreenedDate = (await world.read(first.caseSystemId))['modificationDate'];
    const answer = await ask(asked);
    assert.equal(
      answer.body,
      JSON.stringify([
        {
          caseSystemId: second.caseSystemId,
          screeningStatus: 'NOT_SCREENED',
          requestFromScreenedDate: null,
          providerSummaries: { WATCHLIST: counts },
        },
        {
          caseSystemId: first.caseSystemId,
          screeningStatus: 'SCREENED',
          requestFromScreenedDate: '2020-01-01T10:00:00.000Z',
          lastScreenedDate,
          providerSummaries: {
            WATCHLIST: counts,
            MEDIA_CHECK: { isReviewRequired: false },
            CLIENT_WATCHLIST: counts,
            PASSPORT_CHECK: { isReviewRequired: false },
          },
        },
      ]),
    );
    const some = (await ask(asked, { providerTypes: ['MEDIA_CHECK', 'WATCHLIST'] })).json();
    assert.equal(
      JSON.stringify(some[0].providerSummaries),
      JSON.stringify({ WATCHLIST: { status: 'NOT_SCREENED', ...counts } }),
    );
    assert.deepEqual(Object.keys(some[1].providerSummaries.MEDIA_CHECK), ['status', 'isReviewRequired']);
    assert.equal(some[1].providerSummaries.WATCHLIST.status, 'SCREENED');
    for (const id of [unknown, 'x', first.caseSystemId.toUpperCase()]) {
      world.refuses(await ask([...asked, { caseSystemId: id }]), 404, 'CASE_NOT_FOUND');
    }
    world.refuses(
      await call('POST', '/cases/screeningStatus', { screeningStatusRequests: asked }, { key: keys.mary }),
      404,
      'CASE_NOT_FOUND',
    );
    for (const bad of [[], null, [{}], [{ caseSystemId: unknown, dateFrom: 'today' }], Array(51).fill(asked[0])]) {
      world.refuses(await ask(bad), 400, 'INVALID_FIELD');
    }
    world.refuses(await ask(asked, { providerTypes: ['x'] }), 400, 'INVALID_PROVIDER_TYPE');
    world.refuses(await ask([5]), 400, 'INVALID_MESSAGE_FORMAT');
  });

  it('bulk/archive archives and unarchives; an answer for each id once, in order; repeated it is success', async () => {
    const [a, b] = await two();
    const ids = [b, unknown, a, b, 'x'];
    const { statuses } = await bulk('archive', { archive: true, caseSystemIds: ids, note: 'done' });
    assert.deepEqual(
      statuses.map((status) => [status['caseSystemId'], status['success'], errorOf(status)]),
      [
        [b, true, undefined],
        [unknown, false, 'CASE_NOT_FOUND'],
        [a, true, undefined],
        ['x', false, 'CASE_NOT_FOUND'],
      ],
    );
    assert.deepEqual(statuses[0], { caseSystemId: b, success: true });
    assert.deepEqual((await bulk('archive', { archive: true, caseSystemIds: [a] })).statuses, [
      { caseSystemId: a, success: true },
    ]);
    assert.equal((await world.read(a))['lifecycleState'], 'ARCHIVED');
    const last = (await world.audit(a)).at(-1);
    assert.deepEqual(
      [last?.['actionType'], last?.['sourceType'], last?.['note']],
      ['CHANGE_CASE_LIFECYCLE_STATE', 'API_BULK', 'done'],
    );
    await bulk('archive', { archive: false, caseSystemIds: [a] });
    assert.equal((await world.read(a))['lifecycleState'], 'UNARCHIVED');
    const denied = await bulk('archive', { archive: true, caseSystemIds: [a] }, keys.viewer);
    assert.equal(errorOf(denied.statuses[0] ?? {}), 'ACCESS_DENIED');
  });

  it('bulk/delete deletes what is archived', async () => {
    const [a, b] = await two();
    await bulk('archive', { archive: true, caseSystemIds: [a] });
    const { statuses } = await bulk('delete', { caseSystemIds: [a, b], note: 'gone' });
    assert.deepEqual(statuses.map(errorOf), [undefined, 'CASE_NOT_ARCHIVED']);
    world.refuses(await call('GET', `/cases/${a}`), 404, 'CASE_NOT_FOUND');
    const [told] = await world.audit(a);
    assert.deepEqual([told?.['actionType'], told?.['sourceType'], told?.['note']], ['DELETE_CASE', 'API_BULK', 'gone']);
  });

  it('bulk/assign assigns and takes away; an unknown user refuses the whole call, one without the unit that case', async () => {
    const [a, b] = await two();
    const elsewhere = await world.makeElsewhere('chief', { unitId: world.unitId('service') });
    const ids = [a, elsewhere.id, b];
    const { statuses } = await bulk('assign', { userId: world.userId('emea'), caseSystemIds: ids });
    assert.deepEqual(statuses.map(errorOf), [undefined, 'USER_NOT_FOUND', undefined]);
    assert.equal(((await world.read(b))['assignee'] as Json)['userId'], world.userId('emea'));
    for (const userId of [null, 'UNASSIGN', undefined]) {
      await bulk('assign', { userId, caseSystemIds: [a] });
      assert.equal((await world.read(a))['assignee'], null);
    }
    for (const userId of ['unassign', 'nobody', world.userId('dora'), world.userId('nolan')]) {
      await refuses(400, 'USER_NOT_FOUND', '/cases/bulk/assign', { userId, caseSystemIds: [a] });
    }
    const denied = await bulk('assign', { caseSystemIds: [b] }, keys.emea);
    assert.equal(errorOf(denied.statuses[0] ?? {}), 'ACCESS_DENIED');
  });

  it('bulk/move moves to a group with case.edit in both, and keeps the assignee', async () => {
    const [a, b] = await two();
    await call('PUT', `/cases/${a}/assignee`, { userId: world.userId('manager') });
    await bulk('archive', { archive: true, caseSystemIds: [b] });
    const { statuses } = await bulk('move', { groupId: world.emeaId, caseSystemIds: [a, b] });
    assert.deepEqual(statuses.map(errorOf), [undefined, 'CASE_ARCHIVED']);
    const moved = await world.read(a);
    assert.deepEqual(
      [moved['groupId'], (moved['assignee'] as Json)['userId']],
      [world.emeaId, world.userId('manager')],
    );
    assert.equal((await world.audit(a)).at(-1)?.['actionType'], 'UPDATE_CASE_OWNER');
    await refuses(400, 'GROUP_NOT_FOUND', '/cases/bulk/move', { groupId: 'x', caseSystemIds: [a] });
    const service = toWireId(world.docket.tenant().units.byKey.get('service')?.uid ?? '');
    await refuses(400, 'GROUP_NOT_FOUND', '/cases/bulk/move', { groupId: service, caseSystemIds: [a] });
    const denied = await bulk('move', { groupId: world.groupId, caseSystemIds: [a] }, keys.emea);
    assert.equal(errorOf(denied.statuses[0] ?? {}), undefined);
    await refuses(
      400,
      'GROUP_NOT_FOUND',
      '/cases/bulk/move',
      { groupId: world.emeaId, caseSystemIds: [a] },
      keys.manager,
    );
    const foreign = await bulk('move', { groupId: world.groupId, caseSystemIds: [a] }, keys.neighbour);
    assert.equal(errorOf(foreign.statuses[0] ?? {}), 'ACCESS_DENIED');
  });

  it('bulk/ongoingScreening sets the states given; a type that a case lacks is that case’s refusal', async () => {
    const [a] = await two();
    const { caseSystemId: b } = await world.save({ providerTypes: ['WATCHLIST', 'MEDIA_CHECK'] });
    const states = { WATCHLIST: 'ONGOING', MEDIA_CHECK: 'ONGOING' };
    const { statuses } = await bulk('ongoingScreening', { caseScreeningState: states, caseSystemIds: [a, b] });
    assert.deepEqual(statuses.map(errorOf), ['INVALID_PROVIDER_TYPE', undefined]);
    assert.deepEqual((await world.read(b))['caseScreeningState'], states);
    assert.deepEqual(
      (await world.audit(b)).slice(1).map(({ actionType, sourceType }) => [actionType, sourceType]),
      [
        ['CHANGE_CASE_SCREENING_STATE', 'API_BULK'],
        ['CHANGE_CASE_SCREENING_STATE', 'API_BULK'],
      ],
    );
    const path = '/cases/bulk/ongoingScreening';
    await refuses(400, 'INVALID_FIELD', path, { caseSystemIds: [a] });
    await refuses(400, 'INVALID_FIELD', path, { caseScreeningState: { WATCHLIST: 'x' }, caseSystemIds: [a] });
    await refuses(400, 'INVALID_PROVIDER_TYPE', path, {
      caseScreeningState: { PASSPORT_CHECK: 'INITIAL' },
      caseSystemIds: [a],
    });
  });

  it('bulk/link makes sub-cases of a primary, counted by who sees them; linked is linked, unlinked unlinked', async () => {
    const [primary, sub] = await two();
    const [other, alone] = await two();
    const link = (entries: unknown, members: Json = {}, key = keys.chief) =>
      bulk('link', { link: true, relationshipType: 'PRIMARY_TO_SUBCASE', caseSystemIds: entries, ...members }, key);
    const subs = async (id: string, key = keys.chief): Promise<number> => {
      const answer = await call('GET', `/cases/${id}?aggregatedSummary=true`, undefined, { key });
      return answer.json().aggregatedResultSummaries.totalSubCases;
    };
    const [done] = (await link([{ caseSystemId: primary, relatedCaseSystemIds: [sub, other, sub] }])).statuses;
    assert.deepEqual(done, { caseSystemId: primary, success: true });
    assert.deepEqual([await subs(primary), await subs(sub)], [2, 0]);
    const before = (await world.read(primary))['modificationDate'];
    await link([{ caseSystemId: primary, relatedCaseSystemIds: [sub] }]);
    await link([{ caseSystemId: sub, relatedCaseSystemIds: [primary] }], { relationshipType: 'SUBCASE_TO_PRIMARY' });
    assert.equal((await world.read(primary))['modificationDate'], before);
    assert.deepEqual(
      (await world.audit(sub)).map(({ sourceType }) => sourceType),
      ['API', 'API_BULK'],
    );

    await link([{ caseSystemId: primary, relatedCaseSystemIds: [sub] }], { relationshipType: 'SUBCASE_TO_PRIMARY' });
    assert.deepEqual([await subs(primary), await subs(sub)], [1, 1]);
    await bulk('move', { groupId: world.emeaId, caseSystemIds: [other] });
    assert.deepEqual([await subs(primary), await subs(primary, keys.manager)], [1, 0]);

    await bulk('archive', { archive: true, caseSystemIds: [alone] });
    const { statuses } = await link([
      { caseSystemId: unknown, relatedCaseSystemIds: [sub] },
      { caseSystemId: sub, relatedCaseSystemIds: [other, unknown] },
      { caseSystemId: other, relatedCaseSystemIds: [other] },
      { caseSystemId: alone, relatedCaseSystemIds: [sub] },
      { caseSystemId: other, relatedCaseSystemIds: [sub] },
      { caseSystemId: sub, relatedCaseSystemIds: [alone] },
    ]);
    assert.deepEqual(
      statuses.map((status) => [status['caseSystemId'], errorOf(status)]),
      [
        [unknown, 'CASE_NOT_FOUND'],
        [sub, 'CASE_NOT_FOUND'],
        [other, 'INVALID_FIELD'],
        [alone, 'CASE_ARCHIVED'],
      ],
    );
    assert.equal(
      errorOf((await link([{ caseSystemId: sub, relatedCaseSystemIds: [alone] }])).statuses[0] ?? {}),
      undefined,
    );
    const unlink = { link: false };
    await link([{ caseSystemId: primary, relatedCaseSystemIds: [sub, other, alone] }], unlink);
    assert.equal(await subs(primary), 0);
    for (const members of [{ link: undefined }, { relationshipType: 'x' }, { caseSystemIds: [] }]) {
      const body = {
        link: true,
        relationshipType: 'PRIMARY_TO_SUBCASE',
        caseSystemIds: [{ caseSystemId: sub, relatedCaseSystemIds: [alone] }],
      };
      await refuses(400, 'INVALID_FIELD', '/cases/bulk/link', { ...body, ...members });
    }
    for (const related of [[], null, Array(26).fill(alone)]) {
      const body = {
        link: true,
        relationshipType: 'PRIMARY_TO_SUBCASE',
        caseSystemIds: [{ caseSystemId: sub, relatedCaseSystemIds: related }],
      };
      await refuses(400, 'INVALID_FIELD', '/cases/bulk/link', body);
    }
  });

  it('bulk/link stops at 75 relations, whole for each case', async () => {
    const { caseSystemId: hub } = await world.save();
    const made: string[] = [];
    for (const _ of [1, 2]) {
      made.push(
        ...(await saveAll(Array.from({ length: 38 }, () => one())))
          .json()
          .map((each: Json) => String(each['caseSystemId'])),
      );
    }
    const link = async (related: string[]) => {
      const caseSystemIds = [{ caseSystemId: hub, relatedCaseSystemIds: related }];
      const body = { link: true, relationshipType: 'PRIMARY_TO_SUBCASE', caseSystemIds };
      return errorOf((await bulk('link', body)).statuses[0] ?? {});
    };
    for (const from of [0, 25]) assert.equal(await link(made.slice(from, from + 25)), undefined);
    assert.equal(await link(made.slice(50, 74)), undefined);
    assert.equal(await link(made.slice(74, 76)), 'INVALID_FIELD');
    assert.equal(await link(made.slice(74, 75)), undefined);
  });

  it('a bulk call takes 1 to 1000 ids, a note of 1000, and answers a thousand', async () => {
    const { caseSystemId } = await world.save();
    for (const [what, members] of [
      ['archive', { archive: true }],
      ['assign', {}],
      ['delete', {}],
      ['move', { groupId: world.groupId }],
      ['ongoingScreening', { caseScreeningState: { WATCHLIST: 'INITIAL' } }],
    ] as const) {
      const path = `/cases/bulk/${what}`;
      for (const caseSystemIds of [[], null, undefined, Array.from({ length: 1001 }, (_, i) => `${i}`)]) {
        await refuses(400, 'INVALID_FIELD', path, { ...members, caseSystemIds });
      }
      await refuses(400, 'INVALID_FIELD', path, { ...members, caseSystemIds: [caseSystemId], note: 'x'.repeat(1001) });
      await refuses(400, 'INVALID_MESSAGE_FORMAT', path, { ...members, caseSystemIds: [5] });
      await refuses(400, 'INVALID_MESSAGE_FORMAT', path, { ...members, caseSystemIds: caseSystemId });
    }
    await refuses(400, 'INVALID_FIELD', '/cases/bulk/archive', { caseSystemIds: [caseSystemId] });
    await refuses(400, 'INVALID_MESSAGE_FORMAT', '/cases/bulk/archive', {
      archive: 'true',
      caseSystemIds: [caseSystemId],
    });
    const ids = [caseSystemId, ...Array.from({ length: 999 }, (_, i) => String(i).padStart(25, '0'))];
    assert.equal((await bulk('archive', { archive: true, caseSystemIds: ids })).statuses.length, 1000);
  });
});
