/** closeCase: dates, reasons, who closes, and tasks (contract goss §6.1, §9; DESIGN S11, S12). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeCase, reopenCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { verifyHistory } from '../../../src/domain/history/verify-history.ts';
import { type Goss, keys, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const done = { success: true, errors: [] };
const gone = { success: false, errors: ["CM error: Couldn't find any active executions."] };

const potholes = { caseTypeId: 'pothole', form: { startForm: 'POTHOLE' }, user: { siteUserId: 'frank' } };
const make = async (more = {}): Promise<string> => (await goss.create(more)).caseBusinessKey;
const close = (caseBusinessKey: string, more = {}) => goss.api('closeCase', { caseBusinessKey, ...more });
const fail = (...errors: string[]) => ({ success: false, errors });

describe('closeCase', () => {
  it('closes as the system, with the reason and the notes, as one event', async () => {
    const caseBusinessKey = await make({ caseStatus: 'Open' });
    const closureReason = 'Passed to another organisation';
    assert.deepEqual(await close(caseBusinessKey, { closureReason, closureNotes: 'Sent <on>' }), done);
    const shown = await goss.get(caseBusinessKey);
    const { form_CASECLOSEREASON, form_CASECLOSEREASONDESC, form_CASECLOSENOTES, form_CLOSEDATE } = shown.formData;
    assert.deepEqual(
      [form_CASECLOSEREASON, form_CASECLOSEREASONDESC, form_CASECLOSENOTES, shown.status.code],
      [closureReason, closureReason, 'Sent <on>', 'Closed'],
    );
    assert.match(shown.endTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(form_CLOSEDATE, shown.endTime);
    const history = await goss.history(caseBusinessKey);
    assert.deepEqual(
      history.map(({ kind, actorId, face }) => [kind, actorId, face]),
      [
        ['created', 1496, 'goss'],
        ['closed', null, 'goss'],
      ],
    );
    assert.deepEqual(history[1]?.data, { program: 'STAFF1' });
  });

  it('queues the closing message to the contact, with the reason in force', async () => {
    const caseBusinessKey = await make({ contact: { email: 'rita@example.com' } });
    await close(caseBusinessKey, { closureNotes: 'Done' });
    const history = await goss.history(caseBusinessKey);
    assert.deepEqual(
      history.map(({ kind }) => kind),
      ['created', 'closed', 'message.queued'],
    );
    const message = { channel: 'email', to: 'rita@example.com', template: 'case-closed' };
    assert.deepEqual(history[2]?.data, { ...message, reason: 'Resolved', note: 'Done' });
  });

  it('takes the type’s default for no or an unknown reason, silently; any text where the type lists none', async () => {
    for (const closureReason of [undefined, null, '', 'Lost', 'resolved']) {
      const caseBusinessKey = await make();
      assert.deepEqual(await close(caseBusinessKey, { closureReason }), done);
      assert.equal((await goss.stored(caseBusinessKey)).closureReason, 'Resolved');
    }
    const [any, none] = [await make(potholes), await make(potholes)];
    await close(any, { closureReason: 'Any text' });
    await close(none);
    assert.deepEqual(
      [(await goss.stored(any)).closureReason, (await goss.stored(none)).closureReason],
      ['Any text', null],
    );
    assert.equal((await goss.get(none)).formData.form_CASECLOSEREASON, '');
  });

  it('finds no unknown, unseen, closed or archived case; a closed one is gone whoever closed it', async () => {
    const frank = goss.docket.actor('frank');
    const unitId = goss.docket.tenant().units.byKey.get('service')?.id ?? 0;
    const [one, other] = [await make(), await make({ close: {} })];
    const { reference } = await goss.docket.core.run(frank, async (tx) => {
      await closeCase(tx, frank, { reference: one });
      return createCase(tx, frank, { referenceStyle: 'number', unitId, subject: 'Not yours' });
    });
    for (const key of ['none', '\u0001', reference, one, other]) {
      assert.deepEqual(await close(key, { user: { siteUserName: 'nobody' }, dryRun: true, debug: true }), gone, key);
    }
  });

  it('closes a case from elsewhere, under its own type’s rules', async () => {
    const actor = goss.docket.actor('STAFF1', 'egain');
    const { reference } = await goss.docket.core.run(actor, (tx) =>
      createCase(tx, actor, { referenceStyle: 'number', subject: 's', type: 'offense' }),
    );
    assert.deepEqual(await close(reference, { closureReason: 'Any' }), done);
    const { status, closureReason, closedAt } = await goss.stored(reference);
    assert.deepEqual([status, closureReason], ['closed', 'Any']);
    assert.notEqual(closedAt, null);
  });

  it('wants `case.close`, by role and then in the case’s unit', async () => {
    const method = 'goss.CaseManagement.v1.api.closeCase';
    const forbidden = { code: -32003, message: 'Forbidden', data: { permission: 'case.close' } };
    for (const token of [keys.withoutClose, keys.withoutLicence]) {
      assert.deepEqual((await goss.call(method, {}, token)).error, forbidden);
    }
    const frank = goss.docket.actor('frank');
    const unitId = goss.docket.tenant().units.byKey.get('service')?.id ?? 0;
    const { reference } = await goss.docket.core.run(frank, (tx) =>
      createCase(tx, frank, { referenceStyle: 'number', unitId, subject: 'Shared with Billing' }),
    );
    for (const dryRun of [true, false]) {
      const { error } = await goss.call(method, { caseBusinessKey: reference, dryRun }, keys.billing);
      assert.deepEqual(error, forbidden);
    }
  });

  it('refuses parameters of the wrong kind', async () => {
    const sent = {
      closureDate: '2024-02-30T00:00:00Z',
      closureNotes: 'x'.repeat(10_001),
      closureReason: 'x'.repeat(256),
      dryRun: 'yes',
      forceClose: 1,
      user: { siteUserId: '5', siteUserName: 5 },
      debug: 'x',
    };
    const pathsOf = async (params: object) => {
      const { error } = await goss.call('goss.CaseManagement.v1.api.closeCase', params);
      assert.equal(error.code, -32602);
      return error.data.errors.map(({ path }: { path: string }) => path).sort();
    };
    const all = '/caseBusinessKey /closureDate /closureNotes /closureReason /debug /dryRun /forceClose';
    assert.deepEqual(await pathsOf(sent), [...all.split(' '), '/user/siteUserId', '/user/siteUserName']);
    for (const closureDate of ['2024-01-01', 'now', 5]) {
      assert.deepEqual(await pathsOf({ caseBusinessKey: 'x', closureDate }), ['/closureDate']);
    }
    for (const siteUserId of [1.5, true, [1]]) {
      assert.deepEqual(await pathsOf({ caseBusinessKey: 'x', user: { siteUserId } }), ['/user/siteUserId']);
    }
    assert.deepEqual(await pathsOf({ caseBusinessKey: 'x', user: 'TIMG' }), ['/user']);
  });

  it('answers notes where `debug` asks, in a success', async () => {
    const { notes, ...rest } = await close(await make(), { debug: true });
    assert.deepEqual(rest, done);
    assert.ok(notes.length > 0 && notes.every((one: unknown) => typeof one === 'string'));
  });
});

describe('closureDate', () => {
  it('is shown as the end; the core keeps its own instant; reopening forgets it', async () => {
    const made = await goss.create();
    const key = made.caseBusinessKey;
    assert.deepEqual(await close(key, { closureDate: made.case.startTime }), done);
    const shown = await goss.get(key);
    assert.deepEqual([shown.endTime, shown.formData.form_CLOSEDATE], [made.case.startTime, made.case.startTime]);
    const { closedAt, createdAt } = await goss.stored(key);
    assert.ok(closedAt !== null && closedAt > createdAt);
    const admin = goss.docket.actor('msingleton');
    await goss.docket.core.run(admin, (tx) => reopenCase(tx, admin, { reference: key }));
    assert.equal((await goss.get(key)).endTime, null);
    await close(key);
    assert.equal((await goss.get(key)).endTime, `${(await goss.stored(key)).closedAt?.toISOString().slice(0, 19)}Z`);
  });

  it('without a zone is the tenant’s local time; blank is now', async () => {
    const key = await make();
    goss.docket.clock.advance(2 * 86_400_000);
    const closureDate = new Date(goss.docket.clock.now() - 86_400_000).toISOString().slice(0, 19);
    const london = new Intl.DateTimeFormat('en', { timeZone: 'Europe/London', timeZoneName: 'longOffset' });
    const offset = london.formatToParts(new Date(`${closureDate}Z`)).find(({ type }) => type === 'timeZoneName')?.value;
    assert.deepEqual(await close(key, { closureDate }), done);
    const wanted = new Date(`${closureDate}${offset === 'GMT' ? 'Z' : offset?.slice(3)}`);
    goss.docket.clock.reset();
    assert.equal((await goss.get(key)).endTime, `${wanted.toISOString().slice(0, 19)}Z`);
    const blank = await make();
    assert.deepEqual(await close(blank, { closureDate: '' }), done);
  });

  it('is neither later than now nor before the case began; shown as it was sent', async () => {
    const made = await goss.create();
    const key = made.caseBusinessKey;
    const early = `${new Date(Date.parse(made.case.startTime) - 1).toISOString().slice(0, -1)}+00:00`;
    for (const closureDate of ['2099-01-01T00:00:00.5+01:00', early, '0001-01-01T00:00:00Z']) {
      const errors = [`Closure date ${closureDate} is not valid for the case`];
      assert.deepEqual(await close(key, { closureDate }), { success: false, errors });
    }
    assert.equal((await goss.stored(key)).version, 1);
  });
});

describe('the user who closes', () => {
  it('is found by login, else by number, and is who acts', async () => {
    const id = goss.docket.actor('CASEMANAGER1').user?.id;
    for (const user of [
      { siteUserName: 'CASEMANAGER1' },
      { siteUserName: 'CASEMANAGER1', siteUserId: 1496 },
      { siteUserId: id, siteUserName: '' },
      { siteUserId: id },
    ]) {
      const key = await make();
      assert.deepEqual(await close(key, { user }), done);
      const closed = (await goss.history(key))[1];
      assert.deepEqual([closed?.actorId, closed?.data], [id, { program: 'STAFF1' }]);
    }
  });

  it('names nobody where its members are blank', async () => {
    for (const user of [null, {}, { siteUserName: '', siteUserId: null }]) {
      const key = await make();
      assert.deepEqual(await close(key, { user }), done);
      assert.equal((await goss.history(key))[1]?.actorId, null);
    }
  });

  it('must be there, and be one of the type’s managers', async () => {
    const key = await make();
    const outside = (login: string) => fail(`User ${login} is not a case manager of case type testcasecreation`);
    for (const [user, answer] of [
      [{ siteUserName: 'nobody', siteUserId: 1496 }, fail('User nobody does not exist')],
      [{ siteUserName: 'casemanager1' }, fail('User casemanager1 does not exist')],
      [{ siteUserId: 987_654_321 }, fail('User 987654321 does not exist')],
      [{ siteUserId: -1 }, fail('User -1 does not exist')],
      [{ siteUserName: 'frank' }, outside('frank')],
      [{ siteUserId: 1002 }, outside('frank')],
      // Disabled, though a member of the group.
      [{ siteUserName: 'gone' }, outside('gone')],
    ] as const) {
      assert.deepEqual(await close(key, { user, forceClose: true }), answer);
    }
    assert.equal((await goss.stored(key)).version, 1);
    assert.deepEqual(await close(await make(potholes), { user: { siteUserName: 'victor' } }), done);
  });

  it('hears of a wrong date too: all that is wrong is answered', async () => {
    const closureDate = '2099-01-01T00:00:00Z';
    const answer = await close(await make(), { closureDate, user: { siteUserName: 'nobody' } });
    assert.deepEqual(
      answer,
      fail(`Closure date ${closureDate} is not valid for the case`, 'User nobody does not exist'),
    );
  });
});

describe('a dry run', () => {
  it('answers what the call would, and changes nothing', async () => {
    const key = await make({ contact: { email: 'rita@example.com' } });
    const before = await goss.stored(key);
    assert.deepEqual(await close(key, { dryRun: true }), done);
    assert.deepEqual(await close(key, { dryRun: true, user: { siteUserName: 'CASEMANAGER1' } }), done);
    const nobody = { dryRun: true, user: { siteUserName: 'nobody' } };
    assert.deepEqual(await close(key, nobody), fail('User nobody does not exist'));
    const { notes, ...rest } = await close(key, { dryRun: true, debug: true });
    assert.deepEqual(rest, done);
    assert.ok(notes.length > 0);
    assert.deepEqual(await goss.stored(key), before);
    assert.deepEqual(await close(key, { dryRun: false }), done);
    assert.deepEqual(await close(key, { dryRun: true }), gone);
  });
});

it('of ten at once one succeeds, and nine find no active execution', async () => {
  const key = await make();
  const results = await Promise.all(Array.from({ length: 10 }, (_, i) => close(key, { closureNotes: `n${i}` })));
  assert.equal(results.filter(({ success }) => success).length, 1);
  for (const result of results.filter(({ success }) => !success)) assert.deepEqual(result, gone);
  assert.deepEqual(
    (await goss.history(key)).map(({ kind }) => kind),
    ['created', 'closed'],
  );
});

it('every chain of history is whole, and no request here is a fault of ours', async () => {
  const actor = goss.docket.actor('msingleton');
  const { breaks } = await goss.docket.core.view(actor, (db) => verifyHistory(db, actor.tenant.id));
  assert.deepEqual(breaks, []);
  assert.deepEqual(goss.docket.faults, []);
});
