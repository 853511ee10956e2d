/** createCase: parameters that are wrong (contract goss §4, §9) and failures of its own (§5.5). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createMethod, type Goss, minimum, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

/** The paths that are named where the parameters are wrong. */
const pathsOf = async (params: unknown): Promise<string[]> => {
  const answer = await goss.call(createMethod, params);
  assert.deepEqual([answer.error?.code, answer.error?.message], [-32602, 'Invalid params'], JSON.stringify(answer));
  assert.ok(answer.error.data.errors.every(({ message }: { message: unknown }) => typeof message === 'string'));
  return answer.error.data.errors.map(({ path }: { path: string }) => path);
};

const withForm = (more: object) => ({ ...minimum, form: { ...minimum.form, ...more } });
const long = (length: number): string => 'x'.repeat(length);
/** Two UTF-16 units each, one character. */
const wide = (length: number): string => '😀'.repeat(length);

describe('parameters that are wrong make nothing', () => {
  const cases: [string, object, string[]][] = [
    ['no type', { caseTypeId: undefined }, ['/caseTypeId']],
    ['a null type', { caseTypeId: null }, ['/caseTypeId']],
    ['an empty type', { caseTypeId: '' }, ['/caseTypeId']],
    ['a number for a type', { caseTypeId: 5 }, ['/caseTypeId']],
    ['no user', { user: undefined }, ['/user']],
    ['a user that is no object', { user: 'rita' }, ['/user']],
    ['a user that is a list', { user: [] }, ['/user']],
    ['no start user', { user: {} }, ['/user/siteUserId']],
    ['a proxy of another type', { user: { siteUserId: 'TIMG', proxyUserId: {} } }, ['/user/proxyUserId']],
    ['no form', { form: null }, ['/form']],
    ['no start form', { form: { summaryForm: 'X' } }, ['/form/startForm']],
    ['a summary form of another type', withForm({ summaryForm: [] }), ['/form/summaryForm']],
    ['fields that are no list', withForm({ fields: {} }), ['/form/fields']],
    [
      'a field that is no object',
      withForm({ fields: [{ name: 'A' }, 'B', null] }),
      ['/form/fields/1', '/form/fields/2'],
    ],
    ['a field without a name', withForm({ fields: [{ value: 'x' }] }), ['/form/fields/0']],
    ['a field with empty names', withForm({ fields: [{ name: '', field: '' }] }), ['/form/fields/0']],
    ['a name that is a number', withForm({ fields: [{ name: 5 }] }), ['/form/fields/0/name']],
    ['an alias that is a list', withForm({ fields: [{ name: 'A', field: [] }] }), ['/form/fields/0/field']],
    ['a name that is too long', withForm({ fields: [{ name: long(129) }] }), ['/form/fields/0/name']],
    ['a value that is an object', withForm({ fields: [{ name: 'A', value: {} }] }), ['/form/fields/0/value']],
    ['a value that is a list', withForm({ fields: [{ name: 'A', value: [] }] }), ['/form/fields/0/value']],
    ['a value that is too long', withForm({ fields: [{ name: 'A', value: long(65_536) }] }), ['/form/fields/0/value']],
    ['too many fields', withForm({ fields: Array(501).fill({}) }), ['/form/fields']],
    ['a title of another type', { caseCardTitle: 5 }, ['/caseCardTitle']],
    ['a title that is too long', { caseCardTitle: wide(256) }, ['/caseCardTitle']],
    ['a type that is too long', { caseTypeId: long(256) }, ['/caseTypeId']],
    ['a language that is too long', { language: long(36) }, ['/language']],
    [
      'states of other types',
      { caseSubTypeId: 1, caseStageId: {}, caseStatus: [] },
      ['/caseStageId', '/caseStatus', '/caseSubTypeId'],
    ],
    ['a contact that is a text', { contact: 'x' }, ['/contact']],
    ['a name of 256 characters', { contact: { name: wide(256) } }, ['/contact/name']],
    ['a telephone number that is a number', { contact: { phoneNumber: 1752 } }, ['/contact/phoneNumber']],
    ['an address of 1,001 characters', { contact: { address: wide(1001) } }, ['/contact/address']],
    ['an e-mail address of 255 characters', { contact: { email: `${long(253)}@b` } }, ['/contact/email']],
    ['variables that are a list', { processVariables: [] }, ['/processVariables']],
    ['a variable without a name', { processVariables: { '': 1 } }, ['/processVariables/']],
    [
      'a variable with a long name',
      { processVariables: { [`a/~${long(126)}`]: 1 } },
      [`/processVariables/a~1~0${long(126)}`],
    ],
    [
      'too many variables',
      { processVariables: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [i, 1])) },
      ['/processVariables'],
    ],
    ['attachments that are an object', { attachments: {} }, ['/attachments']],
    ['too many attachments', { attachments: Array(21).fill({}) }, ['/attachments']],
    [
      'an attachment without its members',
      { attachments: [{}] },
      ['/attachments/0/fileStoreReference', '/attachments/0/formField'],
    ],
    ['an attachment that is null', { attachments: [null] }, ['/attachments/0']],
    ['`close` that is a flag', { close: true }, ['/close']],
    [
      'a reason of another type',
      { close: { closureReason: 1, closureNote: [] } },
      ['/close/closureNote', '/close/closureReason'],
    ],
    ['a note of 10,001 characters', { close: { closureNote: wide(10_001) } }, ['/close/closureNote']],
    ['U+0000 in a value', { caseCardTitle: 'a\0b' }, ['/caseCardTitle']],
    ['U+0000 where nobody looks', { other: [{ x: '\0' }] }, ['/other/0/x']],
    ['half of a surrogate pair', { processVariables: { a: ['\ud800'] } }, ['/processVariables/a/0']],
    ['half of a surrogate pair in a name', { processVariables: { '\udc00': 1 } }, ['/processVariables/\udc00']],
  ];
  for (const [what, more, paths] of cases) {
    it(what, async () => assert.deepEqual((await pathsOf({ ...minimum, ...more })).sort(), paths));
  }

  it('and all of them are named at once', async () => {
    const paths = await pathsOf({ caseTypeId: '', user: {}, form: { fields: [5] }, contact: { email: 'x' } });
    assert.deepEqual(paths.sort(), [
      '/caseTypeId',
      '/contact/email',
      '/form/fields/0',
      '/form/startForm',
      '/user/siteUserId',
    ]);
  });

  for (const email of ['x', '@', 'a@', '@b', 'a@b@c', 'a b@c', 'a@b\n', 'a\u0007@b', 'a@b\u0085', 'a@\u00a0b']) {
    it(`is no e-mail address: ${JSON.stringify(email)}`, async () => {
      assert.deepEqual(await pathsOf({ ...minimum, contact: { email } }), ['/contact/email']);
    });
  }

  it('a field or a variable called __proto__', async () => {
    const send = async (text: string): Promise<string[]> => {
      const body = JSON.stringify({ id: 1, method: createMethod, params: { ...minimum, X: 0 } });
      const { error } = (await goss.post(body.replace('"X":0', text))).json();
      return error.data.errors.map(({ path }: { path: string }) => path);
    };
    assert.deepEqual(await send('"processVariables":{"__proto__":{"a":1}}'), ['/processVariables/__proto__']);
    const form = (field: string) => `"form":{"startForm":"X","fields":[${field}]}`;
    assert.deepEqual(await send(form('{"name":"__proto__"}')), ['/form/fields/0/name']);
    assert.deepEqual(await send(form('{"field":"__proto__"}')), ['/form/fields/0/field']);
  });

  it('numbers that no double holds', async () => {
    const body = JSON.stringify({ id: 1, method: createMethod, params: { ...minimum, processVariables: { a: [0] } } });
    const { error } = (await goss.post(body.replace('[0]', '[1e999]'))).json();
    assert.deepEqual(error.data.errors[0].path, '/processVariables/a/0');
  });

  it('limits count characters, and their last value is taken', async () => {
    const { success, case: found } = await goss.create({
      caseCardTitle: wide(255),
      language: wide(35),
      contact: { name: wide(255), phoneNumber: wide(255), address: wide(1000), email: `${wide(252)}@b` },
      form: { ...minimum.form, fields: [{ name: wide(128), value: wide(65_535) }] },
      processVariables: { [wide(128)]: 1 },
      close: { closureNote: wide(10_000) },
    });
    assert.equal(success, true);
    assert.equal(found.contact.name, wide(255));
    assert.equal(found.formData[`form_${wide(128)}`], wide(65_535));
  });

  it('and no case was made', async () => {
    const count = await goss.countCases();
    await pathsOf({ ...minimum, close: { closureReason: 1 } });
    assert.equal(await goss.countCases(), count);
  });
});

describe('target dates that are none', () => {
  const dates = [
    'tomorrow',
    '2030-01-01',
    '2030-02-30T00:00:00Z',
    '2029-02-29T00:00:00Z',
    '2030-01-01T24:00:00Z',
    '2030-01-01T00:60:00Z',
    '2030-01-01T00:00:60Z',
    '2030-01-01T00:00Z',
    '2030-01-01 00:00:00Z',
    '2030-01-01T00:00:00+0100',
    '2030-01-01T00:00:00+24:00',
    '2030-01-01T00:00:00.Z',
    '2030-13-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00Z',
    '+12030-01-01T00:00:00Z',
    '2030-01-01T00:00:00Z\n',
    '２０30-01-01T00:00:00Z',
  ];
  for (const targetDate of dates) {
    it(JSON.stringify(targetDate), async () => {
      assert.deepEqual(await pathsOf({ ...minimum, targetDate }), ['/targetDate']);
    });
  }
  it('5', async () => assert.deepEqual(await pathsOf({ ...minimum, targetDate: 5 }), ['/targetDate']));
});

describe('failures of createCase', () => {
  const fail = async (more: object, errors: string[]) => {
    const count = await goss.countCases();
    const result = await goss.create(more as Record<string, unknown>);
    assert.deepEqual(
      Object.keys(result).sort(),
      'duration endTime errors messages startTime success warnings'.split(' '),
    );
    assert.deepEqual([result.success, result.errors, result.warnings], [false, errors, []]);
    const steps = result.messages.map(({ message }: { message: string }) => message);
    assert.equal(steps[0], 'getting case type');
    assert.ok(!steps.includes('Starting case creation'));
    assert.equal(await goss.countCases(), count);
    return result;
  };

  it('E1: no such start user', () => fail({ user: { siteUserId: 'nobody' } }, ['Start user nobody does not exist']));

  for (const login of ['frank', 'gone', 'unlicensed']) {
    it(`E2: ${login} is no starter, disabled, or without licence`, () =>
      fail({ user: { siteUserId: login } }, [`Could not authorise start user ${login} to start a case`]));
  }

  it('E2 holds also for a type that everybody may start', () =>
    fail({ caseTypeId: 'pothole', user: { siteUserId: 'nolan' } }, [
      'Could not authorise start user nolan to start a case',
    ]));

  for (const proxyUserId of ['nobody', 'gone', 'staff1']) {
    it(`E3: no such proxy, or a disabled one: ${proxyUserId}`, () =>
      fail({ user: { ...minimum.user, proxyUserId } }, [`Proxy user ${proxyUserId} does not exist`]));
  }

  it('E4: no such case manager', () => fail({ caseManagerId: 'nobody' }, ['Case manager nobody does not exist']));

  it('E5: no such type, compared exactly', () =>
    fail({ caseTypeId: 'TestCaseCreation' }, ['Case type TestCaseCreation does not exist in environment']));

  it('E6: no such start form', () =>
    fail({ form: { startForm: 'testsearchcasecreation' } }, [
      'Start form testsearchcasecreation does not exist in environment',
    ]));

  it('are all listed, in the order of the checks, values untouched', async () => {
    const { messages } = await fail(
      {
        caseTypeId: '{caseTypeId}',
        user: { siteUserId: '$1 %s', proxyUserId: '<b>' },
        caseManagerId: "Robert'); drop",
        form: { startForm: '\u202e\u0001' },
      },
      [
        'Case type {caseTypeId} does not exist in environment',
        'Start user $1 %s does not exist',
        'Proxy user <b> does not exist',
        "Case manager Robert'); drop does not exist",
        'Start form \u202e\u0001 does not exist in environment',
      ],
    );
    const { users } = messages.find(({ message }: { message: string }) => message === 'Getting users').data;
    assert.deepEqual(users[0], { name: '$1 %s', found: false, groups: [], id: '' });
    assert.equal(users.length, 3);
  });

  it('E2 comes after the users and before the form', () =>
    fail({ user: { siteUserId: 'frank', proxyUserId: 'x' }, caseManagerId: 'y', form: { startForm: 'z' } }, [
      'Proxy user x does not exist',
      'Case manager y does not exist',
      'Could not authorise start user frank to start a case',
      'Start form z does not exist in environment',
    ]));

  it('names like those of every object are names of nothing', () =>
    fail({ caseTypeId: 'constructor', form: { startForm: '__proto__' } }, [
      'Case type constructor does not exist in environment',
      'Start form __proto__ does not exist in environment',
    ]));
});

it('no request here is a fault of ours', () => assert.deepEqual(goss.docket.faults, []));
