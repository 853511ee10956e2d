/** Contract tracker D11: tasks; D9: what a review task looks like here. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { completeTask, editTask } from '../../../src/domain/tasks/edit-task.ts';
import { runDue } from '../../../src/jobs/run-due.ts';
import { addTo, editDemo } from '../../acceptance/support/tenant-file.ts';
import { mary } from '../../api/support/client.ts';
import { basicToken, newCase, useDocket } from './support.ts';

const custodianToken = 'tracker-custodian-token';
const custodian = { token: custodianToken };
const basic = { token: basicToken };

describe('tasks', () => {
  const { docket, call } = useDocket();
  before(async () => {
    const credential = `{ facade: tracker, user: custodian, token: ${custodianToken} }`;
    await docket().apply(await editDemo([addTo('credentials', credential)]));
  });
  const create = async (members: object = {}) => (await call('POST', 'api/cases', { body: newCase(members) })).body;
  const save = async (members: object, options: object = {}): Promise<number> => {
    const answer = await call('POST', 'api/tasks/saveNewTask', { body: { title: 'T', ...members }, ...options });
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  };
  const read = (id: number, options: object = {}) => call('GET', `api/tasks/task/${id}`, options);
  const mine = async (members: object = {}, options: object = {}) => {
    const answer = await call('POST', 'api/tasks/getmytasks', { body: members, ...options });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(Object.keys(answer.body), ['count', 'tasks']);
    return {
      count: answer.body.count as number,
      titles: answer.body.tasks.map(({ title }: { title: string }) => title),
    };
  };

  it('saveNewTask answers the new id alone; the task is then as it was sent', async () => {
    const made = await create();
    const person = { person: { firstName: 'Ada', lastName: 'Byron' } };
    const personId = (await call('POST', 'api/people', { body: person })).body.id;
    const answer = await call('POST', 'api/tasks/saveNewTask', {
      body: {
        taskTemplateId: 7,
        title: 'Photograph',
        message: 'Both sides',
        creatorId: 12660,
        assignedUserIds: [1, '12660', 1],
        assignedGroupIds: 43,
        userGroupIds: [76, 43],
        dueDate: '2031-04-09T17:25:00.250Z',
        taskAttachments: [
          { entityId: String(made.id), entityType: 0, taskId: 0 },
          { entityId: personId, entityType: '2' },
          { entityId: made.id, entityType: 0 },
        ],
      },
    });
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.text, /^[0-9]+$/);
    const id = Number(answer.text);
    const task = (await read(id)).body;
    assert.deepEqual(task, {
      id,
      title: 'Photograph',
      message: 'Both sides',
      taskTemplateId: null,
      taskTypeId: null,
      taskSubTypeId: null,
      creatorId: 12659,
      creator: 'Mike Singleton',
      creatorGroupId: null,
      assignedUserIds: [1, 12660],
      assignedUsers: ['Cleo Ward', 'Bea Basic'],
      assignedGroupIds: [43, 76],
      assignedGroups: ['Records', 'Disposal board'],
      userGroupIds: [43, 76],
      taskStatus: 1,
      status: 'New',
      isClosed: false,
      isReview: false,
      dueDate: '2031-04-09T17:25:00.250Z',
      createdDate: task.createdDate,
      lastActionDate: task.createdDate,
      closedDate: null,
      taskAttachments: [
        { entityId: made.id, entityType: 0, taskId: id },
        { entityId: personId, entityType: 2, taskId: id },
      ],
    });
    const found = (await call('GET', `api/cases/${made.id}`)).body;
    assert.deepEqual([found.tasksAmount, found.historiesAmount], [1, 2]);
    const native = await docket().core.view(docket().actor('msingleton'), (db) =>
      db.rows<{ facade: string; kind: string }>({
        text: 'select facade, kind from history where tenant_id = $1 and case_number = $2 order by seq',
        values: [docket().tenant().id, made.id],
      }),
    );
    assert.deepEqual(native[1], { facade: 'tracker', kind: 'task.created' });
  });

  it('is the caller’s where nobody is named; null and "" say nothing; names in any letter case', async () => {
    const body = {
      Title: 'T',
      message: null,
      assignedUserIds: null,
      dueDate: '',
      taskAttachments: null,
      taskTemplateId: {},
    };
    const { body: id } = await call('POST', 'api/tasks/saveNewTask/', { body, ...basic });
    const task = (await read(id, basic)).body;
    assert.deepEqual(
      [task.assignedUserIds, task.assignedGroupIds, task.message, task.dueDate],
      [[12660], [], '', null],
    );
  });

  it('refuses what is wrong on its member, all at once, and changes nothing', async () => {
    const made = await create();
    const hidden = (await create({ officeId: 175 })).id;
    const before = (await mine({ isClosed: false })).count;
    const refused = async (members: object, options: object = {}) => {
      const answer = await call('POST', 'api/tasks/saveNewTask', { body: { title: 'T', ...members }, ...options });
      assert.equal(answer.status, 400, JSON.stringify(members));
      return answer.body.modelState;
    };
    for (const title of [undefined, null, '', 5, 'x'.repeat(256), 'a\u0000']) {
      assert.deepEqual(Object.keys(await refused({ title })), ['title'], String(title));
    }
    assert.deepEqual(await refused({ assignedUserIds: [77, 1], assignedGroupIds: [77], userGroupIds: [78] }), {
      assignedUserIds: ["User not found. Value: '77'"],
      assignedGroupIds: ["Group not found. Value: '77'"],
      userGroupIds: ["Group not found. Value: '78'"],
    });
    assert.deepEqual(await refused({ message: 'x'.repeat(10_001) }), { message: ['Too long!'] });
    assert.deepEqual(Object.keys(await refused({ dueDate: '31/12/2031' })), ['dueDate']);
    for (const attachment of [
      { entityId: made.id, entityType: 1 },
      { entityId: made.id },
      { entityId: 2_000_000_000, entityType: 0 },
      { entityId: 2_000_000_000, entityType: 2 },
      { entityId: 0, entityType: 0 },
      { entityId: 'x', entityType: 0 },
      5,
    ]) {
      const found = await refused({ taskAttachments: [attachment] });
      assert.deepEqual(Object.keys(found), ['taskAttachments'], JSON.stringify(attachment));
    }
    assert.deepEqual(Object.keys(await refused({ taskAttachments: {} })), ['taskAttachments']);
    const nowhere = [
      { entityId: 1_999_999_999, entityType: 0 },
      { entityId: made.id, entityType: 0 },
      { entityId: 1_999_999_998, entityType: 2 },
    ];
    assert.deepEqual(await refused({ title: '', taskAttachments: nowhere }), {
      title: ['The title field is required.'],
      taskAttachments: ["Case not found. Value: '1999999999'", "Person not found. Value: '1999999998'"],
    });
    assert.deepEqual(await refused({ taskAttachments: nowhere }), {
      taskAttachments: ["Case not found. Value: '1999999999'"],
    });
    const unseen = await refused({ taskAttachments: [{ entityId: hidden, entityType: 0 }] }, basic);
    assert.deepEqual(Object.keys(unseen), ['taskAttachments']);
    const both = await refused({ title: 5, taskAttachments: [{ entityId: hidden, entityType: 0 }] }, basic);
    assert.deepEqual(Object.keys(both), ['title', 'taskAttachments'], 'an unseen one is told with the rest');
    assert.equal((await mine({ isClosed: false })).count, before);
    assert.equal((await call('GET', `api/cases/${made.id}`)).body.tasksAmount, 0);
  });

  it('is seen by creator, assignees, members of assigned groups and org admins; with an unseen case by nobody', async () => {
    const id = await save({ title: 'Seen', assignedGroupIds: [43] }, basic);
    assert.deepEqual(
      [(await read(id, basic)).status, (await read(id, custodian)).status, (await read(id)).status],
      [200, 200, 200],
    );
    const other = await save({ title: 'Unseen', assignedUserIds: [12659] });
    assert.deepEqual([(await read(other, basic)).status, (await read(other, custodian)).status], [404, 404]);
    const hidden = await create({ officeId: 175 });
    const attached = await save({ assignedUserIds: [1], taskAttachments: [{ entityId: hidden.id, entityType: 0 }] });
    assert.equal((await read(attached)).status, 200);
    assert.equal((await read(attached, custodian)).status, 404);
    assert.equal((await mine({ search: 'Unseen' }, custodian)).count, 0);
    for (const nowhere of ['0', '999999', '2147483648', 'x', '-1', '1.5']) {
      assert.equal((await call('GET', `api/tasks/task/${nowhere}`)).status, 404, nowhere);
    }
    const restricted = await create();
    const inside = await save({ assignedUserIds: [1], taskAttachments: [{ entityId: restricted.id, entityType: 0 }] });
    assert.equal((await read(inside, custodian)).status, 200);
    const permissions = { isEntityRestricted: true, casePermissionsForGroups: [] };
    assert.equal((await call('POST', `api/cases/${restricted.id}/permissions`, { body: permissions })).status, 200);
    assert.equal((await read(inside, custodian)).status, 404);
  });

  it('getmytasks: of the caller and his groups, open ones first asked for, by search, order and page', async () => {
    const of = (title: string, members: object = {}) => save({ title, assignedGroupIds: [43], ...members });
    const first = await of('Delta one', { dueDate: '2031-01-03T00:00:00Z' });
    await of('delta Two', { message: '100% off_', dueDate: '2031-01-01T00:00:00Z' });
    await of('Delta three', { message: 'a delta', dueDate: '2031-01-02T00:00:00Z' });
    const asked = (members: object) => mine({ search: 'DELTA', ...members }, custodian);
    assert.deepEqual(await asked({}), { count: 3, titles: ['Delta three', 'delta Two', 'Delta one'] });
    assert.deepEqual((await asked({ sort: 'CreatedDate', asc: true })).titles, [
      'Delta one',
      'delta Two',
      'Delta three',
    ]);
    assert.deepEqual((await asked({ sort: 'dueDate', asc: 'true' })).titles, ['delta Two', 'Delta three', 'Delta one']);
    assert.deepEqual((await asked({ sort: 'Title' })).titles, ['delta Two', 'Delta three', 'Delta one']);
    assert.deepEqual((await asked({ sort: 'Colour' })).titles, (await asked({ sort: 'LastActionDate' })).titles);
    assert.deepEqual(await asked({ tasksPerPage: 2, pageNumber: 2 }), { count: 3, titles: ['Delta one'] });
    assert.deepEqual(await asked({ tasksPerPage: '2', pageNumber: 9 }), { count: 3, titles: [] });
    assert.deepEqual(await mine({ search: '% OFF_' }, custodian), { count: 1, titles: ['delta Two'] });
    assert.deepEqual(await mine({ search: 'delta' }, basic), { count: 0, titles: [] });

    const native = mary(docket());
    assert.equal((await native('GET', `/tasks/${first}`)).statusCode, 404);
    const admin = { headers: { authorization: 'Bearer tracker-static-token' } };
    assert.equal((await call('POST', `/api/v1/tasks/${first}/complete`, admin)).status, 401, 'a token of another face');
    const owner = docket().actor('custodian', 'api');
    await docket().core.run(owner, (tx) => editTask(tx, owner, first, { state: 'open' }));
    assert.deepEqual((await asked({ taskStatuses: [4] })).titles, ['Delta one']);
    assert.deepEqual([(await read(first)).body.taskStatus, (await read(first)).body.status], [4, 'Open']);
    assert.equal((await asked({})).titles[0], 'Delta one', 'the last action is newest');
    await docket().core.run(owner, (tx) => completeTask(tx, owner, first));
    assert.deepEqual(await asked({ isClosed: true }), { count: 1, titles: ['Delta one'] });
    assert.deepEqual((await asked({ isClosed: true, taskStatuses: [1, 4] })).titles, []);
    assert.deepEqual((await asked({ isClosed: 'False', taskStatuses: [] })).titles, ['Delta three', 'delta Two']);
    const { taskStatus, status, isClosed, closedDate, lastActionDate } = (await read(first)).body;
    assert.deepEqual([taskStatus, status, isClosed, closedDate], [2, 'Closed', true, lastActionDate]);
    for (const members of [
      { pageNumber: 0 },
      { tasksPerPage: 1001 },
      { tasksPerPage: 'x' },
      { asc: 5 },
      { isClosed: 'x' },
      { taskStatuses: ['x'] },
      { search: 5 },
    ]) {
      const answer = await call('POST', 'api/tasks/getmytasks', { body: members });
      assert.deepEqual([answer.status, Object.keys(answer.body.modelState)], [400, Object.keys(members)]);
    }
  });

  it('saveNewTask wants case.view, before the body is looked at; the other two want nothing', async () => {
    const text = (await editDemo([])).replace('  - key: clerk', '  - { key: nobody, permissions: [] }\n  - key: clerk');
    const user = '{ login: blank, id: 950, password: blank-pw, home: office-1, roles: [nobody], licences: [case] }';
    const credential = '{ facade: tracker, user: blank, token: blank-token }';
    await docket().apply(
      text.replace('\nusers:', `\nusers:\n  - ${user}`).replace('\ncredentials:', `\ncredentials:\n  - ${credential}`),
    );
    const blank = { token: 'blank-token' };
    assert.equal((await call('POST', 'api/tasks/saveNewTask', { ...blank, body: 'no json' })).status, 403);
    assert.deepEqual(await mine({}, blank), { count: 0, titles: [] });
    const id = await save({ assignedUserIds: [950] });
    assert.equal((await read(id, blank)).status, 200);
  });

  it('a review task is shown with its sender, a user or a group, and isReview', async () => {
    const on = await editDemo([
      ['  enabled: false', '  enabled: true'],
      ['74: 30 }', '74: 30, 178: 5 }'],
    ]);
    await docket().apply(on);
    const reviewDate = '2020-03-04T05:06:07Z';
    const user = await create({ reviewDate, caseOfficerIds: [12659, 12660], caseOfficerGroupIds: [43] });
    const group = await create({ reviewDate, officeId: 175 });
    await runDue(docket().core, [docket().tenant()], new Date(docket().clock.now()));
    const taskOf = async ({ caseNumber }: { caseNumber: string }) => {
      const answer = await call('POST', 'api/tasks/getmytasks', { body: { search: caseNumber } });
      assert.equal(answer.body.count, 1);
      return answer.body.tasks[0];
    };
    const one = await taskOf(user);
    assert.deepEqual(
      [
        one.creatorId,
        one.creator,
        one.creatorGroupId,
        one.assignedUserIds,
        one.assignedGroupIds,
        one.isReview,
        one.dueDate,
      ],
      [1, 'Cleo Ward', null, [12659, 12660], [43], true, reviewDate],
    );
    assert.equal(one.title, `Case ${user.caseNumber} is up for review`);
    assert.ok([user.caseNumber, 'Other', reviewDate].every((part) => one.message.includes(part)));
    assert.deepEqual(one.taskAttachments, [{ entityId: user.id, entityType: 0, taskId: one.id }]);
    const other = await taskOf(group);
    assert.deepEqual([other.creatorId, other.creator, other.creatorGroupId], [0, 'Disposal board', 76]);
    assert.equal((await call('GET', `api/cases/${user.id}`)).body.tasksAmount, 1);

    // The officer's answer: the whole object put back with another date; one event, and the task is closed.
    const found = (await call('GET', `api/cases/${user.id}`)).body;
    const answered = (
      await call('PUT', `api/cases/${user.id}`, { body: { ...found, reviewDate: '2099-01-01T00:00:00Z' } })
    ).body;
    assert.equal(answered.historiesAmount, found.historiesAmount + 1);
    assert.deepEqual([(await read(one.id)).body.taskStatus, answered.tasksAmount], [2, 1]);
    await call('PUT', `api/cases/${group.id}`, { body: { active: false } });
    assert.equal((await read(other.id)).body.isClosed, true);
  });
});
