/** Contract tracker D6: custom forms of a case, and the document's own examples, as they are printed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshNumber, newCase, useDocket } from './support.ts';

/** The document's first example: no comma behind `offenseLocation`, and a remark in the middle, are mended; the rest is as printed. */
const plainExample = `{
        "caseOfficerIds": [ 12659 ],
       "offenseTypeId":1,
       "caseNumber":"20171129D",
       "offenseDescription":"Test Offense Description",
       "offenseLocation":"123 My Address New York, Ny 20012",
       "offenseDate":"2017-11-29 13:25:00.000",
       "active":true,
       "formData":[],
       "tags":[],
}`;

/** Its second: one comma is mended; the line breaks inside the string stay. */
const formExample = `{
"offenseDate": "2020-02-13T05:00:00.000Z",
"active": true,
"offenseDescription": "Burning Down The House",
"offenseTypeId": 2,
"formData": [
{
"formId": 1184,
"formName": "Test Form Cases",
"data": "{\\"field2426\\":{\\"1\\":true},
\\"field2428\\":\\"2\\",
\\"field2430\\":\\"3\\",
\\"field2435\\":\\"3\\",
\\"field2424\\":\\"This is a text field\\",
\\"field2432\\":\\"2020-02-13T05:00:00.000Z\\"}",
"visibilityId": 1,
"dateFields": [
"field2432"
]
}
],
"tags": [
],
"reviewDateNotes": "",
"checkInProgress": false,
"caseNumber": "2020-0213-01",
"reviewDate": "2021-02-12T19:27:04.230Z",
"caseOfficerIds": [ 12659 ],
"offenseLocation": "Newport, KY, USA"
}`;

/** The text that the string of the second holds. */
const formText = `{"field2426":{"1":true},
"field2428":"2",
"field2430":"3",
"field2435":"3",
"field2424":"This is a text field",
"field2432":"2020-02-13T05:00:00.000Z"}`;

describe('forms of a case', () => {
  const { call } = useDocket();
  const create = (formData: unknown) => call('POST', 'api/cases', { body: newCase({ formData }) });
  const kept = async (entry: object) => {
    const { status, body } = await create([{ formId: 1184, ...entry }]);
    assert.equal(status, 200, JSON.stringify(body));
    const found = (await call('GET', `api/cases/${body.id}`)).body;
    assert.deepEqual(found, body);
    return found.formData[0];
  };

  it('runs the document’s example without a form', async () => {
    const { status, body } = await call('POST', 'api/cases', { body: plainExample });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.offenseLocation, '123 My Address New York, Ny 20012');
    assert.equal(body.offenseDate, '2017-11-29T13:25:00Z');
    assert.equal(body.formData, null);
  });

  it('runs the document’s example with a form, and gives its text back character for character', async () => {
    const { status, body } = await call('POST', 'api/cases', { body: formExample });
    assert.equal(status, 200, JSON.stringify(body));
    const [entry] = body.formData;
    assert.match(entry.id, /^\d+$/);
    assert.deepEqual(entry, {
      id: entry.id,
      formId: 1184,
      formName: 'Test Form Cases',
      data: formText,
      entityId: body.id,
      visibilityId: 1,
      dateFields: ['field2432'],
      active: true,
      organizationId: 1,
      officeId: 1,
    });
    assert.deepEqual([body.formDataAmount, body.reviewDate], [1, '2021-02-12T19:27:04.230Z']);
    assert.deepEqual((await call('GET', `api/cases/${body.id}`)).body, body);
  });

  it('keeps the text of data as it is: blanks, unknown fields, missing ones and nulls', async () => {
    for (const data of ['{}', ' { "nobody" : null , "field2428": 7.0 }\n', '{"__proto__":{"a":1},"a":1,"a":2}']) {
      assert.equal((await kept({ data })).data, data);
    }
    const broken = '{"field2424":"two\nlines\tand a tab"}';
    assert.equal((await kept({ data: broken })).data, broken);
  });

  it('takes an object for data, and shows its compact JSON', async () => {
    assert.equal((await kept({ data: { a: [1, null], b: 'ü' } })).data, '{"a":[1,null],"b":"ü"}');
  });

  it('has defaults for what is left out, and takes member names in any case', async () => {
    const entry = await kept({ data: '{}', formName: 'wrong', entityId: '0', id: 'x' });
    assert.deepEqual([entry.formName, entry.visibilityId, entry.dateFields], ['Test Form Cases', 1, null]);
    const { body } = await create([{ FormID: '1184', DATA: '{}', VisibilityId: '2', DateFields: ['x'] }]);
    assert.deepEqual([body.formData[0].visibilityId, body.formData[0].dateFields], [2, ['x']]);
  });

  it('keeps several in their order', async () => {
    const forms = (await call('GET', 'api/forms')).body as { id: number }[];
    const ids = forms.map(({ id }) => id).reverse();
    const { body } = await create(ids.map((formId) => ({ formId, data: '{}' })));
    assert.deepEqual(
      body.formData.map((entry: { formId: number }) => entry.formId),
      ids,
    );
    assert.equal(new Set(body.formData.map((entry: { id: string }) => entry.id)).size, ids.length);
  });

  it('refuses on formData what is no form, or no data', async () => {
    const deep = `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`;
    for (const entry of [
      null,
      7,
      'x',
      [],
      {},
      { formId: 1184 },
      { formId: 1184, data: null },
      { data: '{}' },
      { formId: 'x', data: '{}' },
      { formId: 1184, data: '' },
      { formId: 1184, data: 'x' },
      { formId: 1184, data: '[]' },
      { formId: 1184, data: '"x"' },
      { formId: 1184, data: '{"a":1,}' },
      { formId: 1184, data: 7 },
      { formId: 1184, data: [] },
      { formId: 1184, data: deep },
      { formId: 1184, data: '{"a":"\\u0000"}' },
      { formId: 1184, data: '{"a":"\\ud800"}' },
      { formId: 1184, data: '{"\\u0000":1}' },
      { formId: 1184, data: '{"a":"\u0000"}' },
      { formId: 1184, data: { a: '\ud800' } },
      { formId: 1184, data: '{}', visibilityId: 'x' },
      { formId: 1184, data: '{}', visibilityId: 99_999_999_999 },
      { formId: 1184, data: '{}', dateFields: 'x' },
      { formId: 1184, data: '{}', dateFields: [1] },
      { formId: 1184, data: '{}', dateFields: ['\u0000'] },
    ]) {
      const { status, body } = await create([entry]);
      assert.equal(status, 400, JSON.stringify(entry));
      assert.deepEqual(Object.keys(body.modelState), ['formData'], JSON.stringify(entry));
    }
    const unknown = await create([{ formId: 77, data: '{}' }]);
    assert.deepEqual(unknown.body.modelState, { formData: ["Form not found. Value: '77'"] });
    const twice = await create([
      { formId: 1184, data: '{}' },
      { formId: 1184, data: '{}' },
    ]);
    assert.equal(twice.status, 400);
  });

  it('lists the forms of the tenant with their schema in a string', async () => {
    const all = await call('GET', 'api/forms');
    const form = all.body.find(({ id }: { id: number }) => id === 1184);
    assert.deepEqual([form.name, form.active], ['Test Form Cases', true]);
    const { fields } = JSON.parse(form.schema);
    assert.deepEqual(fields[0], {
      type: 'checkboxlist',
      name: 'field2426',
      displayName: 'Evidence',
      options: [
        { value: '1', text: 'Photo' },
        { value: '2', text: 'Video' },
      ],
    });
    assert.deepEqual(
      fields.map(({ type }: { type: string }) => type),
      ['checkboxlist', 'selectlist', 'radiobuttonlist', 'selectlist', 'text', 'date'],
    );
    assert.deepEqual(fields[4].options, []);
    const ids = all.body.map(({ id }: { id: number }) => id);
    assert.deepEqual(
      ids,
      [...ids].sort((a: number, b: number) => a - b),
    );
    assert.deepEqual((await call('GET', 'api/forms?formType=CASES')).body, all.body);
    assert.deepEqual((await call('GET', 'api/forms?formType=Items')).body, []);
    assert.deepEqual((await call('GET', 'api/forms?FORMTYPE=people')).body, []);
    const wrong = await call('GET', 'api/forms?formType=Media');
    assert.deepEqual([wrong.status, Object.keys(wrong.body.modelState)], [400, ['formType']]);
  });

  it('stays away with the case that was refused', async () => {
    const caseNumber = freshNumber();
    await call('POST', 'api/cases', { body: newCase({ caseNumber, formData: [{ formId: 1184, data: 'x' }] }) });
    assert.equal((await call('GET', `api/cases/getByNumber?value=${caseNumber}`)).status, 404);
  });
});
