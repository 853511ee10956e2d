/** Contract egain 7: every error of the catalogue that cases can meet, in both forms. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InjectOptions, Response } from 'light-my-request';
import type { Case } from '../../../src/domain/cases/case.ts';
import { DomainError, internal } from '../../../src/domain/errors.ts';
import { codes } from '../../../src/facades/egain/codes.ts';
import { toWireError } from '../../../src/facades/egain/errors.ts';
import { parseXml } from '../../../src/http/xml.ts';
import { base, type Egain, stamp, startEgain } from './support.ts';

let egain: Egain;
before(async () => {
  egain = await startEgain();
});
after(() => egain.close());

interface Try {
  readonly code: string;
  /** What the message contains. */
  readonly says: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose session; `null`: none. Default frank. */
  readonly by?: string | null;
}

const send = async ({ method = 'GET', path, body, headers, by = 'frank' }: Try, accept: string): Promise<Response> => {
  const session = by === null ? undefined : await sessionOf(by);
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return egain.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url: path.startsWith('/egain') ? path : `${base}${path}`,
    headers: {
      accept,
      ...(session === undefined ? {} : { 'x-egain-session': session }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
};

const sessions = new Map<string, string>();
const sessionOf = async (user: string): Promise<string> => {
  const session = sessions.get(user) ?? (await egain.login(user));
  sessions.set(user, session);
  return session;
};

const readJson = (answer: Response): [code: string, message: string] => {
  const error = answer.json();
  assert.deepEqual(Object.keys(error), ['code', 'developerMessage']);
  return [error.code, error.developerMessage];
};

const readXml = (answer: Response): [code: string, message: string] => {
  const start =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><error xmlns="http://bindings.egain.com/ws/model/v12/gen/common"><code>';
  assert.equal(answer.body.slice(0, start.length), start);
  const { children } = parseXml(answer.rawPayload, { maxDepth: 2 });
  assert.deepEqual(
    children.map(({ name }) => name),
    ['code', 'developerMessage'],
  );
  return [children[0]?.text ?? '', children[1]?.text ?? ''];
};

const tried = new Set<string>();

/** In either form; 406-900 has no form to choose. */
const check = async (one: Try): Promise<void> => {
  tried.add(one.code);
  for (const [accept, read] of [
    ['application/json', readJson],
    ['application/xml', readXml],
  ] as const) {
    const answer = await send(one, accept);
    const what = `${one.code} ${accept} ${answer.body}`;
    assert.equal(answer.headers['content-type'], accept, what);
    const [code, message] = read(answer);
    assert.equal(code, one.code, what);
    assert.equal(String(answer.statusCode), one.code.slice(0, 3), what);
    assert.ok(message.includes(one.says), what);
    if (one.by !== null && !/^40[45]-900$/.test(one.code)) {
      assert.equal(answer.headers['x-egain-session'], await sessionOf(one.by ?? 'frank'), what);
    }
  }
};

describe('an error', () => {
  it('of the query has its code in JSON and XML', async () => {
    const path = '/interaction/case?status=open';
    const tries: Try[] = [
      { code: '400-101', says: "Unsupported query parameter(s) supplied: 'p'.", path: `${path}&p=1` },
      {
        code: '400-102',
        says: "Unsupported value for query parameter '$order'. Only the following values are supported: 'asc, desc'.",
        path: `${path}&$sort=id&$order=up`,
      },
      { code: '400-105', says: "Invalid value provided for query parameter: '$pagenum'.", path: `${path}&$pagenum=0` },
      {
        code: '400-112',
        says: 'Required query parameter(s) is missing. ',
        path: '/interaction/case/attributes',
      },
      {
        code: '400-116',
        says: "Unsupported value for $attribute query parameter: 'v'. ",
        path: `${path}&$attribute=v`,
      },
      { code: '400-120', says: 'page', path: `${path}&$pagenum=1&$rangestart=1` },
      { code: '400-124', says: '$sort', path: `${path}&$order=asc` },
      { code: '400-244', says: "Invalid value provided for query parameter: 'owner'.", path: `${path}&owner=x` },
      {
        code: '400-245',
        says: "At least one of the following API specific query parameters is required: '",
        path: '/interaction/case',
      },
    ];
    for (const one of tries) await check(one);
  });

  it('of the path, the session and the headers has its code in JSON and XML', async () => {
    const { number } = await egain.make();
    const hidden = await egain.make({ unitId: 1003 });
    const path = `/interaction/case/${number}`;
    const tries: Try[] = [
      { code: '400-902', says: '75', path: `/interaction/case/${'1,'.repeat(75)}1` },
      { code: '401-101', says: 'session', path, by: null },
      { code: '403-105', says: 'licence', path, by: 'nolan' },
      {
        code: '403-178',
        says: 'User is not allowed to perform the following action: View Agent Console.',
        path: `/interaction/case/${hidden.number}`,
      },
      {
        code: '404-100',
        says: "The following IDs supplied in the URI path were not found: '999999', 'x'.",
        path: `/interaction/case/${number},999999,x`,
      },
      { code: '404-900', says: 'address', path: '/interaction/cases' },
      { code: '405-900', says: 'PATCH', method: 'PATCH', path },
      { code: '406-100', says: 'Accept-Language', path, headers: { 'accept-language': 'xx' } },
    ];
    for (const one of tries) await check(one);
    const answer = await send({ code: '406-900', says: '', path }, 'text/html');
    assert.deepEqual([answer.statusCode, readXml(answer)[0]], [406, '406-900']);
    tried.add('406-900');
  });

  it('of the body and the case has its code in JSON and XML', async () => {
    const open = await egain.make();
    const closed = await egain.make({ close: {} });
    const foreign = await egain.make({ unitId: 1001 });
    const owned = await egain.make({ ownerId: 1002 });
    const hidden = await egain.make({ unitId: 1003 });
    const least = { ...stamp(open), subject: 'S' };
    const link = (id: number) => ({ relatedCases: { link: [{ rel: 'case', href: `/interaction/case/${id}` }] } });
    const edits: Omit<Try, 'path' | 'method'>[] = [
      { code: '400-146', says: "Required attribute is missing in request body: 'id'.", body: { ...least, id: '' } },
      { code: '400-147', says: "Unsupported attribute is present in request body: 'a'.", body: { ...least, a: 1 } },
      {
        code: '400-152',
        says: "Invalid value is provided in the request body for the following attribute: 'severity.value'.",
        body: { ...least, severity: { value: 'Low' } },
      },
      {
        code: '400-194',
        says: "The following IDs supplied in the request body were not found: '999999'.",
        body: { ...least, id: '999999' },
      },
      {
        code: '400-253',
        says: `This operation cannot be performed on the following case as they are not in open status: ${closed.number}.`,
        body: { ...stamp(closed), subject: 'S' },
      },
      { code: '400-264', says: 'Request body is mandatory. ', body: ' ' },
      { code: '413-900', says: '1048576', body: ' '.repeat(1_048_577) },
      { code: '415-900', says: 'application/json', body: least, headers: { 'content-type': 'text/plain' } },
      { code: '415-900', says: 'encoding', body: least, headers: { 'content-encoding': 'gzip' } },
      {
        code: '409-100',
        says: `Last modified date provided in the request body for the following case do not match: ${open.number}.`,
        body: { ...least, lastModified: { date: '2020-01-01T00:00:00Z' } },
      },
      ...(
        [
          ['Edit Case', { ...stamp(foreign), subject: 'S' }, 'frank'],
          ['Edit Case', { ...least }, 'victor'],
          ['Pull Activities', { ...stamp(owned), subject: 'S' }, 'mary'],
          ['Transfer Activities', { ...least, owner: { user: { id: '1013' } } }, 'frank'],
          ['Relate Case', { ...least, ...link(hidden.number) }, 'frank'],
        ] as const
      ).map(([action, body, by]) => ({
        code: '403-178',
        says: `User is not allowed to perform the following action: ${action}.`,
        body,
        by,
      })),
    ];
    for (const one of edits) await check({ ...one, method: 'PUT', path: '/interaction/case' });
    assert.equal((await egain.read(open.number)).version, open.version);
  });

  it('of closing, customers, notes and activities has its code in JSON and XML', async () => {
    const [open, other] = [await egain.make({ customerId: 1003 }), await egain.make()];
    const closed = await egain.make({ close: {} });
    const hidden = await egain.make({ unitId: 1003 });
    const at = (found: Case, step: string): string => `/interaction/case/${found.number}/${step}`;
    const call = {
      department: { name: 'Service' },
      type: { value: 'call_track', subtype: { value: 'General' } },
      mode: { value: 'inbound' },
      subject: 'S',
      customer: { id: '1003' },
    };
    const add = { code: '', says: '', method: 'POST', path: '/interaction/activity' };
    const added = await send({ ...add, body: { ...call, case: { id: String(open.number) } } }, 'application/json');
    const activity = String(added.headers.location).split('/').at(-1) ?? '';
    const noted = await send({ ...add, path: at(open, 'note'), body: { content: 'x' } }, 'application/json');
    const note = String(noted.headers.location).split('/').at(-1) ?? '';
    assert.deepEqual([added.statusCode, noted.statusCode], [201, 201]);
    const action = (name: string): string => `User is not allowed to perform the following action: ${name}.`;
    const customer = (id: string) => ({ customer: { id } });
    const person = (value: string) => ({
      type: { value },
      contactPersons: { contactPerson: [{ firstName: 'Ann' }] },
    });
    const many = `${'1,'.repeat(75)}1`;
    const steps: [method: string, path: string, code: string, says: string, body?: unknown, by?: string][] = [
      ['PUT', at(open, 'changecustomer'), '400-126', '1003', customer('1003')],
      [
        'PUT',
        at(open, 'changecustomer'),
        '400-127',
        'Target customer sent in the request body does not exist: 999999.',
        customer('999999'),
      ],
      ['PUT', at(open, 'changecustomer'), '400-146', "'customer", {}],
      ['PUT', at(open, 'changecustomer'), '400-264', 'Request body is mandatory. '],
      ['PUT', at(closed, 'changecustomer'), '400-253', `not in open status: ${closed.number}.`, customer('1000')],
      ['PUT', at(open, 'changecustomer'), '403-178', action('Change Customer'), customer('1000'), 'victor'],
      ['PUT', at(open, 'close'), '400-203', 'body', {}],
      ['PUT', at(open, 'close'), '400-901', activity],
      ['PUT', at(closed, 'close'), '400-253', `not in open status: ${closed.number}.`],
      ['PUT', at(other, 'close'), '403-178', action('Close Case'), undefined, 'victor'],
      ['PUT', at(hidden, 'close'), '403-178', action('Close Case')],
      ['PUT', '/interaction/case/999999/close', '404-100', "not found: '999999'."],
      ['POST', at(open, 'note'), '400-387', "cannot be empty: 'content'.", { content: '' }],
      ['POST', at(open, 'note'), '400-152', "attribute: 'content'.", { content: 'a,b' }],
      ['POST', at(open, 'note'), '400-146', "'content'", {}],
      ['POST', at(open, 'note'), '403-178', action('Add Notes'), { content: 'x' }, 'victor'],
      ['GET', at(open, 'note'), '403-178', action('View Notes'), undefined, 'victor'],
      [
        'GET',
        at(other, `note/${note}`),
        '400-603',
        `id provided in URI path were not found for 'case' resource with id ${other.number}.`,
      ],
      ['GET', '/interaction/case/999999/note', '404-100', "not found: '999999'."],
      ['POST', '/interaction/activity', '403-178', action('Create Activity'), call, 'victor'],
      ['POST', '/interaction/activity', '400-194', "'999999'", { ...call, case: { id: '999999' } }],
      ['PUT', `/interaction/activity/${activity}/changecase`, '403-178', action('Change Case'), {}, 'victor'],
      ['PUT', `/interaction/activity/${activity}/changecase`, '400-901', activity, { id: String(other.number) }],
      ['PUT', `/interaction/activity/${activity}/changecase?relateCase=no`, '400-102', "'relateCase'", {}],
      ['PUT', `/interaction/activity/${many}/changecase`, '400-902', '75', {}],
      ['PUT', '/interaction/activity/999999/changecase', '404-100', "not found: '999999'.", {}],
      ['GET', `/interaction/activity/${many}`, '400-902', '75'],
      ['GET', '/interaction/activity', '400-245', "is required: 'case'."],
      ['GET', '/interaction/customer', '400-245', "is required: '"],
      ['GET', '/interaction/customer/999999', '404-100', "not found: '999999'."],
      ['POST', '/interaction/customer', '400-152', "'type.value'", person('organization')],
      ['POST', '/interaction/customer', '403-178', action('Change Customer'), person('individual'), 'victor'],
    ];
    for (const [method, path, code, says, body, by = 'frank'] of steps) {
      await check({ code, says, method, path, by, ...(body === undefined ? {} : { body }) });
    }
  });

  it('of login and logout has one message and no code, in JSON and XML', async () => {
    const login = '/authentication/user/login';
    const tries: [number, Omit<Try, 'code' | 'says'>][] = [
      [400, { method: 'POST', path: login, body: {} }],
      [400, { method: 'POST', path: `${login}?x=1`, body: {} }],
      [401, { method: 'POST', path: login, body: { userName: 'frank', password: 'wrong' } }],
      [401, { method: 'DELETE', path: '/authentication/user/logout' }],
      [413, { method: 'POST', path: login, body: 'x'.repeat(1_048_577) }],
      [415, { method: 'POST', path: login, body: '{}', headers: { 'content-type': 'text/plain' } }],
    ];
    for (const [status, one] of tries) {
      const json = await send({ code: '', says: '', by: null, ...one }, 'application/json');
      assert.deepEqual([json.statusCode, Object.keys(json.json())], [status, ['message']]);
      const xml = await send({ code: '', says: '', by: null, ...one }, 'text/xml');
      assert.equal(xml.statusCode, status);
      const root = parseXml(xml.rawPayload, { maxDepth: 2 });
      assert.deepEqual([root.name, root.children.map(({ name }) => name)], ['Error', ['message']]);
      assert.ok(xml.body.includes('<Error xmlns="http://bindings.egain.com/ws/model/v12/gen/platform">'));
    }
  });

  it('of every code is among these, but for faults of the server', () => {
    assert.deepEqual(
      codes.filter((code) => !tried.has(code)),
      ['500-100', '503-900'],
    );
  });

  it('left no fault of the server', () => assert.deepEqual(egain.faults, []));
});

describe('a fault of the server', () => {
  it('is 500-100 without a word of its cause, and the store that does not answer 503-900', () => {
    const fault = toWireError(internal('secret', new Error('stack')), {});
    assert.deepEqual([fault.status, fault.code], [500, '500-100']);
    assert.doesNotMatch(fault.message, /secret|stack/);
    const down = toWireError(new DomainError('unavailable', 'store/unavailable', 'secret'), {});
    assert.deepEqual([down.status, down.code], [503, '503-900']);
  });
});
