/** Contract tracker D9: settings of auto disposition, and what they do to a case. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { basicToken, freshNumber, newCase, useDocket } from './support.ts';

const path = 'api/autoDisposition/settings/';
const dayMs = 86_400_000;

/** The lists that the document's example sends. */
const lists = {
  listPermissionGroupIds: [1, 68, 69, 1387, 1388, 1389],
  createPermissionGroupIds: [1, 68, 69, 1387, 1389],
  updatePermissionGroupIds: [43, 68, 69, 1387, 1389],
};

/** The document's PUT: two stray backslashes are mended. */
const putExample = `{
"isAutoDispositionOn": true,
"officeAutoDispositionReviewers": [
{
"officeId": 1,
"officeName": "1 Office, LLC",
"generalTaskFromUserId": 1,
"generalTaskFromUserGroupId": null,
 "isDefault": true,
"isGeneralTaskFromUser": true
},
{
"officeId": 175,
"officeName": "175 Office",
"generalTaskFromUserId": null,
"generalTaskFromUserGroupId": 76,
"isDefault": false,
"isGeneralTaskFromUser": false
}
], "settings": [
{
"id": 0,
"active": false,
"daysToFollowUp": 100,
"organizationId": 1,
"organization": null,
"offenseTypeId": 178,
"offenseType": {
"organizationOffenseTypeFollowUpDays": null,
"id": 178,
"name": "Bomb Threat",
"active": true,
"offenseTypeForms": null,
"organizations": [],
"autoDispositionSettings": [],
"customDropdownCategoryId": 1,
"customDropdownCategory": null
}
}
],
"listPermissionGroupIds": [
1,68,69,1387,1388, 1389
],
"createPermissionGroupIds": [
1,68,69,1387,1389
],
"updatePermissionGroupIds": [
43,68,69,1387,1389
]
}`;

/** The document's create that auto disposition refuses. */
const refusedExample = `{
"active": true,
"offenseDescription": "test",
"offenseTypeId": 178,
"formData": [ ],
"tags": [ ],
"reviewDateNotes": "",
"checkInProgress": false,
"caseNumber": "2020-0325-02",
"reviewDate": "2047-09-26T14:08:21.372Z",
"caseOfficerIds": [ 12659 ],
"offenseLocation": "Newport, KY, USA"
}`;

const bombThreat = { autoDispoErrors: ['Auto Disposition Settings are not found for Bomb Threat'] };

describe('auto disposition', () => {
  const { docket, call } = useDocket();
  const put = (members: object = {}) =>
    call('PUT', path, { body: { isAutoDispositionOn: true, settings: [], ...lists, ...members } });
  const settingOf = (body: { settings: { offenseTypeId: number }[] }, type: number) =>
    body.settings.find(({ offenseTypeId }) => offenseTypeId === type);
  const refused = async (members: object) => {
    const before = (await call('GET', path)).text;
    const { status, body } = await put(members);
    assert.equal(status, 400, JSON.stringify(members));
    assert.equal((await call('GET', path)).text, before);
    return Object.keys(body.modelState);
  };

  it('shows every office and every offense type, saved or not', async () => {
    const { status, body } = await call('GET', path);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['isAutoDispositionOn', 'officeAutoDispositionReviewers', 'settings']);
    assert.equal(body.isAutoDispositionOn, false);
    const offices = body.officeAutoDispositionReviewers;
    assert.deepEqual(offices[0], {
      officeId: 1,
      officeName: '1 Office, LLC',
      generalTaskFromUserId: 1,
      generalTaskFromUserGroupId: null,
      isDefault: true,
      isGeneralTaskFromUser: true,
    });
    const office = (id: number) => offices.find(({ officeId }: { officeId: number }) => officeId === id);
    assert.deepEqual(
      [office(175).generalTaskFromUserGroupId, office(175).isGeneralTaskFromUser, office(999).generalTaskFromUserId],
      [76, false, null],
    );
    const saved = settingOf(body, 2) as unknown as { id: number };
    assert.ok(saved.id > 0);
    assert.deepEqual(saved, {
      id: saved.id,
      active: true,
      daysToFollowUp: 1000,
      organizationId: 1,
      organization: null,
      offenseTypeId: 2,
      offenseType: {
        organizationOffenseTypeFollowUpDays: null,
        id: 2,
        name: 'Arson',
        active: true,
        offenseTypeForms: null,
        organizations: [],
        autoDispositionSettings: [],
        customDropdownCategoryId: 1,
        customDropdownCategory: null,
      },
    });
    const { offenseType: _, ...unset } = settingOf(body, 178) as unknown as Record<string, unknown>;
    assert.deepEqual(unset, {
      id: 0,
      active: false,
      daysToFollowUp: 0,
      organizationId: 0,
      organization: null,
      offenseTypeId: 178,
    });
  });

  it('computes no date while it is off, and keeps one that is sent', async () => {
    const create = async (members: object) => (await call('POST', 'api/cases', { body: newCase(members) })).body;
    assert.equal((await create({})).reviewDate, null);
    assert.equal((await create({ reviewDate: '2040-01-01T00:00:00Z' })).reviewDate, '2040-01-01T00:00:00Z');
  });

  it('may be switched on while types lack settings; then every create with an offense type is refused', async () => {
    assert.equal((await put()).status, 200);
    const answer = await call('POST', 'api/cases', { body: refusedExample });
    assert.deepEqual([answer.status, answer.body], [400, bombThreat]);
    const other = await call('POST', 'api/cases', { body: newCase({ offenseTypeId: 1, reviewDate: '2040-01-01' }) });
    assert.deepEqual([other.status, other.body], [400, bombThreat]);
    const wrong = await call('POST', 'api/cases', { body: newCase({ caseNumber: 'x' }) });
    assert.deepEqual(Object.keys(wrong.body.modelState), ['caseNumber']);
  });

  it('takes the document’s PUT, after which its create succeeds', async () => {
    const answer = await call('PUT', path, { body: putExample });
    assert.equal(answer.status, 200, answer.text);
    const setting = settingOf(answer.body, 178) as unknown as Record<string, number>;
    assert.deepEqual([setting['active'], setting['daysToFollowUp'], setting['organizationId']], [true, 100, 1]);
    assert.ok((setting['id'] ?? 0) > 0);
    assert.deepEqual((await call('GET', path)).body, answer.body);
    const created = await call('POST', 'api/cases', { body: refusedExample });
    assert.deepEqual([created.status, created.body.reviewDate], [200, '2047-09-26T14:08:21.372Z']);
  });

  it('gives a create without a date its creation plus the days of its type, to the millisecond', async () => {
    for (const reviewDate of [undefined, null, '']) {
      const { body } = await call('POST', 'api/cases', { body: newCase({ offenseTypeId: 178, reviewDate }) });
      assert.equal(Date.parse(body.reviewDate) - Date.parse(body.createdDate), 100 * dayMs);
    }
  });

  it('says so before it says that a number is in use, and after the caller’s own right', async () => {
    const caseNumber = freshNumber();
    await call('POST', 'api/cases', { body: newCase({ caseNumber }) });
    await docket()
      .store.connectOwner()
      .then(async (owner) => {
        await owner.query('delete from docket.disposition_follow_ups where offense_type_id = 178');
        await owner.end();
      });
    await docket().directory.reload(docket().tenant().id);
    assert.deepEqual((await call('POST', 'api/cases', { body: newCase({ caseNumber }) })).body, bombThreat);
    assert.equal((await put({ createPermissionGroupIds: [] })).status, 200);
    const body = newCase({ reviewDate: '2040-01-01' });
    assert.equal((await call('POST', 'api/cases', { token: basicToken, body })).status, 403);
    const wrong = { ...body, caseNumber: 'x' };
    assert.equal((await call('POST', 'api/cases', { token: basicToken, body: wrong })).status, 400);
    assert.equal((await put({ settings: [{ offenseTypeId: 178, daysToFollowUp: 100 }] })).status, 200);
  });

  it('keeps the ids of saved rows, and leaves alone what is not sent', async () => {
    const before = (await call('GET', path)).body;
    const after = (
      await put({
        settings: [
          { offenseTypeId: '178', daysToFollowUp: '7', id: 99, active: false },
          { offenseTypeId: 2, daysToFollowUp: 36_500 },
        ],
      })
    ).body;
    const id = (body: typeof before, type: number) => (settingOf(body, type) as unknown as { id: number }).id;
    for (const type of [1, 2, 3, 74, 178]) assert.equal(id(after, type), id(before, type));
    assert.equal((settingOf(after, 178) as unknown as { daysToFollowUp: number }).daysToFollowUp, 7);
    assert.deepEqual(settingOf(after, 3), settingOf(before, 3));
    assert.deepEqual(after.officeAutoDispositionReviewers, before.officeAutoDispositionReviewers);
    assert.deepEqual((await put(after)).body, after);
  });

  it('sets and unsets reviewers by office; a new default takes the place of the old', async () => {
    const reviewer = (officeId: number, members: object) => ({
      officeAutoDispositionReviewers: [{ officeId, isDefault: false, ...members }],
    });
    const rows = async (members: object) => (await put(members)).body.officeAutoDispositionReviewers;
    const row = (all: { officeId: number }[], id: number) =>
      all.find(({ officeId }) => officeId === id) as unknown as Record<string, unknown>;
    const changed = await rows(
      reviewer(175, {
        isGeneralTaskFromUser: true,
        generalTaskFromUserId: 12660,
        generalTaskFromUserGroupId: 77,
        isDefault: true,
      }),
    );
    assert.deepEqual(
      [row(changed, 175)['generalTaskFromUserId'], row(changed, 175)['isDefault'], row(changed, 1)['isDefault']],
      [12660, true, false],
    );
    const unset = await rows(reviewer(175, { isGeneralTaskFromUser: false, generalTaskFromUserGroupId: null }));
    assert.deepEqual(
      [row(unset, 175)['generalTaskFromUserId'], row(unset, 175)['generalTaskFromUserGroupId']],
      [null, null],
    );
    const group = await rows(
      reviewer(175, { isGeneralTaskFromUser: false, generalTaskFromUserGroupId: 76, generalTaskFromUserId: 9 }),
    );
    assert.equal(row(group, 175)['generalTaskFromUserGroupId'], 76);
  });

  it('refuses what is wrong, whole, on the member', async () => {
    assert.deepEqual((await call('PUT', path, { body: {} })).body.modelState, {
      isAutoDispositionOn: ['The isAutoDispositionOn field is required.'],
      listPermissionGroupIds: ['The listPermissionGroupIds field is required.'],
      createPermissionGroupIds: ['The createPermissionGroupIds field is required.'],
      updatePermissionGroupIds: ['The updatePermissionGroupIds field is required.'],
      settings: ['The settings field is required.'],
    });
    const setting = (members: object) => ({ settings: [{ offenseTypeId: 1, daysToFollowUp: 5, ...members }] });
    for (const members of [
      { settings: {} },
      { settings: [1] },
      { settings: [null] },
      setting({ offenseTypeId: 77 }),
      setting({ offenseTypeId: null }),
      setting({ daysToFollowUp: 0 }),
      setting({ daysToFollowUp: 36_501 }),
      setting({ daysToFollowUp: 1.5 }),
      setting({ daysToFollowUp: null }),
      { settings: [...setting({}).settings, ...setting({}).settings] },
    ]) {
      assert.deepEqual(await refused(members), ['settings'], JSON.stringify(members));
    }
    for (const list of Object.keys(lists)) {
      for (const value of [null, [77], ['x'], {}, [1.5]]) {
        assert.deepEqual(await refused({ [list]: value }), [list]);
      }
    }
    assert.deepEqual(await refused({ isAutoDispositionOn: 'perhaps' }), ['isAutoDispositionOn']);
    const row = { officeId: 1, isDefault: false, isGeneralTaskFromUser: true, generalTaskFromUserId: 1 };
    for (const rows of [
      {},
      'x',
      [null],
      [{ ...row, officeId: 77 }],
      [{ ...row, generalTaskFromUserId: 77 }],
      [{ ...row, generalTaskFromUserId: null }],
      [{ ...row, isGeneralTaskFromUser: false, generalTaskFromUserGroupId: 77 }],
      [{ ...row, isGeneralTaskFromUser: 'x' }],
      [
        { ...row, isDefault: true },
        { ...row, officeId: 175, isDefault: true },
      ],
    ]) {
      assert.deepEqual(await refused({ officeAutoDispositionReviewers: rows }), ['officeAutoDispositionReviewers']);
    }
  });

  it('wants the right to configure for the change, before the body is looked at', async () => {
    const { status, body } = await call('PUT', path, { token: basicToken, body: 'no json' });
    assert.equal(status, 403);
    assert.match(body.message, /^Forbidden/);
    assert.equal((await call('GET', path, { token: basicToken })).status, 200);
  });

  it('lists the groups of each access', async () => {
    assert.equal((await put()).status, 200);
    const ids = async (access: string) =>
      (await call('GET', `api/autoDisposition/${access}/groups/`)).body.map(({ id }: { id: number }) => id);
    assert.deepEqual(await ids('1'), lists.listPermissionGroupIds);
    assert.deepEqual(await ids('4'), lists.createPermissionGroupIds);
    assert.deepEqual(await ids('3'), lists.updatePermissionGroupIds);
    const { body } = await call('GET', 'api/autoDisposition/1/groups');
    assert.deepEqual(body[0], { id: 1, text: 'Not used Admin' });
    for (const access of ['2', '0', 'x', '01', '__proto__']) {
      const wrong = await call('GET', `api/autoDisposition/${access}/groups`);
      assert.deepEqual([wrong.status, Object.keys(wrong.body.modelState)], [400, ['accessType']]);
    }
  });

  it('shows review dates to the list groups only, while it is on', async () => {
    const { body } = await call('POST', 'api/cases', {
      body: newCase({ reviewDate: '2040-01-01T00:00:00Z', reviewDateNotes: 'why' }),
    });
    const seen = async () => {
      const found = (await call('GET', `api/cases/${body.id}`, { token: basicToken })).body;
      return [found.reviewDate, found.reviewDateNotes];
    };
    assert.deepEqual(await seen(), ['2040-01-01T00:00:00Z', 'why']);
    await put({ listPermissionGroupIds: [] });
    assert.deepEqual(await seen(), [null, '']);
    assert.equal((await call('GET', `api/cases/${body.id}`)).body.reviewDateNotes, 'why');
    await put({ listPermissionGroupIds: [], isAutoDispositionOn: false });
    assert.deepEqual(await seen(), ['2040-01-01T00:00:00Z', 'why']);
  });

  it('puts changes that come at once one after the other, each whole', async () => {
    const days = [11, 12, 13, 14, 15, 16];
    const answers = await Promise.all(
      days.map((n) =>
        put({
          listPermissionGroupIds: [n % 2 === 0 ? 68 : 69],
          settings: [1, 2, 3].map((offenseTypeId) => ({ offenseTypeId, daysToFollowUp: n })),
        }),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const { body } = await call('GET', path);
    const found = [1, 2, 3].map(
      (type) => (settingOf(body, type) as unknown as { daysToFollowUp: number }).daysToFollowUp,
    );
    assert.equal(new Set(found).size, 1);
    assert.deepEqual((await call('GET', 'api/autoDisposition/1/groups')).body, [
      (found[0] ?? 0) % 2 === 0 ? { id: 68, text: 'Power User' } : { id: 69, text: 'Basic User' },
    ]);
  });
});
