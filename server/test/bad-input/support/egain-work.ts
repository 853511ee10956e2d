/** eGain's steps of a case, notes, activities and customers (contract egain 6.4–6.9), and ways to spoil them. */
import assert from 'node:assert/strict';
import type { Response } from 'light-my-request';
import type { Route } from './route.ts';

const json = { accept: 'application/json' };

export type Call = (method: string, path: string, body?: object) => Promise<Response>;

/** What the walk works on. */
interface Ground {
  readonly base: string;
  readonly call: Call;
  /** Cases of the caller, of another tenant, closed. */
  readonly own: number;
  readonly theirs: number;
  readonly closed: number;
}

const email = (more: object = {}) => ({
  department: { name: 'Service' },
  type: { value: 'email', subtype: { value: 'General' } },
  mode: { value: 'inbound' },
  subject: 'S',
  contactPointData: 'jane@riverside.test',
  ...more,
});

/** Without what is kept at any length: the looks at the store would take ever longer. */
const newActivity = (own: number) => () => {
  const { contactPointData: _, ...rest } = email();
  return { ...rest, payload: { a: 1 }, customer: { id: '1003' }, case: { id: String(own) } };
};

const refusedActivities = ({ theirs }: Ground) => [
  {},
  email({ department: { name: 'Desk' } }),
  email({ department: { name: 'Billing' } }),
  email({ department: { name: '__proto__' } }),
  email({ type: { value: 'chat', subtype: { value: 'G' } } }),
  email({ type: { value: 'email', subtype: { value: 'x'.repeat(65) } } }),
  email({ type: { value: 'call_track', subtype: { value: 'G' } }, mode: null }),
  email({ subject: 'x'.repeat(1025) }),
  email({ subject: '' }),
  email({ contactPointData: 'nobody@x.test' }),
  email({ contactPointData: 'olaf' }),
  email({ customer: { id: '5900' } }),
  email({ case: { id: String(theirs) } }),
  email({ case: { id: '999999' } }),
  email({ payload: { a: 'x\u0000' } }),
  email({ payload: { ['a\u0000']: 'x' } }),
  email({ status: { value: 'completed' } }),
];

const refusedMoves = ({ theirs, own }: Ground) => [
  { id: String(theirs) },
  { id: '999999' },
  { id: String(own), subject: 'S' },
  { severity: {} },
  { owner: { user: { id: '1002' } } },
  { dueDate: '2020-01-01T00:00:00Z' },
  { customAttributes: { customAttribute: [{ attribName: '__proto__' }] } },
];

const split = () => ({
  dueDate: '2099-11-30T18:30:00.000Z',
  severity: { value: 'low' },
  subject: 'S',
  description: 'D',
  solution: 'L',
  customAttributes: {
    customAttribute: [{ attribName: 'account_ref', attribValues: { attribValue: [{ value: 'A-1' }] } }],
  },
});

const point = { type: { value: 'email', email: { emailAddress: 'a@b.c' } } };

const newCustomer = () => ({
  type: { value: 'individual' },
  contactPersons: { contactPerson: [{ firstName: 'F', lastName: 'L', contactPoints: { contactPoint: [point] } }] },
});

const refusedCustomers = [
  {},
  { ...newCustomer(), type: { value: 'group' } },
  { type: { value: 'individual' } },
  { type: { value: 'individual' }, contactPersons: { contactPerson: [{}] } },
  { type: { value: 'individual' }, contactPersons: { contactPerson: [{ firstName: 'A' }, { firstName: 'B' }] } },
  { type: { value: 'individual' }, contactPersons: { contactPerson: [{ firstName: 'x'.repeat(101) }] } },
  { ...newCustomer(), extra: 'x\u0000' },
];

const spoiltXml = [
  '<activity/>',
  '<case><subject>S</subject></case>',
  '<activity>text</activity>',
  '<!DOCTYPE activity [<!ENTITY a "S">]><activity><subject>&a;</subject></activity>',
  `<activity>${'<payload>'.repeat(10_000)}${'</payload>'.repeat(10_000)}</activity>`,
];

const xmlActivity = `<activity><department><name>Service</name></department><type><value>email</value><subtype><value>G</value></subtype></type>
  <subject>S</subject><customer id="1003"/><payload><a b="1">x</a></payload></activity>`;

/** Steps of one case; the address's other cases are nowhere. */
const steps = (ground: Ground, noteId: string): Route[] => {
  const { base, call, own, theirs, closed } = ground;
  const others = [String(theirs), '999999', 'abc', '1e3', '-1', '0', '9'.repeat(30), `${own},${own}`];
  const of = (after: string): string[] => others.map((id) => `${base}/interaction/case/${id}${after}`);
  const address = (after: string): string => `${base}/interaction/case/${own}${after}`;
  const arrange = async (): Promise<void> => {
    // A mail opens the case again, and lets it be closed.
    await call('POST', '/interaction/activity', email({ case: { id: String(own) } }));
    await call('PUT', `/interaction/case/${own}/changecustomer`, { customer: { id: '1000' } });
  };
  return [
    { method: 'PUT', url: address('/close'), status: 204, headers: json, nowhere: of('/close'), arrange },
    {
      method: 'PUT',
      url: address('/changecustomer'),
      status: 204,
      headers: json,
      body: () => ({ customer: { id: '1003' } }),
      refused: [{ customer: { id: '5900' } }, { customer: { id: '999999' } }, { customer: {} }, { id: String(own) }],
      nowhere: [...of('/changecustomer'), `${base}/interaction/case/${closed}/changecustomer`],
      arrange,
    },
    {
      method: 'POST',
      url: address('/note'),
      status: 201,
      headers: json,
      body: () => ({ content: 'N' }),
      refused: [{ content: '' }, { content: 'a,b' }, { content: 'x'.repeat(1501) }, {}],
      nowhere: of('/note'),
    },
    { method: 'GET', url: address('/note'), status: 200, headers: json, nowhere: of('/note') },
    {
      method: 'GET',
      url: address(`/note/${noteId}`),
      status: 200,
      headers: json,
      nowhere: [
        ...of(`/note/${noteId}`),
        ...['0', '-1', 'abc', '999999', '9'.repeat(30)].map((id) => address(`/note/${id}`)),
      ],
    },
  ];
};

const activities = (ground: Ground, id: string, home: number): Route[] => {
  const { base, call, own } = ground;
  const address = `${base}/interaction/activity`;
  const ids = ['999999', 'abc', '0', `${id},x`, '9'.repeat(30), Array.from({ length: 76 }, (_, i) => i + 1).join(',')];
  const move = `${address}/${id}/changecase`;
  return [
    {
      method: 'POST',
      url: address,
      status: 201,
      headers: json,
      body: newActivity(own),
      refused: refusedActivities(ground),
      tolerant: ['payload'],
      nowhere: [`${address}?anonymousCustomer=no`, `${address}?relateCase=yes`],
    },
    {
      method: 'POST',
      url: `/egain/ws/v20/interaction/activity`,
      status: 201,
      body: () => xmlActivity,
      encode: String,
      contentType: 'application/xml',
      refused: spoiltXml,
    },
    {
      method: 'GET',
      url: `${address}?case=${own}&$pagesize=5&$sort=id&$order=desc`,
      status: 200,
      headers: json,
      nowhere: ['', '?case=x', '?case=', `?case=${own}&$sort=status`, `?case=${own}&$pagesize=76`].map(
        (query) => `${address}${query}`,
      ),
    },
    {
      method: 'GET',
      url: `${address}/${id}`,
      status: 200,
      headers: json,
      nowhere: ids.map((one) => `${address}/${one}`),
    },
    {
      method: 'PUT',
      url: move,
      status: 204,
      headers: json,
      body: () => ({ id: String(own) }),
      refused: refusedMoves(ground),
      nowhere: [...ids.map((one) => `${address}/${one}/changecase`), `${move}?relateCase=no`],
      arrange: async () => {
        await call('PUT', `/interaction/case/${own}/changecustomer`, { customer: { id: '1003' } });
        await call('PUT', `/interaction/activity/${id}/changecase`, { id: String(home) });
      },
    },
    {
      method: 'PUT',
      url: `${move}?relateCase=yes`,
      status: 201,
      headers: json,
      body: split,
      refused: refusedMoves(ground),
      tolerant: ['customAttributes.customAttribute.0.attribValues.attribValue.0.value'],
    },
  ];
};

const customers = ({ base }: Ground): Route[] => {
  const address = `${base}/interaction/customer`;
  const nowhere = (queries: string[]): string[] => queries.map((query) => `${address}${query}`);
  return [
    {
      method: 'POST',
      url: address,
      status: 201,
      headers: json,
      body: newCustomer,
      refused: refusedCustomers,
      tolerant: ['notAMember', 'contactPersons.contactPerson.0.contactPoints'],
    },
    {
      method: 'GET',
      url: `${address}?email=jane@riverside.test&$pagesize=5`,
      status: 200,
      headers: json,
      nowhere: nowhere(['', '?email=', '?phone=none', '?email=a&$sort=name', '?name=x', '?email=a&$pagenum=0']),
    },
    {
      method: 'GET',
      url: `${address}/1000`,
      status: 200,
      headers: json,
      nowhere: nowhere([
        '/5900',
        '/999999',
        '/abc',
        '/0',
        '/-1',
        '/1000,x',
        `/${'9'.repeat(30)}`,
        '/1000?$attribute=all',
      ]),
    },
  ];
};

/** A case, an activity in a case of its own, and a note are made for them. */
export const egainWork = async (ground: Omit<Ground, 'own'>): Promise<Route[]> => {
  const { call } = ground;
  const make = async (): Promise<{ id: string; number: number }> => {
    const made = await call('POST', '/interaction/activity', email());
    const id = String(made.headers['location']).split('/').at(-1) ?? '';
    const read = await call('GET', `/interaction/activity/${id}`);
    assert.equal(read.statusCode, 200, read.body);
    return { id, number: Number(read.json().activity[0].case.id) };
  };
  const [first, second] = [await make(), await make()];
  // It keeps an open activity, whatever goes.
  await call('POST', '/interaction/activity', email({ case: { id: String(second.number) } }));
  const note = await call('POST', `/interaction/case/${first.number}/note`, { content: 'N' });
  const noteId = String(note.headers['location']).split('/').at(-1) ?? '';
  const whole = { ...ground, own: first.number };
  return [...steps(whole, noteId), ...activities(whole, second.id, second.number), ...customers(whole)];
};
