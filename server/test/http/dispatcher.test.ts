import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { App } from '../../src/app.ts';
import { fakeApp, fakeFace } from './support/fake-face.ts';

describe('which face answers', () => {
  let app: App;
  before(async () => {
    app = await fakeApp([
      fakeFace('/worldcheck', { name: 'worldcheck' }),
      fakeFace('/tracker', {
        name: 'tracker',
        mountIgnoresCase: true,
        caseSensitive: false,
        ignoreTrailingSlash: true,
      }),
      fakeFace('', { name: 'api' }),
    ]);
  });
  after(() => app.close());

  const get = (url: string) => app.inject({ method: 'GET', url });

  it('is the one whose mount is the first segment', async () => {
    assert.deepEqual((await get('/worldcheck/cases/7')).json(), { id: '7', url: '/worldcheck/cases/7' });
    assert.deepEqual((await get('/cases/7')).json(), { id: '7', url: '/cases/7' });
  });

  it('is the native one for a segment that no other has, also where it only begins alike', async () => {
    assert.equal((await get('/worldcheckers/cases/7')).headers['x-mount'], '');
    assert.equal((await get('/WorldCheck/cases/7')).headers['x-mount'], '');
    assert.equal((await get('/')).headers['x-mount'], '');
  });

  it('is found without regard to letter case where the face says so, and parameters keep theirs', async () => {
    assert.equal((await get('/TRACKER/Cases/aB-%C3%84')).json().id, 'aB-Ä');
    assert.equal((await get('/tracker/cases/x/')).json().id, 'x');
  });

  it('answers the bare mount and a query after it', async () => {
    assert.equal((await get('/worldcheck')).headers['x-mount'], '/worldcheck');
    assert.equal((await get('/worldcheck?a=/tracker/')).headers['x-mount'], '/worldcheck');
  });

  it('takes a whole address as proxies send it', async () => {
    const response = await app.inject({ method: 'GET', url: 'http://example.test/worldcheck/cases/7' });
    assert.equal(response.json().id, '7');
  });
});

describe('an address that is not there', () => {
  let app: App;
  before(async () => {
    app = await fakeApp([
      fakeFace('/worldcheck'),
      fakeFace('/qflow', { caseSensitive: false, mountIgnoresCase: true, ignoreTrailingSlash: true }),
    ]);
  });
  after(() => app.close());

  it('is told from one that is there for other methods, which are named', async () => {
    const unknown = await app.inject({ method: 'POST', url: '/worldcheck/nothing' });
    assert.deepEqual([unknown.statusCode, unknown.json().code], [404, 'address/unknown']);
    const other = await app.inject({ method: 'PATCH', url: '/worldcheck/echo?x=1' });
    assert.deepEqual([other.statusCode, other.headers.allow], [405, 'DELETE, GET, POST, PUT']);
  });

  it('is judged for each method by the route that this method would take', async () => {
    assert.equal((await app.inject({ method: 'DELETE', url: '/worldcheck/cases/search' })).headers.allow, 'GET, POST');
    assert.equal((await app.inject({ method: 'DELETE', url: '/worldcheck/cases/7' })).headers.allow, 'GET');
  });

  it('follows the face’s rules of letter case, trailing slash and encoded slashes', async () => {
    assert.equal((await app.inject({ method: 'PUT', url: '/QFlow/CASES/7/' })).statusCode, 405);
    assert.equal((await app.inject({ method: 'PUT', url: '/worldcheck/CASES/7' })).statusCode, 404);
    assert.equal((await app.inject({ method: 'PUT', url: '/worldcheck/cases/7/' })).statusCode, 404);
    assert.equal((await app.inject({ method: 'PUT', url: '/worldcheck/cases/a%2Fb' })).statusCode, 405);
  });

  it('is also one whose parameter is empty, for every method', async () => {
    for (const url of ['/worldcheck/cases/', '/worldcheck/cases/?x=1', '/qflow/cases//']) {
      for (const method of ['GET', 'POST'] as const) {
        const response = await app.inject({ method, url });
        assert.deepEqual([response.statusCode, response.headers['x-signed-in']], [404, undefined], `${method} ${url}`);
      }
    }
  });

  it('is answered without the sign-in of the routes and before the body', async () => {
    const response = await app.inject({ method: 'POST', url: '/worldcheck/nothing', payload: 'x'.repeat(2 ** 21) });
    assert.equal(response.statusCode, 404);
    assert.equal(response.headers['x-signed-in'], undefined);
  });

  it('is also what cannot be decoded, in the face’s own form', async () => {
    for (const url of ['/worldcheck/v2/%zz', '/worldcheck/cases/%', '/worldcheck/cases/%ff']) {
      const response = await app.inject({ method: 'GET', url });
      assert.deepEqual([response.statusCode, response.json().code], [404, 'request/malformed-url'], url);
      assert.ok(response.headers['x-request-id']);
    }
  });

  it('answers methods that hardly anybody knows', async () => {
    assert.equal((await app.inject({ method: 'PROPFIND' as 'GET', url: '/worldcheck/echo' })).statusCode, 405);
  });

  it('is not confused by a long or doubly encoded parameter', async () => {
    const long = 'ä'.repeat(512);
    assert.equal((await app.inject({ url: `/worldcheck/cases/${encodeURIComponent(long)}` })).json().id, long);
    for (const id of ['100%', '100%25', 'a/b', 'a+b', '%2F', 'a?b#c;d']) {
      assert.equal((await app.inject({ url: `/worldcheck/cases/${encodeURIComponent(id)}` })).json().id, id);
    }
  });
});
