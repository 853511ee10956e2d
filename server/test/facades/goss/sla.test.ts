/** The four calls on the target of a case (contract goss §6.6). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openZones } from '../../../src/domain/case-types/zones.ts';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { toLocalMinutes } from '../../../src/facades/goss/wire/dates.ts';
import { readDuration } from '../../../src/facades/goss/wire/read-sla.ts';
import { address, type Goss, getMethod, key, keys, startGoss } from './support.ts';

const hourMs = 3_600_000;
const prefix = 'goss.CaseManagement.v1.api.sla.';

describe('a duration', () => {
  it('is of weeks, days, hours, minutes and seconds as integers, a day having 24 hours', () => {
    const read: Record<string, number> = {
      PT4H30M: 16_200,
      P2D: 172_800,
      P1W: 604_800,
      P1W1DT1H1M1S: 604_800 + 86_400 + 3661,
      PT0S: 0,
      P0D: 0,
    };
    for (const [text, seconds] of Object.entries(read)) assert.equal(readDuration(text), seconds, text);
  });
  it('is nothing else', () => {
    const wrong = [
      '',
      'P',
      'PT',
      'P1Y',
      'P1M',
      'P1DT',
      'PT1.5H',
      '-P1D',
      'P-1D',
      'p1d',
      'PT1S1M',
      '1D',
      `P${'9'.repeat(20)}W`,
    ];
    for (const text of wrong) assert.equal(readDuration(text), undefined, text);
  });
});

describe('targets of cases', () => {
  let goss: Goss;
  before(async () => {
    goss = await startGoss();
  });
  after(() => goss.close());

  const sla = async (method: string, reference: string, params: object = {}, token?: string) => {
    const answer = await goss.call(`${prefix}${method}`, { caseBusinessKey: reference, ...params }, token);
    return answer.result ?? answer.error;
  };
  const set = (reference: string, params: object) => sla('setSLA', reference, params);
  const shown = async (reference: string) => (await goss.call(getMethod, { caseBusinessKey: reference })).result.case;
  const numberOf = async (reference: string): Promise<number> => Number((await shown(reference)).id);
  const dueOf = async (reference: string) => {
    const { tenant } = goss.docket.actor('STAFF1');
    const text =
      'select due_at as at, version, modified_at as modified from cases where tenant_id = $1 and reference = $2';
    const row = await goss.docket.core.view({ tenant }, (db) =>
      db.row<{ at: Date | null; version: number; modified: Date }>({ text, values: [tenant.id, reference] }),
    );
    assert.ok(row);
    return { at: row.at?.getTime() ?? null, version: row.version, modified: row.modified.getTime() };
  };
  const history = async (reference: string) => {
    const { tenant } = goss.docket.actor('STAFF1');
    const text =
      'select kind, actor_id as actor, facade, changes, data from history where tenant_id = $1 and case_number = $2 order by seq';
    const rows = await goss.docket.core.view({ tenant }, async (db) =>
      db.rows<{ kind: string; actor: number | null; facade: string; changes: string; data: string }>({
        text,
        values: [tenant.id, await numberOf(reference)],
      }),
    );
    return rows.map((row) => ({ ...row, changes: JSON.parse(row.changes), data: JSON.parse(row.data) }));
  };
  /** A case without a target of its type; its instant of creation. */
  const create = async (more: object = {}): Promise<string> =>
    (await goss.create({ caseTypeId: 'pothole', form: { startForm: 'POTHOLE' }, ...more })).caseBusinessKey;
  const near = (actual: number | null, expected: number): void => {
    assert.ok(actual !== null && Math.abs(actual - expected) < 60_000, `${actual} is not near ${expected}`);
  };
  const success = { success: true, errors: [] };

  it('setSLA: NOW, which is the default, INITIAL, SET and CLEAR', async () => {
    const reference = await create();
    assert.deepEqual(await set(reference, { duration: 'P1D' }), success);
    near((await dueOf(reference)).at, Date.now() + 24 * hourMs);
    assert.deepEqual(await set(reference, { duration: 'PT1H', operation: 'initial' }), success);
    const { startTime } = await shown(reference);
    near((await dueOf(reference)).at, Date.parse(startTime) + hourMs);
    const sent = { duration: '', operation: 'SET', datetime: '2099-03-01T13:00:00+01:00' };
    assert.deepEqual(await set(reference, sent), success);
    assert.equal((await dueOf(reference)).at, Date.UTC(2099, 2, 1, 12));
    assert.equal((await shown(reference)).formData.form_CASETARGETDATE, '2099-03-01T12:00:00Z');
    assert.deepEqual(await set(reference, { duration: '', operation: 'Clear', debug: true }), {
      ...success,
      notes: ['Target: ', 'Target update message sent to workflow', 'Timer set requested'],
    });
    assert.equal((await dueOf(reference)).at, null);
    assert.equal((await shown(reference)).formData.form_CASETARGETSTR, '');
  });

  it('setSLA: a date without a zone is in the tenant’s; ADD and SUBTRACT move the target, without one they start now', async () => {
    const reference = await create();
    await set(reference, { duration: '', operation: 'SET', datetime: '2099-07-01T13:00:00' });
    assert.equal((await dueOf(reference)).at, Date.UTC(2099, 6, 1, 12));
    const answer = await set(reference, { duration: 'PT4H30M', operation: 'ADD', debug: true });
    assert.deepEqual(answer.notes, [
      'Target: 2099-07-01T16:30:00.000Z',
      'Target update message sent to workflow',
      'Timer set requested',
    ]);
    await set(reference, { duration: 'P1D', operation: 'subtract' });
    assert.equal((await dueOf(reference)).at, Date.UTC(2099, 5, 30, 16, 30));
    for (const [operation, ms] of [
      ['ADD', hourMs],
      ['SUBTRACT', -hourMs],
    ] as const) {
      const bare = await create();
      await set(bare, { duration: 'PT1H', operation });
      near((await dueOf(bare)).at, Date.now() + ms);
    }
  });

  it('updateSLA: moves a target that there is; without one, and on a case that is gone, it fails without a word', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    assert.deepEqual(await sla('updateSLA', reference, { duration: 'P2D', operation: 'Add', name: 'X' }), success);
    assert.deepEqual(await sla('updateSLA', reference, { duration: 'PT1H', operation: 'SUBTRACT' }), success);
    assert.equal((await dueOf(reference)).at, Date.UTC(2099, 0, 2, 23));
    const failed = { success: false, errors: [] };
    assert.deepEqual(await sla('updateSLA', await create(), { duration: 'P2D', operation: 'add' }), failed);
    assert.deepEqual(await sla('updateSLA', 'nowhere', { duration: 'P2D', operation: 'add' }), failed);
  });

  it('one call is one event and one version, by whom it names; what changes nothing is none', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    const before = await dueOf(reference);
    await set(reference, { duration: 'PT1H', operation: 'ADD', userName: 'CASEMANAGER1', note: 'More time' });
    const after = await dueOf(reference);
    assert.equal(after.version, before.version + 1);
    assert.ok(after.modified > before.modified);
    const event = (await history(reference)).at(-1);
    assert.equal(event?.kind, 'target.set');
    assert.equal(event?.facade, 'goss');
    assert.equal(event?.actor, goss.docket.actor('CASEMANAGER1').user?.id);
    assert.deepEqual(event?.changes, [
      { field: 'dueAt', from: '2099-01-01T00:00:00.000Z', to: '2099-01-01T01:00:00.000Z' },
    ]);
    const { operation, seconds, program, note } = event?.data ?? {};
    assert.deepEqual({ operation, seconds, program }, { operation: 'add', seconds: 3600, program: 'STAFF1' });
    assert.equal(typeof note, 'number');
    const count = (await history(reference)).length;
    await set(reference, { duration: 'PT0S', operation: 'ADD' });
    await set(reference, { duration: '', operation: 'SET', datetime: '2099-01-01T01:00:00Z' });
    assert.equal((await history(reference)).length, count);
    assert.equal((await dueOf(reference)).version, after.version);
    await set(reference, { duration: 'PT0S', operation: 'ADD', note: 'Only this' });
    assert.equal((await history(reference)).at(-1)?.kind, 'note.added');
    assert.equal((await history(reference)).at(-1)?.actor, null);
    assert.equal((await dueOf(reference)).version, after.version);
  });

  it('a note is private unless it says otherwise', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    await set(reference, { duration: 'P1D', note: 'one', displayName: 'Cass', userRole: 'staff' });
    await sla('updateSLA', reference, { duration: 'P1D', operation: 'add', note: 'two', private: false });
    await sla('pauseSLA', reference, { note: 'three', private: true });
    await sla('resumeSLA', reference, { note: 'four', private: null });
    const { tenant } = goss.docket.actor('STAFF1');
    const text = 'select text, private, facets from notes where tenant_id = $1 and case_number = $2 order by note_id';
    const rows = await goss.docket.core.view({ tenant }, async (db) =>
      db.rows<object>({ text, values: [tenant.id, await numberOf(reference)] }),
    );
    assert.deepEqual(
      rows,
      [
        ['one', true, { goss: { name: 'Cass', userRole: 'staff' } }],
        ['two', false, {}],
        ['three', true, {}],
        ['four', true, {}],
      ].map(([noteText, isPrivate, facets]) => ({ text: noteText, private: isPrivate, facets })),
    );
  });

  it('pauseSLA holds the target, counts, and resumeSLA lets it go on, later by the time from the first pause', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    const version = (await dueOf(reference)).version;
    assert.deepEqual(await sla('pauseSLA', reference, { debug: true }), {
      ...success,
      notes: ['Timer paused: 2099-01-01T00:00:00.000Z', 'Set counter: pauseCounter=1'],
    });
    goss.docket.clock.advance(hourMs);
    assert.deepEqual((await sla('pauseSLA', reference, { debug: true })).notes[1], 'Set counter: pauseCounter=2');
    const paused = await shown(reference);
    assert.equal(paused.timerPausedTarget, '2099-01-01T00:00:00.000Z');
    assert.equal(paused.timerPausedReminder, '');
    assert.equal(paused.pauseCounter, 2);
    assert.equal(paused.formData.form_CASETARGETDATE, '');
    assert.equal(paused.formData.form_CASETARGETSTR, '');
    assert.equal((await dueOf(reference)).at, null);
    goss.docket.clock.advance(hourMs);
    assert.deepEqual(await sla('resumeSLA', reference), success);
    assert.equal((await dueOf(reference)).at, null);
    assert.deepEqual(await sla('resumeSLA', reference, { taskClosed: true }), success);
    near((await dueOf(reference)).at, Date.UTC(2099, 0, 1) + 2 * hourMs);
    const resumed = await shown(reference);
    assert.equal(resumed.timerPausedTarget, '');
    assert.equal(resumed.pauseCounter, 0);
    assert.equal((await dueOf(reference)).version, version + 4);
    assert.deepEqual(
      (await history(reference)).slice(1).map(({ kind, data }) => [kind, data.pauses]),
      [
        ['target.paused', 1],
        ['target.paused', 2],
        ['target.resumed', 1],
        ['target.resumed', 0],
      ],
    );
    assert.deepEqual(await sla('resumeSLA', reference), { success: false, errors: ['Case is not paused'] });
    goss.docket.clock.reset();
  });

  it('on a paused case setSLA and updateSLA act on the held target', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    await sla('pauseSLA', reference);
    await sla('updateSLA', reference, { duration: 'PT1H', operation: 'add' });
    assert.equal((await shown(reference)).timerPausedTarget, '2099-01-01T01:00:00.000Z');
    await set(reference, { duration: '', operation: 'SET', datetime: '2098-01-01T00:00:00Z' });
    assert.equal((await dueOf(reference)).at, null);
    await sla('resumeSLA', reference);
    near((await dueOf(reference)).at, Date.UTC(2098, 0, 1));
  });

  it('a due date set through another face replaces the held one and ends the pause', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    await sla('pauseSLA', reference);
    await sla('pauseSLA', reference);
    const number = await numberOf(reference);
    const { version } = await dueOf(reference);
    const answer = await goss.docket.inject({
      method: 'PATCH',
      url: `/api/v1/cases/${number}`,
      headers: { authorization: 'Bearer docket-api-token', 'if-match': `"${version}"` },
      payload: { dueAt: '2097-01-01T00:00:00.000Z' },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    const now = await shown(reference);
    assert.equal(now.formData.form_CASETARGETDATE, '2097-01-01T00:00:00Z');
    assert.equal(now.timerPausedTarget, '');
    assert.equal(now.pauseCounter, 0);
    assert.deepEqual((await sla('resumeSLA', reference)).errors, ['Case is not paused']);
  });

  it('CASETARGETDAYS are the days of the rule, as long as nothing but pauses moved what it set', async () => {
    const daysOf = async (reference: string) => (await shown(reference)).formData.form_CASETARGETDAYS;
    const { caseBusinessKey: reference } = await goss.create();
    assert.equal(await daysOf(reference), 5);
    await sla('pauseSLA', reference);
    assert.equal(await daysOf(reference), 5);
    await sla('resumeSLA', reference);
    assert.equal(await daysOf(reference), 5);
    await sla('updateSLA', reference, { duration: 'PT1H', operation: 'add' });
    assert.equal(await daysOf(reference), 0);
  });

  it('a control variable must be on the case', async () => {
    const more = { targetDate: '2099-01-01T00:00:00Z', processVariables: { stop: 1 } };
    const reference = await create(more);
    const pause = (caseControlVar: string) => sla('pauseSLA', reference, { caseControlVar, taskBusinessKey: 't' });
    assert.deepEqual((await pause('go')).errors, ['Cannot set workflow variable go']);
    assert.deepEqual((await pause('__proto__')).errors, ['Cannot set workflow variable __proto__']);
    assert.deepEqual(await pause('stop'), success);
    assert.deepEqual(await pause('form_CASETYPE'), success);
    assert.deepEqual((await sla('resumeSLA', reference, { caseControlVar: 'go' })).errors, [
      'Cannot set workflow variable go',
    ]);
    assert.equal((await shown(reference)).pauseCounter, 2);
    // A case from elsewhere has what getCase shows of it, its customer's address too.
    const other = { subject: 'Leak', unit: null, customer: 1000, dueAt: '2099-01-01T00:00:00Z' };
    const made = await goss.docket.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { authorization: 'Bearer docket-api-token' },
      payload: other,
    });
    const pauseOther = (caseControlVar: string) => sla('pauseSLA', made.json().reference, { caseControlVar });
    assert.deepEqual(await pauseOther('form_EMAIL'), success);
    assert.deepEqual((await pauseOther('form_ADDRESSTEXT')).errors, ['Cannot set workflow variable form_ADDRESSTEXT']);
  });

  it('ignores members that a call does not list', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    assert.deepEqual(await sla('pauseSLA', reference, { taskClosed: 'x', duration: 5, userName: 7 }), success);
    assert.deepEqual(
      await sla('updateSLA', reference, { duration: 'PT1H', operation: 'add', userName: 7, datetime: 5 }),
      success,
    );
  });

  it('a case that is gone, one without a target, and a user that there is not', async () => {
    const reference = await create();
    const cannotSend = { success: false, errors: ['Cannot send target message to workflow for case'] };
    assert.deepEqual((await sla('pauseSLA', reference)).errors, ['Cannot set workflow variable timerPausedTarget']);
    const ghost = await set(reference, { duration: 'P1D', userName: 'ghost' });
    assert.deepEqual(ghost, { success: false, errors: ['User ghost does not exist'] });
    assert.deepEqual(await set(reference, { duration: 'P1D', userName: 'CMSYSTEMUSER' }), success);
    const closed = await create();
    const actor = goss.docket.actor('mary');
    await goss.docket.core.run(actor, (tx) => closeCase(tx, { ...actor, user: null }, { reference: closed }));
    for (const gone of ['nowhere', closed]) {
      assert.deepEqual(await set(gone, { duration: 'P1D' }), cannotSend);
      assert.deepEqual(await sla('pauseSLA', gone), cannotSend);
      assert.deepEqual(await sla('resumeSLA', gone), cannotSend);
    }
  });

  it('wrong parameters are -32602, with the place of each', async () => {
    const reference = await create();
    const wrong: readonly (readonly [string, object, string])[] = [
      ['setSLA', {}, '/duration'],
      ['setSLA', { duration: '' }, '/duration'],
      ['setSLA', { duration: 'P1M' }, '/duration'],
      ['setSLA', { duration: 'P500000W' }, '/duration'],
      ['setSLA', { duration: 'P9000W', operation: 'SUBTRACT', datetime: 5 }, '/datetime'],
      ['setSLA', { duration: 'P1D', operation: 'LATER' }, '/operation'],
      ['setSLA', { duration: '', operation: 'SET' }, '/datetime'],
      ['setSLA', { duration: '', operation: 'SET', datetime: '2099-02-30T00:00:00Z' }, '/datetime'],
      ['setSLA', { duration: 'P1D', private: 'no' }, '/private'],
      ['updateSLA', { duration: 'P1D' }, '/operation'],
      ['updateSLA', { duration: 'P1D', operation: 'set' }, '/operation'],
      ['updateSLA', { duration: '', operation: 'add' }, '/duration'],
      ['pauseSLA', { caseControlVar: 1 }, '/caseControlVar'],
      ['resumeSLA', { taskClosed: 'x' }, '/taskClosed'],
      ['resumeSLA', { note: 'x'.repeat(10_001) }, '/note'],
    ];
    for (const [method, params, path] of wrong) {
      const { code, data } = await sla(method, reference, params);
      assert.equal(code, -32602, `${method} ${JSON.stringify(params)}`);
      assert.deepEqual(
        data.errors.map((error: { path: string }) => error.path),
        [path],
      );
    }
    assert.equal((await dueOf(reference)).at, null);
  });

  it('wants case.edit of the key’s user', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    for (const method of ['setSLA', 'updateSLA', 'pauseSLA', 'resumeSLA']) {
      const answer = await sla(method, reference, { duration: 'P1D', operation: 'add' }, keys.withoutCreate);
      assert.deepEqual([answer.code, answer.data], [-32003, { permission: 'case.edit' }]);
    }
  });

  it('ten ADD PT1H at once add ten hours, and ten pauseSLA count to ten', async () => {
    const reference = await create({ targetDate: '2099-01-01T00:00:00Z' });
    const ten = (method: string, params: object) =>
      Promise.all(
        Array.from({ length: 10 }, () =>
          goss.docket.inject({
            method: 'POST',
            url: address,
            headers: { authorization: `Bearer ${key}` },
            payload: { id: 1, method: `${prefix}${method}`, params: { caseBusinessKey: reference, ...params } },
          }),
        ),
      );
    await ten('setSLA', { duration: 'PT1H', operation: 'ADD' });
    assert.equal((await dueOf(reference)).at, Date.UTC(2099, 0, 1, 10));
    await ten('pauseSLA', {});
    assert.equal((await shown(reference)).pauseCounter, 10);
    assert.equal((await history(reference)).length, 21);
  });
});

describe('the target as it is read by people', () => {
  it('is local time, also where the zone leads out of the years of four digits', () => {
    const zoneOf = openZones();
    const at = (text: string, zone: string) => toLocalMinutes(new Date(text), zoneOf(zone));
    assert.equal(at('2026-07-01T23:30:59Z', 'Europe/London'), '02/07/2026 00:30');
    assert.equal(at('9999-12-31T23:59:59Z', 'Asia/Tokyo'), '01/01/10000 08:59');
    assert.equal(at('0001-01-01T00:00:00Z', 'Asia/Tokyo').slice(0, 10), '01/01/0001');
    assert.equal(toLocalMinutes(null, zoneOf('Asia/Tokyo')), '');
  });
});
