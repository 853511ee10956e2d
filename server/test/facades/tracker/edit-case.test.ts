/** Contract tracker D5: the whole object is put back, and only what differs is changed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { reopenCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { addNote } from '../../../src/domain/notes/add-note.ts';
import { basicToken, freshNumber, newCase, useDocket } from './support.ts';

const form = (formId: number, data = '{}') => ({ formId, data });

describe('PUT /api/cases/{id}', () => {
  const { docket, call } = useDocket();
  const create = async (members: object = {}) => {
    const { status, body } = await call('POST', 'api/cases', { body: newCase(members) });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const put = (id: number, body: unknown, options: object = {}) => call('PUT', `api/cases/${id}`, { body, ...options });
  const changed = async (id: number, body: object) => {
    const answer = await put(id, body);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual((await call('GET', `api/cases/${id}`)).body, answer.body);
    return answer.body;
  };
  const refused = async (id: number, body: object): Promise<string[]> => {
    const before = (await call('GET', `api/cases/${id}`)).text;
    const answer = await put(id, body);
    assert.equal(answer.status, 400, answer.text);
    assert.equal((await call('GET', `api/cases/${id}`)).text, before);
    return Object.keys(answer.body.modelState);
  };
  const makeElsewhere = (login: string, input: Partial<NewCase> = {}) =>
    docket().core.run(docket().actor(login), (tx) =>
      createCase(tx, docket().actor(login), { referenceStyle: 'number', unitId: 1, subject: 'Elsewhere', ...input }),
    );

  it('changes nothing with what GET answered, whichever face made the case, and writes no history', async () => {
    const own = await create({
      offenseDescription: 'Burning',
      offenseDate: '2031-04-09T17:25:00.250Z',
      formData: [form(1184, '{ "a": 1 }')],
      tags: ['x', { name: 'y', color: '#000' }],
      reviewDate: '2040-01-01',
      reviewDateNotes: 'n',
      active: false,
    });
    const foreign = await makeElsewhere('custodian', {
      reference: 'r'.repeat(200),
      ownerId: 1,
      assigneeIds: [12660],
      tags: ['t'],
      forms: [form(1184, '{"a":2}')],
    });
    await docket().core.run(docket().actor('custodian'), (tx) =>
      addNote(tx, docket().actor('custodian'), { number: foreign.number }, { text: 'hello' }),
    );
    for (const id of [own.id, foreign.number]) {
      const before = (await call('GET', `api/cases/${id}`)).body;
      assert.deepEqual(await changed(id, before), before);
      assert.deepEqual(await changed(id, {}), before);
      const noise = {
        ...before,
        items: null,
        checkInProgress: null,
        caseOfficer: null,
        restangularized: true,
        id: String(id),
      };
      assert.deepEqual(await changed(id, noise), before);
    }
    assert.equal((await call('GET', `api/cases/${foreign.number}`)).body.notesAmount, 1);
  });

  it('changes nothing with the same values spelled otherwise, as programs do that read and write objects of their own', async () => {
    const closed = await create({ active: false });
    const dated = await create({ offenseDate: '2031-04-09T10:00:00Z', reviewDate: '2040-01-01', tags: ['x'] });
    const foreign = await makeElsewhere('custodian', { reference: '7', forms: [{ formId: 1184, data: '{"a":2}' }] });
    const zoned = (date: string) => date.replace('Z', '+00:00');
    for (const [id, body] of [
      [closed.id, { closedDate: zoned(closed.closedDate) }],
      [dated.id, { offenseDate: '2031-04-09T10:00:00.0000000Z', reviewDate: zoned(dated.reviewDate) }],
      [dated.id, { TAGS: [{ ...dated.tags[0], tagModelId: '0', more: 1 }], caseOfficerIds: '12659', officeId: '1' }],
      [foreign.number, { caseNumber: 7, formData: [{ FormId: '1184', data: '{"a":2}', isDeleted: false }] }],
    ] as const) {
      const before = (await call('GET', `api/cases/${id}`)).body;
      assert.deepEqual(await changed(id, body), before, JSON.stringify(body));
    }
  });

  it('changes many members as one history event', async () => {
    const { id } = await create({ formData: [form(1184)] });
    const body = await changed(id, {
      caseNumber: `${freshNumber()}-new`,
      caseOfficerIds: [12660, 1],
      caseOfficerGroupIds: [43],
      offenseTypeId: '2',
      offenseDescription: 'now\nthus',
      offenseLocation: 'there',
      offenseDate: '4/9/2031 1:25 PM',
      tags: ['a'],
      reviewDate: '2041-01-01T00:00:00Z',
      reviewDateNotes: 'why',
      officeId: 175,
      formData: [],
    });
    assert.deepEqual(
      [body.caseOfficerIds, body.caseOfficerGroupIds, body.offenseType, body.offenseDescription, body.offenseLocation],
      [[12660, 1], [43], 'Arson', 'now\nthus', 'there'],
    );
    assert.deepEqual(
      [body.offenseDate, body.tagsAmount, body.reviewDate, body.reviewDateNotes, body.officeId, body.formData],
      ['2031-04-09T12:25:00Z', 1, '2041-01-01T00:00:00Z', 'why', 175, null],
    );
    assert.equal(body.historiesAmount, 2);
  });

  it('clears with null what may be empty, and refuses it elsewhere', async () => {
    const { id, caseNumber } = await create({
      offenseDescription: 'd',
      offenseLocation: 'l',
      offenseDate: '2031-04-09',
      reviewDate: '2040-01-01',
      reviewDateNotes: 'n',
    });
    const cleared = { offenseDescription: null, offenseLocation: null, offenseDate: null, reviewDate: null };
    const body = await changed(id, { ...cleared, reviewDateNotes: null, closedDate: null, tags: null, formData: null });
    assert.deepEqual(
      [body.offenseDescription, body.offenseLocation, body.offenseDate, body.reviewDate, body.reviewDateNotes],
      [null, null, null, null, ''],
    );
    for (const member of ['caseNumber', 'offenseTypeId', 'active', 'caseOfficerIds']) {
      assert.deepEqual(await refused(id, { [member]: null }), [member]);
    }
    assert.deepEqual(await refused(id, { caseOfficerIds: [] }), ['caseOfficerIds']);
    assert.deepEqual(await refused(id, { id: id + 1 }), ['id']);
    assert.deepEqual(await refused(id, { caseNumber: 'x', officeId: 77, tags: [{}] }), [
      'caseNumber',
      'tags',
      'officeId',
    ]);
    assert.equal((await call('GET', `api/cases/${id}`)).body.caseNumber, caseNumber);
  });

  it('derives the subject anew only while it is the derived one', async () => {
    const subjectOf = async (id: number) =>
      docket().core.view(docket().actor('msingleton'), (db) =>
        db.row({ text: 'select subject from cases where number = $1', values: [id] }),
      );
    const { id } = await create({ caseNumber: 'subject-1' });
    assert.deepEqual(await subjectOf(id), { subject: 'Other subject-1' });
    await changed(id, { caseNumber: 'subject-2', offenseTypeId: 2 });
    assert.deepEqual(await subjectOf(id), { subject: 'Arson subject-2' });
    await changed(id, { offenseDescription: ' First \nsecond' });
    assert.deepEqual(await subjectOf(id), { subject: 'First' });
    await changed(id, { offenseDescription: '' });
    assert.deepEqual(await subjectOf(id), { subject: 'Arson subject-2' });
    const { number } = await makeElsewhere('custodian');
    const body = await changed(number, { offenseDescription: 'of here' });
    assert.equal(body.offenseDescription, 'of here');
    assert.deepEqual(await subjectOf(number), { subject: 'Elsewhere' });
  });

  it('closes and reopens, each as one event', async () => {
    const { id } = await create();
    const closed = await changed(id, { active: false, closedDate: '2020-01-01T00:00:00Z', offenseLocation: 'x' });
    assert.deepEqual([closed.active, closed.closedDate, closed.historiesAmount], [false, '2020-01-01T00:00:00Z', 2]);
    const later = await changed(id, { closedDate: '2021-01-01T00:00:00Z', offenseLocation: 'y' });
    assert.deepEqual([later.closedDate, later.offenseLocation], ['2021-01-01T00:00:00Z', 'y']);
    const open = await changed(id, { ...later, active: 'true' });
    assert.deepEqual([open.active, open.closedDate, open.historiesAmount], [true, null, 4]);
    assert.deepEqual(await changed(id, { closedDate: '2022-01-01' }), open);
    const again = await changed(id, { active: false });
    assert.ok(again.closedDate > '2024');
    await docket().core.run(docket().actor('msingleton'), (tx) =>
      reopenCase(tx, docket().actor('msingleton'), { number: id }),
    );
    assert.equal((await call('GET', `api/cases/${id}`)).body.closedDate, null);
  });

  it('refuses any change of an archived case, and lets one pass that changes nothing', async () => {
    const { id } = await create();
    await docket().core.run(docket().actor('msingleton'), (tx) =>
      setArchived(tx, docket().actor('msingleton'), { number: id }, true),
    );
    const { body } = await call('GET', `api/cases/${id}`);
    assert.equal(body.active, false);
    assert.equal((await put(id, body)).status, 200);
    const answer = await put(id, { offenseLocation: 'x' });
    assert.deepEqual([answer.status, answer.body.modelState], [400, { active: ['The case is archived.'] }]);
    assert.deepEqual(await refused(id, { caseNumber: 'x' }), ['caseNumber']);
    assert.deepEqual(await refused(id, { active: true }), ['active']);
  });

  it('keeps forms by null and absence, their ids, and entries that are sent back as they were', async () => {
    const { id, formData } = await create({ formData: [form(1184, '{"a":1}')] });
    assert.deepEqual((await changed(id, { formData: null, offenseLocation: 'x' })).formData, formData);
    const [entry] = formData;
    const other = (await call('GET', 'api/forms')).body.find((found: { id: number }) => found.id !== 1184).id;
    const both = await changed(id, { formData: [form(other), entry] });
    assert.deepEqual(both.formData[1], entry);
    const rewritten = await changed(id, { formData: [{ ...entry, data: '{"a":2}' }] });
    assert.deepEqual(rewritten.formData, [{ ...entry, data: '{"a":2}' }]);
    assert.equal(rewritten.historiesAmount, 4);
    assert.deepEqual(await refused(id, { formData: [form(77)] }), ['formData']);
    assert.equal((await changed(id, { formData: [] })).formData, null);
  });

  it('adds only active officers, named as a list or as one', async () => {
    const { id } = await create();
    assert.deepEqual(await refused(id, { caseOfficerIds: [12659, 1014] }), ['caseOfficerIds']);
    assert.deepEqual((await changed(id, { caseOfficerId: 1 })).caseOfficerIds, [1]);
    const both = await changed(id, { caseOfficerIds: [12660], caseOfficerId: 1 });
    assert.deepEqual(both.caseOfficerIds, [12660]);
    assert.deepEqual((await changed(id, { caseOfficerIds: [], caseOfficerGroupIds: [43] })).caseOfficerIds, []);
    assert.deepEqual(await refused(id, { caseOfficerGroupIds: [] }), ['caseOfficerIds']);
    assert.deepEqual((await changed(id, { caseOfficerGroupIds: [68] })).caseOfficerGroupIds, [68]);
    assert.deepEqual((await changed(id, { caseOfficerIds: [1], caseOfficerGroupIds: [] })).caseOfficerIds, [1]);
  });

  it('keeps officers who are disabled or gone since, also where one of them is first or becomes it', async () => {
    // 1014 is disabled, 4711 has left the tenant file.
    const owner = await docket().store.connectOwner();
    await owner.query(`insert into docket.users (tenant_id, user_id, uid, login, disabled, licences, position, removed)
      select tenant_id, 4711, gen_random_uuid(), 'gone', false, licences, 999, true from docket.users where login = 'dora'`);
    await docket().directory.reload(docket().tenant().id);
    const withOfficers = async (first: number | null, ...others: number[]): Promise<number> => {
      const { id } = await create({ caseOfficerIds: [12660] });
      const officers = 'update docket.cases set owner_id = $1, assignee_ids = $2 where number = $3';
      await owner.query(officers, [first, others, id]);
      return id;
    };
    for (const inactive of [1014, 4711]) {
      const change = async (id: number, ...ids: number[]) =>
        assert.deepEqual((await changed(id, { caseOfficerIds: ids })).caseOfficerIds, ids);
      await change(await withOfficers(12659, inactive), 12659, inactive, 1);
      await change(await withOfficers(12659, inactive), inactive);
      await change(await withOfficers(12659, inactive), inactive, 12659);
      await change(await withOfficers(inactive, 12659), inactive);
      await change(await withOfficers(inactive, 12659), inactive, 1, 12659);
      await change(await withOfficers(inactive, 12659), 12659, inactive);
      await change(await withOfficers(null, inactive), inactive, 1);
      assert.deepEqual(await refused(await withOfficers(inactive), { caseOfficerIds: [inactive, 77] }), [
        'caseOfficerIds',
      ]);
      const { id } = await create();
      assert.deepEqual(await refused(id, { caseOfficerIds: [12659, inactive] }), ['caseOfficerIds']);
      // S4 is asked of whoever becomes first, active or not.
      const mine = await withOfficers(12660, inactive);
      const handOver = await put(mine, { caseOfficerIds: [inactive] }, { token: basicToken });
      assert.equal(handOver.status, 403, handOver.text);
    }
    await owner.end();
  });

  it('holds S2 to S4 and S15', async () => {
    const asBasic = (id: number, body: object) => put(id, body, { token: basicToken });
    const mine = await create({ caseOfficerIds: [12660] });
    assert.equal((await asBasic(mine.id, { offenseLocation: 'x' })).status, 200);
    assert.equal((await asBasic(mine.id, { caseOfficerIds: [1] })).status, 403);
    assert.equal((await asBasic(mine.id, { officeId: 175 })).status, 403);
    assert.equal((await asBasic(mine.id, { caseOfficerIds: [12660, 1] })).status, 200);
    const other = await create({ caseOfficerIds: [1] });
    const forbidden = await asBasic(other.id, 'no json' as unknown as object);
    assert.equal(forbidden.status, 403);
    assert.match(forbidden.body.message, /^Forbidden/);
    const away = await create({ officeId: 175 });
    assert.equal((await asBasic(away.id, {})).status, 404);
    assert.equal((await put(away.id, { officeId: 999 })).status, 403);
    assert.equal((await put(99_999_999, 'no json')).status, 404);
    const header = await put(away.id, { offenseLocation: 'x' }, { headers: { OfficeID: '1' } });
    assert.equal(header.body.officeId, 175);
  });

  it('refuses a number in use, and lets one of N renames at once win', async () => {
    const taken = await create();
    const cases = await Promise.all(Array.from({ length: 6 }, () => create()));
    assert.deepEqual((await put(cases[0].id, { caseNumber: taken.caseNumber })).body.modelState, {
      caseNumber: [`Case number '${taken.caseNumber}' is already in use.`],
    });
    const caseNumber = freshNumber();
    const answers = await Promise.all(cases.map(({ id }) => put(id, { caseNumber })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400, 400]);
  });

  it('loses nothing of edits at once of different members', async () => {
    const whole = await create({ offenseDescription: 'a', offenseLocation: 'a' });
    const answers = await Promise.all([
      put(whole.id, { offenseDescription: 'b' }),
      put(whole.id, { offenseLocation: 'b' }),
      put(whole.id, { tags: ['b'] }),
    ]);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const { body } = await call('GET', `api/cases/${whole.id}`);
    assert.deepEqual(
      [body.offenseDescription, body.offenseLocation, body.tagsAmount, body.historiesAmount],
      ['b', 'b', 1, 4],
    );
  });

  it('keeps review dates from those who may not change them, and lets them put back what they see', async () => {
    const { id } = await create({ caseOfficerIds: [12660], reviewDate: '2040-01-01T00:00:00Z', reviewDateNotes: 'n' });
    const settings = {
      isAutoDispositionOn: true,
      settings: [],
      createPermissionGroupIds: [],
      updatePermissionGroupIds: [],
    };
    await call('PUT', 'api/autoDisposition/settings', { body: { ...settings, listPermissionGroupIds: [] } });
    const asBasic = (body: object) => put(id, body, { token: basicToken });
    const seen = (await call('GET', `api/cases/${id}`, { token: basicToken })).body;
    assert.deepEqual([seen.reviewDate, seen.reviewDateNotes], [null, '']);
    assert.equal((await asBasic({ ...seen, offenseLocation: 'x' })).status, 200);
    assert.equal((await asBasic({ reviewDate: '', reviewDateNotes: null })).status, 200);
    assert.equal((await asBasic({ reviewDate: '2041-01-01' })).status, 403);
    assert.equal((await asBasic({ reviewDateNotes: 'x' })).status, 403);
    const { body } = await call('GET', `api/cases/${id}`);
    assert.deepEqual([body.reviewDate, body.reviewDateNotes, body.offenseLocation], ['2040-01-01T00:00:00Z', 'n', 'x']);
    const retyped = await put(id, { offenseTypeId: 178, reviewDate: null });
    assert.deepEqual([retyped.status, retyped.body.reviewDate], [200, null]);
  });
});
