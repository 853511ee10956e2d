/** Contract tracker D8, DESIGN S5: cases that only listed users see. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { demo, edit } from '../../tenant-file/stores.ts';
import { adminToken, basicToken, newCase, useDocket } from './support.ts';

const guardToken = 'guard-token';
/** Org admin, of another office than the case. */
const chiefToken = 'chief-token';

describe('case permissions', () => {
  const { docket, call } = useDocket();
  let id = 0;

  const restrict = (body: object, token = adminToken, number = id) =>
    call('POST', `api/cases/${number}/permissions`, { body, token });
  const list = (users: number[] = [], userGroups: number[] = [], permissionGroups: number[] = []) => ({
    isEntityRestricted: true,
    casePermissionsForGroups: [
      {
        permissionGroup: { id: 68, text: 'Power User' },
        permissions: {
          users: users.map((user) => ({ id: user, text: ' Somebody' })),
          userGroups: userGroups.map((group) => ({ id: group })),
          permissionGroups: permissionGroups.map((group) => ({ id: group })),
        },
      },
    ],
  });
  const sees = async (token: string): Promise<boolean> =>
    (await call('GET', `api/cases/${id}`, { token })).status === 200;
  const kinds = async (): Promise<string[]> => {
    const actor = docket().actor('msingleton');
    return (await docket().core.view(actor, (db) => listHistory(db, actor, id))).map(({ kind }) => kind);
  };

  before(async () => {
    const user =
      '\nusers:\n  - { login: guard, id: 900, home: archive, roles: [agent], groups: [records], licences: [case] }' +
      '\n  - { login: chief, id: 901, home: archive, roles: [org-admin], licences: [case] }';
    const credential =
      `\ncredentials:\n  - { facade: tracker, user: guard, token: ${guardToken} }` +
      `\n  - { facade: tracker, user: chief, token: ${chiefToken} }`;
    // What stands behind the list's name is a remark.
    await docket().apply(edit(edit(demo, '\nusers:', `${user}\n  #`), '\ncredentials:', `${credential}\n  #`));
    id = (await call('POST', 'api/cases', { body: newCase({ caseOfficerIds: [12660] }), token: basicToken })).body.id;
  });

  it('answers the case, restricted, with the number of users and groups listed', async () => {
    const { status, body } = await restrict(list([12660, 12660], [43], [76]));
    assert.equal(status, 200);
    assert.deepEqual([body.isRestricted, body.permissionAmount, body.permissions], [true, 3, null]);
    assert.deepEqual(body, (await call('GET', `api/cases/${id}`)).body);
    assert.deepEqual(await kinds(), ['created', 'restricted']);
  });

  it('lets listed users and members of listed groups see and do what their roles allow, whatever the office', async () => {
    assert.ok(await sees(basicToken));
    assert.ok(await sees(guardToken), 'his group is listed; the office is not his');
    assert.equal((await call('POST', `api/cases/${id}/notes`, { body: { text: 'x' }, token: guardToken })).status, 200);
  });

  it('replaces the lists each time, and hides the case from officer, creator and office', async () => {
    assert.equal((await restrict(list([900]))).body.permissionAmount, 1);
    assert.equal(await sees(basicToken), false);
    assert.ok(await sees(guardToken));
    assert.equal((await restrict({ isEntityRestricted: true })).body.permissionAmount, 0);
    assert.deepEqual([await sees(guardToken), await sees(basicToken), await sees(adminToken)], [false, false, true]);
    assert.deepEqual((await call('GET', 'api/cases/recent', { token: basicToken })).body, []);
    assert.equal((await call('GET', `api/cases/${id}/notes`, { token: basicToken })).status, 404);
  });

  it('writes one event where something changes and none where nothing does', async () => {
    const before = (await kinds()).length;
    const { body } = await restrict({ isEntityRestricted: true, casePermissionsForGroups: null });
    assert.equal((await kinds()).length, before);
    assert.equal(body.historiesAmount, before);
    const listed = (await restrict(list([12660, 900], [43, 76]))).body.historiesAmount;
    assert.equal(listed, before + 1);
    const again = await restrict(list([900, 12660], [76], [43]));
    assert.equal(again.body.historiesAmount, listed, 'the same ones in another order');
  });

  it('is lifted by isEntityRestricted false, which empties the lists', async () => {
    assert.equal((await restrict(list([900]))).status, 200);
    const { body } = await restrict({ ...list([900]), isEntityRestricted: 'false' });
    assert.deepEqual([body.isRestricted, body.permissionAmount], [false, 0]);
    assert.deepEqual([await sees(basicToken), await sees(guardToken)], [true, false]);
    const before = (await kinds()).length;
    await restrict({ isEntityRestricted: false });
    assert.equal((await kinds()).length, before);
  });

  it('is lifted by an org admin of another office, who is answered the case and sees it no more', async () => {
    assert.equal((await restrict({ isEntityRestricted: false }, chiefToken)).status, 404, 'unseen, unless restricted');
    await restrict(list());
    assert.ok(await sees(chiefToken));
    const { status, body } = await restrict({ isEntityRestricted: false }, chiefToken);
    assert.deepEqual([status, body.id, body.isRestricted], [200, id, false]);
    assert.deepEqual([await sees(chiefToken), await sees(basicToken)], [false, true]);
  });

  it('is for org admins, asked before the case is looked for', async () => {
    assert.equal((await restrict(list(), basicToken)).status, 403);
    assert.equal((await restrict(list(), basicToken, 999_999)).status, 403);
    assert.equal((await restrict(list(), adminToken, 999_999)).status, 404);
  });

  it('refuses unknown users and groups, and what is no such body', async () => {
    const refused = async (body: object): Promise<object> => (await restrict(body)).body.modelState;
    const member = 'casePermissionsForGroups';
    assert.deepEqual(await refused(list([77])), { [member]: ["User not found. Value: '77'"] });
    assert.deepEqual(await refused(list([], [77])), { [member]: ["Group not found. Value: '77'"] });
    assert.deepEqual(Object.keys(await refused(list([], [], [77]))), [member]);
    for (const wrong of [5, [5], [{ permissions: 5 }], [{ permissions: { users: {} } }], [{ permissionGroup: 'x' }]]) {
      assert.deepEqual(Object.keys(await refused({ isEntityRestricted: true, [member]: wrong })), [member]);
    }
    assert.deepEqual(await refused({ [member]: 5 }), {
      isEntityRestricted: ['The isEntityRestricted field is required.'],
      [member]: ['The value is not valid.'],
    });
    const entries = [{ permissionGroup: { id: null } }, { permissionGroup: null, permissions: {} }];
    assert.equal((await restrict({ isEntityRestricted: false, [member]: entries })).status, 200);
  });

  it('holds through every face, and cannot be set on an archived case', async () => {
    await restrict(list([900]));
    const native = await docket().inject({
      method: 'GET',
      url: `/api/v1/cases/${id}`,
      headers: { authorization: 'Bearer docket-api-token' },
    });
    assert.equal(native.statusCode, 404);
    const actor = docket().actor('msingleton');
    await docket().core.run(actor, (tx) => setArchived(tx, actor, { number: id }, true));
    const { status, body } = await restrict({ isEntityRestricted: false });
    assert.deepEqual([status, body.modelState], [400, { active: ['The case is archived.'] }]);
  });
});
