/** `PUT` and `PATCH /cases/{caseSystemId}`: contract worldcheck §3.2, §6. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keys, typeIds } from './support/tenants.ts';
import { type Json, openWorld, type World } from './support/world.ts';

describe('an edit', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const put = (id: string, body: unknown, key = keys.chief) => world.call('PUT', `/cases/${id}`, body, { key });
  const patch = (id: string, body?: unknown, query = '', key = keys.chief) =>
    world.call('PATCH', `/cases/${id}${query}`, body, { key });
  const whole = {
    name: 'Old name',
    providerTypes: ['WATCHLIST', 'MEDIA_CHECK'],
    nameTransposition: true,
    customFields: [{ typeId: typeIds.account, value: 'A-1' }],
    secondaryFields: [{ typeId: 'SFCT_1', value: 'MALE' }],
  };
  const fields = { account: [{ typeId: typeIds.account, value: 'A-1', dateTimeValue: null }] };

  it('by PUT replaces the whole case: what is absent or null is emptied, the caseId minted anew', async () => {
    const { caseSystemId, caseId } = await world.save({ ...whole, caseId: 'put-1' });
    const answer = await put(caseSystemId, { name: 'New name', customFields: null });
    assert.equal(answer.statusCode, 200, answer.body);
    const replaced = answer.json();
    assert.deepEqual(
      [replaced.name, replaced.providerTypes, replaced.nameTransposition, replaced.customFields],
      ['New name', ['WATCHLIST'], false, []],
    );
    assert.deepEqual(replaced.secondaryFields, []);
    assert.match(replaced.caseId, /^[0-9a-z]{25}$/);
    assert.notEqual(replaced.caseId, caseSystemId);
    assert.equal('results' in replaced, false);
    assert.equal(await world.numberOf(caseId), 0);
    assert.deepEqual(await world.read(caseSystemId), replaced);
    assert.equal((await world.save({ caseId: 'put-1' })).caseId, 'put-1');
  });

  it('by PUT keeps the group, the entity type, the state, the archive, the assignee and the rating', async () => {
    const { caseSystemId } = await world.save({
      ...whole,
      caseId: 'put-2',
      caseScreeningState: { WATCHLIST: 'ONGOING', MEDIA_CHECK: 'ONGOING' },
    });
    await world.call('PUT', `/cases/${caseSystemId}/rating`, { caseRating: 'HIGH' });
    await world.call('PUT', `/cases/${caseSystemId}/assignee`, { userId: world.userId('emea') }, { key: keys.chief });
    const answer = await put(caseSystemId, {
      name: 'N',
      caseId: 'put-2',
      groupId: { not: 'read' },
      entityType: 5,
      providerTypes: ['WATCHLIST', 'WATCHLIST'],
    });
    const replaced = answer.json();
    assert.deepEqual(replaced.caseScreeningState, { WATCHLIST: 'ONGOING' });
    assert.deepEqual(
      [replaced.caseId, replaced.groupId, replaced.entityType, replaced.assignee.userId],
      ['put-2', world.groupId, 'INDIVIDUAL', world.userId('emea')],
    );
    const rating = await world.call('GET', `/cases/${caseSystemId}/rating`);
    assert.equal(rating.json().caseRating, 'HIGH');
  });

  it('by PUT wants a name, and is always an edit', async () => {
    const { caseSystemId } = await world.save({ caseId: 'put-3', name: 'Same' });
    for (const body of [{}, { name: null }, { name: ' ' }, { name: 'x'.repeat(1001) }]) {
      world.refuses(await put(caseSystemId, body), 400, 'INVALID_FIELD');
    }
    world.refuses(await put(caseSystemId, undefined), 400, 'INVALID_MESSAGE_FORMAT');
    const before = await world.read(caseSystemId);
    const same = await put(caseSystemId, { name: 'Same', caseId: 'put-3', note: 'again' });
    assert.ok(same.json().modificationDate > String(before['modificationDate']));
    assert.deepEqual(await world.kinds('put-3'), ['created', 'edited']);
    assert.equal((await world.audit(caseSystemId))[1]?.['note'], 'again');
  });

  it('by PATCH keeps what is absent or null, and answers with results', async () => {
    const { caseSystemId } = await world.save({ ...whole, caseId: 'patch-1' });
    const answer = await patch(caseSystemId, { name: 'New name', caseId: null, providerTypes: null });
    assert.equal(answer.statusCode, 200, answer.body);
    const { results, ...patched } = answer.json();
    assert.deepEqual(results, []);
    assert.deepEqual(
      [patched.name, patched.caseId, patched.providerTypes, patched.nameTransposition],
      ['New name', 'patch-1', whole.providerTypes, true],
    );
    assert.deepEqual(patched.customFields, fields.account);
    assert.deepEqual(patched.secondaryFields, [{ typeId: 'SFCT_1', value: 'MALE', dateTimeValue: null }]);
    assert.deepEqual(await world.read(caseSystemId), patched);
  });

  it('by PATCH replaces a list that is given as a whole, and [] clears it', async () => {
    const { caseSystemId } = await world.save({ ...whole, caseId: 'patch-2' });
    const one = (await patch(caseSystemId, { customFields: [{ typeId: typeIds.visits, value: '7' }] })).json();
    assert.deepEqual(one.customFields, [{ typeId: typeIds.visits, value: '7', dateTimeValue: null }]);
    assert.deepEqual((await patch(caseSystemId, { customFields: [], secondaryFields: [] })).json().customFields, []);
    assert.deepEqual((await world.read(caseSystemId))['secondaryFields'], []);
  });

  it('by PATCH may change nothing: then there is no event and the date stays; {} and no body alike', async () => {
    const { caseSystemId, modificationDate } = await world.save({ ...whole, caseId: 'patch-3' });
    for (const body of [undefined, {}, { name: 'Old name', nameTransposition: 'TRUE' }, { unknown: 1 }]) {
      assert.equal((await patch(caseSystemId, body)).json().modificationDate, modificationDate);
    }
    assert.deepEqual(await world.kinds('patch-3'), ['created']);
    const noted = await patch(caseSystemId, { note: 'looked at' });
    assert.ok(noted.json().modificationDate > String(modificationDate));
    assert.deepEqual(await world.kinds('patch-3'), ['created', 'edited']);
  });

  it('by PATCH screens with SYNC and ASYNC, also when nothing changed; NONE does not', async () => {
    const { caseSystemId } = await world.save({ caseId: 'patch-4' });
    assert.deepEqual((await patch(caseSystemId, {}, '?screen=NONE')).json().lastScreenedDatesByProviderType, {});
    for (const screen of ['SYNC', 'ASYNC']) {
      const patched = (await patch(caseSystemId, undefined, `?screen=${screen}`)).json();
      assert.deepEqual(patched.lastScreenedDatesByProviderType, { WATCHLIST: patched.modificationDate });
      assert.deepEqual(patched.results, []);
    }
    assert.deepEqual(await world.kinds('patch-4'), ['created', 'edited', 'screened', 'edited', 'screened']);
    for (const screen of ['sync', '', 'SYNC&screen=SYNC']) {
      world.refuses(await patch(caseSystemId, {}, `?screen=${screen}`), 400, 'INVALID_FIELD');
    }
  });

  it('answers {caseId, results} to PATCH in v1, and takes the state as a text there', async () => {
    const { caseSystemId } = await world.save({ caseId: 'patch-5' });
    const url = `/worldcheck/v1/cases/${caseSystemId}`;
    const answer = await world.send('PATCH', url, { body: { caseScreeningState: 'ONGOING' } });
    assert.deepEqual(answer.json(), { caseId: 'patch-5', results: [] });
    assert.equal((await world.send('GET', url)).json().caseScreeningState, 'ONGOING');
    world.refuses(await patch(caseSystemId, { caseScreeningState: 'ONGOING' }), 400, 'INVALID_MESSAGE_FORMAT');
  });

  it('changes the states given and no others; each is an event of its own, behind the edit’s', async () => {
    const { caseSystemId } = await world.save({ ...whole, caseId: 'states' });
    const changed = (await patch(caseSystemId, { caseScreeningState: { MEDIA_CHECK: 'ONGOING' } })).json();
    assert.deepEqual(changed.caseScreeningState, { WATCHLIST: 'INITIAL', MEDIA_CHECK: 'ONGOING' });
    const caseScreeningState = { WATCHLIST: 'ONGOING', MEDIA_CHECK: 'INITIAL' };
    const both = (await put(caseSystemId, { ...whole, caseId: 'states', caseScreeningState })).json();
    assert.deepEqual(both.caseScreeningState, caseScreeningState);
    const dropped = (await put(caseSystemId, { name: 'N', caseId: 'states' })).json();
    assert.deepEqual(dropped.caseScreeningState, { WATCHLIST: 'ONGOING' });
    const types = (await world.audit(caseSystemId)).map(({ actionType }) => actionType);
    const states = 'CHANGE_CASE_SCREENING_STATE';
    assert.deepEqual(types, ['NEW_CASE', states, 'EDITED_CASE', states, states, 'EDITED_CASE']);
    world.refuses(
      await patch(caseSystemId, { caseScreeningState: { MEDIA_CHECK: 'ONGOING' } }),
      400,
      'INVALID_PROVIDER_TYPE',
    );
  });

  it('renames to a caseId that is free, and frees the old one at once; keeps its own; refuses another’s', async () => {
    const { caseSystemId } = await world.save({ caseId: 'name-a' });
    await world.save({ caseId: 'name-b' });
    for (const edit of [put, patch]) {
      world.refuses(await edit(caseSystemId, { name: 'N', caseId: 'name-b' }), 400, 'CASE_ID_EXISTS');
    }
    assert.equal((await patch(caseSystemId, { caseId: 'name-a' })).json().caseId, 'name-a');
    assert.equal((await patch(caseSystemId, { caseId: 'name-c' })).json().caseId, 'name-c');
    await world.save({ caseId: 'name-a' });
    assert.equal((await put(caseSystemId, { name: 'N', caseId: 'name-d' })).json().caseId, 'name-d');
    for (const caseId of [' ', 'a\tb', 'x'.repeat(513)]) {
      world.refuses(await patch(caseSystemId, { caseId }), 400, 'INVALID_FIELD');
    }
  });

  it('judges fields as a new case’s, by the entity type of the case', async () => {
    const { caseSystemId } = await world.save({ caseId: 'judged' });
    const bad: [string, Json][] = [
      ['INVALID_FIELD', { secondaryFields: [{ typeId: 'SFCT_6', value: 'NOR' }] }],
      ['INVALID_FIELD', { secondaryFields: [{ typeId: 'SFCT_1', value: 'UNKNOWN' }] }],
      ['INVALID_FIELD', { customFields: [{ typeId: 'nowhere', value: 'x' }] }],
      ['INVALID_FIELD', { nameTransposition: 'yes' }],
      ['INVALID_FIELD', { note: 'x'.repeat(1001) }],
      ['INVALID_FIELD', { caseScreeningState: { WATCHLIST: 'Ongoing' } }],
      ['INVALID_PROVIDER_TYPE', { providerTypes: [] }],
      ['INVALID_PROVIDER_TYPE', { providerTypes: ['MEDIA_CHECK'] }],
      ['INVALID_PROVIDER_TYPE', { caseScreeningState: { watchlist: 'ONGOING' } }],
      ['INVALID_MESSAGE_FORMAT', { customFields: [{ typeId: typeIds.account, Value: 'x' }] }],
      ['INVALID_MESSAGE_FORMAT', { name: 5 }],
      ['INVALID_MESSAGE_FORMAT', { note: [] }],
    ];
    for (const [error, members] of bad) {
      world.refuses(await put(caseSystemId, { name: 'N', caseId: 'judged', ...members }), 400, error);
      world.refuses(await patch(caseSystemId, members), 400, error);
    }
    assert.deepEqual(await world.kinds('judged'), ['created']);
  });

  it('wants the required fields of the template after the change', async () => {
    const call = (method: string, path: string, body: unknown) =>
      world.call(method, path, body, { key: keys.stranger });
    const [{ id }] = (await world.call('GET', '/groups', undefined, { key: keys.stranger })).json();
    const since = [{ typeId: 'since', dateTimeValue: '2020-01-01T00:00:00.000Z' }];
    const made = await call('POST', '/cases', { groupId: id, entityType: 'VESSEL', name: 'N', customFields: since });
    const url = `/cases/${made.json().caseSystemId}`;
    world.refuses(await call('PUT', url, { name: 'N' }), 400, 'INVALID_FIELD');
    world.refuses(await call('PATCH', url, { customFields: [] }), 400, 'INVALID_FIELD');
    assert.equal((await call('PATCH', url, { name: 'Other' })).statusCode, 200);
    assert.equal((await call('PUT', url, { name: 'N', customFields: since })).statusCode, 200);
  });

  it('of a case from elsewhere touches the subject, the template’s attributes and no more; what is sent back unchanged stays', async () => {
    const long = 'y'.repeat(1020);
    const made = await world.makeElsewhere('screener', {
      unitId: world.unitId('screening'),
      subject: long,
      attributes: { account_ref: long, visits: 3 },
      description: 'D',
      type: 'case',
    });
    const shown = await world.read(made.id);
    const { customFields, caseId, name } = shown as { customFields: Json[]; caseId: string; name: string };
    const back = await put(made.id, { caseId, name, customFields });
    assert.equal(back.statusCode, 200, back.body);
    assert.deepEqual(
      { ...(back.json() as Json), modifier: null, modificationDate: null },
      { ...(shown as Json), modifier: null, modificationDate: null },
    );
    assert.equal((await patch(made.id, { name: 'Short' })).json().name, 'Short');
    const actor = world.docket.actor('screener');
    const kept = await world.docket.core.view(actor, (db) =>
      db.row<Json>({
        text: 'select type, status, description, attributes, facets from cases where tenant_id = $1 and number = $2',
        values: [actor.tenant.id, made.number],
      }),
    );
    assert.deepEqual([kept?.['type'], kept?.['description']], ['case', 'D']);
    assert.deepEqual(kept?.['facets'], {});
    const unnamed = await world.makeElsewhere('screener', { unitId: world.unitId('screening') });
    const named = await patch(unnamed.id, { name: String(unnamed.number) });
    assert.equal(named.json().modificationDate, unnamed.modifiedAt.toISOString());
  });

  it('is judged in order: format, case, permission, fields, archive, caseId', async () => {
    const { caseSystemId } = await world.save({ caseId: 'order' });
    world.refuses(await patch('0'.repeat(25), { name: 5 }), 400, 'INVALID_MESSAGE_FORMAT');
    world.refuses(await patch('0'.repeat(25), { name: '' }), 404, 'CASE_NOT_FOUND');
    world.refuses(await patch('x'.repeat(200), {}), 404, 'CASE_NOT_FOUND');
    world.refuses(await patch(caseSystemId, { name: '' }, '', keys.mary), 404, 'CASE_NOT_FOUND');
    world.refuses(await patch(caseSystemId, { name: '' }, '', keys.viewer), 403, 'ACCESS_DENIED');
    world.refuses(await patch(caseSystemId, {}, '?screen=x', keys.neighbour), 403, 'ACCESS_DENIED');
    await world.call('PUT', `/cases/${caseSystemId}/archive`);
    world.refuses(await put(caseSystemId, { name: '' }), 400, 'INVALID_FIELD');
    world.refuses(await put(caseSystemId, { name: 'N', caseId: 'name-b' }), 400, 'CASE_ARCHIVED');
    world.refuses(await patch(caseSystemId, {}), 400, 'CASE_ARCHIVED');
  });

  it('of a case whose assignee is another wants a pull grant or case.assign (ruling 19); other operations do not', async () => {
    const { caseSystemId } = await world.save({ caseId: 'owned' });
    const url = `/cases/${caseSystemId}`;
    await world.call('PUT', `${url}/assignee`, { userId: world.userId('chief') }, { key: keys.chief });
    world.refuses(await world.call('PATCH', url, { name: 'N' }), 403, 'ACCESS_DENIED');
    world.refuses(await world.call('PUT', url, { name: 'N' }), 403, 'ACCESS_DENIED');
    assert.equal((await world.call('PUT', `${url}/rating`, { caseRating: 'LOW' })).statusCode, 204);
    assert.equal((await world.call('POST', `${url}/screeningRequest`)).statusCode, 201);
    assert.equal((await world.call('PUT', `${url}/ongoingScreening`)).statusCode, 204);
    assert.equal((await patch(caseSystemId, { name: 'N' }, '', keys.manager)).statusCode, 200);
  });

  it('by PATCHes of different members at once keeps them all, each with its own event and a later date', async () => {
    const { caseSystemId } = await world.save({ caseId: 'patched at once' });
    const members = [{ name: 'P' }, { nameTransposition: true }, { providerTypes: ['WATCHLIST', 'MEDIA_CHECK'] }];
    const more = [
      { secondaryFields: [{ typeId: 'SFCT_1', value: 'MALE' }] },
      { customFields: [{ typeId: typeIds.visits, value: '1' }] },
    ];
    const answers = await Promise.all([...members, ...more].map((body) => patch(caseSystemId, body)));
    const dates = answers.map((answer) => answer.json().modificationDate);
    assert.equal(new Set(dates).size, 5);
    const kept = await world.read(caseSystemId);
    assert.deepEqual(
      [kept['name'], kept['nameTransposition'], kept['providerTypes']],
      ['P', true, ['WATCHLIST', 'MEDIA_CHECK']],
    );
    assert.equal((kept['secondaryFields'] as Json[]).length + (kept['customFields'] as Json[]).length, 2);
    assert.deepEqual(await world.kinds('patched at once'), ['created', ...Array(5).fill('edited')]);
  });
});
