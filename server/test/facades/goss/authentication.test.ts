/** The key, in four places, and what its user may do (contract goss §2). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { address, createMethod, type Goss, getMethod, key, keys, minimum, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

const send = (headers: Record<string, string>, query = '') =>
  goss.docket.inject({
    method: 'POST',
    url: address + query,
    headers,
    payload: JSON.stringify({ id: 1, method: '_directory' }),
  });

describe('the key', () => {
  const good: [string, Record<string, string>, string][] = [
    ['as a bearer token', { authorization: `Bearer ${key}` }, ''],
    ['with the scheme in any case', { AUTHORIZATION: `bEARER ${key}` }, ''],
    ['as a password', { authorization: basic(`x:${key}`) }, ''],
    ['as a password of nobody', { authorization: basic(`:${key}`) }, ''],
    ['in a header of its own', { 'x-api-key': key }, ''],
    ['in the address', {}, `?apiKey=${key}`],
    ['in the address among others', {}, `?a=%zz&apiKey=${key}&b`],
    ['first of two: the header before the address', { 'x-api-key': key }, '?apiKey=nobody'],
  ];
  for (const [what, headers, query] of good) {
    it(`is read ${what}`, async () => assert.equal((await send(headers, query)).statusCode, 200));
  }

  const bad: [string, Record<string, string>, string][] = [
    ['none', {}, ''],
    ['an unknown one', { authorization: 'Bearer nobody' }, ''],
    ['one in other letter case', { authorization: `Bearer ${keys.withoutClose.toUpperCase()}` }, ''],
    ['an empty one', { authorization: 'Bearer ' }, ''],
    ['a scheme alone', { authorization: 'Bearer' }, ''],
    ['another scheme', { authorization: `Digest ${key}` }, ''],
    ['another scheme, with a key elsewhere', { authorization: 'Negotiate x', 'x-api-key': key }, `?apiKey=${key}`],
    ['a bad one before a good one', { 'x-api-key': 'nobody' }, `?apiKey=${key}`],
    ['a password that is not base64', { authorization: `Basic x:${key}` }, ''],
    ['a password without a colon', { authorization: basic(key) }, ''],
    ['an escape that is none', {}, '?apiKey=%zz'],
    ['a token of another face', { authorization: 'Bearer qflow-token' }, ''],
    ['a key of a disabled user', { authorization: `Bearer ${keys.disabled}` }, ''],
    ['the all-zero GUID', { authorization: 'Bearer 00000000-0000-0000-0000-000000000000' }, ''],
  ];
  for (const [what, headers, query] of bad) {
    it(`is refused with 401: ${what}`, async () => {
      const response = await send(headers, query);
      assert.equal(response.statusCode, 401);
      assert.match(String(response.headers['www-authenticate']), /^Bearer,Basic /);
      assert.deepEqual(response.json(), {
        jsonrpc: '2.0',
        id: null,
        error: { code: -32001, message: 'Unauthorised' },
      });
    });
  }
});

describe('permissions', () => {
  const forbidden = (permission: string) => ({ code: -32003, message: 'Forbidden', data: { permission } });

  it('createCase needs case.create', async () => {
    const { error } = await goss.call(createMethod, minimum, keys.withoutCreate);
    assert.deepEqual(error, forbidden('case.create'));
  });

  it('createCase with `close`, even `{}`, needs case.close too, and makes nothing', async () => {
    const count = await goss.countCases();
    const { error } = await goss.call(createMethod, { ...minimum, close: {} }, keys.withoutClose);
    assert.deepEqual(error, forbidden('case.close'));
    assert.equal(await goss.countCases(), count);
    const made = await goss.call(createMethod, { ...minimum, close: null }, keys.withoutClose);
    assert.equal(made.result.success, true);
  });

  it('a user without licence may do nothing', async () => {
    const { error } = await goss.call(createMethod, minimum, keys.withoutLicence);
    assert.deepEqual(error, forbidden('case.create'));
  });

  it('getCase needs case.view, and _directory nothing', async () => {
    const { error } = await goss.call(getMethod, { caseBusinessKey: 'x' }, keys.withoutLicence);
    assert.deepEqual(error, forbidden('case.view'));
    assert.ok(Array.isArray((await goss.call('_directory', {}, keys.withoutLicence)).result));
  });

  it('are looked at before the parameters, and after the method', async () => {
    assert.equal((await goss.call(createMethod, { close: 5 }, keys.withoutCreate)).error.code, -32003);
    assert.equal((await goss.call(createMethod, 'x', keys.withoutCreate)).error.code, -32003);
    assert.equal((await goss.call('none', {}, keys.withoutCreate)).error.code, -32601);
  });
});
