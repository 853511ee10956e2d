/** Whatever is sent, the answer is JSON-RPC's own, never a 500, and no fault of ours (contract goss §7; DESIGN promise 9). */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { createMethod, type Goss, getMethod, minimum, startGoss } from './support.ts';

let goss: Goss;
/** The reference of a case that there is. */
let known: string;
before(async () => {
  goss = await startGoss();
  known = (await goss.create()).caseBusinessKey;
});
after(() => goss.close());

const names = [
  ...'caseTypeId user siteUserId proxyUserId form startForm summaryForm fields name field value caseCardTitle'.split(
    ' ',
  ),
  ...'caseSubTypeId caseStageId caseStatus caseManagerId language targetDate contact email phoneNumber address'.split(
    ' ',
  ),
  ...'processVariables attachments fileStoreReference formField close closureReason closureNote'.split(' '),
  ...'closureDate closureNotes dryRun forceClose siteUserName statusValue statusNotes stageValue stageNotes'.split(' '),
  ...'assignGroupName assignUserName reasonDesc caseReference note userName private userRole debug'.split(' '),
  ...'duration operation datetime displayName caseControlVar taskBusinessKey taskClosed'.split(' '),
  ...'caseBusinessKey variables method __proto__ constructor'.split(' '),
];

const onCases = [
  ...['closeCase', 'updateCaseStatus', 'stages.updateCaseStage', 'reassignCase', 'notes.addNoteToCase'],
  ...['sla.setSLA', 'sla.updateSLA', 'sla.pauseSLA', 'sla.resumeSLA'],
].map((name) => `goss.CaseManagement.v1.api.${name}`);

const values = [
  ...['testcasecreation', 'mynewcase', 'TIMG', 'STAFF1', 'CASEMANAGER1', 'MYNEWCASE', 'Open', 'Stage 1', 'a@b'],
  ...['2099-01-01T00:00:00', '9999-12-31T23:59:59Z', '1000', '\u0000', '\ud800', '\u202e', '{0}', "'; --", '__proto__'],
  ...['PT1H', 'P9000W', 'SET', 'subtract', 'form_NAME', '0001-01-01T00:00:00Z'],
];

const leaf = fc.oneof(
  fc.constantFrom<unknown>(...values, null, true, 0, -0, 2 ** 53, 1e308),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(tie('anything'), { maxLength: 4 }) },
    { weight: 3, arbitrary: fc.array(fc.tuple(fc.constantFrom(...names), tie('anything')), { maxLength: 6 }) },
  ),
}));

/** Lists of pairs become objects, members called `__proto__` among them. */
const toJson = (value: unknown): string => {
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length > 0 && value.every((one) => Array.isArray(one) && typeof one[0] === 'string')) {
    return `{${value.map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`).join(',')}}`;
  }
  return `[${value.map(toJson).join(',')}]`;
};

const check = async (body: string | Buffer): Promise<void> => {
  const response = await goss.post(body);
  assert.ok([200, 204].includes(response.statusCode), String(response.statusCode));
  if (response.statusCode === 204) return;
  for (const answer of [response.json()].flat()) {
    assert.equal(answer.jsonrpc, '2.0');
    assert.equal('result' in answer, !('error' in answer));
    assert.notEqual(answer.error?.code, -32603, String(body));
  }
};

it('parameters of any form', async () => {
  const methods = fc.constantFrom(createMethod, getMethod, ...onCases, '_documentation', '_directory');
  await fc.assert(
    fc.asyncProperty(methods, anything, (method, params) =>
      check(`{"jsonrpc":"2.0","id":1,"method":"${method}","params":${toJson(params)}}`),
    ),
    { numRuns: 400 },
  );
});

it('good parameters with one member replaced', async () => {
  const good = {
    ...minimum,
    contact: { email: 'a@b' },
    attachments: [{ fileStoreReference: 'x', formField: 'y' }],
    close: { closureReason: 'x' },
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names.slice(0, -2)), anything, (name, value) => {
      let done = false;
      const replace = (key: string, member: unknown): unknown => {
        if (key !== name) return member;
        done = true;
        return '\u0001here';
      };
      const text = JSON.stringify({ ...good, ...(name in good ? {} : { [name]: 0 }) }, replace);
      const params = text.replaceAll('"\\u0001here"', () => toJson(value));
      assert.ok(done);
      return check(`{"id":1,"method":"${createMethod}","params":${params}}`);
    }),
    { numRuns: 400 },
  );
});

it('good parameters of the calls on a case with one member replaced', async () => {
  const good = {
    caseBusinessKey: '',
    caseReference: '',
    closureDate: '2024-01-01T00:00:00Z',
    closureNotes: 'n',
    dryRun: true,
    user: { siteUserId: 5, siteUserName: 'CASEMANAGER1' },
    statusValue: 'Open',
    stageValue: 'Stage 1',
    assignGroupName: 'records',
    reasonDesc: 'r',
    note: 'n',
    userName: 'TIMG',
    userRole: 'staff',
    private: true,
    duration: 'PT1H',
    operation: 'ADD',
    datetime: '2099-01-01T00:00:00Z',
    caseControlVar: 'form_NAME',
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...onCases),
      fc.constantFrom(...Object.keys(good)),
      anything,
      (method, name, value) => {
        const sent = { ...good, caseBusinessKey: known, caseReference: known, [name]: '\u0001here' };
        const params = JSON.stringify(sent);
        return check(`{"id":1,"method":"${method}","params":${params.replace('"\\u0001here"', () => toJson(value))}}`);
      },
    ),
    { numRuns: 400 },
  );
});

it('bodies of any form', async () => {
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('[]', '{}', '[[]]', '{"id":{}}', '\ufeff', '[1,2', '{"a"'),
  );
  await fc.assert(fc.asyncProperty(text, check), { numRuns: 200 });
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
  await fc.assert(fc.asyncProperty(bytes, check), { numRuns: 200 });
});

it('no request here is a fault of ours', () => assert.deepEqual(goss.docket.faults, []));
