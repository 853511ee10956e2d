/** Contract tracker D10: `POST /api/cases/search`. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { demoFile } from '../../support/prepare-template.ts';
import { adminToken, basicToken, newCase, useDocket } from './support.ts';

const form = (data: object) => [{ formId: 1184, data: JSON.stringify(data) }];

// Wednesday, one o'clock in London.
const present = Date.UTC(2031, 3, 9, 12);

const cases: Readonly<Record<string, object>> = {
  'alpha-1': {
    offenseTypeId: 2,
    offenseDescription: 'Burning DOWN the house\nand more 100%_',
    offenseLocation: 'Newport, KY',
    offenseDate: '2031-04-09T10:00:00Z',
    reviewDateNotes: 'look twice',
    caseOfficerIds: [12659, 1],
    caseOfficerGroupIds: [43, 68],
    tags: ['red', 'green'],
    formData: form({ field2424: 'Hello World', field2426: { 1: true, 2: false }, field2428: '2', weight: 12.5 }),
  },
  'Alpha-2': {
    offenseTypeId: 3,
    offenseDescription: '',
    offenseLocation: 'ÉCOLE',
    offenseDate: '2031-04-05T23:30:00Z',
    caseOfficerIds: [1],
    tags: ['red'],
    officeId: 175,
    formData: form({ field2432: '2031-04-01T00:00:00.000Z', weight: '100', handler: 'user-12659' }),
  },
  'beta-3': {
    offenseTypeId: 1,
    offenseDate: '2030-12-31T12:00:00Z',
    active: false,
    closedDate: '2031-01-15T00:00:00Z',
    formData: form({ field2432: 'not a date', weight: '1e999999', field2426: { 1: false, 2: true } }),
  },
  'beta-4': { offenseTypeId: 1, reviewDate: '2031-05-01T00:00:00Z', formData: form({ weight: -3 }) },
};

describe('case search', () => {
  const { docket, call } = useDocket();
  const ids: Record<string, number> = {};

  const search = (members: object = {}, token = adminToken) =>
    call('POST', 'api/cases/search', {
      token,
      body: {
        ...{ StaticFields: [], OfficeIds: [], PageSize: 100, PageNumber: 1, orderBy: 'Id', orderByAsc: true },
        ...members,
      },
    });
  const numbers = async (members: object, token?: string): Promise<string[]> => {
    const { status, text, body } = await search(members, token);
    assert.equal(status, 200, text);
    assert.equal(body.count, body.data.length);
    return body.data.map(({ caseNumber }: { caseNumber: string }) => caseNumber);
  };
  const where = (fieldName: string, model: unknown, searchCriteria?: number, more: object = {}) =>
    numbers({ StaticFields: [{ fieldName, model, searchCriteria, ...more }] });
  const whereForm = (name: string, model: unknown, searchCriteria?: number, more: object = {}) =>
    numbers({ DynamicFields: [{ formId: 1184, name, type: 'x', fieldType: 'x', model, searchCriteria, ...more }] });
  const refused = async (members: object): Promise<string[]> => {
    const { status, body } = await search(members);
    assert.equal(status, 400);
    return Object.keys(body.modelState);
  };

  before(async () => {
    const fields = '      - { name: weight, label: Weight, kind: number }\n      - { name: handler, kind: user }\n';
    const demo = await readFile(demoFile, 'utf8');
    await docket().apply(demo.replace(/( {6}- \{ name: field2432.*\n)/, (line) => line + fields));
    docket().clock.advance(present - Date.now());
    for (const [caseNumber, members] of Object.entries(cases)) {
      const { status, text, body } = await call('POST', 'api/cases', { body: newCase({ caseNumber, ...members }) });
      assert.equal(status, 200, text);
      ids[caseNumber] = body.id;
    }
  });

  it('answers the count and rows of whole cases with their forms taken apart', async () => {
    const { body } = await search({ staticfields: [], pageSize: '1', StaticFields: [], PageSize: '1' });
    assert.equal(body.count, 4);
    assert.equal(body.data.length, 1);
    const { formDataParsed, ...row } = body.data[0];
    const own = (await call('GET', `api/cases/${ids['alpha-1']}`)).body;
    assert.deepEqual(row, own);
    assert.deepEqual(
      formDataParsed.map(({ value, text, fieldType }: Record<string, string>) => [value, text, fieldType]),
      [
        ['1', 'Photo', 'checkboxlist'],
        ['2', 'High', 'selectlist'],
        ['Hello World', 'Hello World', 'text'],
        ['12.5', '12.5', 'number'],
      ],
    );
    assert.deepEqual(formDataParsed[2], {
      value: 'Hello World',
      searchName: '1184.field2424',
      customFormId: 1184,
      customFormName: 'Test Form Cases',
      fieldName: 'field2424',
      fieldType: 'text',
      name: 'field2424',
      text: 'Hello World',
    });
    const second = (await search({ PageNumber: 2, PageSize: 1 })).body.data[0];
    assert.deepEqual(
      second.formDataParsed.map(({ text }: { text: string }) => text),
      ['2031-04-01T00:00:00.000Z', '100', 'Mike Singleton'],
    );
  });

  it('pages, and past the end has the count and no row', async () => {
    const { body } = await search({ PageSize: 3, PageNumber: 2 });
    assert.deepEqual([body.count, body.data.length], [4, 1]);
    assert.deepEqual((await search({ PageSize: 3, PageNumber: 9 })).body, { count: 4, data: [] });
    assert.deepEqual((await search({ PageSize: 1000, PageNumber: 2_147_483_647 })).body, {
      count: 4,
      data: [],
    });
  });

  it('wants StaticFields, OfficeIds, PageSize and PageNumber, and lists all that is wrong', async () => {
    const { status, body } = await call('POST', 'api/cases/search', { body: {} });
    assert.equal(status, 400);
    assert.deepEqual(body.modelState, {
      staticFields: ['The staticFields field is required.'],
      officeIds: ['The officeIds field is required.'],
      pageSize: ['The pageSize field is required.'],
      pageNumber: ['The pageNumber field is required.'],
    });
    for (const [member, value] of [
      ['StaticFields', null],
      ['StaticFields', {}],
      ['StaticFields', [5]],
      ['OfficeIds', 'x'],
      ['OfficeIds', [77]],
      ['PageSize', 0],
      ['PageSize', 1001],
      ['PageNumber', 0],
      ['PageNumber', 1.5],
      ['orderByAsc', 'up'],
      ['DynamicFields', 'x'],
      ['StaticFields', Array.from({ length: 201 }, () => ({ fieldName: 'CaseNumber', model: 'x' }))],
    ] as const) {
      const wire = member[0]?.toLowerCase() + member.slice(1);
      assert.deepEqual(await refused({ [member]: value }), [wire], `${member} ${JSON.stringify(value)}`);
    }
  });

  it('finds texts in any letter case, and takes % and _ as they are', async () => {
    assert.deepEqual(await where('caseNumber', 'ALPHA-1'), ['alpha-1']);
    assert.deepEqual(await where('CASENUMBER', 'alpha-1', 1), ['Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await where('CaseNumber', 'alpha', 2), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(await where('CaseNumber', 'A-', 4), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await where('OffenseLocation', 'école', 0), ['Alpha-2']);
    assert.deepEqual(await where('OffenseLocation', 'ÉCO', 4), ['Alpha-2']);
    assert.deepEqual(await where('OffenseLocation', 'COLE', 4), ['Alpha-2']);
    assert.deepEqual(await where('OffenseDescription', 'Down BURNING', 25), ['alpha-1']);
    assert.deepEqual(await where('OffenseDescription', 'down burnt', 25), []);
    assert.deepEqual(await where('OffenseDescription', 'down '.repeat(100_000), 25), ['alpha-1']);
    assert.deepEqual(await where('OffenseDescription', '100%_', 4), ['alpha-1']);
    assert.deepEqual(await where('OffenseDescription', '1%0', 4), []);
    assert.deepEqual(await where('ReviewDateNotes', 'TWICE', 4), ['alpha-1']);
  });

  it('reads a description of elsewhere as it is shown: without one the subject', async () => {
    const actor = docket().actor('msingleton');
    const made = await docket().core.run(actor, (tx) =>
      createCase(tx, actor, { subject: 'Far-off', unitId: 1, referenceStyle: 'number' }),
    );
    assert.deepEqual(await where('OffenseDescription', 'far-OFF'), [made.reference]);
    assert.deepEqual(await where('OffenseDescription', 'Assault', 4), [], 'the derived subject is not shown');
    assert.deepEqual(await where('OffenseType', 0), [made.reference]);
    await docket().core.run(actor, (tx) => deleteCase(tx, actor, made.number));
  });

  it('finds dates before, after, from and to, on a day, and by age', async () => {
    const offense = (criteria: number, model: unknown, toDate?: unknown) =>
      where('OffenseDate', model, criteria, { toDate });
    assert.deepEqual(await offense(6, '2031-04-05T23:30:00Z'), ['beta-3']);
    assert.deepEqual(await offense(7, '2031-04-05T23:30:00Z', '0001-01-01T00:00:00'), ['alpha-1']);
    assert.deepEqual(await offense(8, '2031-04-05T23:30:00Z', '2031-04-09T10:00:00Z'), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(
      await where('OffenseDate', '2031-04-05T23:30:00Z', 8, {
        toDate: '0001-01-01T00:00:00',
        toModel: '2031-04-06T00:00:00Z',
      }),
      ['Alpha-2'],
    );
    assert.deepEqual(await offense(13, '4/6/2031'), ['Alpha-2'], 'the day in London');
    assert.deepEqual(await offense(13, '2031-04-05'), []);
    assert.deepEqual(await offense(12, 2), ['alpha-1']);
    assert.deepEqual(await offense(11, '2'), ['Alpha-2', 'beta-3']);
    assert.deepEqual(await offense(18, 1, 30), ['Alpha-2']);
    assert.deepEqual(await where('ReviewDate', '2031-05-01T00:00:00Z', 8, { toDate: '2031-05-01T00:00:00Z' }), [
      'beta-4',
    ]);
    assert.deepEqual(await where('CreatedDate', 1, 12), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
  });

  it('finds this and the last week, month and year without a model', async () => {
    const offense = (criteria: number) => where('OffenseDate', null, criteria);
    assert.deepEqual(await offense(19), ['alpha-1', 'Alpha-2'], 'Sunday began at half past eleven in UTC');
    assert.deepEqual(await offense(20), []);
    assert.deepEqual(await offense(21), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(await offense(22), []);
    assert.deepEqual(await offense(23), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(await offense(24), ['beta-3']);
    assert.deepEqual(await where('ClosedDate', undefined, 23), ['beta-3'], 'the date that was sent');
  });

  it('finds by ids, by lists and by truth', async () => {
    assert.deepEqual(await where('OffenseTypeId', 2), ['alpha-1']);
    assert.deepEqual(await where('offensetypes', ['2', 3], 1), ['beta-3', 'beta-4']);
    assert.deepEqual(await where('Office', [175]), ['Alpha-2']);
    assert.deepEqual(await where('creatorIds', 12659), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await where('creator', 2 ** 40), []);
    assert.deepEqual(await where('CaseOfficers', [1]), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(await where('CaseOfficerIds', [1, 12659], 26), ['alpha-1']);
    assert.deepEqual(await where('CaseOfficer', [1, 2 ** 40], 1), ['beta-3', 'beta-4']);
    assert.deepEqual(await where('CaseOfficerGroup', 68), ['alpha-1']);
    assert.deepEqual(await where('Tags', ['red', 'green'], 26), ['alpha-1']);
    assert.deepEqual(await where('Tag', 'red'), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(await where('Tag', ['red'], 1), ['beta-3', 'beta-4']);
    assert.deepEqual(await where('Active', false), ['beta-3']);
    assert.deepEqual(await where('Active', 'FALSE', 1), ['alpha-1', 'Alpha-2', 'beta-4']);
    assert.deepEqual(await where('IsRestricted', true), []);
    assert.deepEqual(await numbers({ OfficeIds: [175] }), ['Alpha-2']);
    assert.deepEqual(await numbers({ OfficeIds: '175' }), ['Alpha-2'], 'a list of ids as one single id (D1)');
    assert.deepEqual(await numbers({ OfficeIds: ['1', 175] }), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
  });

  it('finds by the fields of forms', async () => {
    assert.deepEqual(await whereForm('field2424', 'hello', 2), ['alpha-1']);
    assert.deepEqual(await whereForm('field2424', 'world hello', 25), ['alpha-1']);
    assert.deepEqual(await whereForm('field2424', 'Hello World', 1), ['Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await whereForm('field2426', '1'), ['alpha-1']);
    assert.deepEqual(await whereForm('field2426', ['1', '2']), ['alpha-1', 'beta-3']);
    assert.deepEqual(await whereForm('field2426', 1, 1), ['Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await whereForm('field2428', 2), ['alpha-1']);
    assert.deepEqual(await whereForm('handler', 12659), ['Alpha-2']);
    assert.deepEqual(await whereForm('weight', 12.5, 15), ['Alpha-2']);
    assert.deepEqual(await whereForm('weight', '12.5', 17), ['alpha-1', 'Alpha-2']);
    assert.deepEqual(await whereForm('weight', 0, 14), ['beta-4']);
    assert.deepEqual(await whereForm('weight', -3, 16), ['beta-4']);
    assert.deepEqual(await whereForm('weight', -3, 8, { toDate: 12.5 }), ['alpha-1', 'beta-4']);
    assert.deepEqual(await whereForm('field2432', '2031-04-01', 13), ['Alpha-2']);
    assert.deepEqual(await whereForm('field2432', '2031-04-02', 6), ['Alpha-2'], 'what is no date is on no day');
    assert.deepEqual(await whereForm('field2424', 'x', 4, { searchJustForm: true }), [
      ...['alpha-1', 'Alpha-2', 'beta-3', 'beta-4'],
    ]);
  });

  it('passes over conditions without a model, whatever their field', async () => {
    const all = ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4'];
    for (const model of [null, undefined, '', []]) {
      assert.deepEqual(await where('CheckedOutTo', model, 99), all);
      assert.deepEqual(await whereForm('field2424', model, 4), all);
    }
    assert.deepEqual(await where('OfficeSelection', 5, 99), all);
  });

  it('refuses what it does not know: fields, criteria, forms, models', async () => {
    for (const condition of [
      { fieldName: 'CheckedOutTo', model: 'x' },
      { fieldName: 'CaseNumber', model: 'x', searchCriteria: 6 },
      { fieldName: 'CaseNumber', model: ['x'] },
      { fieldName: 'CaseNumber', model: 'x', searchCriteria: 'many' },
      { fieldName: 'OffenseDate', model: '2031-04-09' },
      { fieldName: 'OffenseDate', model: 'soon', searchCriteria: 6 },
      { fieldName: 'OffenseDate', model: '2031-04-09', searchCriteria: 8 },
      { fieldName: 'OffenseDate', model: -1, searchCriteria: 12 },
      { fieldName: 'OffenseType', model: 'Arson' },
      { fieldName: 'OffenseType', model: 1, searchCriteria: 26 },
      { fieldName: 'Tag', model: 5 },
      { fieldName: 'Active', model: 'yes' },
      { model: 'x' },
    ]) {
      assert.deepEqual(await refused({ StaticFields: [condition] }), ['staticFields'], JSON.stringify(condition));
    }
    for (const condition of [
      { formId: 77, name: 'field2424', model: 'x' },
      { formId: 77, name: 'field2424' },
      { name: 'field2424', model: 'x' },
      { formId: 1184, name: 'nothing', model: 'x' },
      { formId: 1184, name: 'field2424', model: 'x', searchCriteria: 14 },
      { formId: 1184, name: 'weight', model: 'x', searchCriteria: 14 },
      { formId: 1184, name: 'field2432', model: 'x', searchCriteria: 6 },
      { formId: 1184, name: 'field2424', model: {} },
    ]) {
      assert.deepEqual(await refused({ DynamicFields: [condition] }), ['dynamicFields'], JSON.stringify(condition));
    }
  });

  it('orders by what is asked for, unknown names by creation, equal ones by id the same way', async () => {
    const order = (orderBy: string | undefined, orderByAsc?: boolean) => numbers({ orderBy, orderByAsc });
    assert.deepEqual(await order('CaseNumber', true), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await order(undefined), ['beta-4', 'beta-3', 'Alpha-2', 'alpha-1']);
    assert.deepEqual(await order('colour', true), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await order('OffenseDate', true), ['beta-3', 'Alpha-2', 'alpha-1', 'beta-4']);
    assert.deepEqual(await order('offenseTYPE', true), ['alpha-1', 'Alpha-2', 'beta-3', 'beta-4']);
    assert.deepEqual(await order('OffenseType', false), ['beta-4', 'beta-3', 'Alpha-2', 'alpha-1']);
    assert.deepEqual(await order('Office', false), ['Alpha-2', 'beta-4', 'beta-3', 'alpha-1']);
    assert.deepEqual(await order('ReviewDate', false), ['beta-4', 'beta-3', 'Alpha-2', 'alpha-1']);
  });

  it('finds and counts only what the caller may see', async () => {
    assert.deepEqual(await numbers({}, basicToken), ['alpha-1', 'beta-3', 'beta-4']);
    const body = { isEntityRestricted: true, casePermissionsForGroups: [] };
    assert.equal((await call('POST', `api/cases/${ids['beta-3']}/permissions`, { body })).status, 200);
    assert.deepEqual(await numbers({}, basicToken), ['alpha-1', 'beta-4']);
    assert.deepEqual(await where('IsRestricted', 'true'), ['beta-3']);
  });

  it('finds nothing by review dates for those who may not see them', async () => {
    const settings = (await call('GET', 'api/autoDisposition/settings')).body;
    const lists = { listPermissionGroupIds: [], createPermissionGroupIds: [], updatePermissionGroupIds: [] };
    const on = { ...settings, ...lists, isAutoDispositionOn: true };
    assert.equal((await call('PUT', 'api/autoDisposition/settings', { body: on })).status, 200);
    for (const condition of [
      { fieldName: 'ReviewDate', model: '2000-01-01', searchCriteria: 7 },
      { fieldName: 'ReviewDateNotes', model: 'twice', searchCriteria: 1 },
    ]) {
      assert.deepEqual(await numbers({ StaticFields: [condition] }, basicToken), []);
      assert.notDeepEqual(await numbers({ StaticFields: [condition] }), []);
    }
    const hidden = await numbers({ orderBy: 'ReviewDate', orderByAsc: true }, basicToken);
    assert.deepEqual(hidden, ['alpha-1', 'beta-4'], 'nor any order');
  });
});
