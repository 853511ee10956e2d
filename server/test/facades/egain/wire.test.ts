/** Contract egain 2, 3.3, 3.4, 4.6, 7: what holds for every call. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { languages } from '../../../src/facades/egain/languages.ts';
import { codeOf, type Egain, stamp, startEgain } from './support.ts';

let egain: Egain;
let session: string;
let path: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
  path = `/interaction/case/${(await egain.make({ severity: 'high' })).number}`;
});
after(() => egain.close());

const get = (headers: Record<string, string>, query = '') => egain.call(session, 'GET', `${path}${query}`, { headers });

describe('Accept', () => {
  it('picks the type with the highest q, named types before wildcards, the first of equals, else XML', async () => {
    const picks: [string, string][] = [
      ['application/json, text/plain, */*', 'application/json'],
      ['*/*', 'application/xml'],
      ['application/*', 'application/xml'],
      ['', 'application/xml'],
      ['text/xml', 'application/xml'],
      ['application/xml;q=0.5, application/json', 'application/json'],
      ['application/json;q=0.5, application/xml;q=0.6', 'application/xml'],
      ['application/json, application/xml', 'application/json'],
      ['application/xml, application/json', 'application/xml'],
      ['application/json;charset=utf-8', 'application/json'],
      ['text/html, application/json;q=0.1', 'application/json'],
      ['APPLICATION/JSON', 'application/json'],
      ['application/xml;q=0, */*', 'application/json'],
      ['application/json;q=0.5, */*;q=0.8', 'application/xml'],
    ];
    for (const [accept, type] of picks) {
      const answer = await get({ accept });
      assert.equal(answer.statusCode, 200, accept);
      assert.equal(answer.headers['content-type'], type, accept);
    }
    const bare = await egain.inject({ url: `/egain/ws/v12${path}`, headers: { 'x-egain-session': session } });
    assert.equal(bare.headers['content-type'], 'application/xml');
  });

  it('that allows nothing is 406-900, in XML', async () => {
    for (const accept of ['text/html', 'application/pdf, image/*', '*/*;q=0', 'application/json;q=0']) {
      const answer = await get({ accept });
      assert.equal(answer.statusCode, 406, accept);
      assert.equal(
        answer.body.replace(/(<developerMessage>)[^<]+/, '$1'),
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><error xmlns="http://bindings.egain.com/ws/model/v12/gen/common">' +
          '<code>406-900</code><developerMessage></developerMessage></error>',
      );
    }
  });

  it('picks the form of errors too, which have two members', async () => {
    const json = await get({ accept: 'application/json' }, '?x=1');
    assert.deepEqual(Object.keys(json.json()), ['code', 'developerMessage']);
    const xml = await get({ accept: 'application/xml' }, '?x=1');
    assert.equal(xml.headers['content-type'], 'application/xml');
    assert.match(xml.body, /<code>400-101<\/code><developerMessage>Unsupported query parameter\(s\) supplied: 'x'\.</);
  });
});

describe('Accept-Language', () => {
  it('is one of fifteen in any letter case, by its language part, or `*`; lists with q are fine', async () => {
    const fine = [...languages, ...languages.map((tag) => tag.toLowerCase()), 'en', 'de-AT', 'zh-Hant-TW', '*', ''];
    fine.push('xx, en;q=0.1', 'xx;q=1, *;q=0.1', 'sv;q=0.000, da');
    for (const tag of fine) assert.equal((await get({ 'accept-language': tag })).statusCode, 200, tag);
  });

  it('that names none is 406-100', async () => {
    for (const tag of ['xx', 'pl-PL', 'en;q=0', 'english', '1', 'xx, *;q=0']) {
      assert.equal(codeOf(await get({ 'accept-language': tag })), '406 406-100', tag);
    }
  });

  it('decides the display values, by the best language; without it the tenant’s', async () => {
    const shown = async (tag?: string): Promise<string> => {
      const [one] = (await get(tag === undefined ? {} : { 'accept-language': tag })).json().case;
      return [one.severity.displayValue, one.status.displayValue, one.owner.folder.name.displayValue].join(' ');
    };
    assert.equal(await shown(), 'High Open Open');
    assert.equal(await shown('*'), 'High Open Open');
    assert.equal(await shown('de-AT'), 'Hoch Offen Offen');
    assert.equal(await shown('xx, sv;q=0.5, nl-BE;q=0.7'), 'Hoog Open Open');
    assert.equal(await shown('pt'), await shown('pt-BR'));
    assert.equal(await shown('fr'), await shown('fr-FR'));
    const all = await Promise.all(languages.map((tag) => shown(tag)));
    assert.equal(
      all.some((text) => text.includes('undefined')),
      false,
    );
    assert.ok(new Set(all).size >= 12);
    const answer = await get({ 'accept-language': 'de' }, '?x=1');
    assert.match(answer.json().developerMessage, /Unsupported query/);
  });
});

describe('browsers', () => {
  it('may ask before they call, without a session, at any address', async () => {
    for (const url of [path, '/interaction/case', '/authentication/user/login', '/nowhere']) {
      const headers = { origin: 'https://page.test', 'access-control-request-method': 'PUT' };
      const answer = await egain.call(undefined, 'OPTIONS', url, { headers });
      assert.equal(answer.statusCode, 204);
      assert.ok(['*', 'https://page.test'].includes(String(answer.headers['access-control-allow-origin'])));
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        assert.match(String(answer.headers['access-control-allow-methods']), new RegExp(method));
      }
      for (const name of ['X-egain-session', 'Content-Type', 'Accept', 'Accept-Language']) {
        assert.match(String(answer.headers['access-control-allow-headers']), new RegExp(name));
      }
      assert.equal(answer.headers['access-control-allow-credentials'], undefined);
      assert.equal(answer.headers['access-control-expose-headers'], 'X-egain-session, Location');
    }
    assert.equal(codeOf(await egain.call(undefined, 'OPTIONS', path)), '405 405-900');
  });

  it('are told whom an answer is for, errors too', async () => {
    const headers = { origin: 'null' };
    const calls: [string | undefined, string, string][] = [
      [session, 'GET', path],
      [undefined, 'GET', path],
      [session, 'PUT', '/interaction/case'],
      [session, 'PATCH', path],
      [session, 'GET', '/nowhere'],
      [session, 'GET', '/interaction/case/%zz'],
      [undefined, 'POST', '/authentication/user/login'],
    ];
    for (const [id, method, url] of calls) {
      const answer = await egain.call(id, method, url, { headers });
      assert.ok(['*', 'null'].includes(String(answer.headers['access-control-allow-origin'])), `${method} ${url}`);
      assert.equal(answer.headers['access-control-expose-headers'], 'X-egain-session, Location');
    }
    const plain = await egain.call(session, 'GET', path);
    assert.equal(plain.headers['access-control-allow-origin'], undefined);
  });
});

describe('addresses', () => {
  it('that are not there are 404-900, before the session is looked at, in the form of Accept', async () => {
    for (const url of [
      '',
      '/',
      '/interaction',
      '/Interaction/case',
      '/interaction/case/1/reopen',
      '/interaction/activity/1/complete',
      '/interaction/customer/1/cases',
      '/interaction/case/%zz',
      '/interaction/case/%ff',
      '/administration/user',
      '/authentication/user',
    ]) {
      const answer = await egain.call(undefined, 'GET', url);
      assert.equal(codeOf(answer), '404 404-900', url);
    }
    assert.equal(codeOf(await egain.call(undefined, 'GET', '/egain/system/ws/v13/interaction/case/1')), '404 404-900');
    assert.equal(codeOf(await egain.call(undefined, 'GET', '/egain')), '404 404-900');
    const xml = await egain.call(undefined, 'GET', '/nowhere', { headers: { accept: 'text/html' } });
    assert.match(xml.body, /<code>404-900<\/code>/);
  });

  it('that do not answer to a method are 405-900 with Allow', async () => {
    const tries: [string, string, string][] = [
      ['POST', '/interaction/case', 'GET, PUT'],
      ['PUT', '/interaction/case/attributes', 'GET'],
      ['GET', '/interaction/case/1/close', 'PUT'],
      ['DELETE', '/interaction/case/1/note/1', 'GET'],
      ['DELETE', path, 'GET'],
      ['HEAD', path, 'GET'],
      ['GET', '/authentication/user/login', 'POST'],
      ['POST', '/authentication/user/logout', 'DELETE'],
      ['POST', '/interaction/case/lookup', 'GET'],
    ];
    for (const [method, url, allow] of tries) {
      const answer = await egain.call(undefined, method, url, { headers: { accept: 'text/html' } });
      assert.equal(answer.statusCode, 405, `${method} ${url}`);
      assert.equal(answer.headers.allow, allow);
    }
  });

  it('accept one trailing slash', async () => {
    assert.equal((await egain.call(session, 'GET', `${path}/`)).statusCode, 200);
    assert.equal(codeOf(await egain.call(session, 'GET', `${path}//`)), '404 404-900');
    assert.equal(codeOf(await egain.call(session, 'PUT', '/interaction/case/')), '400 400-264');
  });
});

describe('the query', () => {
  it('has only parameters that the call lists, by exact name, each once', async () => {
    const bad: [string, string][] = [
      ['?x=1', '400-101'],
      ['?$Attribute=all', '400-101'],
      ['?$pagesize=5', '400-101'],
      ['?%zz=1', '400-101'],
      ['?x', '400-101'],
      ['?$sort=id&$sort=id', '400-244'],
      ['?$sort=%zz', '400-244'],
      ['?$sort=%ff', '400-244'],
      ['?$sort=name', '400-102'],
      ['?$sort=', '400-102'],
      ['?$sort=ID', '400-102'],
      ['?$sort=custom.nothing', '400-102'],
      ['?$sort=constructor', '400-102'],
      ['?$sort=id&$order=up', '400-102'],
      ['?$sort=id&$order=ASC', '400-102'],
      ['?$order=asc', '400-124'],
      ['?$attribute=x', '400-116'],
      ['?$attribute=created,', '400-116'],
      ['?$attribute=custom', '400-116'],
      ['?$attribute=custom.', '400-116'],
      ['?$attribute=custom.nothing', '400-116'],
      ['?$attribute=All', '400-116'],
      ['?$attribute=%00', '400-116'],
    ];
    for (const [query, code] of bad) assert.equal(codeOf(await get({}, query)), `400 ${code}`, query);
    for (const query of ['?', '?&', '?$attribute=&', '?$attribute=all,created']) {
      assert.equal((await get({}, query)).statusCode, 200, query);
    }
    assert.equal(codeOf(await egain.call(session, 'PUT', '/interaction/case?x')), '400 400-101');
    assert.equal(codeOf(await egain.call(session, 'PUT', '/interaction/case?$attribute=all')), '400 400-101');
  });
});

describe('the order of checks', () => {
  it('is session, Accept, language, licence, query, body, case', async () => {
    const found = await egain.make();
    const nolan = await egain.login('nolan');
    const bad = { accept: 'text/html', 'accept-language': 'xx', 'content-type': 'text/plain' };
    const put = (id: string | undefined, url: string, body: unknown, headers = {}) =>
      egain.call(id, 'PUT', url, { body, headers });
    const url = '/interaction/case';
    assert.match((await put(undefined, `${url}?x`, '{', bad)).body, /401-101/);
    assert.match((await put(nolan, `${url}?x`, '{', bad)).body, /406-900/);
    assert.equal(
      codeOf(await put(nolan, `${url}?x`, '{', { ...bad, accept: '*/json, application/json' })),
      '406 406-100',
    );
    assert.equal(codeOf(await put(nolan, `${url}?x`, '{', { 'content-type': 'text/plain' })), '403 403-105');
    const large = `{"x":"${'x'.repeat(1024 * 1024)}"}`;
    assert.equal(codeOf(await put(session, `${url}?x`, large, { 'content-type': 'text/plain' })), '400 400-101');
    assert.equal(codeOf(await put(session, url, large, { 'content-type': 'text/plain' })), '413 413-900');
    assert.equal(codeOf(await put(session, url, ' ', { 'content-type': 'text/plain' })), '415 415-900');
    const members = {
      relatedCases: { link: [{ rel: 'case', href: '/interaction/case/999999' }] },
      owner: { user: { id: '999999' } },
    };
    const body = { ...stamp(found), ...members };
    assert.match((await put(session, url, body)).json().developerMessage, /'999999'/);
    assert.equal(
      codeOf(await put(session, url, { ...body, lastModified: { date: '2020-01-01T00:00:00Z' } })),
      '409 409-100',
    );
    assert.deepEqual(await egain.read(found.number), found);
  });
});

describe('alone at the root of a port', () => {
  it('has its addresses without mount, over a real connection', async () => {
    const { host, port } = await egain.app.listen({ host: '127.0.0.1', port: 0, face: 'egain' });
    const url = `http://${host}:${port}/system/ws/v12`;
    const login = await fetch(`${url}/authentication/user/login?forceLogin=yes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"userName":"mary","password":"mary-pw"}',
    });
    assert.equal(login.status, 204);
    assert.equal(login.headers.get('content-type'), 'application/xml');
    const headers = { 'X-egain-session': login.headers.get('x-egain-session') ?? '', accept: 'application/json' };
    const read = await fetch(`${url}${path}`, { headers });
    const { case: cases } = (await read.json()) as { case: { link: { href: string }[] }[] };
    assert.equal(cases[0]?.link[0]?.href, `/system/ws/v12${path}`);
    const large = await fetch(`${url}/interaction/case`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: 'x'.repeat(2 * 1024 * 1024),
    });
    assert.equal(large.status, 413);
    assert.equal(((await large.json()) as { code: string }).code, '413-900');
    assert.equal((await fetch(`http://${host}:${port}/egain/system/ws/v12${path}`, { headers })).status, 404);
  });
});

describe('tolerances', () => {
  it('a GET may carry a Content-Type, an encoding and a body, which are not looked at', async () => {
    for (const body of ['{broken', 'x'.repeat(2 * 1024 * 1024)]) {
      const headers = { 'content-type': 'a b c', 'content-encoding': 'gzip' };
      assert.equal((await egain.call(session, 'GET', path, { body, headers })).statusCode, 200);
    }
  });

  it('header names come in any letter case', async () => {
    const headers = { 'X-EGAIN-Session': session, ACCEPT: 'application/json', 'accept-LANGUAGE': 'en-us' };
    assert.equal((await egain.inject({ url: `/egain/system/ws/v12${path}`, headers })).statusCode, 200);
  });
});

describe('bad input of any kind', () => {
  it('is answered in the face’s own form and never with 500', async () => {
    const found = await egain.make();
    const values: unknown[] = [
      null,
      true,
      0,
      -1,
      1e300,
      '',
      'x',
      '\ud800',
      [],
      [null],
      [[]],
      {},
      { a: 1 },
      'x'.repeat(70_000),
    ];
    const names = [
      'id',
      'lastModified',
      'dueDate',
      'owner',
      'severity',
      'subject',
      'description',
      'solution',
      'relatedCases',
      'customAttributes',
      '__proto__',
      'toString',
    ];
    const inner: [string, string][] = [
      ['owner', 'user'],
      ['severity', 'value'],
      ['lastModified', 'date'],
      ['relatedCases', 'link'],
      ['relatedCases', 'unlink'],
      ['customAttributes', 'customAttribute'],
    ];
    const bodies: unknown[] = names.flatMap((name) => values.map((value) => ({ ...stamp(found), [name]: value })));
    for (const [outer, name] of inner)
      for (const value of values) bodies.push({ ...stamp(found), [outer]: { [name]: value } });
    for (const value of values) {
      bodies.push({ ...stamp(found), relatedCases: { link: [{ rel: value, href: value }] } });
      bodies.push({ ...stamp(found), owner: { user: { id: value } } });
      bodies.push({
        ...stamp(found),
        customAttributes: { customAttribute: { attribName: value, attribValues: { attribValue: { value } } } },
      });
      bodies.push({
        ...stamp(found),
        customAttributes: { customAttribute: { attribName: 'visits', attribValues: value } },
      });
      bodies.push({
        ...stamp(found),
        customAttributes: { customAttribute: { attribName: 'visits', attribValues: { attribValue: { value } } } },
      });
    }
    for (const body of bodies) {
      const answer = await egain.call(session, 'PUT', '/interaction/case', { body });
      assert.ok(
        [204, 400, 409].includes(answer.statusCode),
        `${answer.statusCode} ${JSON.stringify(body).slice(0, 200)}`,
      );
      if (answer.statusCode !== 204) assert.deepEqual(Object.keys(answer.json()), ['code', 'developerMessage']);
      assert.ok(answer.body.length < 20_000);
    }
    assert.deepEqual(egain.faults, []);
  });

  it('in XML, cut and doubled anywhere, is read or refused', async () => {
    const found = await egain.make();
    const whole =
      `<?xml version="1.0" encoding="UTF-8"?><c:case xmlns:c="urn:x" id="${found.number}"><lastModified date="2020-01-01T00:00:00Z"/>` +
      '<owner><user id="1002"/></owner><severity><v:value>low</v:value></severity><subject>a &amp; <![CDATA[b]]>&#233;<!-- c --></subject>' +
      '<relatedCases><link rel="case" href="/interaction/case/1"/></relatedCases><customAttributes><customAttribute><attribName>visits' +
      '</attribName><attribValues><attribValue><value>5</value></attribValue></attribValues></customAttribute></customAttributes></c:case>';
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let i = 0; i < 400; i += 1) {
      const [from, to] = [random(whole.length), random(whole.length)];
      const body = whole.slice(0, from) + whole.slice(to);
      const answer = await egain.call(session, 'PUT', '/interaction/case', {
        body,
        headers: { 'content-type': 'application/xml' },
      });
      assert.ok([400, 409].includes(answer.statusCode), `${answer.statusCode} ${body}`);
    }
    assert.deepEqual(await egain.read(found.number), found);
    assert.deepEqual(egain.faults, []);
  });

  it('in a path is 404', async () => {
    for (const id of [
      '%00',
      '%20',
      '1;2',
      '%E2%82%AC',
      '1e3',
      ',',
      ',,',
      '0x1',
      '%2F',
      'x'.repeat(10_000),
      '1%2C',
      '+1',
    ]) {
      const answer = await egain.call(session, 'GET', `/interaction/case/${id}`);
      assert.equal(codeOf(answer), '404 404-100', id.slice(0, 20));
      assert.ok(answer.body.length < 20_000);
    }
    assert.deepEqual(egain.faults, []);
  });
});
