/** DESIGN promise 9: whatever is sent, the answer is this API's own, never 500 or 503, and a refusal changes nothing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { asForm, newCase, useDocket } from './support.ts';

const settings = {
  isAutoDispositionOn: false,
  officeAutoDispositionReviewers: [
    { officeId: 1, isGeneralTaskFromUser: true, generalTaskFromUserId: 1, isDefault: true },
  ],
  settings: [{ offenseTypeId: 1, daysToFollowUp: 5 }],
  listPermissionGroupIds: [1],
  createPermissionGroupIds: [1],
  updatePermissionGroupIds: [1],
};

const bodies = {
  create: {
    ...newCase(),
    caseOfficerGroupIds: [],
    caseOfficerId: 1,
    offenseDescription: '',
    offenseLocation: '',
    offenseDate: '',
    closedDate: '',
    reviewDate: '',
    reviewDateNotes: '',
    officeId: 1,
    id: 1,
  },
  form: { formId: 1184, data: '{}', visibilityId: 1, dateFields: [], entityId: 0 },
  tag: { name: 'x', color: 'y', tagModelId: 0, tagUsedBy: 1 },
  settings,
  reviewer: settings.officeAutoDispositionReviewers[0] ?? {},
  setting: settings.settings[0] ?? {},
};

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', '\u0000', '\ud800', '\udc00a', 'x'.repeat(100_000), true, false, [], {}),
  fc.constantFrom<unknown>(
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e308,
    -1e308,
    '1',
    '2147483648',
    '-0',
    '1e3',
    [[]],
    [{}],
    [null],
  ),
  fc.constantFrom<unknown>('9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00', '2031-02-30', '1753-01-01 00:00'),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"a":1}}'), { constructor: 1 }, { toString: 1 }, { length: 5 }),
  fc.jsonValue({ noUnicodeString: false } as object),
);

const withStrange = (whole: object) =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...Object.keys(whole)), { minLength: 1, maxLength: 3 }),
      fc.array(strange, { minLength: 3, maxLength: 3 }),
    )
    .map(([names, values]) => ({ ...whole, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) }));

const form = withStrange(bodies.form).map((entry) => ({ ...newCase(), formData: [entry] }));
const tag = withStrange(bodies.tag).map((entry) => ({ ...newCase(), tags: [entry] }));
const reviewer = withStrange(bodies.reviewer).map((row) => ({ ...settings, officeAutoDispositionReviewers: [row] }));
const setting = withStrange(bodies.setting).map((row) => ({ ...settings, settings: [row] }));

describe('bad input', () => {
  const { docket, call } = useDocket();
  const numRuns = 60;
  const isFine = (status: number): boolean => [200, 400, 401, 403, 404, 405, 413, 415].includes(status);

  it('in members never makes a fault', async () => {
    const { body } = await call('POST', 'api/cases', { body: newCase() });
    const check = (method: string, path: string, arbitrary: fc.Arbitrary<object>) =>
      fc.assert(
        fc.asyncProperty(arbitrary, async (sent) => {
          const answer = await call(method, path, { body: sent });
          assert.ok(isFine(answer.status), `${answer.status} ${JSON.stringify(sent).slice(0, 500)}`);
          if (answer.status === 400) assert.ok(answer.body.modelState ?? answer.body.autoDispoErrors);
        }),
        { numRuns },
      );
    await check('POST', 'api/cases', withStrange(bodies.create));
    await check('POST', 'api/cases', form);
    await check('POST', 'api/cases', tag);
    await check('PUT', `api/cases/${body.id}`, withStrange({ ...body, ...bodies.create, id: body.id }));
    await check('PUT', `api/cases/${body.id}`, form);
    for (const arbitrary of [withStrange(settings), reviewer, setting]) {
      await check('PUT', 'api/autoDisposition/settings', arbitrary);
    }
  });

  it('in bytes never makes a fault', async () => {
    const whole = JSON.stringify(newCase({ offenseDescription: 'é"\n' }));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 4 }), async (at, bytes) => {
        const body = Buffer.concat([Buffer.from(whole.slice(0, at)), bytes, Buffer.from(whole.slice(at + 1))]);
        assert.ok(isFine((await call('POST', 'api/cases', { body })).status));
        assert.ok(isFine((await call('POST', 'token', { ...asForm({}), body })).status));
      }),
      { numRuns },
    );
  });

  it('in addresses, methods and headers never makes a fault', async () => {
    const pieces = [
      '%00',
      '%zz',
      '%',
      '..a',
      '__proto__',
      'constructor',
      '%F0%9F',
      'é',
      'x'.repeat(2000),
      '2147483648',
      '',
      ';a=1',
      '%2F',
    ];
    const paths = [
      'api/cases/?',
      'api/cases/getByNumber?value=?',
      'api/users/typeahead?search=?',
      'api/forms?formType=?',
    ];
    const more = ['api/autoDisposition/?/groups', 'api/?', '?', 'token?', 'api/users/currentuser?groups=?'];
    for (const path of [...paths, ...more]) {
      for (const piece of pieces) {
        const at = path.lastIndexOf('?');
        for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
          const { status } = await call(method, path.slice(0, at) + piece + path.slice(at + 1));
          assert.ok(isFine(status), `${method} ${path} ${piece.slice(0, 20)}: ${status}`);
        }
      }
    }
    for (const value of ['', ' ', '%00', 'é', 'x'.repeat(3000), '1, 1', '__proto__']) {
      for (const name of ['OfficeID', 'OrganizationID', 'kick-out-user', 'authorization', 'accept', 'content-type']) {
        assert.ok(
          isFine((await call('GET', 'api/groups', { headers: { [name]: value } })).status),
          `${name}: ${value}`,
        );
      }
    }
    const body = await call('GET', 'api/groups', { body: '{' });
    assert.equal(body.status, 200);
    assert.deepEqual(docket().faults, []);
  });
});
