/** updateCaseStatus, updateCaseStage, reassignCase and addNoteToCase (contract goss §6.2–§6.5, §8, §9). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import { restrictCase } from '../../../src/domain/cases/restrict-case.ts';
import { verifyHistory } from '../../../src/domain/history/verify-history.ts';
import { type Goss, keys, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const stage = 'stages.updateCaseStage';
const addNote = 'notes.addNoteToCase';
const noExecutions = "CM error: Couldn't find any active executions.";
const done = { success: true, errors: [] };

const make = async (more = {}): Promise<string> => (await goss.create(more)).caseBusinessKey;

/** References of cases that are gone, each in its way. */
const goneCases = async (): Promise<string[]> => {
  const admin = goss.docket.actor('msingleton');
  const [closed, archived, restricted] = [await make(), await make(), await make()];
  const unitId = goss.docket.tenant().units.byKey.get('service')?.id ?? 0;
  const unseen = await goss.docket.core.run(admin, async (tx) => {
    await closeCase(tx, admin, { reference: closed });
    await setArchived(tx, admin, { reference: archived }, true);
    await restrictCase(tx, admin, { reference: restricted }, { restricted: true, userIds: [], groupIds: [] });
    return createCase(tx, goss.docket.actor('frank'), { referenceStyle: 'number', unitId, subject: 'Not yours' });
  });
  return ['none', '0000-0000-0000-0000', '\u0001', 'x'.repeat(512), closed, archived, unseen.reference, restricted];
};

/** What a call that has no effect leaves as it was. */
const fingerprint = async (reference: string) => {
  const { version, modifiedAt, historySeq } = await goss.stored(reference);
  return { version, modifiedAt, historySeq, notes: (await goss.notes(reference)).length };
};

describe('the calls on a case', () => {
  const good = {
    updateCaseStatus: { statusValue: 'Open' },
    [stage]: { stageValue: 'Stage 1' },
    reassignCase: { assignGroupName: 'records', reasonDesc: 'r' },
  };
  const errors: Readonly<Record<string, string>> = {
    updateCaseStatus: noExecutions,
    [stage]: 'Cannot send stage update message to workflow for case',
    reassignCase: noExecutions,
  };

  it('find no unknown, unseen, closed or archived case, each with its own words', async () => {
    for (const caseBusinessKey of await goneCases()) {
      for (const [method, params] of Object.entries(good)) {
        const result = await goss.api(method, { caseBusinessKey, ...params, debug: true });
        assert.deepEqual(result, { success: false, errors: [errors[method]] }, `${method} ${caseBusinessKey}`);
      }
    }
  });

  it('find a case whoever minted its reference', async () => {
    const actor = goss.docket.actor('STAFF1', 'tracker');
    await goss.docket.core.run(actor, (tx) =>
      createCase(tx, actor, { reference: 'TR ü 1', referenceStyle: 'number', subject: 's', type: 'testcasecreation' }),
    );
    for (const [method, params] of Object.entries(good)) {
      assert.equal((await goss.api(method, { caseBusinessKey: 'TR ü 1', ...params })).success, true);
    }
    assert.deepEqual(await goss.api(addNote, { caseReference: 'TR ü 1', note: 'n', userName: 'TIMG' }), {
      success: true,
    });
    const { status, stage: at, ownerId } = await goss.stored('TR ü 1');
    assert.deepEqual([status, at, ownerId], ['Open', 'Stage 1', null]);
  });

  const faults: readonly [string, object, readonly string[]][] = [
    ['updateCaseStatus', {}, ['/caseBusinessKey']],
    [
      'updateCaseStatus',
      { caseBusinessKey: '', statusValue: 5, statusNotes: [], debug: 'x' },
      ['/caseBusinessKey', '/statusValue', '/statusNotes', '/debug'],
    ],
    [
      'updateCaseStatus',
      { caseBusinessKey: 'x'.repeat(513), statusNotes: 'x'.repeat(10_001) },
      ['/caseBusinessKey', '/statusNotes'],
    ],
    [
      stage,
      { caseBusinessKey: null, stageValue: {}, stageNotes: 'x'.repeat(10_001) },
      ['/caseBusinessKey', '/stageValue', '/stageNotes'],
    ],
    ['reassignCase', {}, ['/caseBusinessKey', '/assignGroupName', '/reasonDesc']],
    [
      'reassignCase',
      { caseBusinessKey: 'x', assignGroupName: null, reasonDesc: '' },
      ['/assignGroupName', '/reasonDesc'],
    ],
    [
      'reassignCase',
      { caseBusinessKey: 'x', assignGroupName: 5, reasonDesc: 'r', assignUserName: 5, note: 5 },
      ['/assignGroupName', '/assignUserName', '/note'],
    ],
    [
      'reassignCase',
      { caseBusinessKey: 'x', assignGroupName: 'x'.repeat(256), reasonDesc: 'r', note: 'x'.repeat(10_001) },
      ['/assignGroupName', '/note'],
    ],
    [addNote, {}, ['/caseReference', '/note', '/userName']],
    [addNote, { caseReference: 'x', note: '', userName: null }, ['/note', '/userName']],
    [
      addNote,
      { caseReference: 'x'.repeat(513), note: 'x'.repeat(10_001), userName: 'x'.repeat(256), name: 'x'.repeat(256) },
      ['/caseReference', '/note', '/userName', '/name'],
    ],
    [
      addNote,
      { caseReference: 'x', note: 'n', userName: 'TIMG', private: 'no', userRole: 'Staff', debug: 1 },
      ['/private', '/userRole', '/debug'],
    ],
    [addNote, { caseReference: 'x', note: 'n\u0000', userName: 'TIMG' }, ['/note']],
    [addNote, { caseReference: 'x', note: 'n', userName: 'TIMG', unread: ['\ud800'] }, ['/unread/0']],
  ];
  for (const [method, params, paths] of faults) {
    it(`${method} refuses ${JSON.stringify(params).slice(0, 60)}`, async () => {
      const { error } = await goss.call(`goss.CaseManagement.v1.api.${method}`, params);
      assert.deepEqual([error.code, error.message], [-32602, 'Invalid params']);
      assert.deepEqual(error.data.errors.map(({ path }: { path: string }) => path).sort(), [...paths].sort());
    });
  }

  it('ignore members that they do not know, and take null and blanks for absent', async () => {
    const caseBusinessKey = await make();
    const before = await fingerprint(caseBusinessKey);
    for (const value of [null, '', undefined]) {
      const sent = { caseBusinessKey, unknown: 5, debug: null };
      assert.deepEqual(await goss.api('updateCaseStatus', { ...sent, statusValue: value, statusNotes: 'n' }), done);
      assert.deepEqual(await goss.api(stage, { ...sent, stageValue: value, stageNotes: 'n' }), done);
    }
    assert.deepEqual(await fingerprint(caseBusinessKey), before);
  });

  it('want their permission, by role and then in the case’s unit', async () => {
    const needs = {
      updateCaseStatus: 'case.edit',
      [stage]: 'case.edit',
      reassignCase: 'case.assign',
      [addNote]: 'note.add',
    };
    for (const [method, permission] of Object.entries(needs)) {
      const name = `goss.CaseManagement.v1.api.${method}`;
      for (const token of [keys.withoutClose, keys.withoutLicence]) {
        const { error } = await goss.call(name, {}, token);
        // Nolan has no licence; he may not assign either way.
        assert.deepEqual(error, { code: -32003, message: 'Forbidden', data: { permission } });
      }
    }
    // Billing sees what Service shares with it, and may not touch it.
    const frank = goss.docket.actor('frank');
    const unitId = goss.docket.tenant().units.byKey.get('service')?.id ?? 0;
    const { reference } = await goss.docket.core.run(frank, (tx) =>
      createCase(tx, frank, { referenceStyle: 'number', unitId, subject: 'Shared' }),
    );
    const params = {
      caseReference: reference,
      caseBusinessKey: reference,
      note: 'n',
      userName: 'TIMG',
      assignGroupName: '',
      reasonDesc: 'r',
    };
    for (const [method, permission] of Object.entries(needs)) {
      const { error } = await goss.call(
        `goss.CaseManagement.v1.api.${method}`,
        { ...params, statusValue: 'open' },
        keys.billing,
      );
      assert.deepEqual([error?.code, error?.data], [-32003, { permission }], method);
    }
    assert.equal((await goss.call('goss.CaseManagement.v1.api.getCase', params, keys.billing)).result.success, true);
  });

  it('need no claim on a case that somebody else owns (§2: S3 plays no part)', async () => {
    const caseBusinessKey = await make({ caseManagerId: 'CASEMANAGER1' });
    const withoutAssign = keys.withoutAssign;
    const params = { caseBusinessKey, caseReference: caseBusinessKey, note: 'n', userName: 'TIMG' };
    for (const [method, more] of Object.entries({
      updateCaseStatus: good.updateCaseStatus,
      [stage]: good[stage],
      [addNote]: {},
    })) {
      const { result } = await goss.call(`goss.CaseManagement.v1.api.${method}`, { ...params, ...more }, withoutAssign);
      assert.equal(result.success, true, method);
    }
    const { status, stage: at } = await goss.stored(caseBusinessKey);
    assert.deepEqual([status, at], ['Open', 'Stage 1']);
  });

  it('show notes of what was done where `debug` asks, in a success', async () => {
    const caseBusinessKey = await make();
    for (const [method, params] of Object.entries({
      ...good,
      [addNote]: { caseReference: caseBusinessKey, note: 'n', userName: 'TIMG' },
    })) {
      const { notes, ...rest } = await goss.api(method, { caseBusinessKey, ...params, debug: true });
      assert.ok(notes.length > 0 && notes.every((one: unknown) => typeof one === 'string'), method);
      assert.deepEqual(rest, method === 'updateCaseStatus' || method === stage ? done : { success: true });
    }
  });
});

describe('updateCaseStatus', () => {
  it('sets an active status or the escalated one, with a public note, as one event of the system', async () => {
    const caseBusinessKey = await make();
    const params = { caseBusinessKey, statusValue: 'Awaiting information', statusNotes: 'Asked <b>Rita</b>' };
    assert.deepEqual(await goss.api('updateCaseStatus', params), done);
    const { version, status, category } = await goss.stored(caseBusinessKey);
    assert.deepEqual([version, status, category], [2, 'Awaiting information', 'active']);
    const [note] = await goss.notes(caseBusinessKey);
    assert.deepEqual([note?.text, note?.private, note?.authorId], ['Asked <b>Rita</b>', false, null]);
    const history = await goss.history(caseBusinessKey);
    assert.equal(history.length, 2);
    const { kind, actorId, face, changes, data } = history[1] ?? {};
    assert.deepEqual([kind, actorId, face], ['edited', null, 'goss']);
    assert.deepEqual(changes, [{ field: 'status', from: 'New', to: 'Awaiting information' }]);
    assert.deepEqual([data?.['program'], data?.['note']], ['STAFF1', note?.id]);

    assert.deepEqual(await goss.api('updateCaseStatus', { caseBusinessKey, statusValue: 'Escalated' }), done);
    const shown = await goss.get(caseBusinessKey);
    assert.deepEqual(
      [shown.status.code, shown.caseEscalated, shown.formData.form_STATUS],
      ['Escalated', 'Yes', 'Escalated'],
    );
    await goss.api('updateCaseStatus', { caseBusinessKey, statusValue: 'Open' });
    const after = await goss.get(caseBusinessKey);
    assert.deepEqual([after.status.code, after.caseEscalated], ['Open', 'Yes']);
  });

  it('does nothing at all with another value: unknown, start, closed, of other letters, the present one', async () => {
    const caseBusinessKey = await make({ caseStatus: 'Open' });
    const before = await fingerprint(caseBusinessKey);
    for (const statusValue of ['Lost', 'New', 'Closed', 'open', 'Open', ' Open', '__proto__', '']) {
      assert.deepEqual(await goss.api('updateCaseStatus', { caseBusinessKey, statusValue, statusNotes: 'n' }), done);
    }
    assert.deepEqual(await fingerprint(caseBusinessKey), before);
  });
});

describe('updateCaseStage', () => {
  it('sets a stage of the type, with a private note, as one event', async () => {
    const caseBusinessKey = await make({ caseStageId: 'Stage 1' });
    assert.deepEqual(await goss.api(stage, { caseBusinessKey, stageValue: 'Stage 2', stageNotes: 'Go' }), done);
    const { formData } = await goss.get(caseBusinessKey);
    assert.deepEqual(
      ['CASESTAGE', 'CASESTAGENAME', 'CASESTAGEDESC', 'INITCASESTAGE'].map((name) => formData[`form_${name}`]),
      ['Stage 2', 'Visit', 'Visit', 'Stage 1'],
    );
    const [note] = await goss.notes(caseBusinessKey);
    assert.deepEqual([note?.text, note?.private], ['Go', true]);
    assert.deepEqual(
      (await goss.history(caseBusinessKey)).map(({ kind }) => kind),
      ['created', 'edited'],
    );
  });

  it('does nothing at all with another value: unknown, the present one, or of a type without stages', async () => {
    const caseBusinessKey = await make({ caseStageId: 'Stage 1' });
    const before = await fingerprint(caseBusinessKey);
    for (const stageValue of ['Stage 3', 'stage 2', 'Stage 1', 'Assessment', '']) {
      assert.deepEqual(await goss.api(stage, { caseBusinessKey, stageValue, stageNotes: 'n' }), done);
    }
    assert.deepEqual(await fingerprint(caseBusinessKey), before);
    const other = await make({ caseTypeId: 'pothole', form: { startForm: 'POTHOLE' }, user: { siteUserId: 'frank' } });
    assert.deepEqual(await goss.api(stage, { caseBusinessKey: other, stageValue: 'Stage 1' }), done);
    assert.equal((await goss.stored(other)).version, 1);
  });
});

describe('reassignCase', () => {
  it('gives the case to a user of any unit and group, and takes it from the group', async () => {
    const caseBusinessKey = await make();
    const first = { caseBusinessKey, assignGroupName: 'No such group', reasonDesc: 'Moved', note: 'For you' };
    assert.deepEqual(await goss.api('reassignCase', first), { success: true });
    const grouped = await goss.get(caseBusinessKey);
    assert.deepEqual([grouped.assignGroupName, grouped.assignGroupFull], ['No such group', 'No such group']);
    const [note] = await goss.notes(caseBusinessKey);
    assert.deepEqual([note?.text, note?.private, note?.authorId], ['For you', true, null]);

    const params = { caseBusinessKey, assignGroupName: 'records', assignUserName: 'nolan', reasonDesc: 'Away' };
    assert.deepEqual(await goss.api('reassignCase', params), { success: true });
    const owned = await goss.get(caseBusinessKey);
    assert.deepEqual(owned.caseManager, { userName: 'nolan', displayName: 'Nolan Reyes' });
    assert.deepEqual([owned.assignUserFull, owned.formData.form_CASEASSIGNEE], ['Nolan Reyes', 'nolan']);
    assert.deepEqual([owned.assignGroupName, owned.assignGroupFull], ['', '']);
    const history = await goss.history(caseBusinessKey);
    assert.deepEqual(
      history.map(({ kind }) => kind),
      ['created', 'assigned', 'assigned'],
    );
    assert.deepEqual(history.map(({ actorId }) => actorId).slice(1), [null, null]);
    assert.deepEqual(history[2]?.changes[0], { field: 'owner', from: null, to: 'nolan' });
    assert.deepEqual([history[2]?.data['reason'], history[2]?.data['program']], ['Away', 'STAFF1']);
  });

  it('gives it to a group: no manager, the group’s shown name; `""` is nobody', async () => {
    const caseBusinessKey = await make({ caseManagerId: 'CASEMANAGER1' });
    const params = { caseBusinessKey, reasonDesc: 'r' };
    await goss.api('reassignCase', { ...params, assignGroupName: 'CM-STARTERS', assignUserName: '' });
    const grouped = await goss.get(caseBusinessKey);
    assert.deepEqual([grouped.assignGroupName, grouped.assignGroupFull], ['CM-STARTERS', 'Case starters']);
    assert.deepEqual([grouped.caseManager.userName, grouped.assignUserFull], ['', '']);
    assert.ok(!('form_CASEASSIGNEE' in grouped.formData));
    await goss.api('reassignCase', { ...params, assignGroupName: '' });
    const nobody = await goss.get(caseBusinessKey);
    assert.deepEqual([nobody.assignGroupName, nobody.assignGroupFull, nobody.caseManager.userName], ['', '', '']);
  });

  it('shows a manager whom another face gave the case, and then no group', async () => {
    const caseBusinessKey = await make();
    await goss.api('reassignCase', { caseBusinessKey, assignGroupName: 'records', reasonDesc: 'r' });
    const actor = goss.docket.actor('msingleton', 'api');
    const { number } = await goss.stored(caseBusinessKey);
    const ownerId = actor.user?.id ?? 0;
    await goss.docket.core.run(actor, (tx) => editCase(tx, actor, number, { fields: { ownerId } }));
    const shown = await goss.get(caseBusinessKey);
    assert.deepEqual([shown.caseManager.userName, shown.assignGroupName], ['msingleton', '']);
  });

  it('knows no unknown or disabled user', async () => {
    const caseBusinessKey = await make();
    const before = await fingerprint(caseBusinessKey);
    for (const assignUserName of ['nobody', 'dora', 'casemanager1', '__proto__']) {
      const params = { caseBusinessKey, assignGroupName: 'records', assignUserName, reasonDesc: 'r', note: 'n' };
      const errors = [`User ${assignUserName} does not exist`];
      assert.deepEqual(await goss.api('reassignCase', params), { success: false, errors });
    }
    assert.deepEqual(await fingerprint(caseBusinessKey), before);
  });

  it('that changes nothing moves nothing; its note is added all the same', async () => {
    const caseBusinessKey = await make({ caseManagerId: 'CASEMANAGER1' });
    const before = await fingerprint(caseBusinessKey);
    const params = { caseBusinessKey, assignGroupName: 'x', assignUserName: 'CASEMANAGER1', reasonDesc: 'r' };
    assert.deepEqual(await goss.api('reassignCase', params), { success: true });
    assert.deepEqual(await fingerprint(caseBusinessKey), before);
    await goss.api('reassignCase', { ...params, note: 'Still yours' });
    const { version, notes } = await fingerprint(caseBusinessKey);
    assert.deepEqual([version, notes], [before.version, 1]);
    assert.deepEqual(
      (await goss.history(caseBusinessKey)).map(({ kind }) => kind),
      ['created', 'note.added'],
    );
  });
});

describe('addNoteToCase', () => {
  it('adds a note of the user it names, open for the citizen unless private: no new version', async () => {
    const reference = await make();
    const text = 'Rang back.\r\n\u0001‮<b>&"\';--';
    const params = { caseReference: reference, note: text, userName: 'TIMG' };
    assert.deepEqual(await goss.api(addNote, params), { success: true });
    const more = { private: true, userRole: 'citizen', name: 'Rita (by phone)' };
    await goss.api(addNote, { ...params, ...more, userName: 'CMSYSTEMUSER' });
    const tim = goss.docket.actor('TIMG').user?.id;
    assert.deepEqual(
      (await goss.notes(reference)).map(({ text, private: hidden, authorId, facets }) => [
        text,
        hidden,
        authorId,
        facets,
      ]),
      [
        [text, false, tim, { goss: {} }],
        [text, true, null, { goss: { name: 'Rita (by phone)', userRole: 'citizen' } }],
      ],
    );
    const history = await goss.history(reference);
    assert.deepEqual(history.map(({ kind, actorId, face }) => [kind, actorId, face]).slice(1), [
      ['note.added', tim, 'goss'],
      ['note.added', null, 'goss'],
    ]);
    assert.ok(history.slice(1).every(({ data }) => data['program'] === 'STAFF1'));
    assert.equal((await goss.stored(reference)).version, 1);
  });

  it('adds to closed and archived cases too', async () => {
    const actor = goss.docket.actor('msingleton');
    const [closed, archived] = [await make({ close: {} }), await make()];
    await goss.docket.core.run(actor, (tx) => setArchived(tx, actor, { reference: archived }, true));
    for (const caseReference of [closed, archived]) {
      assert.deepEqual(await goss.api(addNote, { caseReference, note: 'Late', userName: 'TIMG' }), { success: true });
      assert.equal((await goss.notes(caseReference)).length, 1);
    }
  });

  it('knows no unknown or unseen case, and no unknown user; the case is looked at first', async () => {
    const gone = (await goneCases()).filter((_, i) => i !== 4 && i !== 5);
    for (const caseReference of gone) {
      const errors = [`Could not load case reference - ${caseReference}`];
      const result = await goss.api(addNote, { caseReference, note: 'n', userName: 'nobody', debug: true });
      assert.deepEqual(result, { success: false, errors });
    }
    const reference = await make();
    for (const userName of ['nobody', 'timg', 'cmsystemuser', 'constructor']) {
      const errors = [`User ${userName} does not exist`];
      assert.deepEqual(await goss.api(addNote, { caseReference: reference, note: 'n', userName }), {
        success: false,
        errors,
      });
    }
    assert.deepEqual(await goss.notes(reference), []);
  });

  it('takes a note of 10,000 characters, counted as such', async () => {
    const reference = await make();
    const note = '😀'.repeat(10_000);
    assert.deepEqual(await goss.api(addNote, { caseReference: reference, note, userName: 'TIMG' }), { success: true });
    assert.equal((await goss.notes(reference))[0]?.text, note);
  });
});

it('calls on one case run one after the other: none is lost, and their events are in order', async () => {
  const caseBusinessKey = await make();
  const note = (i: number) => goss.api(addNote, { caseReference: caseBusinessKey, note: `n${i}`, userName: 'TIMG' });
  const move = (i: number) =>
    goss.api('updateCaseStatus', { caseBusinessKey, statusValue: i % 2 ? 'Open' : 'Escalated', statusNotes: 's' });
  const assign = (i: number) =>
    goss.api('reassignCase', { caseBusinessKey, assignGroupName: `g${i}`, reasonDesc: 'r' });
  const results = await Promise.all(Array.from({ length: 30 }, (_, i) => [note, move, assign][i % 3]?.(i)));
  assert.ok(results.every(({ success }) => success));
  const history = await goss.history(caseBusinessKey);
  assert.equal(history.filter(({ kind }) => kind === 'assigned').length, 10);
  assert.equal(history.filter(({ kind }) => kind === 'note.added').length, 10);
  const { version } = await goss.stored(caseBusinessKey);
  const moves = history.filter(({ kind }) => kind === 'edited').length;
  assert.equal(version, 11 + moves);
  assert.equal((await goss.notes(caseBusinessKey)).length, 10 + moves);
});

it('every chain of history is whole, and no request here is a fault of ours', async () => {
  const actor = goss.docket.actor('msingleton');
  const { breaks } = await goss.docket.core.view(actor, (db) => verifyHistory(db, actor.tenant.id));
  assert.deepEqual(breaks, []);
  assert.deepEqual(goss.docket.faults, []);
});
