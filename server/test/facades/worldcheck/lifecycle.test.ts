/** Archive, deletion, assignee, rating, ongoing screening, screening, results: contract worldcheck §3.3, §4.6, §5, §7. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keys } from './support/tenants.ts';
import { type Json, openWorld, type World } from './support/world.ts';

describe('an operation on a case', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const call: World['call'] = (method, path, body, more) =>
    world.call(method, path, body, { key: keys.chief, ...more });
  const is = async (status: number, ...args: Parameters<World['call']>): Promise<void> => {
    const answer = await call(...args);
    assert.deepEqual([answer.statusCode, answer.body], [status, ''], `${args[0]} ${args[1]}`);
    if (status !== 204) assert.equal(answer.headers['content-length'], '0');
  };
  const refuses = async (status: number, error: string, ...args: Parameters<World['call']>): Promise<void> =>
    world.refuses(await call(...args), status, error);
  const at = async (members: Json = {}) => {
    const { caseSystemId, caseId } = await world.save(members);
    return { url: `/cases/${caseSystemId}`, caseSystemId, caseId };
  };

  it('archives and unarchives with 204 and an event; repeated with none; a body is not looked at', async () => {
    const { url, caseSystemId, caseId } = await at();
    await is(204, 'PUT', `${url}/archive`, { ignored: [1] });
    await is(204, 'PUT', `${url}/archive`);
    const archived = await world.read(caseSystemId);
    assert.equal(archived['lifecycleState'], 'ARCHIVED');
    await is(204, 'PUT', `${url}/archive`, undefined, { raw: '{not json' });
    assert.deepEqual(await world.read(caseSystemId), archived);
    assert.equal((await call('HEAD', `/caseIdentifiers?caseId=${caseId}`)).statusCode, 200);
    await is(204, 'DELETE', `${url}/archive`, {});
    await is(204, 'DELETE', `${url}/archive`);
    assert.equal((await world.read(caseSystemId))['lifecycleState'], 'UNARCHIVED');
    assert.deepEqual(await world.kinds(caseId), ['created', 'archived', 'unarchived']);
  });

  it('deletes only what is archived; then the id is nobody’s and the caseId free', async () => {
    const { url, caseId } = await at({ caseId: 'to be deleted' });
    await refuses(400, 'CASE_NOT_ARCHIVED', 'DELETE', url);
    await is(204, 'PUT', `${url}/archive`);
    await refuses(403, 'ACCESS_DENIED', 'DELETE', url, undefined, { key: keys.manager });
    await is(204, 'DELETE', url, {});
    for (const [method, path, body] of [
      ['GET', url],
      ['DELETE', url],
      ['PUT', `${url}/archive`],
      ['GET', `${url}/results`],
      ['GET', `${url}/rating`],
      ['PATCH', url, {}],
      ['GET', `/caseReferences?caseId=${caseId.replaceAll(' ', '+')}`],
    ] as const) {
      await refuses(404, 'CASE_NOT_FOUND', method, path, body);
    }
    assert.equal((await call('HEAD', '/caseIdentifiers?caseId=to+be+deleted')).statusCode, 404);
    assert.equal((await world.save({ caseId })).caseId, caseId);
  });

  it('assigns to an active, licensed user of the case’s unit, with case.assign always; repeated without an event', async () => {
    const { url, caseSystemId, caseId } = await at();
    await refuses(403, 'ACCESS_DENIED', 'PUT', `${url}/assignee`, { userId: '' }, { key: keys.emea });
    await is(204, 'PUT', `${url}/assignee`, { userId: world.userId('emea'), note: 'yours' }, { key: keys.manager });
    await is(204, 'PUT', `${url}/assignee`, { userId: world.userId('emea') }, { key: keys.manager });
    const { assignee } = (await world.read(caseSystemId)) as { assignee: Json };
    assert.equal(assignee['userId'], world.userId('emea'));
    for (const login of ['dora', 'nolan', 'mary']) {
      await refuses(400, 'USER_NOT_FOUND', 'PUT', `${url}/assignee`, { userId: world.userId(login) });
    }
    for (const userId of ['nobody', '0'.repeat(25), 'x'.repeat(500)]) {
      await refuses(400, 'USER_NOT_FOUND', 'PUT', `${url}/assignee`, { userId });
    }
    await refuses(400, 'INVALID_FIELD', 'PUT', `${url}/assignee`, {});
    await refuses(400, 'INVALID_FIELD', 'PUT', `${url}/assignee`, {
      userId: world.userId('emea'),
      note: 'x'.repeat(1001),
    });
    await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', `${url}/assignee`);
    await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', `${url}/assignee`, { userId: 5 });
    await is(204, 'DELETE', `${url}/assignee`, { ignored: true });
    await is(204, 'DELETE', `${url}/assignee`);
    assert.equal((await world.read(caseSystemId))['assignee'], null);
    assert.deepEqual(await world.kinds(caseId), ['created', 'assigned', 'assigned']);
  });

  it('of a case without unit may go to anybody who may own cases', async () => {
    const made = await world.makeElsewhere('screener', {});
    await is(204, 'PUT', `/cases/${made.id}/assignee`, { userId: world.userId('mary') });
  });

  it('rates, tells when and by whom; NOT_RATED and nulls before; again is an event again', async () => {
    const { url, caseSystemId, caseId } = await at();
    const rating = async () => (await call('GET', `${url}/rating`)).json();
    assert.deepEqual(await rating(), { caseRating: 'NOT_RATED', reason: null, createdDate: null, createdBy: null });
    await is(204, 'PUT', `${url}/rating`, { caseRating: 'HIGH', reason: 'a list' });
    const { modificationDate } = await world.read(caseSystemId);
    const high = {
      caseRating: 'HIGH',
      reason: 'a list',
      createdDate: modificationDate,
      createdBy: world.userId('chief'),
    };
    assert.deepEqual(await rating(), high);
    await is(204, 'PUT', `${url}/rating`, { caseRating: 'NO_RISK', reason: null }, { key: keys.manager });
    const { createdDate, ...again } = await rating();
    assert.deepEqual(again, { caseRating: 'NO_RISK', reason: null, createdBy: world.userId('manager') });
    assert.ok(createdDate > String(modificationDate));
    assert.deepEqual(await world.kinds(caseId), ['created', 'edited', 'edited']);
    for (const body of [
      {},
      { caseRating: 'High' },
      { caseRating: null },
      { caseRating: 'LOW', reason: 'x'.repeat(1001) },
    ]) {
      await refuses(400, 'INVALID_FIELD', 'PUT', `${url}/rating`, body);
    }
    await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', `${url}/rating`, { caseRating: 1 });
    await refuses(403, 'ACCESS_DENIED', 'PUT', `${url}/rating`, {}, { key: keys.viewer });
  });

  it('sets ongoing screening for the types named, without them for the watch-list; an event for each type', async () => {
    const { url, caseSystemId, caseId } = await at({ providerTypes: ['WATCHLIST', 'MEDIA_CHECK'] });
    const state = async () => (await world.read(caseSystemId))['caseScreeningState'];
    await is(204, 'PUT', `${url}/ongoingScreening`);
    assert.deepEqual(await state(), { WATCHLIST: 'ONGOING', MEDIA_CHECK: 'INITIAL' });
    const before = (await world.read(caseSystemId))['modificationDate'];
    await is(204, 'PUT', `${url}/ongoingScreening`, {});
    assert.equal((await world.read(caseSystemId))['modificationDate'], before);
    await is(204, 'DELETE', `${url}/ongoingScreening`, { providerTypes: null });
    await is(204, 'PUT', `${url}/ongoingScreening`, {
      providerTypes: ['MEDIA_CHECK', 'WATCHLIST', 'MEDIA_CHECK'],
      note: 'on',
    });
    assert.deepEqual(await state(), { WATCHLIST: 'ONGOING', MEDIA_CHECK: 'ONGOING' });
    assert.deepEqual(await world.kinds(caseId), ['created', ...Array(4).fill('edited')]);
    const other = await at();
    for (const providerTypes of [[], ['PASSPORT_CHECK'], ['watchlist'], ['MEDIA_CHECK'], ['WATCHLIST', 'x']]) {
      await refuses(400, 'INVALID_PROVIDER_TYPE', 'PUT', `${other.url}/ongoingScreening`, { providerTypes });
    }
    await refuses(400, 'INVALID_FIELD', 'DELETE', `${url}/ongoingScreening`, { note: 'x'.repeat(1001) });
    await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', `${url}/ongoingScreening`, { providerTypes: 'WATCHLIST' });
    await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', `${url}/ongoingScreening`, undefined, { raw: '[]' });
  });

  it('screens at once in every mode: 201 and nothing, or 200 with results, and the case where it is asked for', async () => {
    const { url, caseSystemId, caseId } = await at({ providerTypes: ['WATCHLIST', 'PASSPORT_CHECK'] });
    for (const body of [
      undefined,
      {},
      { screeningMode: null },
      { screeningMode: 'FULL_ASYNC', caseInfo: true },
      { screeningMode: 'DELTA_ASYNC' },
    ]) {
      await is(201, 'POST', `${url}/screeningRequest`, body);
    }
    for (const screeningMode of ['FULL_SYNC', 'DELTA_SYNC']) {
      const plain = await call('POST', `${url}/screeningRequest`, { screeningMode });
      assert.deepEqual([plain.statusCode, plain.body], [200, '{"results":[]}']);
    }
    const told = (await call('POST', `${url}/screeningRequest`, { screeningMode: 'FULL_SYNC', caseInfo: true })).json();
    assert.deepEqual(Object.keys(told), ['case', 'results']);
    assert.deepEqual(told.case, await world.read(caseSystemId));
    const date = told.case.modificationDate;
    assert.deepEqual(told.case.lastScreenedDatesByProviderType, { WATCHLIST: date, PASSPORT_CHECK: date });
    assert.deepEqual(await world.kinds(caseId), ['created', ...Array(8).fill('screened')]);
    await refuses(400, 'INVALID_FIELD', 'POST', `${url}/screeningRequest`, { screeningMode: 'full_sync' });
    await refuses(400, 'INVALID_MESSAGE_FORMAT', 'POST', `${url}/screeningRequest`, { caseInfo: 'true' });
    const results = await call('GET', `${url}/results`, undefined, { key: keys.viewer });
    assert.deepEqual([results.statusCode, results.body], [200, '[]']);
  });

  it('never has a result to resolve or review', async () => {
    const { url } = await at();
    for (const what of ['resolution', 'review']) {
      const path = `${url}/results/${what}`;
      await refuses(400, 'RESULT_NOT_FOUND', 'PUT', path, { resultIds: ['a'], statusId: 5 });
      for (const body of [{}, { resultIds: [] }, { resultIds: null }])
        await refuses(400, 'INVALID_FIELD', 'PUT', path, body);
      await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', path, { resultIds: [1] });
      await refuses(403, 'ACCESS_DENIED', 'PUT', path, { resultIds: ['a'] }, { key: keys.viewer });
    }
  });

  it('names in the cause of a refusal the member that is wrong', async () => {
    const { url, caseSystemId: id } = await at();
    const key = keys.chief;
    for (const [method, path, body, error, member] of [
      ['PUT', `${url}/assignee`, { userId: world.userId('dora') }, 'USER_NOT_FOUND', 'userId'],
      ['PUT', `${url}/assignee`, { userId: world.userId('mary') }, 'USER_NOT_FOUND', 'userId'],
      ['PUT', `${url}/ongoingScreening`, { providerTypes: ['MEDIA_CHECK'] }, 'INVALID_PROVIDER_TYPE', 'providerTypes'],
      ['PUT', `${url}/results/review`, { resultIds: ['a'] }, 'RESULT_NOT_FOUND', 'resultIds'],
      ['GET', `${url}/auditEvents/x`, undefined, 'AUDIT_EVENT_NOT_FOUND', 'auditEventId'],
      ['GET', '/groups/x', undefined, 'GROUP_NOT_FOUND', 'groupId'],
      ['GET', `/groups/${world.groupId}/resolutionToolkits/x`, undefined, 'INVALID_PROVIDER_TYPE', 'providerType'],
    ] as const) {
      const [refusal] = (await call(method, path, body, { key })).json();
      assert.deepEqual([refusal.error, refusal.cause.split(' ')[0]], [error, member]);
    }
    const itself = { caseSystemId: id, relatedCaseSystemIds: [id] };
    const body = { link: true, relationshipType: 'PRIMARY_TO_SUBCASE', caseSystemIds: [itself] };
    const [status] = (await call('POST', '/cases/bulk/link', body, { key })).json().statuses;
    assert.match(status.errors[0].cause, /^relatedCaseSystemIds /);
  });

  it('on an archived case is CASE_ARCHIVED, save archive, unarchive and delete; a closed case takes them all', async () => {
    const changes = [
      ['PUT', '', { name: 'N' }],
      ['PATCH', '', {}],
      ['PUT', '/ongoingScreening', {}],
      ['DELETE', '/ongoingScreening', {}],
      ['POST', '/screeningRequest', {}],
      ['PUT', '/assignee', { userId: world.userId('emea') }],
      ['DELETE', '/assignee', undefined],
      ['PUT', '/rating', { caseRating: 'LOW' }],
    ] as const;
    const { url, caseId } = await at({ caseId: 'archived' });
    await is(204, 'PUT', `${url}/archive`);
    for (const [method, rest, body] of changes) await refuses(400, 'CASE_ARCHIVED', method, `${url}${rest}`, body);
    assert.deepEqual(await world.kinds(caseId), ['created', 'archived']);
    const closed = await world.makeElsewhere('chief', { unitId: world.unitId('screening'), close: {} });
    for (const [method, rest, body] of changes) {
      const answer = await call(method, `/cases/${closed.id}${rest}`, body);
      assert.ok(answer.statusCode < 300, `${method} ${rest}: ${answer.body}`);
    }
  });

  it('is judged in order: format, case, permission, fields, user, archive', async () => {
    const { url, caseSystemId } = await at();
    const unknown = `/cases/${'0'.repeat(25)}`;
    for (const [rest, badFormat, badField] of [
      ['/assignee', { userId: [] }, {}],
      ['/rating', { caseRating: [] }, {}],
      ['/ongoingScreening', { note: 5 }, { note: 'x'.repeat(1001) }],
      ['/results/review', { resultIds: 5 }, {}],
    ] as const) {
      await refuses(400, 'INVALID_MESSAGE_FORMAT', 'PUT', `${unknown}${rest}`, badFormat);
      await refuses(404, 'CASE_NOT_FOUND', 'PUT', `${unknown}${rest}`, badField);
      await refuses(404, 'CASE_NOT_FOUND', 'PUT', `${url}${rest}`, badField, { key: keys.mary });
      await refuses(403, 'ACCESS_DENIED', 'PUT', `${url}${rest}`, badField, { key: keys.viewer });
    }
    for (const [method, rest] of [
      ['PUT', '/archive'],
      ['DELETE', '/archive'],
      ['POST', '/screeningRequest'],
      ['DELETE', '/ongoingScreening'],
      ['DELETE', '/assignee'],
      ['DELETE', ''],
    ] as const) {
      await refuses(404, 'CASE_NOT_FOUND', method, `${unknown}${rest}`);
      await refuses(404, 'CASE_NOT_FOUND', method, `/cases/${'x'.repeat(200)}${rest}`);
      await refuses(403, 'ACCESS_DENIED', method, `${url}${rest}`, undefined, { key: keys.viewer });
    }
    await is(204, 'PUT', `${url}/archive`);
    await refuses(400, 'USER_NOT_FOUND', 'PUT', `${url}/assignee`, { userId: 'x' });
    assert.equal((await world.read(caseSystemId))['assignee'], null);
  });
});
