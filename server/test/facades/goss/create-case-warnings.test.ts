/** createCase: warnings, targets, files, and closing at once (contract goss §5.6, §5.7, §9). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { verifyHistory } from '../../../src/domain/history/verify-history.ts';
import { type Goss, minimum, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const potholes = { caseTypeId: 'pothole', form: { startForm: 'POTHOLE' }, user: { siteUserId: 'frank' } };
const trees = { ...potholes, caseTypeId: 'tree' };

describe('warnings', () => {
  const warn = async (more: Record<string, unknown>, warnings: string[]) => {
    const result = await goss.create(more);
    assert.deepEqual([result.success, result.errors, result.warnings], [true, [], warnings]);
    return result.case;
  };

  for (const caseManagerId of ['frank', 'gone']) {
    it(`W1: ${caseManagerId} is no manager of the type, or disabled`, async () => {
      const found = await warn({ caseManagerId }, [`Could not assign case manager ${caseManagerId} to case`]);
      assert.deepEqual(found.caseManager, { userName: '', displayName: '' });
    });
  }

  it('W1: a type without a managers group takes any enabled user, of any unit', async () => {
    const found = await warn({ ...potholes, caseManagerId: 'nolan' }, []);
    assert.deepEqual(found.caseManager, { userName: 'nolan', displayName: 'Nolan Reyes' });
    assert.deepEqual([found.groupManager, found.groupManagerFull], ['', '']);
    await warn({ ...potholes, caseManagerId: 'dora' }, ['Could not assign case manager dora to case']);
  });

  it('W2: an unknown summary form', async () => {
    const found = await warn({ form: { ...minimum.form, summaryForm: 'NONE' } }, [
      'Summary form NONE does not exist in environment defaulting to TESTSEARCHCASECREATION',
    ]);
    assert.equal(found.readOnlyTemplate, 'TESTSEARCHCASECREATION');
  });

  it('W3: files that are not there, or no references; the others are attached, in any letter case', async () => {
    const [one, two] = [await goss.upload('a.jpg'), await goss.upload('b.jpg')];
    const missing = (reference: string) =>
      `Attachment ${reference} does not exist in environment and has not been able to be attached to the case`;
    const none = '73CB6FDB-2C50-4D53-823B-D0AF2A8242FC';
    const references = [two, 'no guid', one.toLowerCase(), none, none, two];
    const found = await warn(
      { attachments: references.map((fileStoreReference, i) => ({ fileStoreReference, formField: `F${i}` })) },
      [missing('no guid'), missing(none), missing(none)],
    );
    const file = (fileStoreReference: string, fileName: string, formField: string) => ({
      fileStoreReference,
      formField,
      fileName,
      contentType: 'image/jpeg',
      size: 5,
    });
    assert.deepEqual(found.attachments, [file(two, 'b.jpg', 'F0'), file(one, 'a.jpg', 'F2'), file(two, 'b.jpg', 'F5')]);
  });

  it('W4, W5: unknown stage and subtype are blank; known ones are shown, the INIT ones too', async () => {
    const blank = await warn({ caseStageId: 'stage 1', caseSubTypeId: 'x' }, [
      'Case type testcasecreation does not support stage stage 1, defaulted stage to blank',
      'Case type testcasecreation does not support sub type x, default sub type to blank',
    ]);
    assert.equal(blank.formData.form_CASESTAGE, '');
    const { formData } = await warn({ caseStageId: 'Stage 1', caseSubTypeId: 'GeneralEnquiry' }, []);
    const members = ['CASESTAGE', 'INITCASESTAGE', 'CASESTAGENAME', 'CASESTAGEDESC'];
    assert.deepEqual(
      members.map((name) => formData[`form_${name}`]),
      ['Stage 1', 'Stage 1', 'Assessment', 'Assessment'],
    );
    assert.deepEqual(
      ['CASESUBTYPE', 'INITCASESUBTYPE', 'CASESUBTYPENAME', 'CASESUBTYPEDESC'].map((name) => formData[`form_${name}`]),
      ['GeneralEnquiry', 'GeneralEnquiry', 'General enquiry', 'General enquiry'],
    );
  });

  it('W6: neither unknown, start nor closed status may be set; active and escalated may', async () => {
    for (const caseStatus of ['open', 'New', 'Closed']) {
      const found = await warn({ caseStatus }, [
        `Case type testcasecreation does not support status ${caseStatus}, using default status`,
      ]);
      assert.deepEqual([found.status.code, found.caseEscalated], ['New', 'No']);
    }
    const open = await warn({ caseStatus: 'Awaiting information' }, []);
    assert.deepEqual(open.status, { code: 'Awaiting information', description: 'Awaiting information' });
    const escalated = await warn({ caseStatus: 'Escalated' }, []);
    assert.deepEqual([escalated.status.code, escalated.caseEscalated], ['Escalated', 'Yes']);
    assert.equal((await warn({ ...potholes, caseStatus: 'New' }, [])).status.code, 'New');
  });

  it('W7: an unknown closure reason becomes the default', async () => {
    const found = await warn({ close: { closureReason: 'Lost' } }, [
      'Case type testcasecreation does not support closure reason Lost, defaulting to default closure reason Resolved',
    ]);
    assert.equal(found.formData.form_CASECLOSEREASON, 'Resolved');
  });

  it('W8: each task whose minimum is not met, in its order; the case is made and stays open', async () => {
    const result = await goss.create({ ...trees, close: { closureReason: 'any text' }, contact: { email: 'a@b' } });
    assert.deepEqual(result.warnings, [
      'Case type tree requires that task Look at it must be completed 2 times',
      'Case type tree requires that task Saw must be completed 1 times',
    ]);
    assert.deepEqual([result.case.endTime, result.case.status.code], [null, 'New']);
    assert.ok(!result.messages.some(({ message }: { message: string }) => message === 'Closing case'));
    const kinds = (await goss.history(result.caseBusinessKey)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['created']);
  });

  it('W9: a target that is not later than now, shown as it was sent; the type’s own holds', async () => {
    const found = await warn({ targetDate: '2020-01-01T00:00:00.5+01:00' }, [
      'Target date 2020-01-01T00:00:00.5+01:00 is in the past so default case target rules have been applied',
    ]);
    assert.equal(found.formData.form_CASETARGETDAYS, 5);
    const none = await warn({ ...potholes, targetDate: '2020-01-01T00:00:00Z' }, [
      'Target date 2020-01-01T00:00:00Z is in the past so default case target rules have been applied',
    ]);
    assert.deepEqual([none.formData.form_CASETARGETDATE, none.formData.form_CASETARGETSTR], ['', '']);
  });

  it('stand in the contract’s order', async () => {
    const result = await goss.create({
      caseManagerId: 'frank',
      form: { ...minimum.form, summaryForm: 's', fields: [{ name: 'NAME' }] },
      attachments: [{ fileStoreReference: 'x', formField: 'F' }],
      caseStageId: 'a',
      caseSubTypeId: 'b',
      caseStatus: 'c',
      close: { closureReason: 'd' },
      targetDate: '2020-01-01T00:00:00Z',
      processVariables: { DELETED: 1 },
    });
    assert.deepEqual(
      result.warnings.map((text: string) => text.split(' ').slice(0, 7).join(' ')),
      [
        'Could not assign case manager frank to',
        'Summary form s does not exist in',
        'Attachment x does not exist in environment',
        'Case type testcasecreation does not support stage',
        'Case type testcasecreation does not support sub',
        'Case type testcasecreation does not support status',
        'Case type testcasecreation does not support closure',
        'Target date 2020-01-01T00:00:00Z is in the past',
        'Process variable form_NAME is reserved and has',
        'Process variable DELETED is reserved and has',
      ],
    );
  });
});

describe('targets', () => {
  const targetOf = async (more: Record<string, unknown>) => {
    const { formData } = (await goss.create(more)).case;
    return [formData.form_CASETARGETDATE, formData.form_CASETARGETSTR, formData.form_CASETARGETDAYS];
  };

  it('that are sent hold, as instants; shown in the tenant’s zone', async () => {
    assert.deepEqual(await targetOf({ targetDate: '2099-07-01T12:00:00Z' }), [
      '2099-07-01T12:00:00Z',
      '01/07/2099 13:00',
      0,
    ]);
    assert.deepEqual((await targetOf({ targetDate: '2099-07-01t12:00:00.98765+05:30' }))[0], '2099-07-01T06:30:00Z');
  });

  it('without a zone are in the tenant’s', async () => {
    assert.equal((await targetOf({ targetDate: '2099-07-01T12:00:00' }))[0], '2099-07-01T11:00:00Z');
    assert.equal((await targetOf({ targetDate: '2099-01-01T12:00:00.1' }))[0], '2099-01-01T12:00:00Z');
  });

  it('of the type count days and hours; the days are shown', async () => {
    const { case: found } = await goss.create(trees);
    const passed = Date.parse(found.formData.form_CASETARGETDATE) - Date.parse(found.startTime);
    const hour = 3_600_000;
    assert.ok([50, 51, 52].includes(passed / hour), `${passed / hour} hours`);
    assert.equal(found.formData.form_CASETARGETDAYS, 2);
    assert.equal(found.isCalendarDays, true);
  });
});

describe('closing at once', () => {
  const close = { closureReason: 'Passed to another organisation', closureNote: 'Sent <on>' };

  it('answers a closed case', async () => {
    const { case: found, messages } = await goss.create({ close, contact: { email: 'rita@example.com' } });
    assert.match(found.endTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(found.status.code, 'Closed');
    const data = found.formData;
    assert.deepEqual(
      [data.form_CLOSEDATE, data.form_CASECLOSEREASON, data.form_CASECLOSEREASONDESC, data.form_CASECLOSENOTES],
      [found.endTime, close.closureReason, close.closureReason, close.closureNote],
    );
    const steps = messages.slice(-4).map((one: { message: string }) => one.message);
    assert.deepEqual(steps, ['Case created', 'Closing case', 'Case closed', 'Get case request']);
    assert.deepEqual(messages.at(-3).data, { closureReason: close.closureReason });
  });

  it('queues the closing message to the contact, in the same transaction', async () => {
    const { caseBusinessKey } = await goss.create({ close, contact: { email: 'rita@example.com' } });
    const history = await goss.history(caseBusinessKey);
    assert.deepEqual(
      history.map(({ kind }) => kind),
      ['created', 'closed', 'message.queued'],
    );
    assert.deepEqual(history[2]?.data, {
      channel: 'email',
      to: 'rita@example.com',
      template: 'case-closed',
      reason: close.closureReason,
      note: close.closureNote,
    });
  });

  it('without an address queues nothing; without a reason takes the default, silently', async () => {
    const { caseBusinessKey, case: found, warnings } = await goss.create({ close: {} });
    assert.deepEqual(warnings, []);
    const { form_CASECLOSEREASON, form_CASECLOSENOTES } = found.formData;
    assert.deepEqual([form_CASECLOSEREASON, form_CASECLOSENOTES], ['Resolved', '']);
    assert.deepEqual(
      (await goss.history(caseBusinessKey)).map(({ kind }) => kind),
      ['created', 'closed'],
    );
  });

  it('takes any text where the type lists no reasons, and none where it has no default', async () => {
    const any = await goss.create({ ...potholes, close: { closureReason: 'Any text' } });
    assert.deepEqual([any.warnings, any.case.formData.form_CASECLOSEREASON], [[], 'Any text']);
    const none = await goss.create({ ...potholes, close: {} });
    assert.deepEqual([none.case.formData.form_CASECLOSEREASON, none.case.status.code], ['', 'Filled']);
  });
});

it('every chain of history is whole, and no request here is a fault of ours', async () => {
  const actor = goss.docket.actor('msingleton');
  const { breaks, cases } = await goss.docket.core.view(actor, (db) => verifyHistory(db, actor.tenant.id));
  assert.deepEqual(breaks, []);
  assert.ok(cases > 20);
  assert.deepEqual(goss.docket.faults, []);
});
