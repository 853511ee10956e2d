/** eGain (contract egain 3, 4, 6, 7), in JSON and in XML. */
import { strict as assert } from 'node:assert';
import type { Docket } from '../support/docket.ts';
import { egainSearches } from './support/egain-searches.ts';
import { type Call, egainWork } from './support/egain-work.ts';
import { otherKeys, otherTenant } from './support/other-tenant.ts';
import type { Face, Path, Route } from './support/route.ts';
import { inject, walkFace } from './support/walk.ts';

const statusOf = /^(\d{3})-\d{3}$/;

const checkRefusal: Face['checkRefusal'] = ({ statusCode, headers, body }, request, refused) => {
  if (request.method === 'HEAD') return;
  const xml = request.headers['accept'] === undefined;
  assert.equal(headers['content-type'], xml ? 'application/xml' : 'application/json');
  // A stale stamp would hide what else is wrong.
  const stale = request.body?.includes('2020-01-01T00:00:00.000Z');
  if (refused === 'must') assert.equal(statusCode === 409, stale ?? false);
  if (statusCode === 405) assert.ok(headers['allow']);
  const legacy = /\/(login|logout)\b/.test(request.url) && ![404, 405].includes(statusCode);
  if (xml) {
    assert.match(body, /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>/);
    if (legacy) assert.match(body, /<message>.+<\/message>/s);
    else assert.equal(/<code>(.*)<\/code>/.exec(body)?.[1]?.slice(0, 3), String(statusCode));
    return;
  }
  const error = JSON.parse(body);
  if (legacy && error.code === undefined) {
    assert.deepEqual(Object.keys(error), ['message']);
    return;
  }
  assert.deepEqual(Object.keys(error).sort(), ['code', 'developerMessage']);
  assert.equal(statusOf.exec(error.code)?.[1], String(statusCode));
};

/** Ids may be numbers, what is null is absent, one object stands for a list of it; attribute values may be numbers (contract egain 3.6). */
const reads = (due: string, value: unknown, path: Path): boolean => {
  const name = path.at(-1) ?? '';
  if (due === 'array') return ['[]', '[null]'].includes(JSON.stringify(value));
  if (typeof value === 'number' && ['customer', 'ownerId'].includes(path.join('.'))) return true;
  return name === 'value' && typeof value === 'number' && /^custom/.test(path[0] ?? '');
};

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, (found) => `&#${found.charCodeAt(0)};`).replaceAll('\u0000', '&#0;');

const open = async (docket: Docket) => {
  await docket.apply(otherTenant);
  const base = '/egain/system/ws/v12';
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  const tenant = { 'x-docket-tenant': 'riverside' };
  const credentials = { userName: 'frank', password: 'frank-pw' };
  const body = Buffer.from(JSON.stringify(credentials));
  const login = await inject(docket, {
    method: 'POST',
    url: `${base}/authentication/user/login?forceLogin=yes`,
    headers: { ...json, ...tenant },
    body,
  });
  const session = String(login.headers['x-egain-session']);
  // Made elsewhere: eGain itself makes no case but by an activity. GOSS gives it no unit, so everybody sees it.
  const make = async (params: object, token: string): Promise<number> => {
    const call = { id: 1, method: 'goss.CaseManagement.v1.api.createCase', params };
    const headers = { authorization: `Bearer ${token}` };
    const made = await inject(docket, {
      method: 'POST',
      url: '/goss/serverlibrary',
      headers,
      body: Buffer.from(JSON.stringify(call)),
    });
    return Number(made.json().result.case.id);
  };
  const mine = {
    caseTypeId: 'testcasecreation',
    user: { siteUserId: 'testcasecreationowner' },
    form: { startForm: 'MYNEWCASE' },
  };
  const their = { caseTypeId: 'theirs', user: { siteUserId: 'stranger' }, form: { startForm: 'THEIRFORM' } };
  const token = '11111111-2222-4333-8444-555555555555';
  const [own, related] = [await make(mine, token), await make(mine, token)];
  const theirs = await make(their, otherKeys.goss);
  const closed = await make({ ...mine, close: {} }, token);
  assert.ok(own > 0 && related > 0 && theirs > 0 && closed > 0);

  const face: Face = {
    name: 'egain',
    mount: '/egain',
    authorize: (request) => ({ ...request, headers: { 'x-egain-session': session, ...request.headers } }),
    refuses: (answer) => answer.statusCode >= 400,
    checkRefusal,
    reads,
    unknownMembers: 'refused',
    unknownQuery: 'refused',
    refusedTypes: [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      undefined,
      'x',
      '',
    ],
    contentEncoding: 'refused',
    tooDeep: [65, 300, 10_000],
    otherMethods: ['TRACE', 'PROPFIND', 'HEAD'],
  };

  let date = '';
  const stamp = async (): Promise<void> => {
    const url = `${base}/interaction/case/${own}`;
    const found = await inject(docket, face.authorize({ method: 'GET', url, headers: { accept: 'application/json' } }));
    date = found.json().case[0].lastModified.date;
  };
  await stamp();
  // The stamp is that of now: what is not refused makes the others stale, which is a refusal too.
  const least = () => ({ id: String(own), lastModified: { date } });
  const link = (id: number) => ({ rel: 'case', href: `/system/ws/v12/interaction/case/${id}` });
  const value = (text: string) => ({ attribValues: { attribValue: [{ value: text }] } });
  const edit = () => ({
    ...least(),
    dueDate: '2099-11-30T18:30:00.000Z',
    owner: { user: { id: '1002' } },
    severity: { value: 'low' },
    subject: 'S',
    description: 'D',
    solution: 'L',
    relatedCases: { link: [link(related)], unlink: [link(closed)] },
    customAttributes: { customAttribute: [{ attribName: 'account_ref', ...value('A-1') }] },
  });
  const attribute = (name: string, text: string) => ({
    ...least(),
    customAttributes: { customAttribute: [{ attribName: name, ...value(text) }] },
  });
  const refused = () => [
    {},
    least(),
    { ...least(), subject: null },
    { ...edit(), id: String(theirs) },
    { ...edit(), id: '999999' },
    { ...edit(), id: '1e3' },
    { ...edit(), id: '9'.repeat(19) },
    { ...edit(), id: String(closed) },
    { ...edit(), lastModified: { date: '2020-01-01T00:00:00.000Z' } },
    { ...edit(), dueDate: '2020-01-01T00:00:00Z' },
    { ...edit(), dueDate: '2099-02-30T00:00:00Z' },
    { ...edit(), dueDate: '2099-11-30T18:30:00+01:00' },
    { ...edit(), severity: { value: 'Low' } },
    { ...edit(), severity: {} },
    { ...edit(), owner: { user: { id: '1014' } } },
    { ...edit(), owner: { user: { id: '1015' } } },
    { ...edit(), owner: { user: { id: '5001' } } },
    { ...edit(), subject: 'x'.repeat(1025) },
    { ...edit(), status: { value: 'closed' } },
    { ...edit(), relatedCases: { link: [link(own)] } },
    { ...edit(), relatedCases: { link: [link(theirs)] } },
    { ...edit(), relatedCases: { link: [{ rel: 'x', href: link(related).href }] } },
    { ...edit(), relatedCases: { link: [{ rel: 'case', href: 'x' }] } },
    { ...edit(), relatedCases: { link: Array.from({ length: 76 }, () => link(related)) } },
    attribute('unknown', 'x'),
    attribute('__proto__', 'x'),
    attribute('customer_rating', '6'),
    attribute('visits', '1.5'),
    attribute('account_ref', 'a;b'),
    attribute('renewal', 'tomorrow'),
  ];
  const toXml = (edit: unknown): string => {
    const { id, subject, description, dueDate } = edit as Record<string, unknown>;
    const part = (name: string, inner: unknown): string =>
      typeof inner === 'string' ? `<${name}>${escapeXml(inner)}</${name}>` : '';
    const parts = [part('subject', subject), part('description', description), part('dueDate', dueDate)];
    return `<case id="${escapeXml(String(id))}"><lastModified date="${date}"/>${parts.join('')}</case>`;
  };
  const bomb = (entities: string, use: string): string =>
    `<?xml version="1.0"?><!DOCTYPE case [${entities}]><case id="${own}"><lastModified date="${date}"/><subject>${use}</subject></case>`;
  const lol = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const inner = (text: string): string => `<case id="${own}"><lastModified date="${date}"/>${text}</case>`;
  const spoiltXml = () => [
    bomb(`<!ENTITY l0 "lol">${lol}`, '&l12;'),
    bomb('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'),
    bomb('<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;', 'x'),
    '<!DOCTYPE case><case/>',
    '<!DOCTYPE case SYSTEM "http://127.0.0.1:1/x.dtd"><case/>',
    inner('<subject>&unknown;</subject>'),
    inner('<subject>&#0;</subject>'),
    inner('<subject>&#xD800;</subject>'),
    inner('<subject>&#x110000;</subject>'),
    inner('<subject>&#1;</subject>'),
    inner('<subject>\u0001</subject>'),
    inner('<subject>'),
    inner('<subject>x</subjec>'),
    inner('<subject>x</subject><subject>y</subject>'),
    inner('<subject a="1" a="2">x</subject>'),
    inner(`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`),
    inner(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`),
    inner(`<subject>${'x'.repeat(1025)}</subject>`),
    inner('<status><value>closed</value></status>'),
    inner('<subject>x</subject>').repeat(2),
    '<cases/>',
    '<case>',
    'case',
    '<?xml version="1.0" encoding="UTF-16"?><case',
    '<![CDATA[x]]>',
    '\u0000',
  ];
  const routes: Route[] = [
    {
      method: 'PUT',
      url: `${base}/interaction/case`,
      status: 204,
      body: edit,
      refused,
      headers: { accept: 'application/json' },
    },
    {
      method: 'PUT',
      url: '/egain/ws/v20/interaction/case',
      status: 204,
      body: edit,
      refused: spoiltXml,
      contentType: 'application/xml',
      encode: (body) => (typeof body === 'string' ? body : toXml(body)),
      tolerant: [
        'lastModified',
        'owner',
        'severity',
        'solution',
        'relatedCases',
        'customAttributes',
        'subject',
        'description',
        'dueDate',
        'notAMember',
      ],
    },
    {
      method: 'GET',
      url: `${base}/interaction/case/${own}?$attribute=all`,
      status: 200,
      headers: { accept: 'application/json' },
      nowhere: [
        `${theirs}`,
        '999999',
        'abc',
        '1e3',
        `${own},${theirs}`,
        `${own},x`,
        '-1',
        '0',
        '9'.repeat(30),
        `${own},`,
      ]
        .map((id) => `${base}/interaction/case/${id}`)
        .concat(
          ['$attribute=none', '$pagesize=5', '$sort=x', '$order=asc'].map(
            (query) => `${base}/interaction/case/${own}?${query}`,
          ),
        )
        .concat(`${base}/interaction/case/${Array.from({ length: 76 }, (_, i) => i + 1).join(',')}`),
    },
    {
      method: 'POST',
      url: `${base}/authentication/user/login?forceLogin=yes`,
      status: 204,
      body: () => ({ userName: 'mary', password: 'mary-pw' }),
      headers: { accept: 'application/json', ...tenant },
      open: true,
      tolerant: ['userName', 'password', 'notAMember'],
    },
  ];
  const call: Call = (method, path, body) => {
    const sent = body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) };
    return inject(docket, face.authorize({ method, url: `${base}${path}`, headers: json, ...sent }));
  };
  const work = await egainWork({ base, call, theirs, closed });
  return { face, routes: [...routes, ...egainSearches(base), ...work], refresh: stamp };
};

walkFace('egain', open);
