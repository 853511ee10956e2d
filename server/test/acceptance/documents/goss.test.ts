/** GOSS iCM: the page of createCase. Both examples, the sample answer member by member, every error and every warning. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { api, goss, type Reply } from '../support/clients.ts';
import { send } from '../support/http.ts';
import { openServer } from '../support/server.ts';
import { gossSampleCase, gossSampleFormData, gossSampleMessages } from './goss-sample.ts';

let server: Awaited<ReturnType<typeof openServer>>;

before(async () => {
  server = await openServer();
});

after(() => server.close());

type Result = NonNullable<Reply['result']>;
interface Message {
  message: string;
  timestamp: string;
  data: unknown;
  elapsedTime: string;
}
interface Made extends Result {
  caseBusinessKey: string;
  startTime: string;
  endTime: string;
  duration: string;
  messages: Message[];
  case: Record<string, unknown> & {
    id: string;
    formData: Record<string, unknown>;
    startTime: string;
    endTime: string | null;
  };
}

const create = async (params: object): Promise<Result> => {
  const { result, error } = await goss(server.url)('createCase', params);
  assert.ok(result, JSON.stringify(error));
  return result;
};

const make = async (params: object): Promise<Made> => {
  const result = await create(params);
  assert.equal(result.success, true, JSON.stringify(result.errors));
  return result as Made;
};

const minimum = {
  caseTypeId: 'testcasecreation',
  form: { startForm: 'TESTSEARCHCASECREATION' },
  user: { siteUserId: 'testcasecreationowner' },
};

const everything = {
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

const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

test('the first example makes a case; the answer has the members of the sample, and no others', async () => {
  const made = await make(minimum);
  const members = [
    'success',
    'caseBusinessKey',
    'duration',
    'errors',
    'warnings',
    'case',
    'messages',
    'startTime',
    'endTime',
  ];
  assert.deepEqual(Object.keys(made).sort(), members.sort());
  assert.deepEqual([made.errors, made.warnings], [[], []]);
  assert.match(made.caseBusinessKey, /^\d{4}-\d{4}-\d{4}-\d{4}$/);
  assert.match(made.duration, /^\d+ ms$/);
  assert.match(made.startTime, milliseconds);
  assert.match(made.endTime, milliseconds);
});

test('the 57 members of its case are those of the sample, each with its value', async () => {
  const made = await make(minimum);
  const sample = gossSampleCase(made.caseBusinessKey, made.case.id, made.case.startTime);
  assert.match(made.case.id, /^\d+$/);
  assert.match(made.case.startTime, seconds);
  // The sample's installation has an address and a target rule of its own: they are the tenant's here.
  const { emailSendFrom, formData, ...rest } = made.case;
  assert.equal(typeof emailSendFrom, 'string');
  assert.deepEqual(rest, sample);
  assert.equal(Object.keys(made.case).length, 57);
  const target = {
    form_CASETARGETDATE: formData['form_CASETARGETDATE'],
    form_CASETARGETSTR: formData['form_CASETARGETSTR'],
  };
  assert.deepEqual(formData, {
    ...gossSampleFormData(made.caseBusinessKey, made.case.startTime),
    ...target,
    form_CASETARGETDAYS: 5,
  });
});

test('the messages are those of the sample, in its order, each with its data', async () => {
  const made = await make(minimum);
  const told = made.messages.map(({ message, data }) => ({ message, data }));
  assert.deepEqual(told, gossSampleMessages(made.caseBusinessKey, made.case.id));
  for (const { timestamp, elapsedTime } of made.messages) {
    assert.match(timestamp, milliseconds);
    assert.match(elapsedTime, /^\d+ ms$/);
  }
  const times = made.messages.map(({ timestamp }) => timestamp);
  assert.deepEqual([...times].sort(), times);
  assert.equal(made.startTime, times[0]);
  assert.equal(made.messages[0]?.elapsedTime, '0 ms');
});

test('the envelope is JSON-RPC 2.0, with the id that was sent', async () => {
  const answer = await send(`${server.url}/goss/apiserver/serverlibrary`, {
    method: 'POST',
    headers: { authorization: 'Bearer 11111111-2222-4333-8444-555555555555', 'content-type': 'application/json' },
    body: { jsonrpc: '2.0', id: 25, method: 'goss.CaseManagement.v1.api.createCase', params: minimum },
  });
  const { jsonrpc, id, ...rest } = answer.json();
  assert.deepEqual([answer.status, jsonrpc, id, Object.keys(rest)], [200, '2.0', 25, ['result']]);
});

test('the second example, all parameters: the case is made, with the warnings that the configuration asks for', async () => {
  const made = await make(everything);
  assert.deepEqual(made.warnings, [
    'Attachment 73CB6FDB-2C50-4D53-823B-D0AF2A8242FC does not exist in environment and has not been able to be attached to the case',
    'Case type mynewcase does not support stage Stage 1, defaulted stage to blank',
    'Case type mynewcase does not support sub type GeneralEnquiry, default sub type to blank',
    'Case type mynewcase does not support closure reason Passed to another organisation, defaulting to default closure reason Done',
    'Case type mynewcase requires that task Site visit must be completed 1 times',
    'Target date 2022-06-15T14:00:29Z is in the past so default case target rules have been applied',
  ]);
  const { formData, contact, caseManager, status, readOnlyTemplate, isAssisted, proxyUserName, endTime } = made.case;
  assert.deepEqual(caseManager, { userName: 'CASEMANAGER1', displayName: 'Cass Manager' });
  assert.deepEqual(status, { code: 'Open', description: 'Open' });
  assert.deepEqual([readOnlyTemplate, isAssisted, proxyUserName, endTime], ['MYSUMMARYFORM', true, 'STAFF1', null]);
  assert.deepEqual(contact, {
    name: 'Tim Gulliver',
    phoneNumber: '01752123456',
    address: '24 Darklake View, Plymouth, PL67TL',
    addressParts: ['24 Darklake View', 'Plymouth', 'PL67TL'],
    email: 'user@example.com',
  });
  const wanted = {
    form_TESTFIELD1: 'Value 1',
    form_TESTFIELD2: 'Value 2',
    form_NAME: 'Tim Gulliver',
    form_EMAIL: 'user@example.com',
    form_PHONENUMBER: '01752123456',
    form_ADDRESSTEXT: '24 Darklake View, Plymouth, PL67TL',
    form_SERVICEREQUESTTEXT: 'My new case',
  };
  for (const [name, value] of Object.entries(wanted)) assert.equal(formData[name], value, name);
  assert.ok(!('customVar1' in formData));
});

const errors: readonly [string, object][] = [
  ['Start user nobody does not exist', { user: { siteUserId: 'nobody' } }],
  ['Could not authorise start user frank to start a case', { user: { siteUserId: 'frank' } }],
  ['Proxy user nobody does not exist', { user: { ...minimum.user, proxyUserId: 'nobody' } }],
  ['Case manager nobody does not exist', { caseManagerId: 'nobody' }],
  ['Case type nothing does not exist in environment', { caseTypeId: 'nothing' }],
  ['Start form NONE does not exist in environment', { form: { startForm: 'NONE' } }],
];

for (const [text, change] of errors) {
  test(`error: ${text}`, async () => {
    const result = await create({ ...minimum, ...change });
    assert.deepEqual([result.success, result.errors, result.warnings], [false, [text], []]);
    assert.ok(!('case' in result) && !('caseBusinessKey' in result));
  });
}

const past = '2022-06-15T14:00:29Z';
const guid = '73CB6FDB-2C50-4D53-823B-D0AF2A8242FC';
const site = { ...minimum, caseTypeId: 'mynewcase' };
const warnings: readonly [string, object][] = [
  ['Could not assign case manager STAFF1 to case', { ...minimum, caseManagerId: 'STAFF1' }],
  [
    'Summary form NONE does not exist in environment defaulting to TESTSEARCHCASECREATION',
    { ...minimum, form: { ...minimum.form, summaryForm: 'NONE' } },
  ],
  [
    `Attachment ${guid} does not exist in environment and has not been able to be attached to the case`,
    { ...minimum, attachments: [{ fileStoreReference: guid, formField: 'UPLOAD' }] },
  ],
  [
    'Case type testcasecreation does not support stage Stage 9, defaulted stage to blank',
    { ...minimum, caseStageId: 'Stage 9' },
  ],
  [
    'Case type testcasecreation does not support sub type Other, default sub type to blank',
    { ...minimum, caseSubTypeId: 'Other' },
  ],
  ['Case type testcasecreation does not support status Lost, using default status', { ...minimum, caseStatus: 'Lost' }],
  [
    'Case type testcasecreation does not support closure reason Bored, defaulting to default closure reason Resolved',
    { ...minimum, close: { closureReason: 'Bored' } },
  ],
  ['Case type mynewcase requires that task Site visit must be completed 1 times', { ...site, close: {} }],
  [
    `Target date ${past} is in the past so default case target rules have been applied`,
    { ...minimum, targetDate: past },
  ],
];

for (const [text, params] of warnings) {
  test(`warning: ${text}`, async () => {
    const made = await make(params);
    assert.deepEqual([made.errors, made.warnings], [[], [text]]);
    const { result } = await goss(server.url)('getCase', { caseBusinessKey: made.caseBusinessKey });
    assert.deepEqual(result?.['case'], made.case);
  });
}

test('what a stage, a subtype, a status, a manager and a target of the configuration become', async () => {
  const targetDate = '2099-06-23T09:27:53Z';
  const rest = {
    caseSubTypeId: 'GeneralEnquiry',
    caseStageId: 'Stage 2',
    caseStatus: 'Escalated',
    caseManagerId: 'CASEMANAGER1',
  };
  const { warnings: told, case: made } = await make({ ...minimum, ...rest, targetDate });
  assert.deepEqual(told, []);
  const { formData } = made;
  assert.deepEqual(
    ['form_CASESUBTYPENAME', 'form_CASESTAGENAME', 'form_STATUS', 'form_CASETARGETDATE'].map((name) => formData[name]),
    ['General enquiry', 'Visit', 'Escalated', targetDate],
  );
  assert.deepEqual([made['caseEscalated'], made['assignUserFull']], ['Yes', 'Cass Manager']);
});

test('the case can be closed as it is made', async () => {
  const close = { closureReason: 'Passed to another organisation', closureNote: 'To the county' };
  const { case: made, warnings: told } = await make({ ...minimum, close });
  assert.deepEqual(told, []);
  assert.match(made.endTime ?? '', seconds);
  assert.deepEqual(made['status'], { code: 'Closed', description: 'Closed' });
  const { form_CASECLOSEREASON: reason, form_CASECLOSENOTES: note, form_CLOSEDATE: at } = made.formData;
  assert.deepEqual([reason, note, at], [close.closureReason, close.closureNote, made.endTime]);
});

test('reserved variables are ignored, wherever they come from', async () => {
  const form = { ...minimum.form, fields: [{ name: 'STATUS', value: 'Lost' }] };
  const made = await make({ ...minimum, form, processVariables: { taskList: 'x', form_CASETYPE: 'y', kept: 'z' } });
  assert.equal(made.case.formData['form_STATUS'], 'New');
  assert.equal(made.case.formData['form_CASETYPE'], 'testcasecreation');
  assert.equal(made.warnings.length, 3);
});

const call = async (method: string, params: object) => {
  const { result, error } = await goss(server.url)(method, params);
  assert.ok(result, JSON.stringify(error));
  return result;
};

test('the calls that follow: a case is noted, staged, moved, handed over and closed, and then is gone', async () => {
  const { caseBusinessKey } = await make(minimum);
  const key = { caseBusinessKey };
  const done = { success: true, errors: [] };
  const note = { caseReference: caseBusinessKey, note: 'Rang back', userName: 'TIMG', private: true };
  assert.deepEqual(await call('notes.addNoteToCase', note), { success: true });
  const stage = { ...key, stageValue: 'Stage 1', stageNotes: 'The stage has been set' };
  assert.deepEqual(await call('stages.updateCaseStage', stage), done);
  assert.deepEqual(await call('updateCaseStatus', { ...key, statusValue: 'Awaiting information' }), done);
  assert.deepEqual(await call('updateCaseStatus', { ...key, statusValue: 'Pending', statusNotes: 'lost' }), done);
  const handOver = { ...key, assignGroupName: 'CM-STARTERS', assignUserName: 'CASEMANAGER1', reasonDesc: 'On leave' };
  assert.deepEqual(await call('reassignCase', handOver), { success: true });
  const notes = await api(server.url)('GET', `/cases/${await numberOf(key)}/notes`);
  const { items } = notes.json<{ items: { text: string; private: boolean; author: string | null }[] }>();
  assert.deepEqual(
    items.map(({ text, private: hidden, author }) => [text, hidden, author]),
    [
      ['Rang back', true, 'TIMG'],
      ['The stage has been set', true, null],
    ],
  );
  const user = { siteUserName: 'CASEMANAGER1' };
  const close = { ...key, closureReason: 'default', closureNotes: 'This is a test', user };
  assert.deepEqual(await call('closeCase', { ...close, dryRun: true }), done);
  assert.deepEqual(await call('closeCase', close), done);
  const found = (await call('getCase', key))['case'] as Made['case'];
  const { form_CASESTAGE, form_STATUS, form_CASECLOSEREASON, form_CASECLOSENOTES } = found.formData;
  assert.deepEqual(
    [form_CASESTAGE, form_STATUS, form_CASECLOSEREASON, form_CASECLOSENOTES],
    ['Stage 1', 'Closed', 'Resolved', 'This is a test'],
  );
  const gone = { success: false, errors: ["CM error: Couldn't find any active executions."] };
  for (const method of ['closeCase', 'updateCaseStatus']) assert.deepEqual(await call(method, key), gone);
  assert.deepEqual(await call('stages.updateCaseStage', key), {
    success: false,
    errors: ['Cannot send stage update message to workflow for case'],
  });
});

const numberOf = async (key: object): Promise<unknown> => ((await call('getCase', key))['case'] as Made['case']).id;

test('W8 keeps the case open; when its tasks are done a case manager may close it', async () => {
  const { caseBusinessKey, case: made, warnings: told } = await make({ ...site, close: {} });
  const unmet = 'Case type mynewcase requires that task Site visit must be completed 1 times';
  assert.deepEqual([told, made.endTime], [[unmet], null]);
  const close = { caseBusinessKey, user: { siteUserName: 'CASEMANAGER1' } };
  assert.deepEqual(await call('closeCase', close), { success: false, errors: [unmet] });
  const mary = api(server.url);
  const task = await mary('POST', '/tasks', { body: { case: Number(made.id), kind: 'site-visit' } });
  assert.equal(task.status, 201, task.text);
  assert.deepEqual(await call('closeCase', close), { success: false, errors: [unmet] });
  assert.equal((await mary('POST', `/tasks/${task.json<{ id: number }>().id}/complete`)).status, 200);
  const { caseCom } = (await call('getCase', { caseBusinessKey }))['case'] as { caseCom?: object };
  const noTime = { days: 0, hours: 0, mins: 0 };
  assert.deepEqual(caseCom, { staffTimer: noTime, citizenTimer: noTime, count: 1, items: [], todo: 0, done: 1 });
  assert.deepEqual(await call('closeCase', close), { success: true, errors: [] });
});
