/** Contract tracker D7: what clients look up before they create. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { basicToken, useDocket } from './support.ts';

describe('look-ups', () => {
  const { call } = useDocket();

  it('finds users by parts of names and address in any case', async () => {
    const find = async (search: string) =>
      (await call('GET', `api/users/typeahead?hideOverlay=true&search=${search}`)).body;
    const mike = { users: [{ id: 12659, text: ' Mike Singleton (msingleton@riverside.test)' }], usersCount: 1 };
    assert.deepEqual(await find('msingleton@riverside.test'), mike);
    assert.deepEqual(await find('MIKE+sing'), mike);
    assert.deepEqual(await find('nglet'), mike);
    assert.deepEqual(await find('nobody-at-all'), { users: [], usersCount: 0 });
    assert.deepEqual(await find('Nolan'), { users: [{ id: 1015, text: ' Nolan Reyes' }], usersCount: 1 });
    assert.deepEqual(await find('dora'), { users: [], usersCount: 0 });
    assert.deepEqual(await find('%00'), { users: [], usersCount: 0 });
  });

  it('lists all active users by last name, first name and id without a search', async () => {
    const all = (await call('GET', 'api/users/typeahead')).body;
    assert.deepEqual((await call('GET', 'api/users/typeahead?search=')).body, all);
    assert.equal(all.usersCount, all.users.length);
    const texts = all.users.map(({ text }: { text: string }) => text);
    assert.ok(texts.every((text: string) => text.startsWith(' ')));
    assert.ok(texts.indexOf(' Bea Basic (bea@riverside.test)') < texts.indexOf(' Cleo Ward (cleo@riverside.test)'));
    assert.ok(texts.includes(' outsider') && !texts.includes(' Dora Quinn'));
  });

  it('refuses a search that cannot be decoded', async () => {
    const { status, body } = await call('GET', 'api/users/typeahead?search=%zz');
    assert.deepEqual([status, Object.keys(body.modelState)], [400, ['search']]);
  });

  it('lists offense types by id', async () => {
    const { status, body } = await call('GET', 'api/offensetypes?belongToOrganization=false');
    assert.equal(status, 200);
    assert.deepEqual(
      body.map(({ id }: { id: number }) => id),
      [1, 2, 3, 74, 178],
    );
    assert.deepEqual(body[4], {
      organizationOffenseTypeFollowUpDays: null,
      id: 178,
      name: 'Bomb Threat',
      active: true,
      offenseTypeForms: null,
      organizations: [],
      autoDispositionSettings: [],
      customDropdownCategoryId: 1,
      customDropdownCategory: null,
      text: 'Bomb Threat',
    });
    assert.deepEqual((await call('GET', 'api/OffenseTypes/?belongToOrganization=true')).body, body);
    assert.deepEqual((await call('GET', 'api/offensetypes', { token: basicToken })).body, body);
  });

  it('lists offices by id with their reviewer', async () => {
    const { body } = await call('GET', 'api/offices');
    const ids = body.map(({ id }: { id: number }) => id);
    assert.deepEqual(
      ids,
      [...ids].sort((a: number, b: number) => a - b),
    );
    const [office, other] = [1, 175].map((wanted) => body.find(({ id }: { id: number }) => id === wanted));
    assert.deepEqual(Object.keys(office), [
      ...['id', 'guid', 'createDateTime', 'updatedDateTime', 'isDeleted', 'userCount', 'generalTaskFromUserId'],
      ...['generalTaskFromUser', 'generalTaskFromUserGroupId', 'generalTaskFromUserGroup', 'isDefaultTaskFrom', 'name'],
      ...['address1', 'address2', 'city', 'state', 'zip', 'phone', 'photoId', 'photoOffice', 'active'],
      ...['organizationId', 'organization', 'reservedLicenses', 'languageTemplateId', 'languageTemplate'],
    ]);
    assert.deepEqual(
      [office.name, office.generalTaskFromUserId, office.generalTaskFromUser, office.isDefaultTaskFrom],
      ['1 Office, LLC', 1, 'Cleo Ward', true],
    );
    assert.deepEqual(
      [other.generalTaskFromUserGroupId, other.generalTaskFromUserGroup, other.userCount],
      [76, 'Disposal board', 0],
    );
    assert.equal(office.userCount, 7);
  });

  it('lists groups by id', async () => {
    const { body } = await call('GET', 'api/groups');
    const find = (wanted: number) => body.find(({ id }: { id: number }) => id === wanted);
    assert.deepEqual(find(68), {
      id: 68,
      name: 'Power User',
      description: null,
      organizationId: 1,
      organizationName: 'Riverside Council',
      hasUsers: true,
    });
    assert.equal(find(1).hasUsers, false);
  });

  it('tells callers who they are', async () => {
    const { status, body } = await call('POST', 'api/users/userData');
    assert.equal(status, 200);
    assert.deepEqual(body, {
      id: 12659,
      guid: body.guid,
      email: 'msingleton@riverside.test',
      firstName: 'Mike',
      middleName: null,
      lastName: 'Singleton',
      name: 'Mike Singleton',
      displayedName: 'Mike Singleton',
      mobilePhone: null,
      otherPhone: null,
      organizationId: 1,
      organizationName: 'Riverside Council',
      officeId: 1,
      officeName: '1 Office, LLC',
      active: true,
      isOrgAdmin: true,
      isExternal: false,
      groups: [{ id: 68, name: 'Power User' }],
      userGroups: [],
    });
    assert.deepEqual((await call('GET', 'api/users/currentuser?groups=true')).body, body);
    assert.deepEqual((await call('GET', 'api/users/currentuser?groups=false')).body, { ...body, groups: [] });
    assert.deepEqual((await call('GET', 'api/users/currentuser')).body, { ...body, groups: [] });
    assert.equal((await call('POST', 'api/users/userData', { token: basicToken })).body.isOrgAdmin, false);
  });
});
