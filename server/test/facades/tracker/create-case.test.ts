/** Contract tracker D3, D4: creating a case, and what it looks like then. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { basicToken, freshNumber, newCase, useDocket } from './support.ts';

describe('POST /api/cases', () => {
  const { docket, call } = useDocket();

  const create = (members: object = {}, options: object = {}) =>
    call('POST', 'api/cases', { ...options, body: newCase(members) });

  /** The members of modelState, when the answer is INVALID. */
  const refused = async (members: object): Promise<Record<string, string[]>> => {
    const { status, body } = await create(members);
    assert.equal(status, 400, JSON.stringify(body));
    assert.equal(body.message, 'The request is invalid.');
    return body.modelState;
  };

  it('answers 200 and the case as GET gives it, with every member of D4', async () => {
    const number = freshNumber();
    const created = await create({ caseNumber: number });
    assert.equal(created.status, 200, created.text);
    assert.match(String(created.headers['content-type']), /^application\/json; charset=utf-8$/);
    assert.equal(created.headers['cache-control'], 'no-store');
    const { id, createdDate } = created.body;
    assert.ok(Number.isInteger(id) && id >= 1000);
    assert.match(createdDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/);
    assert.deepEqual(created.body, {
      id,
      caseNumber: number,
      caseOfficerIds: [12659],
      caseOfficers: ['Mike Singleton'],
      caseOfficerId: 12659,
      caseOfficer: 'Mike Singleton',
      caseOfficerGroupIds: [],
      caseOfficerGroups: [],
      offenseTypeId: 1,
      offenseType: 'Other',
      offenseDescription: null,
      offenseLocation: null,
      offenseDate: null,
      followUpDate: null,
      active: true,
      closedDate: null,
      officeId: 1,
      officeName: '1 Office, LLC',
      creatorId: 12659,
      creator: 'Mike Singleton',
      createdDate,
      organizationId: 1,
      organizationName: 'Riverside Council',
      items: [],
      nextItemId: '1',
      media: null,
      mediaAmount: 0,
      rootMediaFolderId: id,
      formData: null,
      formDataAmount: 0,
      notes: null,
      notesAmount: 0,
      itemsNotesAmount: 0,
      peopleAmount: 0,
      tasksAmount: 0,
      historiesAmount: 1,
      tags: [],
      tagsAmount: 0,
      reviewDate: null,
      reviewDateNotes: '',
      isRestricted: false,
      permissionAmount: 0,
      permissions: null,
      isForbidden: false,
    });
    const byId = await call('GET', `api/cases/${id}`);
    assert.deepEqual([byId.status, byId.body], [200, created.body]);
    const byNumber = await call('GET', `api/cases/getByNumber?value=${encodeURIComponent(number)}`);
    assert.deepEqual([byNumber.status, byNumber.body], [200, created.body]);
  });

  it('keeps all members that it was sent, exactly', async () => {
    const text = '  Ünïcode\t"quoted"\n<b>&amp;</b> \u{1F600} ';
    const { status, body } = await create({
      caseNumber: ' 31-00457 é ',
      caseOfficerIds: [12659, 1, 12660],
      caseOfficerGroupIds: [68, 43],
      offenseDescription: text,
      offenseLocation: text,
      offenseDate: '2031-04-09T17:25:00.250Z',
      reviewDate: '2032-02-12T19:27:04.230Z',
      reviewDateNotes: 'look again',
      tags: ['plain', { name: 'colour', color: '#ff0000', tagModelId: 7, tagUsedBy: 2 }, { name: 'plain' }],
      officeId: 175,
    });
    assert.equal(status, 200, JSON.stringify(body));
    const found = (await call('GET', `api/cases/${body.id}`)).body;
    assert.deepEqual(found, body);
    assert.equal(found.caseNumber, ' 31-00457 é ');
    assert.deepEqual(found.caseOfficerIds, [12659, 1, 12660]);
    assert.deepEqual(found.caseOfficers, ['Mike Singleton', 'Cleo Ward', 'Bea Basic']);
    assert.deepEqual(found.caseOfficerGroupIds, [68, 43]);
    assert.deepEqual(found.caseOfficerGroups, ['Power User', 'Records']);
    assert.equal(found.offenseDescription, text);
    assert.equal(found.offenseLocation, text);
    assert.equal(found.offenseDate, '2031-04-09T17:25:00.250Z');
    assert.equal(found.reviewDate, '2032-02-12T19:27:04.230Z');
    assert.equal(found.reviewDateNotes, 'look again');
    assert.deepEqual(found.tags, [
      { tagModelId: 0, name: 'plain', color: '#4b9b62', tagUsedBy: 1 },
      { tagModelId: 7, name: 'colour', color: '#ff0000', tagUsedBy: 2 },
    ]);
    assert.equal(found.tagsAmount, 2);
    assert.deepEqual([found.officeId, found.officeName], [175, '175 Office']);
  });

  it('takes the first officer for the owner and the description for what the other faces show', async () => {
    const { body } = await create({
      caseOfficerIds: [1, 12660],
      offenseDescription: '  First line  \r\nsecond',
      offenseTypeId: 2,
    });
    const row = await docket().core.view(docket().actor('msingleton'), (db) =>
      db.row<Record<string, unknown>>({
        text: 'select owner_id, assignee_ids, subject, description, type, status, category from cases where number = $1',
        values: [body.id],
      }),
    );
    assert.deepEqual(row, {
      owner_id: 1,
      assignee_ids: [12660],
      subject: 'First line',
      description: '  First line  \r\nsecond',
      type: 'offense',
      status: 'active',
      category: 1,
    });
    const bare = await create({ offenseTypeId: 2, caseNumber: 'bare-1' });
    const subject = await docket().core.view(docket().actor('msingleton'), (db) =>
      db.row({ text: 'select subject from cases where number = $1', values: [bare.body.id] }),
    );
    assert.deepEqual(subject, { subject: 'Arson bare-1' });
    assert.equal(bare.body.offenseDescription, null);
    assert.equal((await create({ offenseDescription: '' })).body.offenseDescription, '');
  });

  it('reads officers as a list, as one id, by their name of before v100, and counts repeated ones once', async () => {
    assert.deepEqual((await create({ caseOfficerIds: [1, '1', 12660, 1] })).body.caseOfficerIds, [1, 12660]);
    assert.deepEqual((await create({ caseOfficerIds: 1 })).body.caseOfficerIds, [1]);
    assert.deepEqual((await create({ caseOfficerIds: '1' })).body.caseOfficerIds, [1]);
    const { caseOfficerIds: _, ...old } = newCase({ caseOfficerId: 1 });
    assert.deepEqual((await call('POST', 'api/cases', { body: old })).body.caseOfficerIds, [1]);
    assert.deepEqual((await create({ caseOfficerId: 1 })).body.caseOfficerIds, [12659]);
    const groupsOnly = await create({ caseOfficerIds: [], caseOfficerGroupIds: [68] });
    assert.deepEqual([groupsOnly.body.caseOfficerIds, groupsOnly.body.caseOfficerId], [[], null]);
    assert.deepEqual(groupsOnly.body.caseOfficerGroupIds, [68]);
  });

  it('takes officers from the whole tenant, licensed or not, whatever their office', async () => {
    assert.deepEqual((await create({ caseOfficerIds: [1015, 1013] })).body.caseOfficerIds, [1015, 1013]);
  });

  it('reads integers and booleans in strings, a case number as an integer, member names in any case', async () => {
    const { status, body } = await call('POST', 'api/cases', {
      body: {
        CaseOfficerIds: ['12659'],
        OFFENSETYPEID: '2',
        CaseNumber: 20171129,
        ACTIVE: 'TRUE',
        FormData: [],
        Tags: null,
      },
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.caseNumber, body.offenseTypeId, body.active], ['20171129', 2, true]);
    const number = freshNumber();
    const both = await call('POST', 'api/cases', {
      body: { ...newCase(), CASENUMBER: 'x', CaseNumber: 'y', caseNumber: number },
    });
    assert.equal(both.body.caseNumber, number);
  });

  it('ignores all other members, whatever they hold', async () => {
    const { status, body } = await create({
      id: null,
      items: null,
      caseOfficer: null,
      checkInProgress: null,
      createdDate: 'nonsense',
      followUpDate: [],
      entityId: {},
      restangularized: true,
      $$hashKey: 'object:3',
      closedDate: 'nonsense',
      deep: { a: [{ b: '\u0000\ud800' }] },
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.closedDate, null);
  });

  it('lists all members that are wrong, with the vendor’s texts', async () => {
    const { status, body } = await call('POST', 'api/cases', { body: {} });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      message: 'The request is invalid.',
      modelState: {
        caseOfficerIds: ['The caseOfficerIds field is required.'],
        offenseTypeId: ['The offenseTypeId field is required.'],
        caseNumber: ['The caseNumber field is required.'],
        formData: ['The formData field is required.'],
      },
    });
    assert.deepEqual(await refused({ caseNumber: 'ab' }), { caseNumber: ['Minimum 3 characters'] });
    assert.deepEqual(await refused({ caseNumber: 'x'.repeat(76) }), { caseNumber: ['Too long!'] });
    assert.deepEqual(await refused({ caseOfficerIds: [12659, 77, 78] }), {
      caseOfficerIds: ["User not found. Value: '77'", "User not found. Value: '78'"],
    });
    assert.deepEqual(await refused({ caseOfficerIds: [1014] }), { caseOfficerIds: ["User not found. Value: '1014'"] });
    assert.deepEqual(await refused({ caseOfficerGroupIds: [77] }), {
      caseOfficerGroupIds: ["Group not found. Value: '77'"],
    });
    assert.deepEqual(await refused({ offenseTypeId: 77 }), { offenseTypeId: ["Offense type not found. Value: '77'"] });
    assert.deepEqual(await refused({ officeId: 77 }), { officeId: ["Office not found. Value: '77'"] });
    assert.deepEqual(await refused({ offenseDescription: 'x'.repeat(10_001) }), { offenseDescription: ['Too long!'] });
    assert.deepEqual(await refused({ offenseLocation: 'x'.repeat(1001) }), { offenseLocation: ['Too long!'] });
    assert.deepEqual(await refused({ reviewDateNotes: 'x'.repeat(10_001) }), { reviewDateNotes: ['Too long!'] });
  });

  it('refuses what has the wrong type or characters that no text may hold', async () => {
    for (const [member, values] of Object.entries({
      caseNumber: ['   ', 'a\nb', 'a\u0000b', 'ab\ud800', 1.5, true, ['abc'], {}],
      caseOfficerIds: [[], null, ['x'], [1.5], [null], {}, true, [[1]]],
      caseOfficerGroupIds: [['x'], {}, true],
      offenseTypeId: [null, 'x', 1.5, {}, [], true],
      formData: [null, {}, 'x', 1],
      tags: [
        'x',
        {},
        1,
        [null],
        [1],
        [{}],
        [{ name: '' }],
        ['x'.repeat(101)],
        [{ name: 'a\u0000' }],
        [{ name: 'a', color: 1 }],
      ],
      offenseDescription: [1, {}, [], true, 'a\u0000', '\udc00'],
      offenseLocation: [1, 'a\u0000'],
      offenseDate: [1, {}, '2031-02-30', 'soon', '1752-12-31', '10000-01-01'],
      reviewDate: [true, '2031-13-01'],
      reviewDateNotes: [1, '\ud800'],
      active: ['yes', 1, {}, ''],
      officeId: ['x', 1.5, {}, -1],
    })) {
      for (const value of values) {
        const state = await refused({ [member]: value });
        assert.deepEqual(Object.keys(state), [member], `${member}: ${JSON.stringify(value)}`);
      }
    }
  });

  it('counts characters as code points: 3 and 75 of them are well', async () => {
    for (const length of [3, 75]) {
      const caseNumber = `${'\u{1F600}'.repeat(length - 2)}${String(length).padStart(2, '0')}`;
      assert.equal((await create({ caseNumber })).body.caseNumber, caseNumber);
    }
    assert.equal((await create({ offenseDescription: '\u{1F600}'.repeat(10_000) })).status, 200);
  });

  it('makes a case closed where it is not active', async () => {
    const now = await create({ active: false });
    assert.deepEqual([now.status, now.body.active, now.body.historiesAmount], [200, false, 2]);
    assert.ok(Math.abs(Date.parse(now.body.closedDate) - Date.parse(now.body.createdDate)) < 1000);
    const then = await create({ active: 'False', closedDate: '2020-01-02T03:04:05Z' });
    assert.equal(then.body.closedDate, '2020-01-02T03:04:05Z');
    assert.equal((await call('GET', `api/cases/${then.body.id}`)).body.closedDate, '2020-01-02T03:04:05Z');
    assert.deepEqual(Object.keys(await refused({ active: false, closedDate: 'x' })), ['closedDate']);
    assert.equal((await create({ active: null })).body.active, true);
  });

  it('takes the office of the body before that of the header, and that before the caller’s home', async () => {
    const inOffice = (officeId: unknown, header?: string) =>
      create({ officeId }, { headers: header === undefined ? {} : { OfficeID: header } });
    assert.equal((await inOffice(undefined)).body.officeId, 1);
    assert.equal((await inOffice(0, '175')).body.officeId, 175);
    assert.equal((await inOffice(null, '175')).body.officeId, 175);
    assert.equal((await inOffice('1', '175')).body.officeId, 1);
    const forbidden = await create({ officeId: 175 }, { token: basicToken });
    assert.equal(forbidden.status, 403);
    assert.match(forbidden.body.message, /^Forbidden/);
    assert.equal((await create({ officeId: 999 })).status, 403);
  });

  it('refuses a number in use, whoever holds it, and says nothing else', async () => {
    const caseNumber = freshNumber();
    await create({ caseNumber, officeId: 175 });
    const again = await create({ caseNumber }, { token: basicToken });
    assert.equal(again.status, 400);
    assert.deepEqual(again.body, {
      message: 'The request is invalid.',
      modelState: { caseNumber: [`Case number '${caseNumber}' is already in use.`] },
    });
    assert.equal((await create({ caseNumber: caseNumber.toLowerCase() })).status, 200);
    assert.equal((await create({ caseNumber: `${caseNumber} ` })).status, 200);
  });

  it('lets one of N creates at once with one number win', async () => {
    const caseNumber = freshNumber();
    const answers = await Promise.all(Array.from({ length: 12 }, () => create({ caseNumber })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(11).fill(400)]);
    for (const { status, body } of answers) {
      if (status === 400) assert.deepEqual(Object.keys(body.modelState), ['caseNumber']);
    }
  });

  it('gives rising ids', async () => {
    const first = (await create()).body.id;
    assert.ok((await create()).body.id > first);
  });

  it('answers a trailing slash, any letter case, unknown parameters', async () => {
    const body = newCase();
    const answer = await call('POST', '/TRACKER/API/Cases/?hideOverlay=true&x=%zz', { body });
    assert.equal(answer.status, 200, answer.text);
  });
});
