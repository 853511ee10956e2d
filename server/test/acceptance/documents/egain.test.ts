/** eGain: the page of Edit Case. Both examples, in XML and in JSON, and every permission and status that it lists. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { api, type Client, egain } from '../support/clients.ts';
import { type Answer, send } from '../support/http.ts';
import { openServer } from '../support/server.ts';
import { addTo, editDemo, writeTenantFile } from '../support/tenant-file.ts';

let server: Awaited<ReturnType<typeof openServer>>;
/** By login: sessions of this face, and what makes cases for the tests. */
let frank: Client;
let mary: Client;
let victor: Client;
let make: (body?: object) => Promise<number>;

before(async () => {
  // Somebody who may do everything everywhere makes the cases; a reader has no Edit Case; pia may take nothing from frank.
  const units = 'home: service, foreign: [billing, archive, front-desk]';
  const edits = [
    addTo('roles', '{ key: reader, permissions: [case.view] }'),
    addTo(
      'users',
      `{ login: maker, id: 901, password: maker-pw, ${units}, roles: [org-admin], licences: [case] }`,
      '{ login: reader, id: 902, password: reader-pw, home: service, roles: [reader], licences: [case] }',
      '{ login: pia, id: 903, password: pia-pw, home: service, roles: [agent], licences: [case] }',
    ),
    addTo(
      'grants',
      '{ user: frank, target: victor, allow: [transfer] }',
      '{ user: frank, target: dora, allow: [transfer] }',
      '{ user: frank, target: nolan, allow: [transfer] }',
    ),
    addTo('credentials', '{ facade: api, user: maker, token: maker-token }'),
  ];
  server = await openServer(['--apply', await writeTenantFile(await editDemo(edits))]);
  [frank, mary, victor] = [
    await egain(server.url, 'frank'),
    await egain(server.url, 'mary'),
    await egain(server.url, 'victor'),
  ];
  const native = api(server.url, 'maker-token');
  make = async (body = {}) => {
    const answer = await native('POST', '/cases', {
      body: { subject: 'No dial tone', unit: 'service', owner: 'frank', ...body },
    });
    assert.equal(answer.status, 201, answer.text);
    return Number(answer.json()['number']);
  };
});

after(() => server.close());

interface Case {
  lastModified: { date: string; user: { id: string } };
  [member: string]: unknown;
}

const read = async (id: number, who = frank): Promise<Case> => {
  const answer = await who('GET', `/interaction/case/${id}?$attribute=all`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json<{ case: [Case] }>().case[0];
};

const edit = async (id: number, change: object, who = frank): Promise<Answer> => {
  const { lastModified } = await read(id);
  return who('PUT', '/interaction/case', {
    body: { id: String(id), lastModified: { date: lastModified.date }, ...change },
  });
};

/** The code of a refusal; nothing may have changed. */
const refused = async (id: number, change: object, who = frank): Promise<string> => {
  const found = await read(id);
  const answer = await edit(id, change, who);
  assert.ok(answer.status >= 400, `${answer.status} ${answer.text}`);
  assert.deepEqual(await read(id), found);
  const { code, developerMessage } = answer.json<{ code: string; developerMessage: string }>();
  assert.equal(code.slice(0, 3), String(answer.status));
  assert.ok(developerMessage.length > 0);
  return code;
};

const done = (answer: Answer): void => {
  assert.equal(answer.status, 204, answer.text);
  assert.equal(answer.text, '');
  assert.ok(answer.headers['x-egain-session']);
};

const href = (id: number): string => `/system/ws/v12/interaction/case/${id}`;
const xml = { 'content-type': 'application/xml', accept: 'application/xml' };
const dueDate = '2099-11-30T18:30:00.000Z';

/** The document's two examples are XML; what an agent's program sends has its namespaces. */
const editXml = (id: number, date: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<case xmlns="http://bindings.egain.com/ws/model/v12/gen/interaction/case" xmlns:ns2="http://bindings.egain.com/ws/model/v12/gen/common" id="${id}">
  <lastModified date="${date}"/>${inner}
</case>`;

const allElements = (link: number, unlink: number): string => `
  <dueDate>${dueDate}</dueDate>
  <owner><user id="1002"/></owner>
  <severity><ns2:value>urgent</ns2:value></severity>
  <subject>No dial tone: </subject><description>Since &lt;Monday&gt; &amp; before</description><solution>Reboot</solution>
  <relatedCases><link rel="case" href="${href(link)}"/><unlink rel="case" href="${href(unlink)}"/></relatedCases>
  <customAttributes><ns2:customAttribute><ns2:attribName>customer_rating</ns2:attribName>
    <ns2:attribValues><ns2:attribValue><ns2:value>5</ns2:value></ns2:attribValue></ns2:attribValues></ns2:customAttribute></customAttributes>`;

const attribute = (attribName: string, ...values: string[]) => ({
  attribName,
  attribValues: { attribValue: values.map((value) => ({ value })) },
});

const allMembers = (link: number, unlink: number): object => ({
  dueDate,
  owner: { user: { id: '1002' } },
  severity: { value: 'urgent' },
  subject: 'No dial tone: ',
  description: 'Since <Monday> & before',
  solution: 'Reboot',
  relatedCases: { link: [{ rel: 'case', href: href(link) }], unlink: [{ rel: 'case', href: href(unlink) }] },
  customAttributes: { customAttribute: [attribute('customer_rating', '5')] },
});

const relatedIds = ({ relatedCases }: Case): string[] =>
  (relatedCases as { case: { id: string }[] }).case.map(({ id }) => id);

const assertAllModified = async (id: number, link: number): Promise<void> => {
  const { owner, severity, subject, description, solution, customAttributes, ...found } = await read(id);
  assert.equal(found['dueDate'], dueDate);
  assert.equal((owner as { user: { id: string } }).user.id, '1002');
  assert.deepEqual(severity, { value: 'urgent', displayValue: 'Urgent' });
  assert.deepEqual([subject, description, solution], ['No dial tone: ', 'Since <Monday> & before', 'Reboot']);
  assert.deepEqual(relatedIds(found as Case), [String(link)]);
  assert.deepEqual(customAttributes, { customAttribute: [attribute('customer_rating', '5')] });
};

const assertRemoved = async (id: number): Promise<void> => {
  const found = await read(id);
  assert.deepEqual(
    [found['subject'], found['dueDate'], found['description'], found['solution']],
    ['', undefined, undefined, undefined],
  );
  assert.equal(found['customAttributes'], undefined);
  assert.deepEqual(relatedIds(found), []);
};

for (const format of ['XML', 'JSON']) {
  test(`${format}: example 1 modifies all allowed elements, example 2 removes attribute values`, async () => {
    const [id, link, unlink] = [await make(), await make(), await make()];
    done(await edit(id, { relatedCases: { link: [{ rel: 'case', href: href(unlink) }] } }));
    const { date } = (await read(id)).lastModified;
    if (format === 'XML')
      done(
        await frank('PUT', '/interaction/case', { headers: xml, body: editXml(id, date, allElements(link, unlink)) }),
      );
    else done(await edit(id, allMembers(link, unlink)));
    await assertAllModified(id, link);
    const stamp = (await read(id)).lastModified.date;
    assert.ok(stamp > date, 'the stamp moved');
    const removed = `<dueDate/><subject></subject><description/><solution/>
      <relatedCases><unlink rel="case" href="${href(link)}"/></relatedCases>
      <customAttributes><ns2:customAttribute><ns2:attribName>customer_rating</ns2:attribName>
      <ns2:attribValues><ns2:attribValue><ns2:value></ns2:value></ns2:attribValue></ns2:attribValues></ns2:customAttribute></customAttributes>`;
    const members = {
      dueDate: '',
      subject: '',
      description: '',
      solution: '',
      relatedCases: { unlink: [{ rel: 'case', href: href(link) }] },
      customAttributes: { customAttribute: [attribute('customer_rating', '')] },
    };
    if (format === 'XML')
      done(await frank('PUT', '/interaction/case', { headers: xml, body: editXml(id, stamp, removed) }));
    else done(await edit(id, members));
    await assertRemoved(id);
  });
}

test('400: a query parameter, a missing element, an unsupported one, an empty body', async () => {
  const id = await make();
  const { date } = (await read(id)).lastModified;
  const body = { id: String(id), lastModified: { date }, subject: 'S' };
  const code = async (path: string, sent: object | string): Promise<unknown> =>
    (await frank('PUT', path, { body: sent })).json()['code'];
  assert.equal(await code('/interaction/case?x=1', body), '400-101');
  assert.equal(await code('/interaction/case', { ...body, id: undefined }), '400-146');
  assert.equal(await code('/interaction/case', { ...body, lastModified: undefined }), '400-146');
  assert.equal(await code('/interaction/case', { ...body, subject: undefined }), '400-146');
  assert.equal(await code('/interaction/case', { ...body, status: { value: 'closed' } }), '400-147');
  assert.equal(await code('/interaction/case', ''), '400-264');
  assert.equal((await read(id)).lastModified.date, date);
});

test('400: the criteria of the overview and of the body', async () => {
  const [id, other] = [await make(), await make()];
  const long = 'x'.repeat(1025);
  const cases: [object, string][] = [
    [{ dueDate: '2020-01-01T00:00:00.000Z' }, '400-152'],
    [{ owner: { user: { id: '99999' } } }, '400-194'],
    [{ owner: { user: { id: '1014' } } }, '400-152'],
    [{ owner: { user: { id: '1015' } } }, '400-152'],
    [{ severity: { value: 'huge' } }, '400-152'],
    [{ subject: long }, '400-152'],
    [{ description: long }, '400-152'],
    [{ solution: long }, '400-152'],
    [{ relatedCases: { link: Array.from({ length: 76 }, () => ({ rel: 'case', href: href(other) })) } }, '400-152'],
    [{ relatedCases: { link: [{ rel: 'case', href: href(id) }] } }, '400-152'],
    [{ relatedCases: { link: [{ rel: 'case', href: href(999_999) }] } }, '400-194'],
    [{ customAttributes: { customAttribute: [attribute('unheard_of', 'x')] } }, '400-152'],
    [{ customAttributes: { customAttribute: [attribute('customer_rating', '6')] } }, '400-152'],
    [{ customAttributes: { customAttribute: [attribute('account_ref', 'a+b')] } }, '400-152'],
  ];
  for (const [change, code] of cases)
    assert.equal(await refused(id, change), code, JSON.stringify(change).slice(0, 80));
});

test('400: the case must exist, and be open', async () => {
  const body = { id: '999999', lastModified: { date: '2026-01-01T00:00:00.000Z' }, subject: 'S' };
  assert.equal((await frank('PUT', '/interaction/case', { body })).json()['code'], '400-194');
  const id = await make();
  const native = api(server.url, 'maker-token');
  const { headers } = await native('GET', `/cases/${id}`);
  assert.equal(
    (await native('POST', `/cases/${id}/close`, { headers: { 'if-match': String(headers['etag']) }, body: {} })).status,
    200,
  );
  assert.equal(await refused(id, { subject: 'S' }), '400-253');
});

test('a case has at most 75 related cases', async () => {
  const id = await make();
  const others: number[] = [];
  for (let i = 0; i < 76; i += 1) others.push(await make());
  const link = others.map((other) => ({ rel: 'case', href: href(other) }));
  done(await edit(id, { relatedCases: { link: link.slice(0, 75) } }));
  assert.equal(relatedIds(await read(id)).length, 75);
  assert.equal(await refused(id, { relatedCases: { link: link.slice(75) } }), '400-152');
  done(await edit(id, { relatedCases: { link: link.slice(75), unlink: link.slice(0, 1) } }));
});

test('401: no session, or one that is not', async () => {
  const url = `${server.url}/egain/system/ws/v12/interaction/case`;
  for (const session of [{}, { 'x-egain-session': '0198c1f0-0000-4000-8000-000000000000' }]) {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...session };
    const answer = await send(url, { method: 'PUT', headers, body: { id: '1' } });
    assert.deepEqual([answer.status, answer.json()['code']], [401, '401-101']);
  }
});

test('403: without Edit Case', async () => {
  const reader = await egain(server.url, 'reader');
  assert.equal(await refused(await make({ owner: null }), { subject: 'S' }, reader), '403-178');
});

test('403: without a licence', async () => {
  assert.equal(await refused(await make(), { subject: 'S' }, await egain(server.url, 'nolan')), '403-105');
});

test('403: a case of another department; not where the user is a foreign user', async () => {
  const inService = await make({ owner: null });
  assert.equal(await refused(inService, { subject: 'S' }, victor), '403-178');
  const native = api(server.url, 'maker-token');
  const made = await native('POST', '/cases', { body: { subject: 'Of billing', unit: 'billing' } });
  const id = Number(made.json()['number']);
  const { date } = (await read(id, mary)).lastModified;
  done(
    await mary('PUT', '/interaction/case', { body: { id: String(id), lastModified: { date }, subject: 'Foreign' } }),
  );
});

test('403: assigning needs Transfer Activities on the new owner, who belongs to the department of the case', async () => {
  const id = await make();
  const give = (user: number) => ({ owner: { user: { id: String(user) } } });
  assert.equal(await refused(id, give(903)), '403-178', 'no grant');
  assert.equal(await refused(id, give(1013)), '403-178', 'of another department');
  done(await edit(id, give(1012)));
});

test('403: the case of another owner needs Pull Activities on the owner', async () => {
  const id = await make({ owner: 'frank' });
  assert.equal(await refused(id, { subject: 'S' }, await egain(server.url, 'pia')), '403-178');
  assert.equal(await refused(id, { subject: 'S' }, mary), '403-178', 'mary has transfer on frank only');
  const hers = await make({ owner: 'mary' });
  done(await edit(hers, { subject: 'Pulled' }));
  assert.equal((await read(hers)).lastModified.user.id, '1002');
});

test('403: a related case that is neither of an own department nor of one that shares its activities', async () => {
  const native = api(server.url, 'maker-token');
  const of = async (unit: string): Promise<number> => {
    const made = await native('POST', '/cases', { body: { subject: 'Other', unit } });
    assert.equal(made.status, 201, made.text);
    return Number(made.json()['number']);
  };
  const id = await make();
  const link = (other: number) => ({ relatedCases: { link: [{ rel: 'case', href: href(other) }] } });
  assert.equal(await refused(id, link(await of('archive'))), '403-178');
  assert.equal(await refused(id, link(await of('front-desk'))), '403-178');
  // The department of the related case is shared with the user's, with its activities: Service shares with Billing.
  const shared = await of('service');
  const own = await of('billing');
  const { date } = (await read(own, mary)).lastModified;
  done(await mary('PUT', '/interaction/case', { body: { id: String(own), lastModified: { date }, ...link(shared) } }));
});

test('406: a language that is not supported; the supported ones are taken', async () => {
  const id = await make();
  const { date } = (await read(id)).lastModified;
  const body = { id: String(id), lastModified: { date }, subject: 'S' };
  const call = (language: string) =>
    frank('PUT', '/interaction/case', { body, headers: { 'accept-language': language } });
  const answer = await call('xx-YY');
  assert.deepEqual([answer.status, answer.json()['code']], [406, '406-100']);
  done(await call('de-DE'));
});

test('409: the lastModified date is not that of the case, whichever program changed it', async () => {
  const id = await make();
  const { date } = (await read(id)).lastModified;
  const native = api(server.url, 'maker-token');
  const { headers } = await native('GET', `/cases/${id}`);
  const patch = await native('PATCH', `/cases/${id}`, {
    headers: { 'if-match': String(headers['etag']) },
    body: { subject: 'Newer' },
  });
  assert.equal(patch.status, 200, patch.text);
  const answer = await frank('PUT', '/interaction/case', {
    body: { id: String(id), lastModified: { date }, subject: 'Older' },
  });
  assert.deepEqual([answer.status, answer.json()['code']], [409, '409-100']);
  assert.equal((await read(id))['subject'], 'Newer');
});

test('of many edits at once with one date, one is done', async () => {
  const id = await make();
  const { date } = (await read(id)).lastModified;
  const bodies = Array.from({ length: 20 }, (_, i) => ({
    id: String(id),
    lastModified: { date },
    subject: `Edit ${i}`,
  }));
  const answers = await Promise.all(bodies.map((body) => frank('PUT', '/interaction/case', { body })));
  const statuses = answers.map(({ status }) => status);
  assert.deepEqual(
    [statuses.filter((status) => status === 204).length, statuses.filter((status) => status === 409).length],
    [1, 19],
  );
  assert.equal((await read(id))['subject'], `Edit ${statuses.indexOf(204)}`);
});

test('errors come in XML to who accepts XML', async () => {
  const answer = await frank('PUT', '/interaction/case', { headers: xml, body: '<case id="1"/>' });
  assert.equal(answer.headers['content-type'], 'application/xml');
  assert.match(answer.text, /<code>400-146<\/code>\s*<developerMessage>.+<\/developerMessage>/s);
});
