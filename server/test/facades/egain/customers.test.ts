/** Contract egain 6.9: customers, made and found. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseXml } from '../../../src/http/xml.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

let egain: Egain;
let session: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

const email = (emailAddress: string) => ({ type: { value: 'email', email: { emailAddress } } });
const phone = (phoneNo: string) => ({ type: { value: 'phone', phone: { phoneNo } } });
const person = (more: object = {}) => ({
  type: { value: 'individual' },
  contactPersons: {
    contactPerson: [
      {
        firstName: 'Rosa',
        lastName: 'Marsh',
        contactPoints: { contactPoint: [email('rosa@x.test'), phone('+44 20')] },
        ...more,
      },
    ],
  },
});
const post = (body: unknown, who = session) => egain.call(who, 'POST', '/interaction/customer', { body });
const make = async (body: unknown): Promise<string> => {
  const answer = await post(body);
  assert.equal(answer.statusCode, 201, answer.body);
  assert.equal(answer.body, '');
  const location = String(answer.headers['location']);
  assert.match(location, new RegExp(`^${base}/interaction/customer/[0-9]+$`));
  return location.split('/').at(-1) ?? '';
};
const get = (path: string, who = session) => egain.call(who, 'GET', `/interaction/customer${path}`);
const saying = async (answer: ReturnType<typeof post>): Promise<string> => {
  const { code, developerMessage } = (await answer).json();
  return `${code} ${developerMessage}`;
};

describe('a customer', () => {
  it('is made with 201 and shown whole', async () => {
    const id = await make(person());
    const [shown] = (await get(`/${id}`)).json().customer;
    const [found] = shown.contactPersons.contactPerson;
    const points = found.contactPoints.contactPoint;
    assert.deepEqual(shown, {
      link: [{ rel: 'self', href: `${base}/interaction/customer/${id}` }],
      cases: { link: { rel: 'case', href: `${base}/interaction/case?customer=${id}` } },
      customerName: 'Rosa Marsh',
      type: { value: 'individual', displayValue: 'Individual' },
      contactPersons: {
        contactPerson: [
          {
            firstName: 'Rosa',
            lastName: 'Marsh',
            contactPoints: {
              contactPoint: [
                { ...email('rosa@x.test'), id: points[0].id },
                { ...phone('+44 20'), id: points[1].id },
              ],
            },
            id: found.id,
          },
        ],
      },
      id,
    });
    for (const one of [points[0].id, points[1].id, found.id]) assert.match(one, /^[0-9]+$/);
    assert.ok(
      Array.isArray(
        (await egain.call(session, 'GET', `/egain/ws/v20/interaction/customer/${id}`)).json().customer[0].cases.link,
      ),
    );
  });

  it('is the same in XML', async () => {
    const headers = { accept: 'application/xml', 'content-type': 'application/xml' };
    const body = `<c:customer xmlns:c="urn:c"><type><value>individual</value></type><contactPersons><contactPerson><lastName>Only &amp; one</lastName>
      <contactPoints><contactPoint><type><value>phone</value><phone><phoneNo>007</phoneNo></phone></type></contactPoint></contactPoints>
      </contactPerson></contactPersons><extra a="1">kept</extra></c:customer>`;
    const made = await egain.call(session, 'POST', '/interaction/customer', { body, headers });
    assert.equal(made.statusCode, 201, made.body);
    const read = await egain.call(session, 'GET', String(made.headers['location']), { headers });
    const root = parseXml(read.rawPayload, { maxDepth: 64 });
    assert.deepEqual([root.name, root.children.length], ['customers', 1]);
    const names = root.children[0]?.children.map(({ name }) => name);
    assert.deepEqual(names, ['link', 'cases', 'customerName', 'type', 'contactPersons']);
    const N = 'http://bindings.egain.com/ws/model/v12/gen/';
    assert.ok(read.body.includes(`<customers xmlns="${N}interaction/customer"`));
    assert.match(read.body, /<type><(\w+):value>individual<\/\1:value>/);
    assert.match(read.body, /<customerName>Only &amp; one<\/customerName>.*<phone><phoneNo>007<\/phoneNo><\/phone>/s);
  });

  it('needs a type, one contact person, and something of him: 400-146, 400-152', async () => {
    const without = (...people: unknown[]) => ({
      type: { value: 'individual' },
      contactPersons: { contactPerson: people },
    });
    const bodies: [unknown, string, string][] = [
      ['', '400-264', ''],
      [{}, '400-146', 'contactPersons'],
      [{ ...person(), type: undefined }, '400-146', 'type.value'],
      [without(), '400-146', 'contactPersons'],
      [without({}), '400-146', 'contactPersons'],
      [without({ firstName: '', contactPoints: { contactPoint: [email('')] } }), '400-146', 'contactPersons'],
      [without({ firstName: 'A' }, { firstName: 'B' }), '400-146', 'contactPersons'],
      [{ ...person(), type: { value: 'group' } }, '400-152', 'type.value'],
      [{ ...person(), type: { value: 'Individual' } }, '400-152', 'type.value'],
      [person({ firstName: 'x'.repeat(101) }), '400-152', 'firstName'],
      [person({ contactPoints: { contactPoint: [email('x'.repeat(256))] } }), '400-152', 'emailAddress'],
      [person({ contactPoints: { contactPoint: [phone('1'.repeat(41))] } }), '400-152', 'phoneNo'],
      [person({ firstName: 5 }), '400-152', 'firstName'],
      [person({ lastName: 'a\u0000' }), '400-152', 'lastName'],
      [{ ...person(), extra: 'a\u0000' }, '400-152', 'body'],
    ];
    const owner = await egain.store.connectOwner();
    const count = async () => (await owner.query('select count(*) from docket.customers')).rows[0].count;
    const before = await count();
    for (const [body, code, name] of bodies) {
      const said = await saying(post(body));
      assert.ok(said.startsWith(`${code} `) && said.includes(name), `${JSON.stringify(body)}: ${said}`);
    }
    assert.equal(await count(), before);
    await owner.end();
  });

  it('keeps members beyond these, unseen; the first address and number are his', async () => {
    const more = [{ type: { value: 'website', website: { url: 'x' } } }, email('first@x.test'), email('second@x.test')];
    const body = { ...person({ contactPoints: { contactPoint: more }, middleName: 'M' }), segment: { value: 'gold' } };
    const id = await make(body);
    const [shown] = (await get(`/${id}`)).json().customer;
    const [found] = shown.contactPersons.contactPerson;
    assert.deepEqual(Object.keys(found), ['firstName', 'lastName', 'contactPoints', 'id']);
    assert.deepEqual(
      found.contactPoints.contactPoint.map(({ type }: { type: object }) => type),
      [email('first@x.test').type],
    );
    assert.equal('segment' in shown, false);
    const owner = await egain.store.connectOwner();
    const { rows } = await owner.query('select facets from docket.customers where customer_id = $1', [id]);
    await owner.end();
    assert.deepEqual(rows[0].facets.egain.sent, body);
  });

  it('needs customer.change: 403-178 Change Customer', async () => {
    assert.match(await saying(post(person(), await egain.login('victor'))), /^403-178 .*Change Customer/);
    assert.equal(
      codeOf(await egain.call(session, 'POST', '/interaction/customer?x=1', { body: person() })),
      '400 400-101',
    );
  });
});

describe('finding customers', () => {
  const ids = async (query: string): Promise<string[]> =>
    (await get(query)).json().customer.map(({ id }: { id: string }) => id);

  it('by e-mail and phone, letter case and all but digits ignored, both at once; 204 for nobody', async () => {
    assert.deepEqual(await ids('?email=JHENRY@riverside.test'), ['1000']);
    assert.deepEqual(await ids('?phone=(408)%20555-1234'), ['1000']);
    assert.deepEqual(await ids('?email=jhenry@riverside.test&phone=4085551234'), ['1000']);
    for (const query of ['?email=jane@riverside.test&phone=4085551234', '?email=x', '?phone=1']) {
      const answer = await get(query);
      assert.deepEqual([answer.statusCode, answer.body], [204, ''], query);
    }
  });

  it('in pages, with paginationInfo; wants a filter (400-245) and lists its parameters (400-101)', async () => {
    const made: string[] = [];
    for (let i = 0; i < 3; i += 1)
      made.push(await make(person({ contactPoints: { contactPoint: [email('same@x.test')] } })));
    const page = (await get('?email=same@x.test&$pagesize=2')).json();
    assert.deepEqual(page.paginationInfo, {
      count: 3,
      pagenum: 1,
      pagesize: 2,
      link: [{ rel: 'next', href: `${base}/interaction/customer?email=same@x.test&$pagesize=2&$pagenum=2` }],
    });
    assert.deepEqual(await ids('?email=same@x.test'), made);
    assert.deepEqual(await ids('?email=same@x.test&$sort=id&$order=desc'), made.toReversed());
    assert.deepEqual(await ids('?email=same@x.test&$rangestart=3'), made.slice(2));
    assert.equal(codeOf(await get('')), '400 400-245');
    assert.equal(codeOf(await get('?email=a&name=b')), '400 400-101');
    for (const query of ['?email=%00', '?email=', '?phone=none', '?phone=']) {
      assert.equal(codeOf(await get(query)), '400 400-244', query);
    }
    assert.equal(codeOf(await get('?email=a&email=b')), '400 400-244');
    assert.equal(codeOf(await get('?email=a&$sort=email')), '400 400-102');
  });

  it('by id, all or none: unknown ones are named (404-100), at most 75; those of the tenant file look the same', async () => {
    const found = (await get('/1003,1000,1003')).json();
    assert.deepEqual(
      found.customer.map(({ id }: { id: string }) => id),
      ['1000', '1003'],
    );
    assert.equal(found.paginationInfo, undefined);
    assert.equal(found.customer[0].customerName, 'John Russel Tierney');
    const unknown = await get('/1003,999999,x,0');
    assert.equal(codeOf(unknown), '404 404-100');
    assert.match(unknown.json().developerMessage, /'999999', 'x', '0'/);
    assert.equal(codeOf(await get(`/${'1000,'.repeat(75)}1000`)), '400 400-902');
    assert.equal(codeOf(await get('/1003?$attribute=all')), '400 400-101');
  });
});

it('customers left no fault of the server', () => assert.deepEqual(egain.faults, []));
