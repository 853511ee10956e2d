/** createCase: the parameters it takes and what it answers (contract goss §4, §5.1 to §5.4). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { createMethod, type Goss, minimum, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const caseMembers =
  'startUserId startTime businessKey endTime id version caseManager contact initCaseType caseType status readOnlyForm ' +
  'readOnlyTemplate formData citizenUserName formNameAdditionalDetails systemUserName citizenFullName language ' +
  'formSuffixCitizen assignUserFull assignGroupFull caseCom emailSendFrom assignGroupName caseName proxyFullName ' +
  'timerFarFuture readyForAction pauseOnContactCitizen isAssisted proxyUserName caseSubs formNameReadOnlyCitizenAlt ' +
  'historyLabelA historyLabelB historyLabelC historyLabelD timerPausedTarget caseWorkingScheme groupEscalation ' +
  'systemUserFull staffViewedCase groupManagerFull languageStaff caseEscalated emailGroup timerPausedReminder ' +
  'isCalendarDays languageCitizen caseDesc formSuffixStaff citizenHasAccount groupManager initiator pauseCounter ' +
  'attachments';

const formMembers =
  'CASETARGETDATE CASESUBTITLE LANGUAGE CLOSEDATE CASETYPE STARTDATE CASETARGETHOURS INITCASESUBTYPE CASETYPENAME ' +
  'CASESTAGEDESC STATUS PROCESSNAME VERSION CASESUBTYPE NUMBEROFTASKSDONE BUSINESSKEY CASETYPEDESC CASESTAGENAME ' +
  'CASETARGETMINS STATUSDESC CASEREMINDERDATE CASETARGETDAYS INITCASETYPE CASESUBTYPEDESC INITCASESTAGE ' +
  'CASEREMINDERSTR INITASSISTED CASESUBTYPENAME CASETARGETSTR NAME SERVICEREQUESTTEXT CASESTAGE NUMBEROFTASKSTODO ' +
  'INITUSERNAME';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The vendor's own example of all parameters. */
const full = {
  caseTypeId: 'mynewcase',
  user: { proxyUserId: 'STAFF1', siteUserId: 'TIMG' },
  form: {
    startForm: 'MYNEWCASE',
    fields: [
      { field: 'TESTFIELD1', value: 'Value 1' },
      { field: 'TESTFIELD2', value: 'Value 2' },
    ],
    summaryForm: 'MYSUMMARYFORM',
  },
  caseSubTypeId: 'GeneralEnquiry',
  caseManagerId: 'CASEMANAGER1',
  caseStageId: 'Stage 1',
  caseStatus: 'Open',
  contact: {
    phoneNumber: '01752123456',
    name: 'Tim Gulliver',
    address: '24 Darklake View, Plymouth, PL67TL',
    email: 'user@example.com',
  },
  language: 'EN',
  targetDate: '2022-06-15T14:00:29Z',
  processVariables: { customVar1: 'CUSTOMVAR1', form_SERVICEREQUESTTEXT: 'My new case' },
  attachments: [{ fileStoreReference: '73CB6FDB-2C50-4D53-823B-D0AF2A8242FC', formField: 'UPLOAD' }],
  close: { closureNote: 'Closed', closureReason: 'Passed to another organisation' },
};

describe('the vendor’s examples run as printed', () => {
  it('the minimum: exactly the members of the published answer', async () => {
    const result = await goss.create();
    assert.deepEqual(
      Object.keys(result).sort(),
      'case caseBusinessKey duration endTime errors messages startTime success warnings'.split(' '),
    );
    assert.deepEqual(Object.keys(result.case).sort(), caseMembers.split(' ').sort());
    assert.equal(Object.keys(result.case).length, 57);
    const names = formMembers.split(' ').map((name) => `form_${name}`);
    assert.deepEqual(Object.keys(result.case.formData).sort(), names.sort());
    assert.equal(names.length, 34);
    assert.deepEqual([result.errors, result.warnings], [[], []]);
  });

  it('the minimum: the values of the published answer', async () => {
    const { case: found, caseBusinessKey } = await goss.create();
    const { formData, startTime, id, ...rest } = found;
    assert.match(caseBusinessKey, /^\d{4}-\d{4}-\d{4}-\d{4}$/);
    assert.match(id, /^[1-9]\d*$/);
    assert.match(startTime, second);
    const person = 'testcasecreationowner';
    assert.deepEqual(rest, {
      startUserId: person,
      businessKey: caseBusinessKey,
      endTime: null,
      version: '1.29.0',
      caseManager: { userName: '', displayName: '' },
      contact: { name: '', phoneNumber: '', address: '', addressParts: [] },
      initCaseType: { id: 'testcasecreation', name: '' },
      caseType: { id: 'testcasecreation', name: 'Test Case Creation', description: 'Test Case Creation' },
      status: { code: 'New', description: 'New' },
      readOnlyForm: '',
      readOnlyTemplate: 'TESTSEARCHCASECREATION',
      citizenUserName: person,
      formNameAdditionalDetails: '',
      systemUserName: 'CMSYSTEMUSER',
      citizenFullName: person,
      language: 'EN',
      formSuffixCitizen: 'EN',
      assignUserFull: '',
      assignGroupFull: '',
      caseCom: {
        staffTimer: { days: 0, hours: 0, mins: 0 },
        citizenTimer: { days: 0, hours: 0, mins: 0 },
        count: 0,
        items: [],
        todo: 0,
        done: 0,
      },
      emailSendFrom: 'no-reply@riverside.invalid',
      assignGroupName: '',
      caseName: 'Test Case Creation',
      proxyFullName: '',
      timerFarFuture: '2222-02-22T22:22:22.000Z',
      readyForAction: 'No',
      pauseOnContactCitizen: false,
      isAssisted: false,
      proxyUserName: '',
      caseSubs: { count: 0, items: [] },
      formNameReadOnlyCitizenAlt: '',
      historyLabelA: 'Case Management - Test Case Creation',
      historyLabelB: caseBusinessKey,
      historyLabelC: 'notes',
      historyLabelD: '',
      timerPausedTarget: '',
      caseWorkingScheme: 'working',
      groupEscalation: '',
      systemUserFull: 'System User',
      staffViewedCase: 'No',
      groupManagerFull: 'Test case managers',
      languageStaff: 'en',
      caseEscalated: 'No',
      emailGroup: 'No',
      timerPausedReminder: '',
      isCalendarDays: false,
      languageCitizen: 'EN',
      caseDesc: 'Test Case Creation',
      formSuffixStaff: 'EN',
      citizenHasAccount: 'Yes',
      groupManager: 'CM-TESTCASECREATIONMANAGER',
      initiator: person,
      pauseCounter: 0,
      attachments: [],
    });
    assert.equal(formData.form_STARTDATE, startTime);
    assert.equal(formData.form_SERVICEREQUESTTEXT, ' (Test Case Creation)');
    assert.deepEqual([formData.form_PROCESSNAME, formData.form_VERSION], ['Case Management v1', 'v1']);
    assert.deepEqual([formData.form_CASETARGETDAYS, formData.form_CASETARGETHOURS], [5, 0]);
  });

  it('the full one: made, with a warning for all that the configuration lacks', async () => {
    const { success, case: found, warnings } = await goss.create(full);
    assert.equal(success, true);
    assert.deepEqual(warnings, [
      'Attachment 73CB6FDB-2C50-4D53-823B-D0AF2A8242FC does not exist in environment and has not been able to be attached to the case',
      'Case type mynewcase does not support stage Stage 1, defaulted stage to blank',
      'Case type mynewcase does not support sub type GeneralEnquiry, default sub type to blank',
      'Case type mynewcase does not support closure reason Passed to another organisation, defaulting to default closure reason Done',
      'Case type mynewcase requires that task Site visit must be completed 1 times',
      'Target date 2022-06-15T14:00:29Z is in the past so default case target rules have been applied',
    ]);
    assert.deepEqual(found.caseManager, { userName: 'CASEMANAGER1', displayName: 'Cass Manager' });
    assert.deepEqual([found.assignUserFull, found.endTime, found.status.code], ['Cass Manager', null, 'Open']);
    assert.deepEqual([found.proxyUserName, found.proxyFullName, found.isAssisted], ['STAFF1', 'STAFF1', true]);
    assert.deepEqual([found.startUserId, found.citizenFullName], ['TIMG', 'Tim Gulliver']);
    assert.deepEqual(
      [found.readOnlyTemplate, found.isCalendarDays, found.caseWorkingScheme],
      ['MYSUMMARYFORM', true, 'working'],
    );
    assert.deepEqual(found.contact, {
      name: 'Tim Gulliver',
      phoneNumber: '01752123456',
      address: '24 Darklake View, Plymouth, PL67TL',
      addressParts: ['24 Darklake View', 'Plymouth', 'PL67TL'],
      email: 'user@example.com',
    });
    const data = found.formData;
    assert.deepEqual([data.form_TESTFIELD1, data.form_TESTFIELD2], ['Value 1', 'Value 2']);
    assert.deepEqual([data.form_NAME, data.form_ADDRESSTEXT], ['Tim Gulliver', '24 Darklake View, Plymouth, PL67TL']);
    assert.deepEqual([data.form_EMAIL, data.form_EMAILADDRESS], ['user@example.com', 'user@example.com']);
    assert.deepEqual([data.form_PHONENUMBER, data.form_CASEASSIGNEE], ['01752123456', 'CASEMANAGER1']);
    assert.deepEqual([data.form_SERVICEREQUESTTEXT, data.form_INITASSISTED], ['My new case', 'Yes']);
    assert.ok(!('customVar1' in found) && !('customVar1' in data));
  });
});

describe('the trace', () => {
  it('has the published messages in order, with measured times that never fall', async () => {
    const result = await goss.create();
    const { messages, startTime, endTime, duration } = result;
    assert.deepEqual(
      messages.map(({ message }: { message: string }) => message),
      [
        'getting case type',
        'Got case type',
        'Getting users',
        'Got requested users',
        'Checking whether testcasecreationowner can start a case',
        'Check complete',
        'Starting attachments existence check',
        'validated',
        'Starting case creation',
        'Workflow request',
        'Case created',
        'Get case request',
      ],
    );
    let before = Date.parse(startTime);
    for (const { timestamp, elapsedTime } of messages) {
      assert.match(timestamp, instant);
      assert.equal(elapsedTime, `${Date.parse(timestamp) - before} ms`);
      before = Date.parse(timestamp);
    }
    assert.equal(messages[0].timestamp, startTime);
    assert.ok(Date.parse(endTime) >= before);
    assert.equal(duration, `${Date.parse(endTime) - Date.parse(startTime)} ms`);
  });

  it('names the users and the case', async () => {
    const { messages, case: found } = await goss.create(full);
    const data = (message: string) => messages.find((one: { message: string }) => one.message === message).data;
    const users = [
      { name: 'TIMG', found: true, groups: [], id: String(goss.docket.actor('TIMG').user?.id) },
      { name: 'STAFF1', found: true, groups: [], id: String(goss.docket.actor('STAFF1').user?.id) },
      { name: 'CASEMANAGER1', found: true, groups: [], id: String(goss.docket.actor('CASEMANAGER1').user?.id) },
    ];
    assert.deepEqual(data('Getting users'), { users });
    assert.deepEqual(data('Got requested users'), { users });
    assert.deepEqual(data('getting case type'), {});
    assert.deepEqual(data('Check complete'), { canStartResponse: { userIds: ['TIMG'] } });
    assert.deepEqual(data('validated'), { validated: true });
    assert.deepEqual(data('Case created'), { id: found.id, businessKey: found.businessKey });
    const siteUserId = goss.docket.actor('TIMG').user?.id;
    assert.deepEqual(data('Get case request'), {
      case: { isActive: false, caseId: found.businessKey },
      user: { siteUserName: 'TIMG', siteUserId },
      childEntities: { notes: {}, attachments: {} },
      contextVars: { SITEUSERID: siteUserId, SITEUSERNAME: 'TIMG', PROCESSBUSINESSKEY: found.businessKey },
    });
  });

  it('shows the workflow request', async () => {
    const file = await goss.upload('photo.jpg');
    const attachments = [{ fileStoreReference: file, formField: 'UPLOAD' }, ...full.attachments];
    const { messages } = await goss.create({ ...full, attachments, caseCardTitle: 'A title' });
    const { data } = messages.find(({ message }: { message: string }) => message === 'Workflow request');
    assert.deepEqual(data, {
      processDefinition: 'casemanagementv1',
      userId: 'TIMG',
      variables: {
        _startForm: 'MYNEWCASE',
        _startFormDescription: 'My new case',
        _summaryForm: 'MYSUMMARYFORM',
        form_CASETYPE: 'mynewcase',
        form_LANGUAGE: 'EN',
        form_VERSION: 'V1',
        form_NAME: 'Tim Gulliver',
        form_EMAIL: 'user@example.com',
        form_EMAILADDRESS: 'user@example.com',
        form_PHONENUMBER: '01752123456',
        form_ADDRESSTEXT: '24 Darklake View, Plymouth, PL67TL',
        form_TESTFIELD1: 'Value 1',
        form_TESTFIELD2: 'Value 2',
        customVar1: 'CUSTOMVAR1',
        form_SERVICEREQUESTTEXT: 'My new case',
      },
      fileReferences: { UPLOAD: [file] },
      replaceExistingFiles: false,
      historyRecording: {
        labels: { labela: '$'.concat('{PROCESSNAME}'), labelb: '$'.concat('{BUSINESSKEY}') },
        subject: { description: 'A title', userId: 'TIMG', proxyUserId: 'STAFF1' },
        event: {
          userId: 'TIMG',
          proxyUserId: 'STAFF1',
          event: 'STARTWORKFLOW',
          description: 'Process Started',
          userRole: 'user',
          private: false,
        },
        storeFormData: false,
        formName: 'MYNEWCASE',
        logSubmission: true,
        logSummary: 'true',
      },
    });
  });

  it('has the vendor’s placeholder for a title that was not given, and user ids in upper case', async () => {
    const { messages } = await goss.create();
    const { historyRecording } = messages[9].data;
    assert.deepEqual(historyRecording.subject, {
      description: '$'.concat('{PROCESSDESCRIPTION}'),
      userId: 'TESTCASECREATIONOWNER',
      proxyUserId: null,
    });
  });
});

describe('the case in the store', () => {
  const stored = async (reference: string) => {
    const actor = goss.docket.actor('msingleton');
    return goss.docket.core.view(actor, async (db) => {
      const { getCase } = await import('../../../src/domain/cases/find-case.ts');
      const found = await getCase(db, actor, { reference });
      return { found, history: await listHistory(db, actor, found.number) };
    });
  };

  it('belongs to no unit, and its event names start user, proxy and program (§8)', async () => {
    const { caseBusinessKey } = await goss.create({ ...full, caseCardTitle: 'Hello', language: 'cy-GB' });
    const { found, history } = await stored(caseBusinessKey);
    const idOf = (login: string) => goss.docket.actor(login).user?.id ?? null;
    assert.deepEqual(
      [found.unitId, found.subject, found.language, found.createdById, found.ownerId, found.category],
      [null, 'Hello', 'cy-GB', idOf('TIMG'), idOf('CASEMANAGER1'), 'active'],
    );
    assert.deepEqual([found.contactEmail, found.contactPhone], ['user@example.com', '01752123456']);
    const [created] = history;
    assert.deepEqual([created?.kind, created?.face, created?.actorId], ['created', 'goss', idOf('TIMG')]);
    assert.deepEqual(created?.data, { program: 'STAFF1', proxy: 'STAFF1' });
    const closed = await goss.history((await goss.create({ close: {} })).caseBusinessKey);
    assert.deepEqual([closed[1]?.kind, closed[1]?.data], ['closed', { program: 'STAFF1' }]);
  });

  it('has the default title and language', async () => {
    const { found } = await stored((await goss.create()).caseBusinessKey);
    assert.deepEqual([found.subject, found.language, found.category], ['Case Management v1', 'EN', 'new']);
  });

  it('is a second one where the call is repeated: Idempotency-Key is not read here (§9)', async () => {
    const send = async () =>
      (await goss.post({ id: 1, method: createMethod, params: minimum }, { 'idempotency-key': 'one' })).json();
    const [first, second] = [await send(), await send()];
    assert.notEqual(first.result.caseBusinessKey, second.result.caseBusinessKey);
  });

  it('a hundred at once have a hundred business keys and numbers', async () => {
    const results = await Promise.all(Array.from({ length: 100 }, () => goss.create()));
    assert.equal(new Set(results.map(({ caseBusinessKey }) => caseBusinessKey)).size, 100);
    assert.equal(new Set(results.map((result) => result.case.id)).size, 100);
  });
});

describe('variables', () => {
  it('of fields: `name` before `field`, numbers and booleans as text, nothing as empty, the last of a name', async () => {
    const fields = [
      { name: 'A', field: 'B', value: 1.5 },
      { name: '', field: 'C', value: true },
      { name: null, field: 'D' },
      { name: 'E', value: null },
      { name: 'TWICE', value: 'first' },
      { name: 'form_X', value: 'x' },
      { name: 'TWICE', value: 'last' },
      { name: 'constructor', value: 'c' },
    ];
    const { case: found } = await goss.create({ form: { ...minimum.form, fields } });
    const { formData } = found;
    assert.deepEqual(
      ['A', 'C', 'D', 'E', 'TWICE', 'form_X', 'constructor'].map((name) => formData[`form_${name}`]),
      ['1.5', 'true', '', '', 'last', 'x', 'c'],
    );
    assert.ok(!('form_B' in formData));
  });

  it('the first of contact, fields and process variables wins', async () => {
    const { case: found, warnings } = await goss.create({
      contact: { email: 'c@example.com' },
      form: {
        ...minimum.form,
        fields: [
          { name: 'EMAIL', value: 'f' },
          { name: 'X', value: 'f' },
        ],
      },
      processVariables: { form_EMAIL: 'p', form_X: 'p', form_Y: 'p' },
    });
    const { form_EMAIL, form_X, form_Y } = found.formData;
    assert.deepEqual([form_EMAIL, form_X, form_Y, warnings], ['c@example.com', 'f', 'p', []]);
  });

  it('of the process are any JSON, kept as sent', async () => {
    const value = { list: [1, null, 'ü', { __x: true }], 'a b': -0.5, text: '$1 %s {0} <b>\u0001\t' };
    const { case: found } = await goss.create({ processVariables: { form_DATA: value, form_NULL: null } });
    assert.deepEqual(found.formData.form_DATA, value);
    assert.equal(found.formData.form_NULL, null);
  });

  it('that are reserved are dropped with a warning each, fields first, and never overwrite', async () => {
    const { warnings, case: found } = await goss.create({
      form: {
        ...minimum.form,
        fields: [
          { name: 'STATUS', value: 'x' },
          { name: 'LABELE', value: 'x' },
        ],
      },
      processVariables: {
        form_NAME: 'x',
        taskList: 'x',
        form_BUSINESSKEY: 'x',
        form_CASESUBTITLE: 'Set',
        _startForm: 1,
      },
    });
    assert.deepEqual(
      warnings,
      ['form_STATUS', 'form_LABELE', 'form_NAME', 'taskList', 'form_BUSINESSKEY', '_startForm'].map(
        (name) => `Process variable ${name} is reserved and has been ignored`,
      ),
    );
    const { form_STATUS, form_NAME, form_BUSINESSKEY, form_CASESUBTITLE } = found.formData;
    assert.deepEqual(
      [form_STATUS, form_NAME, form_BUSINESSKEY, form_CASESUBTITLE],
      ['New', '', found.businessKey, 'Set'],
    );
  });

  it('every name of the two lists is reserved', async () => {
    const listed =
      'CASETYPE CASETYPENAME CASETYPEDESC CASESUBTYPE CASESUBTYPEDESC CASESUBTYPENAME CASETARGETDATE CASEASSIGNEE ' +
      'INITCASETYPE CASESTAGE CASESTAGEDESC CASESTAGENAME NAME PHONENUMBER EMAILADDRESS ONBEHALFOFNAME STATUS STATUSDESC ' +
      'ADDRESSTEXT AGENTROLEDESC CASETARGETSTR CASEREMINDERDATE CLOSEDATE CASECLOSENOTES CASECLOSEREASONDESC ' +
      'CASECLOSEREASON LANGUAGE LABELA LABELB LABELC LABELD LABELE STARTDATE BUSINESSKEY PROCESSNAME VERSION INITUSERNAME ' +
      'INITASSISTED INITCASESUBTYPE INITCASESTAGE CASETARGETDAYS CASETARGETHOURS CASETARGETMINS CASEREMINDERSTR ' +
      'NUMBEROFTASKSDONE NUMBEROFTASKSTODO';
    const plain = 'assignUserName _startForm _summaryForm initCoreVersion taskList appointments UPLOADS DELETED';
    const names = [...listed.split(' ').map((name) => `form_${name}`), ...plain.split(' ')];
    const { warnings, case: found } = await goss.create({
      processVariables: Object.fromEntries(names.map((name) => [name, 'x'])),
    });
    assert.equal(warnings.length, names.length);
    assert.equal(Object.keys(found.formData).length, 34);
  });
});

describe('null and empty text', () => {
  it('count as absent where a member is optional', async () => {
    for (const nothing of [null, '']) {
      const result = await goss.create({
        user: { ...minimum.user, proxyUserId: nothing },
        form: { ...minimum.form, summaryForm: nothing, fields: null },
        caseCardTitle: nothing,
        caseSubTypeId: nothing,
        caseStageId: nothing,
        caseStatus: nothing,
        caseManagerId: nothing,
        language: nothing,
        targetDate: nothing,
        contact: { name: nothing, email: nothing, phoneNumber: nothing, address: nothing },
        processVariables: null,
        attachments: null,
        close: null,
        unknown: { member: nothing },
      });
      assert.deepEqual([result.success, result.warnings, result.case.language], [true, [], 'EN']);
      assert.deepEqual(result.case.contact, { name: '', phoneNumber: '', address: '', addressParts: [] });
    }
    assert.equal((await goss.create({ contact: null })).success, true);
  });
});

it('is carried out on other names of the worker too, and no request here is a fault of ours', async () => {
  const response = await goss.post({ id: 1, method: createMethod, params: minimum }, {}, '/goss/securelibrary');
  assert.equal(response.json().result.success, true);
  assert.deepEqual(goss.docket.faults, []);
});
