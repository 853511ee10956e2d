/** Customers: contract qflow (d), (g) 7. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Docket } from '../../support/docket.ts';
import { closeQflow, modelState, openQflow, type Send, tokens } from './support/tenant.ts';

type Json = Record<string, unknown>;

describe('a customer', () => {
  let docket: Docket;
  let send: Send;
  before(async () => {
    ({ docket, send } = await openQflow());
  });
  after(() => closeQflow(docket));

  const save = async (body: Json): Promise<Json> => {
    const answer = await send('POST', 'Customers', { body });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const get = async (personalId: string): Promise<Json> =>
    (await send('GET', `Customers/${encodeURIComponent(personalId)}`)).json();

  it('is made by PersonalId with every member, and read again by it', async () => {
    const sent = {
      CustomerId: 77,
      PersonalId: 'A/1 ü',
      PersonalIdTypeId: 3,
      PersonalIdTypeExtRef: 'passport',
      FirstName: 'Ada',
      LastName: 'L',
      Email: 'not an address',
      TelNumber1: '1',
      TelNumber2: '2',
      DOB: '1970-12-31T23:30:00-05:00',
      Sex: '2',
      Notes: 'n',
      ExtRef: 'E',
      NotificationConsent: 1,
      IsActive: false,
      CustomProperties: { a: 'b', __proto__x: 'c' },
    };
    const made = await save(sent);
    assert.ok(Number(made['CustomerId']) > 0 && made['CustomerId'] !== 77);
    assert.equal(
      JSON.stringify(made),
      JSON.stringify({
        ...sent,
        CustomerId: made['CustomerId'],
        DOB: '1970-12-31T00:00:00',
        Sex: 2,
        NotificationConsent: true,
      }),
    );
    assert.deepEqual(await get('A/1 ü'), made);
    const plain = await save({ PersonalId: 'plain' });
    assert.deepEqual(
      [plain['Sex'], plain['NotificationConsent'], plain['IsActive'], plain['DOB'], plain['CustomProperties']],
      [0, false, true, null, {}],
    );
  });

  it('is updated where the PersonalId is known: absent and null leave, the empty text clears, properties merge', async () => {
    const before = await save({
      PersonalId: 'u',
      FirstName: 'A',
      LastName: 'B',
      Sex: 1,
      DOB: '2001-02-03',
      Notes: 'n',
    });
    await save({ PersonalId: 'u', CustomProperties: { a: '1', b: '2' } });
    const after = await save({
      PersonalId: 'u',
      FirstName: null,
      LastName: '',
      Sex: null,
      DOB: '',
      CustomProperties: { a: null, c: '3' },
    });
    assert.deepEqual(after, {
      ...before,
      LastName: null,
      DOB: null,
      CustomProperties: { b: '2', c: '3' },
    });
    const seeded = await save({ PersonalId: 'P-1000', TelNumber2: '9' });
    assert.deepEqual([seeded['CustomerId'], seeded['FirstName'], seeded['TelNumber2']], [1000, 'John Russel', '9']);
  });

  it('is refused with all that is wrong, and nothing is made', async () => {
    const errors = modelState(
      await send('POST', 'Customers', {
        body: {
          PersonalId: ' ',
          FirstName: 'x'.repeat(51),
          Sex: 3,
          DOB: '2023-02-30',
          IsActive: 'maybe',
          TelNumber1: [],
        },
      }),
    );
    assert.deepEqual(errors, {
      'customer.PersonalId': ['The PersonalId field is required.'],
      'customer.FirstName': ["The field FirstName must be a string or array type with a maximum length of '50'."],
      'customer.TelNumber1': ['The value is not valid for TelNumber1.'],
      'customer.DOB': ["The value '2023-02-30' is not valid for DOB."],
      'customer.Sex': ['The field Sex must be between 0 and 2.'],
      'customer.IsActive': ["The value 'maybe' is not valid for IsActive."],
    });
    const viewer = await send('POST', 'Customers', { token: tokens.viewer, body: { PersonalId: 'v' } });
    assert.deepEqual(
      [viewer.statusCode, viewer.json().Message],
      [403, "The user lacks the permission 'customer.change'."],
    );
    for (const id of ['v', '%00', 'x'.repeat(400)]) {
      const answer = await send('GET', `Customers/${id}`);
      assert.deepEqual([answer.statusCode, answer.json()], [404, { Message: 'Record not found', ErrorCode: 51010 }]);
    }
    assert.equal((await send('GET', 'Customers/P-1003?idType=5&IDTYPEEXTREF=x')).statusCode, 200);
    assert.deepEqual(modelState(await send('GET', 'Customers/P-1003?IdType=x')), {
      idType: ["The value 'x' is not valid for Int32."],
    });
  });

  it("gets another PersonalId by PUT; the same is a no-op, another's is 409, an unknown one 404", async () => {
    const { CustomerId } = await save({ PersonalId: 'old', Notes: 'n' });
    const put = (body: Json) => send('PUT', 'Customers', { body });
    const same = await put({ PersonalId: 'old', PersonalIdNew: 'old' });
    assert.deepEqual([same.statusCode, same.json().Notes], [200, 'n']);
    const merged = (await put({ PersonalId: 'old', PersonalIdNew: 'new', Notes: 'm' })).json();
    assert.deepEqual([merged.CustomerId, merged.PersonalId, merged.Notes], [CustomerId, 'new', 'm']);
    const taken = await put({ PersonalId: 'new', PersonalIdNew: 'P-1003', Notes: 'x' });
    assert.deepEqual([taken.statusCode, taken.json()], [409, { Message: 'PersonalId is already in use.' }]);
    assert.equal((await get('new'))['Notes'], 'm');
    assert.equal((await put({ PersonalId: 'old', PersonalIdNew: 'x' })).statusCode, 404);
    assert.deepEqual(Object.keys(modelState(await put({ PersonalId: 'new' }))), ['mergeCustomer.PersonalIdNew']);
  });

  it('tells when it was changed, as every change of a customer does; what is so already is no change', async () => {
    const { CustomerId: id } = await save({ PersonalId: 'dated', FirstName: 'A' });
    const tenantId = docket.actor('kiosk').tenant.id;
    const changed = () =>
      docket.core.view(docket.actor('kiosk'), (db) =>
        db.row<{ at: Date | null }>({
          text: 'select changed_at as at from customers where tenant_id = $1 and customer_id = $2',
          values: [tenantId, id],
        }),
      );
    await save({ PersonalId: 'dated', FirstName: 'A', CustomProperties: { a: null } });
    await send('PUT', 'Customers', { body: { PersonalId: 'dated', PersonalIdNew: 'dated' } });
    assert.deepEqual(await changed(), { at: null });
    await save({ PersonalId: 'dated', Notes: 'n' });
    assert.ok((await changed())?.at instanceof Date);
  });

  it('is one, however many make it at once; of many who want one PersonalIdNew, one gets it (g 7)', async () => {
    const many = Array.from({ length: 16 }, (_, i) => i);
    const made = await Promise.all(many.map((i) => save({ PersonalId: 'race', CustomProperties: { [`p${i}`]: 'x' } })));
    assert.equal(new Set(made.map(({ CustomerId }) => CustomerId)).size, 1);
    assert.equal(Object.keys((await get('race'))['CustomProperties'] as Json).length, many.length);
    await Promise.all(many.map((i) => save({ PersonalId: `r${i}` })));
    const codes = await Promise.all(
      many.map((i) => send('PUT', 'Customers', { body: { PersonalId: `r${i}`, PersonalIdNew: 'the one' } })),
    );
    assert.deepEqual(codes.map(({ statusCode }) => statusCode).sort(), [200, ...Array(15).fill(409)]);
  });
});
