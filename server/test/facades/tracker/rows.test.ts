/** Contract tracker (b): every address answers 200 with the documented members, in any letter case, with a `/` at the end. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { asForm, type CallOptions, freshNumber, newCase, useDocket } from './support.ts';

const caseMembers = [
  ...['id', 'caseNumber', 'caseOfficerIds', 'caseOfficers', 'caseOfficerId', 'caseOfficer', 'caseOfficerGroupIds'],
  ...['caseOfficerGroups', 'offenseTypeId', 'offenseType', 'offenseDescription', 'offenseLocation', 'offenseDate'],
  ...['followUpDate', 'active', 'closedDate', 'officeId', 'officeName', 'creatorId', 'creator', 'createdDate'],
  ...['organizationId', 'organizationName', 'items', 'nextItemId', 'media', 'mediaAmount', 'rootMediaFolderId'],
  ...['formData', 'formDataAmount', 'notes', 'notesAmount', 'itemsNotesAmount', 'peopleAmount', 'tasksAmount'],
  ...['historiesAmount', 'tags', 'tagsAmount', 'reviewDate', 'reviewDateNotes', 'isRestricted', 'permissionAmount'],
  ...['permissions', 'isForbidden'],
];
const userMembers = [
  ...['id', 'guid', 'email', 'firstName', 'middleName', 'lastName', 'name', 'displayedName', 'mobilePhone'],
  ...['otherPhone', 'organizationId', 'organizationName', 'officeId', 'officeName', 'active', 'isOrgAdmin'],
  ...['isExternal', 'groups', 'userGroups'],
];
const personMembers = [
  ...['id', 'guid', 'organizationId', 'userId', 'createDateTime', 'updatedDateTime', 'isDeleted', 'name'],
  ...['businessName', 'firstName', 'middleName', 'lastName', 'alias', 'mobilePhone', 'otherPhone', 'email'],
  ...['driverLicence', 'raceId', 'genderId', 'dob', 'active', 'deceased', 'juvenile', 'notes', 'formData'],
  ...['personTypeId', 'addresses'],
];
const noteMembers = ['id', 'entityId', 'noteCategoryId', 'text', 'creatorId', 'creator', 'createdDate'];
const linkMembers = ['id', 'caseId', 'personId', 'typeId', 'notes'];
const settingsMembers = ['isAutoDispositionOn', 'officeAutoDispositionReviewers', 'settings'];
const termMembers = ['id', 'name'];

const all = { StaticFields: [], OfficeIds: [], PageSize: 1, PageNumber: 1 };
const settings = {
  ...{ isAutoDispositionOn: false, settings: [] },
  ...{ listPermissionGroupIds: [1], createPermissionGroupIds: [], updatePermissionGroupIds: [] },
};

/** `{case}` stands for a case's id. A list's members are those of its first row. */
const rows: readonly (readonly [
  method: string,
  path: string,
  body: object | (() => object) | undefined,
  members: readonly string[],
])[] = [
  ['POST', 'api/cases', () => newCase(), caseMembers],
  ['GET', 'api/users/typeahead?search=', undefined, ['users', 'usersCount']],
  [
    'GET',
    'api/offensetypes?belongToOrganization=true',
    undefined,
    [
      ...['organizationOffenseTypeFollowUpDays', 'id', 'name', 'active', 'offenseTypeForms', 'organizations'],
      ...['autoDispositionSettings', 'customDropdownCategoryId', 'customDropdownCategory', 'text'],
    ],
  ],
  ['GET', 'api/autoDisposition/settings', undefined, settingsMembers],
  ['PUT', 'api/autoDisposition/settings', settings, settingsMembers],
  ['GET', 'api/autoDisposition/1/groups', undefined, ['id', 'text']],
  ['GET', 'api/cases/{case}', undefined, caseMembers],
  ['GET', 'api/cases/getByNumber?value={number}', undefined, caseMembers],
  ['PUT', 'api/cases/{case}', {}, caseMembers],
  ['GET', 'api/cases/mostRecent', undefined, caseMembers],
  ['GET', 'api/cases/recent', undefined, ['caseId', 'caseNumber']],
  ['POST', 'api/cases/search', all, ['count', 'data']],
  ['POST', 'api/cases/{case}/permissions', { isEntityRestricted: false }, caseMembers],
  ['POST', 'api/cases/{case}/notes', { text: 'n' }, noteMembers],
  ['GET', 'api/cases/{case}/notes', undefined, noteMembers],
  ['GET', 'api/forms?formType=cases', undefined, ['id', 'name', 'active', 'schema']],
  [
    'GET',
    'api/offices',
    undefined,
    [
      ...['id', 'guid', 'createDateTime', 'updatedDateTime', 'isDeleted', 'userCount', 'generalTaskFromUserId'],
      ...['generalTaskFromUser', 'generalTaskFromUserGroupId', 'generalTaskFromUserGroup', 'isDefaultTaskFrom'],
      ...['name', 'address1', 'address2', 'city', 'state', 'zip', 'phone', 'photoId', 'photoOffice', 'active'],
      ...['organizationId', 'organization', 'reservedLicenses', 'languageTemplateId', 'languageTemplate'],
    ],
  ],
  ['GET', 'api/groups', undefined, ['id', 'name', 'description', 'organizationId', 'organizationName', 'hasUsers']],
  ['POST', 'api/users/userData', undefined, userMembers],
  ['GET', 'api/users/currentuser?groups=true', undefined, userMembers],
  ['POST', 'api/users/logout', undefined, []],
  ['POST', 'api/people', () => ({ person: { businessName: freshNumber() } }), personMembers],
  ['GET', 'api/people/1003', undefined, personMembers],
  ['PUT', 'api/people/1003', {}, personMembers],
  ['GET', 'api/people/typeahead?search=doe', undefined, ['people', 'peopleCountLimitExceeded']],
  ['POST', 'api/people/addPersonToCase/{case}', { personId: 1003, typeId: 1 }, linkMembers],
  ['GET', 'api/cases/typeahead?search={number}', undefined, ['cases', 'casesCountLimitExceeded']],
  ['GET', 'api/cases/{case}/people', undefined, [...linkMembers, 'person']],
  [
    'GET',
    'api/cases/{case}/history',
    undefined,
    ['id', 'entityId', 'date', 'action', 'userId', 'user', 'source', 'changes'],
  ],
  ['GET', 'api/users/12659', undefined, userMembers],
  ['GET', 'api/users', undefined, userMembers],
  ['GET', 'api/users/search?search=mike', undefined, userMembers],
  ['GET', 'odata/users?$top=1', undefined, ['value']],
  ['GET', 'api/organizations/1', undefined, ['id', 'guid', 'name', 'active', 'timeZone', 'language']],
  ['GET', 'api/tagModels', undefined, ['id', 'name', 'color', 'tagUsedBy', 'casesAmount']],
  ['GET', 'api/races', undefined, termMembers],
  ['GET', 'api/genders', undefined, termMembers],
  ['GET', 'api/addresstypes', undefined, termMembers],
];

describe('every address of the contract', () => {
  const { call } = useDocket();
  const number = freshNumber();
  let id = 0;

  before(async () => {
    const body = newCase({ caseNumber: number, tags: ['row'], officeId: 1 });
    id = (await call('POST', 'api/cases', { body })).body.id;
  });

  for (const [method, path, body, members] of rows) {
    it(`${method} /${path}`, async () => {
      const address = path.replace('{case}', String(id)).replace('{number}', number);
      const [route = '', query] = address.split('?');
      const loud = `/TRACKER/${route.toUpperCase()}/${query === undefined ? '' : `?${query}&hideOverlay=true`}`;
      const options = (): CallOptions =>
        body === undefined ? {} : { body: typeof body === 'function' ? body() : body };
      const first = await call(method, address, options());
      const second = await call(method, loud, options());
      for (const { status, text, body: shown } of [first, second]) {
        assert.equal(status, 200, text);
        assert.deepEqual(Object.keys(Array.isArray(shown) ? shown[0] : shown), members);
      }
    });
  }

  it('POST /token', async () => {
    const { status, body } = await call(
      'POST',
      'token',
      asForm({ grant_type: 'password', username: 'msingleton', password: 'mike-pw' }),
    );
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['access_token', 'token_type', 'expires_in', 'refresh_token']);
  });

  it('finds cases by a part of their number, in the call’s office unless all are asked for', async () => {
    const far = newCase({ caseNumber: `far-${number}`, officeId: 175 });
    const farId = (await call('POST', 'api/cases', { body: far })).body.id;
    const find = async (query: string): Promise<unknown> => (await call('GET', `api/cases/typeahead?${query}`)).body;
    const near = { id, text: number };
    assert.deepEqual(await find(`search=${number.toUpperCase()}`), { cases: [near], casesCountLimitExceeded: false });
    const both = { cases: [{ id: farId, text: far['caseNumber'] }, near], casesCountLimitExceeded: false };
    assert.deepEqual(await find(`allOffices=true&search=${number}`), both);
    assert.deepEqual(await find('search=%00'), { cases: [], casesCountLimitExceeded: false });
    for (let i = 0; i < 11; i += 1) await call('POST', 'api/cases', { body: newCase({ officeId: 1 }) });
    const many = (await call('GET', 'api/cases/typeahead?search=T-')).body;
    assert.deepEqual([many.cases.length, many.casesCountLimitExceeded], [10, true]);
  });

  it('shows users one by one, all, and as a list of OData', async () => {
    const mike = (await call('GET', 'api/users/12659')).body;
    assert.deepEqual(mike, (await call('POST', 'api/users/userData')).body);
    const everybody = (await call('GET', 'api/users')).body;
    assert.ok(everybody.some(({ id: user, active }: { id: number; active: boolean }) => user === 1014 && !active));
    const list = (await call('GET', 'odata/users?$top=2&$skip=1&$count=true')).body;
    assert.deepEqual(list, { '@odata.count': everybody.length, value: everybody.slice(1, 3) });
    assert.deepEqual((await call('GET', 'api/users/search?search=msing')).body, [mike]);
    for (const path of ['api/users/999999', 'api/users/0', 'api/organizations/2']) {
      assert.equal((await call('GET', path)).status, 404, path);
    }
    for (const option of ['$filter', '$orderby', '$top']) {
      const { status, body } = await call('GET', `odata/users?${option}=x`);
      assert.deepEqual([status, Object.keys(body.modelState)], [400, [option]]);
    }
  });

  it('shows the persons of a case, its customer among them, and its history', async () => {
    const people = (await call('GET', `api/cases/${id}/people`)).body;
    assert.deepEqual(
      people.map(({ personId, typeId, person }: Record<string, { name?: string }>) => [personId, typeId, person?.name]),
      [[1003, 1, 'Jane Doe']],
    );
    const history = (await call('GET', `api/cases/${id}/history`)).body;
    assert.equal(history[0].action, 'created');
    assert.equal(history.length, (await call('GET', `api/cases/${id}`)).body.historiesAmount);
    for (const part of ['people', 'history']) {
      assert.equal((await call('GET', `api/cases/999999/${part}`)).status, 404);
    }
  });
});
