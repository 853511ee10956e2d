/** Contract tracker D11: persons, which are customers, and their parts in cases. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { editCustomer } from '../../../src/domain/customers/edit-customer.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { demo, edit } from '../../tenant-file/stores.ts';
import { basicToken, newCase, useDocket } from './support.ts';

const clerkToken = 'clerk-token';
/** May change customers, and nothing else. */
const registrarToken = 'registrar-token';

// The document's example, as printed.
const bob = {
  id: 0,
  businessName: 'Tracker Products',
  firstName: 'Bob',
  middleName: 'Edward',
  lastName: 'Smith',
  alias: 'Big Bob',
  mobilePhone: '123-456-7890',
  otherPhone: '987-654-3210',
  email: 'bigbobsmith@trackerproducts.com',
  driverLicence: '',
  raceId: 1,
  genderId: 2,
  dob: '1960-07-07T00:00:00.000Z',
  active: true,
  deceased: true,
  juvenile: true,
  notes: [],
  addresses: [],
  formData: [],
  personTypeId: null,
};
const symphonyWay = {
  id: 0,
  date: '2017-12-04T20:35:33.125Z',
  entityId: 0,
  line1: '1 Symphony Way',
  line2: '',
  city: 'Vienna',
  zip: '1001',
  stateId: '',
  addressTypeId: 1,
  countryId: 231,
  isDefaultAddress: true,
};

describe('people', () => {
  const { docket, call } = useDocket();
  let bobId = 0;

  const create = (person: unknown, more: object = {}) => call('POST', 'api/people', { body: { person, ...more } });
  const made = async (person: object): Promise<number> => {
    const { status, text, body } = await create(person);
    assert.equal(status, 200, text);
    return body.id;
  };
  const change = (id: number, body: object) => call('PUT', `api/people/${id}`, { body });
  const get = async (id: number) => (await call('GET', `api/people/${id}`)).body;
  const find = async (search: string) => (await call('GET', `api/people/typeahead?search=${search}`)).body;
  const texts = async (search: string): Promise<string[]> =>
    (await find(search)).people.map(({ text }: { text: string }) => text);

  before(async () => {
    const credentials =
      `\ncredentials:\n  - { facade: tracker, user: TIMG, token: ${clerkToken} }` +
      `\n  - { facade: tracker, user: registrar, token: ${registrarToken} } #`;
    const role = '\nroles:\n  - { key: registrar, permissions: [customer.change] } #';
    const user = '\nusers:\n  - { login: registrar, id: 902, home: archive, roles: [registrar], licences: [case] } #';
    const withRole = edit(edit(demo, '\nroles:', role), '\nusers:', user);
    await docket().apply(edit(withRole, '\ncredentials:', credentials));
  });

  it('makes a person with an address: POST /api/people', async () => {
    const { status, body } = await create(bob, { address: symphonyWay });
    assert.equal(status, 200);
    const { guid, createDateTime, ...rest } = body;
    assert.match(guid, /^[0-9a-f-]{36}$/);
    assert.match(createDateTime, /Z$/);
    bobId = body.id;
    const { id: _, addresses: __, ...members } = bob;
    assert.deepEqual(rest, {
      ...members,
      id: bobId,
      organizationId: 1,
      userId: null,
      updatedDateTime: null,
      isDeleted: false,
      name: 'Bob Smith',
      dob: '1960-07-07T00:00:00Z',
      addresses: [{ ...symphonyWay, id: 1, entityId: bobId }],
    });
  });

  it('answers a person: GET /api/people/{id}, customers of the tenant file too', async () => {
    assert.equal((await get(bobId)).firstName, 'Bob');
    const jane = await get(1003);
    assert.deepEqual(
      [jane.name, jane.email, jane.raceId, jane.genderId, jane.active, jane.deceased, jane.juvenile, jane.addresses],
      ['Jane Doe', 'jane@riverside.test', 1, 1, true, false, false, []],
    );
    for (const id of ['999999', '0', '99999999999999999999']) {
      assert.equal((await call('GET', `api/people/${id}`)).status, 404, id);
    }
  });

  it('has defaults, and keeps an address only where it says something', async () => {
    const { body } = await create({ businessName: 'Ltd' }, { address: { line1: '', city: null, addressTypeId: 1 } });
    assert.deepEqual(
      [body.name, body.firstName, body.raceId, body.genderId, body.active, body.deceased, body.juvenile, body.dob],
      ['Ltd', null, 1, 1, true, false, false, null],
    );
    assert.deepEqual(body.addresses, []);
    const zip = await create(
      { FirstName: 'A', lastname: 'Zip', addresses: [{ zip: 5 }, {}] },
      { address: { city: 'Y' } },
    );
    assert.deepEqual(
      zip.body.addresses.map(({ zip: code, city }: Record<string, unknown>) => [code, city]),
      [
        [5, undefined],
        [undefined, 'Y'],
      ],
    );
  });

  it('wants first and last name, or a business name, and the id 0', async () => {
    const refused = async (person: unknown, more: object = {}) => {
      const { status, body } = await create(person, more);
      assert.equal(status, 400, JSON.stringify(person));
      return Object.keys(body.modelState);
    };
    for (const person of [
      undefined,
      null,
      5,
      {},
      { firstName: 'Only' },
      { firstName: '', lastName: 'Only' },
      { id: 5, firstName: 'F', lastName: 'L' },
      { firstName: 'x'.repeat(101), lastName: 'L' },
      { firstName: 'F', lastName: 'L', email: 5 },
      { firstName: 'F', lastName: 'L\u0000' },
      { firstName: 'F', lastName: 'L', dob: '2021-02-29' },
      { firstName: 'F', lastName: 'L', raceId: 'x' },
      { firstName: 'F', lastName: 'L', active: 'perhaps' },
      { firstName: 'F', lastName: 'L', addresses: 5 },
      { firstName: 'F', lastName: 'L', notes: ['\ud800'] },
    ]) {
      assert.deepEqual(await refused(person), ['person']);
    }
    assert.deepEqual(await refused({ firstName: 'F', lastName: 'L' }, { address: { line1: {} } }), ['address']);
  });

  it('refuses who has the same name, business name or licence, in any letter case, and says who it is', async () => {
    const licensed = await made({ firstName: 'Lia', lastName: 'Sense', driverLicence: 'AB-1' });
    const lia = { id: licensed, text: 'Sense, Lia' };
    const big = { id: bobId, text: 'Big Bob - Tracker Products - Smith, Bob (bigbobsmith@trackerproducts.com)' };
    for (const [person, duplicates] of [
      [{ firstName: 'LIA', lastName: 'sense' }, [lia]],
      [{ firstName: 'X', lastName: 'Y', driverLicence: 'ab-1' }, [lia]],
      [{ businessName: 'TRACKER products' }, [big]],
      [{ firstName: 'bob', lastName: 'SMITH', driverLicence: 'AB-1' }, [big, lia]],
      [{ firstName: 'Jane', lastName: 'Doe' }, [{ id: 1003, text: 'Doe, Jane (jane@riverside.test)' }]],
    ] as const) {
      const { status, body } = await create(person);
      assert.equal(status, 400);
      assert.deepEqual(Object.keys(body.modelState), ['person']);
      assert.equal(body.message, 'The request is invalid.');
      assert.deepEqual(
        body.duplicates,
        duplicates.toSorted((a, b) => a.id - b.id),
      );
    }
    assert.equal((await create({ firstName: 'Lia', lastName: 'Other', driverLicence: '' })).status, 200);
  });

  it('makes a person once, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ firstName: 'At', lastName: 'Once' })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(400)]);
  });

  it('takes the object back, changed: PUT /api/people/{id}', async () => {
    const before = await get(bobId);
    assert.deepEqual((await change(bobId, before)).body, before, 'a round trip changes nothing');
    const changed = { ...before, alias: null, email: 'bob@new.test', dob: '7/8/1960 2:00 AM', nameLC: 'x' };
    const { status, body } = await change(bobId, changed);
    assert.equal(status, 200);
    const { updatedDateTime, ...rest } = body;
    assert.ok(updatedDateTime > before.createDateTime);
    const { updatedDateTime: _, nameLC: __, ...expected } = { ...changed, dob: '1960-07-08T01:00:00Z' };
    assert.deepEqual(rest, expected);
    assert.deepEqual((await change(bobId, { addresses: [] })).body.addresses, []);
    assert.deepEqual(await get(bobId), (await change(bobId, {})).body, 'absent members stay');
  });

  it('refuses a change that is wrong, or that makes a person like another', async () => {
    const refused = async (id: number, body: object) => Object.keys((await change(id, body)).body.modelState);
    assert.deepEqual(await refused(bobId, { id: bobId + 1 }), ['id']);
    assert.deepEqual((await change(bobId, { id: String(bobId) })).status, 200);
    assert.deepEqual((await refused(bobId, { firstName: 5, dob: 'x' })).sort(), ['dob', 'firstName']);
    assert.deepEqual(await refused(1003, { lastName: '' }), ['lastName']);
    const same = await change(bobId, { firstName: 'jane', lastName: 'DOE' });
    assert.deepEqual([same.status, same.body.duplicates[0].id], [400, 1003]);
    assert.equal((await change(999_999, {})).status, 404);
    assert.equal((await get(bobId)).firstName, 'Bob');
  });

  it('finds by parts of names and address: GET /api/people/typeahead', async () => {
    assert.deepEqual(await find('TIERN'), {
      people: [{ id: 1000, text: 'Tierney, John Russel (jhenry@riverside.test)' }],
      peopleCountLimitExceeded: false,
    });
    assert.deepEqual(await texts('EDWARD'), ['Tracker Products - Smith, Bob (bob@new.test)']);
    assert.deepEqual(await texts('tracker+prod'), ['Tracker Products - Smith, Bob (bob@new.test)']);
    assert.deepEqual(await texts('bob@new'), ['Tracker Products - Smith, Bob (bob@new.test)']);
    assert.deepEqual(await texts('ltd'), ['Ltd']);
    assert.deepEqual(await texts('%25'), []);
    assert.deepEqual(await texts('%00'), []);
    for (let i = 0; i < 10; i += 1)
      await made({ firstName: 'Many', lastName: `Fold-${i}`, alias: i === 3 ? 'M3' : null });
    const ten = await find('many');
    assert.equal(ten.people[3].text, 'M3 - Fold-3, Many');
    assert.deepEqual([ten.people.length, ten.peopleCountLimitExceeded], [10, false]);
    await made({ firstName: 'Many', lastName: 'Aaa' });
    const more = await find('many');
    assert.deepEqual([more.people[0].text, more.people.length, more.peopleCountLimitExceeded], ['Aaa, Many', 10, true]);
    assert.equal((await find('')).people.length, 10);
  });

  it('makes a business that the other faces can go on with, and shows what they change', async () => {
    const id = await made({ businessName: 'Alone' });
    const actor = docket().actor('msingleton', 'api');
    await docket().core.run(actor, (tx) => editCustomer(tx, actor, id, { extRef: 'CRM-5' }));
    const { updatedDateTime, name } = await get(id);
    assert.deepEqual([typeof updatedDateTime, name], ['string', 'Alone']);
    await docket().core.run(actor, (tx) => editCustomer(tx, actor, id, { lastName: 'Smithers' }));
    assert.deepEqual(await texts('smithers'), ['Alone - Smithers']);
  });

  it('asks for customer.change to write and case.view to read', async () => {
    assert.equal((await call('POST', 'api/people', { token: clerkToken, body: {} })).status, 403);
    assert.equal((await call('PUT', `api/people/${bobId}`, { token: clerkToken, body: {} })).status, 403);
    assert.equal((await call('GET', `api/people/${bobId}`, { token: clerkToken })).status, 200);
    assert.equal((await call('POST', 'api/people/addPersonToCase/1', { token: clerkToken, body: {} })).status, 403);
    const registrar = { token: registrarToken };
    const path = `api/people/${await made({ businessName: 'Registry' })}`;
    const changed = await call('PUT', path, { ...registrar, body: { alias: 'Reg' } });
    assert.deepEqual([changed.status, changed.body.alias], [200, 'Reg'], 'customer.change alone is asked');
    assert.equal((await call('PUT', 'api/people/999999', { ...registrar, body: 'junk' })).status, 404);
    assert.equal((await call('GET', path, registrar)).status, 403);
  });

  it('gives a person a part in a case: POST /api/people/addPersonToCase/{caseId}', async () => {
    const made = (await call('POST', 'api/cases', { body: newCase() })).body;
    const add = (body: object, number = made.id) => call('POST', `api/people/addPersonToCase/${number}`, { body });
    const { status, body } = await add({ personId: String(bobId), typeId: 2, notes: 'Saw it' });
    assert.equal(status, 200);
    assert.deepEqual({ ...body, id: 0 }, { id: 0, caseId: made.id, personId: bobId, typeId: 2, notes: 'Saw it' });
    const again = await Promise.all([1, 2, 3].map(() => add({ personId: bobId, typeId: 2 })));
    for (const answer of again) assert.deepEqual(answer.body, body, 'the same link');
    const other = (await add({ personId: bobId, typeId: 3 })).body;
    assert.notEqual(other.id, body.id);
    await add({ personId: 1003 });
    const shown = (await call('GET', `api/cases/${made.id}`)).body;
    assert.deepEqual([shown.peopleAmount, shown.historiesAmount], [2, 4]);
    const actor = docket().actor('msingleton');
    const events = await docket().core.view(actor, (db) => listHistory(db, actor, made.id));
    assert.deepEqual(events.at(1)?.data, { link: body.id, customer: bobId, type: 2 });
    for (const [wrong, ...members] of [
      [{}, 'personId'],
      [{ personId: 999_999 }, 'personId'],
      [{ personId: 2 ** 40 }, 'personId'],
      [{ personId: 999_999, typeId: 'x' }, 'typeId', 'personId'],
      [{ personId: 'x', typeId: 'x' }, 'personId', 'typeId'],
      [{ personId: bobId, typeId: 'x' }, 'typeId'],
      [{ personId: bobId, notes: 5 }, 'notes'],
    ] as const) {
      const { status: refusal, body: text } = await add(wrong);
      assert.deepEqual([refusal, Object.keys(text.modelState)], [400, members]);
    }
    assert.equal((await add({ personId: bobId }, 999_999)).status, 404);
    const far = (await call('POST', 'api/cases', { body: newCase({ officeId: 175 }) })).body;
    const path = `api/people/addPersonToCase/${far.id}`;
    assert.equal((await call('POST', path, { token: basicToken, body: { personId: bobId } })).status, 404);
    await docket().core.run(actor, (tx) => deleteCase(tx, actor, made.id));
    assert.equal((await get(bobId)).id, bobId, 'the person stays when the case goes');
  });
});
