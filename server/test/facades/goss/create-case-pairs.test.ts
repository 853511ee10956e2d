/** createCase: every error and every warning alone and with every other that can occur with it (contract goss §5.5, §5.6). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createMethod, type Goss, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

interface Params {
  readonly caseTypeId: string;
  readonly user: object;
  readonly form: object;
  readonly [member: string]: unknown;
}

interface Cause {
  readonly name: string;
  /** The parameter that brings it about: two causes of one parameter do not occur together. */
  readonly member: string;
  readonly change: (params: Params) => Params;
  readonly text: (type: string) => string;
}

/** What the parameters are changed to, in a member of theirs or, as `form.summaryForm`, of a member. */
const set = (member: string, value: unknown) => ({
  member,
  change: (params: Params): Params => {
    const [name = '', inner] = member.split('.');
    return { ...params, [name]: inner ? { ...(params[name] as object | undefined), [inner]: value } : value };
  },
});

const past = '2022-06-15T14:00:29Z';
const file = '73cb6fdb-2C50-4D53-823B-D0AF2A8242FC';

/** In the contract's order. */
const warnings: readonly Cause[] = [
  { name: 'W1', ...set('caseManagerId', 'STAFF1'), text: () => 'Could not assign case manager STAFF1 to case' },
  {
    name: 'W2',
    ...set('form.summaryForm', 'NONE {0}'),
    text: () => 'Summary form NONE {0} does not exist in environment defaulting to MYNEWCASE',
  },
  {
    name: 'W3',
    ...set('attachments', [{ fileStoreReference: file, formField: 'F' }]),
    text: () => `Attachment ${file} does not exist in environment and has not been able to be attached to the case`,
  },
  {
    name: 'W4',
    ...set('caseStageId', '$1'),
    text: (type) => `Case type ${type} does not support stage $1, defaulted stage to blank`,
  },
  {
    name: 'W5',
    ...set('caseSubTypeId', '<b>'),
    text: (type) => `Case type ${type} does not support sub type <b>, default sub type to blank`,
  },
  {
    name: 'W6',
    ...set('caseStatus', 'Closed'),
    text: (type) => `Case type ${type} does not support status Closed, using default status`,
  },
  {
    name: 'W7',
    ...set('close.closureReason', 'Bored'),
    text: (type) =>
      `Case type ${type} does not support closure reason Bored, ` +
      `defaulting to default closure reason ${type === 'mynewcase' ? 'Done' : 'Resolved'}`,
  },
  {
    name: 'W8',
    ...set('close.closureNote', 'n'),
    text: (type) => `Case type ${type} requires that task Site visit must be completed 1 times`,
  },
  {
    name: 'W9',
    ...set('targetDate', past),
    text: () => `Target date ${past} is in the past so default case target rules have been applied`,
  },
  {
    name: 'a reserved field',
    ...set('form.fields', [{ name: 'STATUS', value: 'Closed' }]),
    text: () => 'Process variable form_STATUS is reserved and has been ignored',
  },
  {
    name: 'a reserved variable',
    ...set('processVariables', { taskList: 'x' }),
    text: () => 'Process variable taskList is reserved and has been ignored',
  },
];

/** In the order of the checks; `{type}` is not known where the type itself is wrong. */
const errors: readonly Cause[] = [
  {
    name: 'E5',
    ...set('caseTypeId', 'none'),
    text: () => 'Case type none does not exist in environment',
  },
  { name: 'E1', ...set('user.siteUserId', 'nobody'), text: () => 'Start user nobody does not exist' },
  { name: 'E3', ...set('user.proxyUserId', 'dora'), text: () => 'Proxy user dora does not exist' },
  { name: 'E4', ...set('caseManagerId', '{caseManagerId}'), text: () => 'Case manager {caseManagerId} does not exist' },
  {
    name: 'E2',
    ...set('user.siteUserId', 'frank'),
    text: () => 'Could not authorise start user frank to start a case',
  },
  {
    name: 'E6',
    ...set('form.startForm', 'mynewcase'),
    text: () => 'Start form mynewcase does not exist in environment',
  },
];

/** Only a type with minimum tasks gives W8, and it gives it with every `close`. */
const baseOf = (causes: readonly Cause[]): Params => ({
  caseTypeId: causes.some(({ name }) => name === 'W8') ? 'mynewcase' : 'testcasecreation',
  user: { siteUserId: 'TIMG' },
  form: { startForm: 'MYNEWCASE' },
});

const apply = (causes: readonly Cause[]): Params =>
  causes.reduce((params, { change }) => change(params), baseOf(causes));

/** Alone, and every two that can occur together, in the given order. */
const combine = (causes: readonly Cause[]): Cause[][] => [
  ...causes.map((one) => [one]),
  ...causes.flatMap((one, i) =>
    causes.slice(i + 1).flatMap((other) => (one.member === other.member ? [] : [[one, other]])),
  ),
];

const label = (causes: readonly Cause[]): string => causes.map(({ name }) => name).join(' and ');

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client would
const create = async (params: Params): Promise<any> => (await goss.call(createMethod, params)).result;

/** What holds of the case where these warnings were given, whichever other was. */
// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client would
const checkCase = (names: readonly string[], type: string, found: any): void => {
  const { formData } = found;
  assert.deepEqual(found.caseManager, { userName: '', displayName: '' });
  assert.equal(found.readOnlyTemplate, 'MYNEWCASE');
  assert.deepEqual(found.attachments, []);
  assert.deepEqual([formData.form_CASESTAGE, formData.form_CASESUBTYPE], ['', '']);
  const isClosed = names.includes('W7') && !names.includes('W8');
  assert.deepEqual([found.status.code, found.endTime !== null], isClosed ? ['Closed', true] : ['New', false]);
  if (isClosed) assert.equal(formData.form_CASECLOSEREASON, 'Resolved');
  assert.equal(formData.form_CASETARGETDAYS, type === 'mynewcase' ? 10 : 5);
};

describe('warnings', () => {
  for (const causes of combine(warnings)) {
    it(label(causes), async () => {
      const params = apply(causes);
      const result = await create(params);
      const texts = causes.map(({ text }) => text(params.caseTypeId));
      assert.deepEqual([result.success, result.errors, result.warnings], [true, [], texts]);
      checkCase(
        causes.map(({ name }) => name),
        params.caseTypeId,
        result.case,
      );
      assert.deepEqual(await goss.get(result.caseBusinessKey), result.case);
    });
  }

  it('all at once, in the contract’s order', async () => {
    const { success, warnings: texts } = await create(apply(warnings));
    assert.deepEqual([success, texts], [true, warnings.map(({ text }) => text('mynewcase'))]);
  });
});

describe('errors', () => {
  /** E2 is only looked at where the type and the user are there. */
  const canOccur = (causes: readonly Cause[]): boolean =>
    !(causes.some(({ name }) => name === 'E5') && causes.some(({ name }) => name === 'E2'));

  const check = async (causes: readonly Cause[], params: Params): Promise<void> => {
    const before = await goss.countCases();
    const { messages, startTime, endTime, duration, ...rest } = await create(params);
    assert.deepEqual(rest, { success: false, errors: causes.map(({ text }) => text('')), warnings: [] });
    const told = messages.map(({ message }: { message: string }) => message);
    assert.equal(told[0], 'getting case type');
    assert.ok(!told.includes('Starting case creation'));
    assert.deepEqual([startTime, typeof endTime, typeof duration], [messages[0].timestamp, 'string', 'string']);
    assert.equal(await goss.countCases(), before);
  };

  for (const causes of combine(errors).filter(canOccur)) {
    it(label(causes), () => check(causes, apply(causes)));
  }

  it('E2 is not looked at without a type', async () => {
    const [unknownType] = errors;
    const params = apply(errors.filter(({ name }) => name === 'E5' || name === 'E2'));
    await check(unknownType ? [unknownType] : [], params);
  });

  for (const error of errors) {
    it(`${error.name} with each warning: no warning is given, and no case made`, async () => {
      for (const warning of warnings) {
        if (warning.member !== error.member) await check([error], apply([warning, error]));
      }
    });
  }
});

it('no request here is a fault of ours', () => assert.deepEqual(goss.docket.faults, []));
