/** `POST /cases`: contract worldcheck §3.1, §4.1, §4.9. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { type Call, createClient, type Send } from './support/client.ts';
import { applyTenants, keys, typeIds } from './support/tenants.ts';

type Json = Record<string, unknown>;

describe('POST /cases', () => {
  let docket: Docket;
  let send: Send;
  let groupId: string;

  before(async () => {
    docket = await startDocket();
    await applyTenants(docket);
    send = createClient(docket);
    groupId = (await send('GET', '/worldcheck/v2/groups')).json()[0].id;
  });
  after(() => {
    assert.deepEqual(docket.faults, []);
    return docket.close();
  });

  const cases = '/worldcheck/v2/cases';
  const minimal = () => ({ groupId, entityType: 'INDIVIDUAL', name: 'Mara Voss' });
  const post = (members: Json, url = cases, call: Call = {}) =>
    send('POST', url, { body: { ...minimal(), ...members }, ...call });
  const make = async (members: Json, url = cases): Promise<Json> => {
    const answer = await post(members, url);
    assert.ok(answer.statusCode <= 201, answer.body);
    return answer.json();
  };
  /** Each is refused with that code, and nothing is made. */
  const refuses = async (code: string, members: readonly Json[], url = cases): Promise<void> => {
    const before = await numberOfCases();
    for (const member of members) {
      const answer = await post(member, url);
      assert.equal(answer.statusCode, 400, `${JSON.stringify(member).slice(0, 200)}: ${answer.body}`);
      const [{ error, cause }] = answer.json();
      assert.equal(error, code, `${JSON.stringify(member).slice(0, 200)}: ${cause}`);
      assert.equal(typeof cause, 'string');
    }
    assert.equal(await numberOfCases(), before);
  };
  const numberOfCases = async (): Promise<number> => {
    const actor = docket.actor('screener');
    const count = {
      text: 'select count(*)::integer as count from cases where tenant_id = $1',
      values: [actor.tenant.id],
    };
    return (await docket.core.view(actor, (db) => db.row<{ count: number }>(count)))?.count ?? 0;
  };

  it('answers 201 with the whole case, members in the order of the documents, modified when it was created', async () => {
    const answer = await post({
      caseId: 'KYC 2209/b',
      customFields: [{ typeId: typeIds.account, value: 'A-1' }],
      secondaryFields: [{ typeId: 'SFCT_2', dateTimeValue: '1979-03-02' }],
    });
    assert.equal(answer.statusCode, 201);
    assert.match(answer.headers['content-type'] as string, /^application\/json(; charset=utf-8)?$/);
    const made = answer.json();
    const { caseSystemId, creationDate, creator } = made;
    assert.match(caseSystemId, /^[0-9a-z]{25}$/);
    assert.match(creationDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(creator.userId, /^[0-9a-z]{25}$/);
    const { userId } = creator;
    const user = {
      userId,
      firstName: 'Ann',
      lastName: 'Lee',
      fullName: 'Ann Lee',
      email: 'ann@riverside.test',
      status: 'ACTIVE',
    };
    const wanted = {
      caseId: 'KYC 2209/b',
      name: 'Mara Voss',
      providerTypes: ['WATCHLIST'],
      customFields: [{ typeId: typeIds.account, value: 'A-1', dateTimeValue: null }],
      secondaryFields: [{ typeId: 'SFCT_2', value: null, dateTimeValue: '1979-03-02' }],
      groupId,
      entityType: 'INDIVIDUAL',
      caseSystemId,
      caseScreeningState: { WATCHLIST: 'INITIAL' },
      lifecycleState: 'UNARCHIVED',
      creator: user,
      modifier: user,
      assignee: null,
      creationDate,
      modificationDate: creationDate,
      nameTransposition: false,
      outstandingActions: false,
      lastScreenedDatesByProviderType: {},
    };
    assert.equal(answer.body, JSON.stringify(wanted));
    assert.equal((await send('GET', `${cases}/${caseSystemId}`)).body, answer.body);
  });

  it('keeps it in the common store: subject, reference, unit, type, attributes, no owner', async () => {
    const { caseSystemId } = await make({ caseId: 'common', customFields: [{ typeId: typeIds.visits, value: '007' }] });
    const actor = docket.actor('screener');
    const { findCases } = await import('../../../src/domain/cases/find-case.ts');
    const row = await docket.core.view(actor, (db) =>
      db.row<{ number: number }>({
        text: 'select number from cases where tenant_id = $1 and reference = $2',
        values: [actor.tenant.id, 'common'],
      }),
    );
    const { cases: found } = await docket.core.view(actor, (db) => findCases(db, actor, [row?.number ?? 0]));
    const [kept] = found;
    assert.equal(kept?.subject, 'Mara Voss');
    assert.equal(kept?.type, 'screening');
    assert.equal(actor.tenant.units.byId.get(kept?.unitId ?? 0)?.key, 'screening');
    assert.equal(kept?.ownerId, null);
    assert.deepEqual(kept?.attributes, { visits: 7 });
    assert.equal(typeof caseSystemId, 'string');
  });

  it('mints 25 base-36 digits where caseId is absent, null or empty, other than the caseSystemId', async () => {
    for (const members of [{}, { caseId: null }, { caseId: '' }]) {
      const { caseId, caseSystemId } = await make(members);
      assert.match(caseId as string, /^[0-9a-z]{25}$/);
      assert.notEqual(caseId, caseSystemId);
    }
  });

  it('wants a group from GET /groups, before it looks at anything else', async () => {
    await refuses('INVALID_FIELD', [{ groupId: undefined }, { groupId: null }, { groupId: 'g'.repeat(256) }]);
    const office = docket.tenant().units.byKey.get('office-1')?.uid ?? '';
    const { toWireId } = await import('../../../src/facades/worldcheck/ids.ts');
    await refuses('GROUP_NOT_FOUND', [
      { groupId: 'nowhere', name: null },
      { groupId: 'g'.repeat(255) },
      { groupId: toWireId(office) },
      { groupId: groupId.toUpperCase() },
    ]);
    assert.equal((await post({}, cases, { key: keys.mary })).json()[0].error, 'GROUP_NOT_FOUND');
  });

  it('wants case.create in that group, after the group and before the fields', async () => {
    for (const key of [keys.viewer, keys.neighbour]) {
      const answer = await post({ name: null }, cases, { key });
      assert.equal(answer.statusCode, 403);
      assert.equal(answer.json()[0].error, 'ACCESS_DENIED');
    }
    assert.equal((await post({ groupId: 'nowhere' }, cases, { key: keys.viewer })).json()[0].error, 'GROUP_NOT_FOUND');
  });

  it('wants one of four entity types, in exact case', async () => {
    for (const entityType of ['INDIVIDUAL', 'ORGANISATION', 'VESSEL', 'UNSPECIFIED']) {
      assert.equal((await make({ entityType }))['entityType'], entityType);
    }
    await refuses('INVALID_FIELD', [{ entityType: 'individual' }, { entityType: null }, { entityType: 'PERSON' }]);
  });

  it('wants a name of 1 to 1000 UTF-16 units, not only white space, kept as sent', async () => {
    for (const name of [" d'Or \" O' AND Co ", 'n'.repeat(1000), '😀'.repeat(500), 'a\tb\r\nc', '\u00a0x']) {
      assert.equal((await make({ name }))['name'], name);
    }
    await refuses(
      'INVALID_FIELD',
      [undefined, null, '', '  \t', 'n'.repeat(1001), '😀'.repeat(501), 'a\u0000', 'a\u001f', 'a\u0085', '\ud800x'].map(
        (name) => ({ name }),
      ),
    );
  });

  it('wants a caseId of 1 to 512 units, not only white space, without control characters, lone surrogates', async () => {
    for (const caseId of [' a ', 'x'.repeat(512), '😀'.repeat(256), 'é', 'e\u0301']) {
      assert.equal((await make({ caseId }))['caseId'], caseId);
    }
    await refuses(
      'INVALID_FIELD',
      ['   ', 'x'.repeat(513), 'a\tb', 'a\u007f', '\udc00'].map((caseId) => ({ caseId })),
    );
  });

  it('wants WATCHLIST among the provider types; repeats collapse, the order stays', async () => {
    const all = ['MEDIA_CHECK', 'WATCHLIST', 'PASSPORT_CHECK', 'CLIENT_WATCHLIST'];
    const made = await make({ providerTypes: [...all, 'WATCHLIST', 'MEDIA_CHECK'] });
    assert.deepEqual(made['providerTypes'], all);
    assert.deepEqual((await make({ providerTypes: null }))['providerTypes'], ['WATCHLIST']);
    await refuses('INVALID_PROVIDER_TYPE', [
      { providerTypes: [] },
      { providerTypes: ['MEDIA_CHECK'] },
      { providerTypes: ['WATCHLIST', 'watchlist'] },
      { providerTypes: ['WATCHLIST', ''] },
    ]);
  });

  it('takes screening states of WATCHLIST and of a MEDIA_CHECK that the case has', async () => {
    const stateOf = async (members: Json) => (await make(members))['caseScreeningState'];
    const both = ['WATCHLIST', 'MEDIA_CHECK'];
    assert.deepEqual(await stateOf({ caseScreeningState: {} }), { WATCHLIST: 'INITIAL' });
    assert.deepEqual(await stateOf({ caseScreeningState: { WATCHLIST: null } }), { WATCHLIST: 'INITIAL' });
    assert.deepEqual(await stateOf({ caseScreeningState: { WATCHLIST: 'ONGOING' } }), { WATCHLIST: 'ONGOING' });
    assert.deepEqual(await stateOf({ providerTypes: both, caseScreeningState: { MEDIA_CHECK: 'ONGOING' } }), {
      WATCHLIST: 'INITIAL',
      MEDIA_CHECK: 'ONGOING',
    });
    assert.deepEqual(await stateOf({ providerTypes: both }), { WATCHLIST: 'INITIAL', MEDIA_CHECK: 'INITIAL' });
    await refuses('INVALID_PROVIDER_TYPE', [
      { caseScreeningState: { MEDIA_CHECK: 'INITIAL' } },
      { caseScreeningState: { watchlist: 'INITIAL' } },
      { providerTypes: ['WATCHLIST', 'CLIENT_WATCHLIST'], caseScreeningState: { CLIENT_WATCHLIST: 'INITIAL' } },
    ]);
    await refuses('INVALID_FIELD', [{ caseScreeningState: { WATCHLIST: 'ongoing' } }]);
    await refuses('INVALID_MESSAGE_FORMAT', [
      { caseScreeningState: 'INITIAL' },
      { caseScreeningState: [] },
      { caseScreeningState: { WATCHLIST: true } },
    ]);
  });

  it('in v1 writes the screening state as text, and takes it so', async () => {
    const v1 = '/worldcheck/v1/cases';
    const made = await make({ caseScreeningState: 'ONGOING' }, v1);
    assert.equal(made['caseScreeningState'], 'ONGOING');
    assert.equal((made['creator'] as Json)['id'], (made['creator'] as Json)['userId']);
    assert.equal((await make({ caseScreeningState: { WATCHLIST: 'ONGOING' } }, v1))['caseScreeningState'], 'ONGOING');
    await refuses('INVALID_FIELD', [{ caseScreeningState: 'ongoing' }, { caseScreeningState: '' }], v1);
  });

  it('takes nameTransposition as a boolean or its text in any case', async () => {
    for (const [sent, kept] of [
      [true, true],
      ['True', true],
      ['FALSE', false],
      [null, false],
    ] as const) {
      assert.equal((await make({ nameTransposition: sent }))['nameTransposition'], kept);
    }
    await refuses('INVALID_FIELD', [{ nameTransposition: 'yes' }, { nameTransposition: '' }]);
    await refuses('INVALID_MESSAGE_FORMAT', [{ nameTransposition: 1 }, { nameTransposition: [] }]);
  });

  const secondary = (...fields: Json[]): Json => ({ secondaryFields: fields });

  it('keeps secondary fields in the order sent, each with the values of its type', async () => {
    const fields = [
      { typeId: 'SFCT_191', value: ' x ' },
      { typeId: 'SFCT_1', value: 'UNSPECIFIED' },
      { typeId: 'SFCT_5', value: 'NOR' },
      { typeId: 'SFCT_3', value: 'ZZZ', dateTimeValue: null },
      { typeId: 'SFCT_11', value: 'D' },
      { typeId: 'SFCT_14', value: 'ID1' },
      { typeId: 'SFCT_15', value: 'AB<9' },
    ];
    const made = await make({ secondaryFields: fields });
    assert.deepEqual(
      made['secondaryFields'],
      fields.map(({ typeId, value }) => ({ typeId, value, dateTimeValue: null })),
    );
    assert.deepEqual((await make({ secondaryFields: null, customFields: [] }))['secondaryFields'], []);
    await make({ entityType: 'VESSEL', ...secondary({ typeId: 'SFCT_7', value: '1234567' }) });
    await make({
      entityType: 'UNSPECIFIED',
      ...secondary({ typeId: 'SFCT_7', value: '1234567' }, { typeId: 'SFCT_1', value: 'MALE' }),
    });
  });

  it('refuses secondary fields that are unknown, of another entity, twice, empty, or of a wrong value', async () => {
    await refuses('INVALID_FIELD', [
      secondary({ typeId: 'SFCT_99', value: 'x' }),
      secondary({ typeId: 'SFCT_7', value: '1234567' }),
      secondary({ typeId: 'SFCT_1', value: 'MALE' }, { typeId: 'SFCT_1', value: 'FEMALE' }),
      secondary({ typeId: 'SFCT_1', value: '' }),
      secondary({ typeId: 'SFCT_1' }),
      secondary({ typeId: 'SFCT_1', value: null }),
      secondary({ value: 'MALE' }),
      secondary({ typeId: null, value: 'MALE' }),
      secondary({ typeId: 'SFCT_1', value: 'UNKNOWN' }),
      secondary({ typeId: 'SFCT_1', value: 'MALE', dateTimeValue: '1979' }),
      secondary({ typeId: 'SFCT_1', dateTimeValue: '1979' }),
      secondary({ typeId: 'SFCT_2', value: '1979' }),
      secondary({ typeId: 'SFCT_2', value: '', dateTimeValue: '1979' }),
      secondary({ typeId: 'SFCT_2', dateTimeValue: '' }),
      secondary({ typeId: 'SFCT_5', value: 'nor' }),
      secondary({ typeId: 'SFCT_5', value: '__proto__' }),
      secondary({ typeId: 'SFCT_11', value: 'ABCD' }),
      secondary({ typeId: 'SFCT_15', value: 'ab c' }),
      secondary({ typeId: 'SFCT_8', value: 'v'.repeat(1001) }),
      secondary({ typeId: 's'.repeat(256), value: 'x' }),
      secondary({ typeId: 'SFCT_8', value: 'a\u0001' }),
      { entityType: 'VESSEL', ...secondary({ typeId: 'SFCT_7', value: '12345678' }) },
    ]);
    await refuses('INVALID_MESSAGE_FORMAT', [
      secondary({ typeId: 'SFCT_1', Value: 'MALE' }),
      secondary({ typeId: 'SFCT_1', value: 'MALE', other: null }),
      secondary({ typeId: 1, value: 'MALE' }),
      secondary({ typeId: 'SFCT_1', value: 1 }),
      secondary({ typeId: 'SFCT_2', dateTimeValue: 1979 }),
      { secondaryFields: [null] },
      { secondaryFields: [[]] },
      { secondaryFields: {} },
      { customFields: 'x' },
    ]);
  });

  it('takes a DATE in four forms and returns it as sent, or as text of the precision of the object', async () => {
    const dateOf = async (dateTimeValue: unknown) => {
      const made = await make(secondary({ typeId: 'SFCT_2', dateTimeValue }));
      return (made['secondaryFields'] as Json[])[0]?.['dateTimeValue'];
    };
    for (const text of [
      '1979',
      '1979-03',
      '2024-02-29',
      '1979-03-02T10:11:12.123Z',
      '1979-03-02T10:11+05:30',
      '1979-03-02T10:11:12',
    ]) {
      assert.equal(await dateOf(text), text);
    }
    const point = (pointInTimePrecision: string, utcDateTime: unknown) => ({
      timelinePrecision: 'ON',
      pointInTimePrecision,
      utcDateTime,
      timeZone: 'UTC',
    });
    assert.equal(await dateOf(point('DAY', 289180800000)), '1979-03-02');
    assert.equal(await dateOf(point('MONTH', '289180800000')), '1979-03');
    assert.equal(await dateOf(point('YEAR', -1)), '1969');
    await refuses(
      'INVALID_FIELD',
      [
        '79',
        '1979-13',
        '2023-02-29',
        '02/03/1979',
        '1979-03-02T25:00:00Z',
        '1979-03-02T10:11:12+24:00',
        '1979-03-02T10:11:12-05:60',
        '9999-12-31T23:59:59-01:00',
        '1979-3-2',
        '0000',
        '19790302',
        'x',
        point('HOUR', 1),
        point('DAY', 'soon'),
        point('DAY', 1.5),
        point('DAY', 1e300),
        point('DAY', null),
        { ...point('DAY', 1), timelinePrecision: 'BEFORE' },
        {},
      ].map((dateTimeValue) => secondary({ typeId: 'SFCT_2', dateTimeValue })),
    );
  });

  const custom = (...fields: Json[]): Json => ({ customFields: fields });

  it('keeps custom fields as attributes by their kind, and shows them in the order of the template', async () => {
    const made = await make(
      custom(
        { typeId: typeIds.channel, value: 'phone;web' },
        { typeId: typeIds.visits, value: '-07' },
        { typeId: typeIds.renewal, dateTimeValue: '2026-07-01' },
        { typeId: typeIds.rating, value: '5' },
        { typeId: typeIds.account, value: 'x'.repeat(1000) },
      ),
    );
    assert.deepEqual(made['customFields'], [
      { typeId: typeIds.account, value: 'x'.repeat(1000), dateTimeValue: null },
      // A date without a zone is one of the tenant's: Europe/London, in summer.
      { typeId: typeIds.renewal, value: null, dateTimeValue: '2026-06-30T23:00:00.000Z' },
      { typeId: typeIds.visits, value: '-7', dateTimeValue: null },
      { typeId: typeIds.channel, value: 'phone;web', dateTimeValue: null },
      { typeId: typeIds.rating, value: '5', dateTimeValue: null },
    ]);
    await refuses('INVALID_FIELD', [
      custom({ typeId: 'unknown', value: 'x' }),
      custom({ typeId: typeIds.visits, value: '1234567890' }),
      custom({ typeId: typeIds.visits, value: '1e3' }),
      custom({ typeId: typeIds.rating, value: '6' }),
      custom({ typeId: typeIds.channel, value: 'web;web' }),
      custom({ typeId: typeIds.channel, value: 'web;' }),
      custom({ typeId: typeIds.renewal, value: '2026' }),
      // No timestamp with four digits of the year could show it.
      custom({ typeId: typeIds.renewal, dateTimeValue: '9999-12-31T23:59:59-01:00' }),
      custom({ typeId: typeIds.account, dateTimeValue: '2026' }),
      custom({ typeId: typeIds.account, value: 'x'.repeat(1001) }),
      custom({ typeId: typeIds.account, value: '' }),
      custom({ typeId: typeIds.account, value: 'a' }, { typeId: typeIds.account, value: 'b' }),
    ]);
  });

  it('wants the required custom fields; another client has its own template', async () => {
    const key = keys.stranger;
    const [group] = (await send('GET', '/worldcheck/v2/groups', { key })).json();
    const body = { ...minimal(), groupId: group.id };
    const since = { typeId: 'since', dateTimeValue: '2026-01-02T03:04:05' };
    const missing = await send('POST', cases, { key, body });
    assert.deepEqual([missing.statusCode, missing.json()[0].error], [400, 'INVALID_FIELD']);
    const made = await send('POST', cases, { key, body: { ...body, customFields: [since] } });
    assert.equal(made.statusCode, 201);
    assert.deepEqual(made.json().customFields, [
      { typeId: 'since', value: null, dateTimeValue: '2026-01-02T02:04:05.000Z' },
    ]);
    const none = { ...body, customFields: [since], secondaryFields: [{ typeId: 'SFCT_1', value: 'MALE' }] };
    assert.equal((await send('POST', cases, { key, body: none })).json()[0].error, 'INVALID_FIELD');
  });

  it('ignores unknown members, and unknown parameters', async () => {
    const made = await post({ __proto__: 1, startScreeningDate: [], results: {} }, `${cases}?screen=SYNC&%zz&a=1`);
    assert.equal(made.statusCode, 201);
    assert.equal('results' in made.json(), false);
    assert.deepEqual(made.json().lastScreenedDatesByProviderType, {});
  });

  it('in v3 screens at once where ?screen= says so: created, then screened', async () => {
    const v3 = '/worldcheck/screening/v3/cases';
    const members = { providerTypes: ['WATCHLIST', 'MEDIA_CHECK'] };
    const sync = await post(members, `${v3}?screen=SYNC`);
    assert.equal(sync.statusCode, 200);
    const screened = sync.json();
    assert.deepEqual(screened.results, []);
    assert.ok(screened.modificationDate > screened.creationDate);
    const at = screened.modificationDate;
    assert.deepEqual(screened.lastScreenedDatesByProviderType, { WATCHLIST: at, MEDIA_CHECK: at });
    const { results: _, ...shown } = screened;
    assert.deepEqual((await send('GET', `${v3}/${screened.caseSystemId}`)).json(), shown);

    const actor = docket.actor('screener');
    const numbers = await docket.core.view(actor, (db) =>
      db.rows<{ number: number }>({
        text: 'select number from cases where tenant_id = $1 and reference = $2',
        values: [actor.tenant.id, screened.caseId],
      }),
    );
    const events = await docket.core.view(actor, (db) => listHistory(db, actor, numbers[0]?.number ?? 0));
    assert.deepEqual(
      events.map(({ kind, at: when }) => [kind, when.toISOString()]),
      [
        ['created', screened.creationDate],
        ['screened', at],
      ],
    );

    const async = await post(members, `${v3}?screen=ASYNC`);
    assert.equal(async.statusCode, 201);
    assert.equal('results' in async.json(), false);
    assert.notDeepEqual(async.json().lastScreenedDatesByProviderType, {});
    for (const url of [v3, `${v3}?screen=NONE`]) {
      const saved = await post({}, url);
      assert.equal(saved.statusCode, 201);
      assert.deepEqual(saved.json().lastScreenedDatesByProviderType, {});
    }
    for (const query of ['sync', '', 'SYNC&screen=SYNC', '%zz']) {
      const refused = await post({}, `${v3}?screen=${query}`);
      assert.deepEqual([refused.statusCode, refused.json()[0].error], [400, 'INVALID_FIELD'], query);
    }
  });
});
