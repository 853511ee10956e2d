/** Signed requests: contract worldcheck §2. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { isSigned, parseDate, parseSignature, sign } from '../../../src/facades/worldcheck/signature.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { createClient, type Send, screenerKey } from './support/client.ts';
import { applyTenants, keys } from './support/tenants.ts';

const vendorHost = 'rms-world-check-one-api.thomsonreuters.com';
const body = Buffer.from(
  '{\n  "caseId": "my customer ID",\n  "name": "John Doe",\n  "providerTypes": ["WATCHLIST"]\n}',
);
const list = '(request-target) host date content-type content-length'.split(' ');
const headers = {
  host: vendorHost,
  date: 'Tue, 07 Jun 2016 20:51:35 GMT',
  'content-type': 'application/json',
  'content-length': '88',
};

describe('the signing text', () => {
  it('gives the known answer for /v1/cases', () => {
    const value = 'Iktz/AdXHmDouNm6uBB8ZW0xcfNGuWGDxmX9TFMwuF0=';
    const facts = { method: 'POST', paths: ['/v1/cases'], hosts: [], headers, body };
    assert.equal(isSigned(facts, { keyId: '', list, value }, '1234'), true);
    assert.equal(isSigned(facts, { keyId: '', list, value }, '12345'), false);
  });

  it('gives the known answer for /api/v1/cases', () => {
    const text = `(request-target): post /api/v1/cases\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')}`;
    const hex = Buffer.from(sign('1234', text, body), 'base64').toString('hex');
    assert.equal(hex, 'da26d7f5bff89a100d1a597aa015099fc55dd3130f023e952bfbe3a6949f322a');
  });

  it('uses the number of bytes received where a chunked body has no content-length', () => {
    const { 'content-length': _, ...chunked } = headers;
    const value = 'Iktz/AdXHmDouNm6uBB8ZW0xcfNGuWGDxmX9TFMwuF0=';
    const facts = { method: 'POST', paths: ['/v1/cases'], hosts: [], headers: chunked, body };
    assert.equal(isSigned(facts, { keyId: '', list, value }, '1234'), true);
  });
});

describe('the Authorization header', () => {
  const parameters = 'keyId="k",algorithm="hmac-sha256",headers="(request-target) host date",signature="c2ln"';

  it('is read with its parameters in any order, with or without blanks, scheme and algorithm in any case', () => {
    const wanted = { keyId: 'k', list: ['(request-target)', 'host', 'date'], value: 'c2ln' };
    assert.deepEqual(parseSignature(`Signature ${parameters}`), wanted);
    assert.deepEqual(parseSignature(`SIGNATURE ${parameters.replaceAll(',', ',  ')}`), wanted);
    assert.deepEqual(
      parseSignature(
        'signature signature="c2ln", headers="(request-target) host date", algorithm="HMAC-SHA256", keyId="k"',
      ),
      wanted,
    );
  });

  it('is none without a list, with another algorithm or scheme, or malformed', () => {
    for (const header of [
      undefined,
      '',
      `Basic ${parameters}`,
      `Signature${parameters}`,
      'Signature keyId="k",algorithm="hmac-sha256",signature="c2ln"',
      `Signature ${parameters.replace('sha256', 'sha1')}`,
      `Signature ${parameters},keyId="k"`,
      `Signature ${parameters},"`,
      'Signature keyId="k',
    ]) {
      assert.equal(parseSignature(header), undefined, header);
    }
  });
});

describe('the Date header', () => {
  it('may lack its weekday, have a day of one digit, and name the zone in three ways', () => {
    const at = Date.UTC(2016, 5, 7, 20, 51, 35);
    for (const text of [
      'Tue, 07 Jun 2016 20:51:35 GMT',
      'Mon, 7 Jun 2016 20:51:35 UTC',
      '07 Jun 2016 20:51:35 +0000',
      '7 Jun 2016 20:51:35 GMT',
    ]) {
      assert.equal(parseDate(text), at, text);
    }
  });

  it('is none where the day does not exist or the form is another', () => {
    for (const text of [
      '31 Feb 2016 20:51:35 GMT',
      '7 Jun 2016 24:51:35 GMT',
      '2016-06-07T20:51:35Z',
      '7 Jun 2016',
      '7 Jun 2016 20:51:35 CET',
    ]) {
      assert.equal(parseDate(text), undefined, text);
    }
  });
});

const challenge =
  'Signature realm="World-Check One API",algorithm="hmac-sha256",headers="(request-target) host date content-type content-length"';

describe('a request', () => {
  let docket: Docket;
  let send: Send;
  const info = '/worldcheck/v2/apiInfo';

  before(async () => {
    docket = await startDocket();
    await applyTenants(docket);
    send = createClient(docket);
  });
  after(() => docket.close());

  const status = async (...call: Parameters<Send>) => (await send(...call)).statusCode;

  it('is accepted where it is signed right, again within the window too', async () => {
    const date = new Date(docket.clock.now()).toUTCString();
    assert.equal(await status('GET', info, { headers: { date } }), 200);
    assert.equal(await status('GET', info, { headers: { date } }), 200);
  });

  it('gets a 401 without a body, with both headers, whatever is wrong', async () => {
    const wrong = [
      await send('GET', info, { key: { ...screenerKey, secret: 'other' } }),
      await send('GET', info, { key: { ...screenerKey, keyId: 'unknown' } }),
      await send('GET', info, { headers: { authorization: 'Basic x' } }),
      await send('GET', info, { headers: { date: '' } }),
      await send('HEAD', '/worldcheck/v2/caseIdentifiers?caseId=a', { key: { ...screenerKey, secret: 'other' } }),
      await docket.inject({ method: 'GET', url: info }),
    ];
    for (const answer of wrong) {
      assert.equal(answer.statusCode, 401);
      assert.equal(answer.body, '');
      assert.equal(answer.headers['content-length'], '0');
      assert.equal(answer.headers['content-type'], undefined);
      assert.equal(answer.headers['authorization'], `WWW-Authenticate: ${challenge}`);
      assert.equal(answer.headers['www-authenticate'], challenge);
    }
  });

  it('may sign the path with or without the mount and the query (ruling 1)', async () => {
    for (const path of ['/worldcheck/v2/users', '/v2/users', '/worldcheck/v2/users?a=%20b', '/v2/users?a=%20b']) {
      assert.equal(await status('GET', '/worldcheck/v2/users?a=%20b', { path }), 200, path);
    }
    assert.equal(await status('GET', '/worldcheck/v2/users', { path: '/users' }), 401);
    assert.equal(await status('GET', '/worldcheck/v2/users?a=b', { path: '/v2/users?a=c' }), 401);
  });

  it('may sign the Host as received or any host of its tenant (ruling 2)', async () => {
    assert.equal(await status('GET', info, { headers: { host: 'anything:80' } }), 200);
    assert.equal(await status('GET', info, { signed: { host: vendorHost } }), 200);
    assert.equal(await status('GET', info, { signed: { host: 'cases.riverside.test' } }), 200);
    assert.equal(await status('GET', info, { signed: { host: 'elsewhere.test' } }), 401);
    assert.equal(await status('GET', info, { key: keys.stranger, signed: { host: vendorHost } }), 401);
  });

  it('without a body lists (request-target), host and date, and neither content header', async () => {
    assert.equal(await status('GET', info, { list: 'date (request-target) host' }), 200);
    assert.equal(await status('GET', info, { list: '(request-target) date' }), 401);
    assert.equal(await status('GET', info, { list: 'host date' }), 401);
    const typed = { headers: { 'content-type': 'application/json' }, list: '(request-target) host date content-type' };
    assert.equal(await status('GET', info, typed), 401);
    const sized = { headers: { 'content-length': '0' }, list: '(request-target) host date content-length' };
    assert.equal(await status('GET', info, sized), 401);
  });

  it('with a body lists both content headers too', async () => {
    const url = '/worldcheck/v2/cases';
    const all = 'content-length content-type (request-target) date host';
    assert.equal(await status('POST', url, { body: {}, list: all }), 400);
    assert.equal(await status('POST', url, { body: {}, list: all.replace('content-length ', '') }), 401);
    assert.equal(await status('POST', url, { body: {}, list: all.replace('content-type ', '') }), 401);
    assert.equal(await status('POST', url, { body: {}, list: '(request-target) host date' }), 401);
  });

  it('may list further headers that it has, and none that it lacks', async () => {
    const further = '(request-target) host date x-trace';
    assert.equal(await status('GET', info, { headers: { 'x-trace': 'a  b' }, list: further }), 200);
    assert.equal(await status('GET', info, { list: further, signed: { 'x-trace': '' } }), 401);
    assert.equal(await status('GET', info, { list: `${further} constructor` }), 401);
  });

  it('signs bytes: a count of characters is 401', async () => {
    const json = JSON.stringify({ name: 'Ærøskøbing' });
    const length = String(Buffer.byteLength(json));
    const url = '/worldcheck/v2/cases';
    assert.equal(await status('POST', url, { raw: json }), 400);
    assert.equal(await status('POST', url, { raw: json, signed: { 'content-length': length } }), 400);
    assert.equal(await status('POST', url, { raw: json, signed: { 'content-length': String(json.length) } }), 401);
  });

  it('is dated within 60 s of the server clock, either way (ruling 3)', async () => {
    const second = Math.floor(docket.clock.now() / 1000) * 1000;
    docket.clock.stop(second);
    const dated = (ms: number) => ({ headers: { date: new Date(second + ms).toUTCString() } });
    assert.equal(await status('GET', info, dated(-60_000)), 200);
    assert.equal(await status('GET', info, dated(60_000)), 200);
    assert.equal(await status('GET', info, dated(-61_000)), 401);
    assert.equal(await status('GET', info, dated(61_000)), 401);
    docket.clock.reset();
  });

  it('of a disabled user is 401; without a licence it is 403 from all but /apiInfo', async () => {
    assert.equal(await status('GET', info, { key: keys.dora }), 401);
    assert.equal(await status('GET', info, { key: keys.nolan }), 200);
    const refused = await send('GET', '/worldcheck/v2/users', { key: keys.nolan });
    assert.equal(refused.statusCode, 403);
    assert.equal(refused.json()[0].error, 'ACCESS_DENIED');
    const head = await send('HEAD', '/worldcheck/v2/caseIdentifiers?caseId=a', { key: keys.nolan });
    assert.deepEqual([head.statusCode, head.body], [403, '']);
    assert.equal(await status('POST', '/worldcheck/v2/cases', { key: keys.nolan, raw: '{' }), 403);
  });

  it('without body bytes may carry any Content-Type and Content-Length: 0', async () => {
    const odd = { 'content-type': 'text/plain', 'content-length': '0', 'content-encoding': 'gzip' };
    assert.equal(await status('GET', info, { headers: odd }), 200);
  });

  it('is found at the root of a port of its own, chunked bodies among them', async () => {
    const { host, port } = await docket.app.listen({ host: '127.0.0.1', port: 0, face: 'worldcheck' });
    const call = (method: string, path: string, payload: string | undefined, signedPath = path): Promise<number> => {
      const date = new Date(docket.clock.now()).toUTCString();
      const names = payload === undefined ? list.slice(0, 3) : list;
      const values: Record<string, string> = {
        '(request-target)': `${method.toLowerCase()} ${signedPath}`,
        host: `${host}:${port}`,
        date,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(payload ?? '')),
      };
      const text = names.map((name) => `${name}: ${values[name]}`).join('\n');
      const signature = sign(screenerKey.secret, text, payload === undefined ? undefined : Buffer.from(payload));
      const authorization = `Signature keyId="${screenerKey.keyId}",algorithm="hmac-sha256",headers="${names.join(' ')}",signature="${signature}"`;
      const sent = { date, authorization, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) };
      return new Promise((resolve, reject) => {
        const out = request({ host, port, method, path, headers: sent, agent: false }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        });
        out.on('error', reject);
        if (payload !== undefined) {
          out.setHeader('transfer-encoding', 'chunked');
          out.write(payload);
        }
        out.end();
      });
    };
    assert.equal(await call('GET', '/v2/users?x=1', undefined, '/v2/users'), 200);
    assert.equal(await call('POST', '/v2/cases', '{"name":"é"}'), 400);
    assert.equal(await call('GET', '/worldcheck/v2/users', undefined), 404);
  });
});
