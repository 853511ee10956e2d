/** getCase and what the worker says of itself (contract goss §6.7, §8). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import { createMethod, type Goss, getMethod, keys, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const get = async (caseBusinessKey: string, more = {}, token?: string) =>
  (await goss.call(getMethod, { caseBusinessKey, ...more }, token)).result;

const rich = {
  contact: { name: 'Rita', email: 'rita@example.com', phoneNumber: '1', address: ' 1 Road ,, Town' },
  user: { siteUserId: 'TIMG', proxyUserId: 'STAFF1' },
  caseStageId: 'Stage 1',
  caseSubTypeId: 'GeneralEnquiry',
  caseStatus: 'Escalated',
  caseManagerId: 'CASEMANAGER1',
  form: { startForm: 'TESTSEARCHCASECREATION', summaryForm: 'MYSUMMARYFORM', fields: [{ name: 'A', value: 1 }] },
  processVariables: { plain: { z: [1], a: null }, form_B: 2 },
};

describe('getCase', () => {
  it('answers the same case as createCase did', async () => {
    const file = await goss.upload('a.jpg');
    const attachments = [{ fileStoreReference: file, formField: 'F' }];
    for (const more of [
      {},
      { ...rich, attachments },
      { close: { closureNote: 'n' } },
      { targetDate: '2099-01-01T00:00:00Z' },
    ]) {
      const made = await goss.create(more);
      const found = await get(made.caseBusinessKey);
      assert.deepEqual(found, { success: true, case: made.case, errors: [] });
    }
  });

  it('answers variables as they were sent: numbers of any size, and names that objects have of their own', async () => {
    const variables = JSON.parse(
      String.raw`{"form_N":[1e308,5e-324,0.1,9007199254740994,1e21],"form_O":{"__proto__":{"a":null},"10":1,"2":2,"":[]},
      "toString":"t","form_constructor":"","form_T":"\u202e\ud83d\ude00\u0001</script>"}`,
    );
    const { caseBusinessKey, case: made } = await goss.create({ processVariables: variables });
    const { case: found, variables: kept } = await get(caseBusinessKey, { variables: true });
    assert.deepEqual(found, made);
    assert.deepEqual(kept, variables);
  });

  it('answers the variables where asked to', async () => {
    const { caseBusinessKey } = await goss.create(rich);
    const { variables } = await get(caseBusinessKey, { variables: true });
    assert.deepEqual(variables, {
      plain: { z: [1], a: null },
      form_B: 2,
      form_A: '1',
      form_NAME: 'Rita',
      form_EMAIL: 'rita@example.com',
      form_EMAILADDRESS: 'rita@example.com',
      form_PHONENUMBER: '1',
      form_ADDRESSTEXT: ' 1 Road ,, Town',
    });
  });

  it('adds notes to a success where `debug` asks for them, and judges that too (§6)', async () => {
    const { caseBusinessKey, case: made } = await goss.create();
    const { notes, ...rest } = await get(caseBusinessKey, { debug: true });
    assert.deepEqual(rest, { success: true, case: made, errors: [] });
    assert.ok(notes.length > 0 && notes.every((note: unknown) => typeof note === 'string'));
    assert.ok(!('notes' in (await get(caseBusinessKey, { debug: false }))));
    assert.deepEqual(Object.keys(await get('none', { debug: true })), ['success', 'errors']);
    const { error } = await goss.call(getMethod, { caseBusinessKey, debug: 'true' });
    assert.deepEqual([error.code, error.data.errors[0].path], [-32602, '/debug']);
  });

  it('shows a case from elsewhere', async () => {
    const actor = goss.docket.actor('frank', 'egain');
    const { number, reference } = await goss.docket.core.run(actor, (tx) =>
      createCase(tx, actor, { referenceStyle: 'number', type: 'pothole', subject: 'A hole', customerId: 1003 }),
    );
    const { case: found } = await get(reference);
    assert.deepEqual([found.id, found.businessKey, found.startUserId], [String(number), String(number), 'frank']);
    assert.deepEqual([found.citizenFullName, found.readOnlyTemplate], ['Frank Robert', '']);
    assert.equal(found.formData.form_SERVICEREQUESTTEXT, 'A hole (Pothole)');
    assert.deepEqual([found.contact.name, found.contact.email], ['Jane Doe', 'jane@riverside.test']);
    assert.deepEqual([found.formData.form_INITASSISTED, found.formData.form_INITCASESTAGE], ['', '']);
    assert.equal(Object.keys(found).length, 57);
  });

  it('shows what another face changed at once', async () => {
    const { caseBusinessKey } = await goss.create();
    const actor = goss.docket.actor('msingleton');
    await goss.docket.core.run(actor, (tx) => closeCase(tx, actor, { reference: caseBusinessKey }, { note: 'Away' }));
    const { case: found } = await get(caseBusinessKey);
    assert.deepEqual([found.status.code, found.formData.form_CASECLOSENOTES], ['Closed', 'Away']);
    assert.notEqual(found.endTime, null);
  });

  it('says that a case has been escalated, whichever face did it, also when it no longer is', async () => {
    const actor = goss.docket.actor('msingleton', 'egain');
    const { caseBusinessKey, case: made } = await goss.create();
    const setStatus = (status: string) =>
      goss.docket.core.run(actor, (tx) => editCase(tx, actor, Number(made.id), { fields: { status } }));
    const shown = async () => (await get(caseBusinessKey)).case.caseEscalated;
    await setStatus('Open');
    assert.equal(await shown(), 'No');
    await setStatus('Escalated');
    assert.equal(await shown(), 'Yes');
    await setStatus('Open');
    assert.equal(await shown(), 'Yes');
    await goss.docket.core.run(actor, (tx) => closeCase(tx, actor, { reference: caseBusinessKey }));
    assert.equal(await shown(), 'Yes');
    const closed = await goss.create({ caseStatus: 'Escalated', close: {} });
    assert.deepEqual([closed.case.status.code, closed.case.caseEscalated], ['Closed', 'Yes']);
    assert.deepEqual((await get(closed.caseBusinessKey)).case, closed.case);
  });

  it('finds an archived case too', async () => {
    const { caseBusinessKey } = await goss.create();
    const actor = goss.docket.actor('msingleton');
    await goss.docket.core.run(actor, (tx) => setArchived(tx, actor, { reference: caseBusinessKey }, true));
    assert.equal((await get(caseBusinessKey)).success, true);
  });

  it('cannot tell an unknown case from one that the program may not see', async () => {
    const actor = goss.docket.actor('frank', 'api');
    const unitId = goss.docket.tenant().units.byKey.get('service')?.id ?? 0;
    const { reference } = await goss.docket.core.run(actor, (tx) =>
      createCase(tx, actor, { referenceStyle: 'number', unitId, subject: 'Not yours' }),
    );
    for (const key of [reference, 'none', '\u0001', 'x'.repeat(512), '😀'.repeat(512)]) {
      assert.deepEqual(await get(key), { success: false, errors: [`Could not load case reference - ${key}`] });
    }
  });

  it('judges its parameters', async () => {
    for (const params of [{}, { caseBusinessKey: '' }, { caseBusinessKey: 5 }, { caseBusinessKey: 'x'.repeat(513) }]) {
      const { error } = await goss.call(getMethod, params);
      assert.deepEqual([error.code, error.data.errors[0].path], [-32602, '/caseBusinessKey']);
    }
    const { error } = await goss.call(getMethod, { caseBusinessKey: 'x', variables: 'yes' });
    assert.equal(error.data.errors[0].path, '/variables');
    assert.equal((await goss.call(getMethod, {}, keys.withoutLicence)).error.code, -32003);
  });
});

const methods = [
  ['closeCase', 'documented'],
  ['createCase', 'documented'],
  ['getCase', 'docket'],
  ['notes.addNoteToCase', 'documented'],
  ['reassignCase', 'documented'],
  ['sla.pauseSLA', 'documented'],
  ['sla.resumeSLA', 'documented'],
  ['sla.setSLA', 'documented'],
  ['sla.updateSLA', 'documented'],
  ['stages.updateCaseStage', 'documented'],
  ['updateCaseStatus', 'documented'],
].map(([name, origin]) => [`goss.CaseManagement.v1.api.${name}`, origin]);

describe('introspection', () => {
  it('_directory lists the methods by name', async () => {
    const { result } = await goss.call('_directory');
    assert.deepEqual(
      result.map(({ name, origin }: { name: string; origin: string }) => [name, origin]),
      [['_directory', 'documented'], ['_documentation', 'documented'], ...methods],
    );
    assert.ok(result.every(({ description }: { description: string }) => description.length > 0));
  });

  it('_documentation describes a method, or all', async () => {
    const { result } = await goss.call('_documentation', { method: `${createMethod}:1.0` });
    assert.deepEqual([result.name, result.origin, result.parameters.type], [createMethod, 'documented', 'object']);
    assert.deepEqual(result.parameters.required, ['caseTypeId', 'user', 'form']);
    const all = (await goss.call('_documentation', {})).result;
    assert.equal(all.length, methods.length + 2);
    assert.ok(all.every(({ parameters }: { parameters: { type: string } }) => parameters.type === 'object'));
    for (const method of ['none', 5, {}]) {
      const { error } = await goss.call('_documentation', { method });
      assert.deepEqual([error.code, error.data.errors[0].path], [-32602, '/method']);
    }
  });

  it('is not on securelibrary', async () => {
    for (const method of ['_directory', '_documentation']) {
      const response = await goss.post({ id: 1, method }, {}, '/goss/apiserver/securelibrary');
      assert.equal(response.json().error.code, -32601);
    }
  });
});

it('no request here is a fault of ours', () => assert.deepEqual(goss.docket.faults, []));
