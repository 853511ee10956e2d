/** Case template and resolution toolkits: contract worldcheck §4.2, §4.3. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keys, typeIds } from './support/tenants.ts';
import { type Json, openWorld, type World } from './support/world.ts';

describe('a group', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const get = (path: string, key = keys.viewer) => world.call('GET', `/groups/${path}`, undefined, { key });

  it('has a case template: the fields of the tenant and the published ones, by provider and entity, in order', async () => {
    const answer = await get(`${world.groupId}/caseTemplate`);
    assert.equal(answer.statusCode, 200, answer.body);
    const { customFields, secondaryFieldsByProvider, ...rest } = answer.json();
    assert.deepEqual(rest, {
      groupId: world.groupId,
      groupScreeningType: 'CASE_MANAGEMENT_AUDIT',
      nameTransposition: { selected: false, type: 'NAME_TRANSPOSITION', available: true },
      mandatoryProviderTypes: ['WATCHLIST'],
    });
    const custom = (typeId: string, fieldValueType: string, regExp: string | null, label: string) => {
      return { typeId, fieldValueType, regExp, fieldRequired: false, label };
    };
    assert.deepEqual(customFields.slice(0, 4), [
      custom(typeIds.account, 'TEXT', null, 'ACCOUNT REFERENCE'),
      custom(typeIds.renewal, 'DATE', null, 'RENEWAL'),
      custom(typeIds.visits, 'TEXT', '-?[0-9]{1,9}', 'VISITS'),
      custom(typeIds.channel, 'TEXT', null, 'CHANNEL'),
    ]);
    const { watchlist, clientWatchlist, passportCheck } = secondaryFieldsByProvider;
    assert.deepEqual(clientWatchlist, watchlist);
    const ids = (block: { secondaryFieldsByEntity: Record<string, Json[]> }, entity: string) =>
      block.secondaryFieldsByEntity[entity]?.map(({ typeId }) => String(typeId).slice(5));
    assert.deepEqual(ids(watchlist, 'individual'), ['1', '2', '3', '4', '5', '191', '192', '193']);
    assert.deepEqual(ids(watchlist, 'organisation'), ['6', '191', '192', '193']);
    assert.deepEqual(watchlist.secondaryFieldsByEntity.vessel, [
      { typeId: 'SFCT_7', fieldValueType: 'TEXT', regExp: '[0-9]{7}', fieldRequired: false, label: 'IMO_NUMBER' },
    ]);
    assert.deepEqual(ids(passportCheck, 'individual'), ['8', '9', '10', '11', '12', '13', '14', '15', '16']);
    assert.deepEqual([ids(passportCheck, 'organisation'), ids(passportCheck, 'vessel')], [[], []]);
  });

  it('of a client without the published set has none of it, and says what is required', async () => {
    const [{ id }] = (await world.call('GET', '/groups', undefined, { key: keys.stranger })).json();
    const template = (await get(`${id}/caseTemplate`, keys.stranger)).json();
    assert.equal(template.customFields[0].fieldRequired, true);
    assert.deepEqual(template.secondaryFieldsByProvider.watchlist.secondaryFieldsByEntity.individual, []);
  });

  it('has resolution toolkits for both watch-lists, with the same ids at every call', async () => {
    const toolkit = (await get(`${world.groupId}/resolutionToolkit`)).json();
    assert.deepEqual(Object.keys(toolkit), ['groupId', 'providerType', 'resolutionFields', 'resolutionRules']);
    assert.deepEqual([toolkit.groupId, toolkit.providerType], [world.groupId, 'WATCHLIST']);
    const { statuses, risks, reasons } = toolkit.resolutionFields as Record<string, Json[]>;
    const labels = (entries: Json[] | undefined) => entries?.map(({ label, type }) => [label, type]);
    assert.deepEqual(
      labels(statuses),
      ['POSITIVE', 'POSSIBLE', 'FALSE', 'UNSPECIFIED'].map((label) => [label, label]),
    );
    assert.deepEqual(
      labels(risks),
      ['HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'].map((label) => [label, null]),
    );
    assert.deepEqual(
      labels(reasons),
      ['Full Match', 'Partial Match', 'No Match', 'Unknown'].map((label) => [label, null]),
    );
    const idsOf = (entries: Json[] = []) => entries.map(({ id }) => String(id));
    const all = [...idsOf(statuses), ...idsOf(risks), ...idsOf(reasons)];
    assert.equal(new Set(all).size, 12);
    for (const id of all) assert.match(id, /^[0-9a-z]{25}$/);
    const rule = { reasons: idsOf(reasons), remarkRequired: false, reasonRequired: false, risks: idsOf(risks) };
    assert.deepEqual(toolkit.resolutionRules, Object.fromEntries(idsOf(statuses).map((id) => [id, rule])));
    const both = (await get(`${world.groupId}/resolutionToolkits`)).json();
    assert.deepEqual({ WATCHLIST: toolkit, CLIENT_WATCHLIST: { ...toolkit, providerType: 'CLIENT_WATCHLIST' } }, both);
    for (const type of ['WATCHLIST', 'CLIENT_WATCHLIST']) {
      assert.deepEqual((await get(`${world.groupId}/resolutionToolkits/${type}`)).json(), both[type]);
    }
    for (const type of ['MEDIA_CHECK', 'watchlist', 'x']) {
      world.refuses(await get(`${world.groupId}/resolutionToolkits/${type}`), 400, 'INVALID_PROVIDER_TYPE');
    }
  });

  it('that is not there, or not the user’s to see, has neither', async () => {
    for (const what of ['caseTemplate', 'resolutionToolkit', 'resolutionToolkits', 'resolutionToolkits/x']) {
      for (const id of ['x', '0'.repeat(25)]) world.refuses(await get(`${id}/${what}`), 404, 'GROUP_NOT_FOUND');
      world.refuses(await get(`${world.emeaId}/${what}`), 404, 'GROUP_NOT_FOUND');
    }
  });
});
