import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Type from 'typebox';
import type { App } from '../../src/app.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { FaceDeps } from '../../src/http/face.ts';
import { integerInPath } from '../../src/http/integer-in-path.ts';
import { fakeApp, fakeFace, keepLog } from './support/fake-face.ts';

const withApp = async (app: App, work: (app: App) => Promise<void>): Promise<void> => {
  try {
    await work(app);
  } finally {
    await app.close();
  }
};

describe('an unexpected error', () => {
  it('is answered as internal, and its detail goes to the log alone, under the request’s id', async () => {
    const { log, lines } = keepLog();
    await withApp(await fakeApp([fakeFace('/f')], { log }), async (app) => {
      const response = await app.inject({ url: '/f/fail' });
      assert.deepEqual([response.statusCode, response.json().kind], [500, 'internal']);
      assert.doesNotMatch(response.body, /secret/);
      const line = lines.find((entry) => entry['level'] === 50);
      assert.match(JSON.stringify(line), /a secret detail/);
      assert.equal(line?.['requestId'], response.headers['x-request-id']);
    });
  });

  it('of the store is translated, as its table has it', async () => {
    const face = fakeFace('/f', {
      routes: (routes) => {
        routes.get('/away', () => {
          throw Object.assign(new Error('connect ECONNREFUSED /a/secret/path'), { code: 'ECONNREFUSED' });
        });
      },
    });
    await withApp(await fakeApp([face]), async (app) => {
      assert.equal((await app.inject({ url: '/f/away' })).json().kind, 'unavailable');
    });
  });

  it('in the face’s own error handler still ends the request', async () => {
    const { log } = keepLog();
    const face = fakeFace('/f', {
      routes: (routes) => {
        routes.get('/broken', () => {
          throw new DomainError('invalid', 'test/unanswerable', '');
        });
      },
    });
    await withApp(await fakeApp([face], { log }), async (app) => {
      assert.equal((await app.inject({ url: '/f/broken' })).statusCode, 500);
    });
  });
});

describe('an integer in a path', () => {
  const face = fakeFace('/f', {
    routes: (routes) => {
      routes.get(`/numbered/${integerInPath('id')}`, (request) => request.params);
    },
  });

  it('is digits: nothing else fits the route for any method, and log and metrics name the route without it', async () => {
    const { log, lines } = keepLog();
    await withApp(await fakeApp([face], { log }), async (app) => {
      const ask = async (method: 'GET' | 'POST', last: string) => {
        const response = await app.inject({ method, url: `/f/numbered/${last}` });
        return [response.statusCode, response.headers.allow];
      };
      assert.deepEqual((await app.inject({ url: '/f/numbered/%37' })).json(), { id: '7' });
      assert.deepEqual(await ask('POST', '7'), [405, 'GET']);
      for (const word of ['search', '-7', '7.0', '7a', '%20']) {
        assert.deepEqual(
          [await ask('GET', word), await ask('POST', word)],
          [
            [404, undefined],
            [404, undefined],
          ],
          word,
        );
      }
      assert.equal(lines[0]?.['route'], '/f/numbered/:id');
    });
  });
});

describe('a route’s schema', () => {
  const face = fakeFace('/f', {
    routes: (routes) => {
      const schema = { body: Type.Object({ n: Type.Integer() }, { additionalProperties: false }) };
      const preValidation = (request: { body: unknown }, _reply: unknown, done: () => void): void => {
        request.body = JSON.parse(String(request.body));
        done();
      };
      routes.post('/strict', { schema, preValidation }, (request) => request.body);
    },
  });

  it('converts nothing and drops nothing, and names all that is wrong', async () => {
    await withApp(await fakeApp([face]), async (app) => {
      const post = (payload: string) => app.inject({ method: 'POST', url: '/f/strict', payload });
      assert.deepEqual((await post('{"n":7}')).json(), { n: 7 });
      const { errors } = (await post('{"n":"7","more":1}')).json();
      assert.deepEqual(errors.map((error: { path: string }) => error.path).sort(), ['more', 'n']);
      assert.equal((await post('{}')).json().errors[0].message, 'is required');
    });
  });
});

describe('a request', () => {
  it('has an id that the answer carries: the caller’s where it is harmless', async () => {
    await withApp(await fakeApp([fakeFace('/f')]), async (app) => {
      const idOf = async (sent?: string) => {
        const headers = sent === undefined ? {} : { 'x-request-id': sent };
        return (await app.inject({ url: '/f/echo', headers })).headers['x-request-id'];
      };
      assert.equal(await idOf('abc-1:2_3.4'), 'abc-1:2_3.4');
      for (const bad of [undefined, '', 'a b', 'a"b', 'x'.repeat(129)])
        assert.match(String(await idOf(bad)), /^[0-9a-f-]{36}$/);
    });
  });

  it('is one line in the log: what was asked and who asked, and no secret', async () => {
    const { log, lines } = keepLog();
    const face = fakeFace('/f', {
      name: 'goss',
      routes: (routes) => {
        routes.post('/signed', (request) => {
          const known = { tenant: { key: 'riverside' }, user: { login: 'mary' }, face: 'goss' };
          request.actor = known as unknown as Actor;
          return 'ok';
        });
      },
    });
    await withApp(await fakeApp([face], { log }), async (app) => {
      const headers = { authorization: 'Bearer hush' };
      await app.inject({ method: 'POST', url: '/f/signed?apiKey=hush', headers, payload: 'hush' });
      await app.inject({ url: '/f/nothing?apiKey=hush' });
      await app.inject({ url: '/f/%zz?apiKey=hush' });
      const shown = lines.map(({ face: name, method, route, status, tenant, user }) => [
        name,
        method,
        route,
        status,
        tenant,
        user,
      ]);
      assert.deepEqual(shown, [
        ['goss', 'POST', '/f/signed', 200, 'riverside', 'mary'],
        ['goss', 'GET', '-', 404, undefined, undefined],
        ['goss', 'GET', '-', 404, undefined, undefined],
      ]);
      assert.doesNotMatch(JSON.stringify(lines), /hush/);
    });
  });
});

describe('what operators read', () => {
  const noFaces = [fakeFace('/f'), fakeFace('', { name: 'api' })];

  it('says that the process lives, and whether the store answers', async () => {
    let away = false;
    const checkStore = async (): Promise<void> => {
      if (away) throw new Error('away');
    };
    await withApp(await fakeApp(noFaces, { checkStore }), async (app) => {
      const statusOf = async (url: string) => (await app.inject({ url })).statusCode;
      assert.deepEqual([await statusOf('/healthz'), await statusOf('/readyz')], [200, 200]);
      away = true;
      assert.deepEqual([await statusOf('/healthz'), await statusOf('/readyz')], [200, 503]);
    });
  });

  it('does not wait for a store that hangs', async () => {
    await withApp(await fakeApp(noFaces, { checkStore: () => new Promise(() => {}) }), async (app) => {
      assert.equal((await app.inject({ url: '/readyz' })).statusCode, 503);
    });
  });

  it('counts requests by face, method, pattern and class of status', async () => {
    const deps: { current?: FaceDeps } = {};
    const face = fakeFace('/f', {
      routes: (_routes, given) => {
        deps.current = given;
      },
    });
    await withApp(await fakeApp([face]), async (app) => {
      await app.inject({ url: '/f/cases/7' });
      await app.inject({ url: '/f/cases/8' });
      await app.inject({ url: '/f/nothing' });
      deps.current?.metrics.watchPool(() => ({ total: 5, idle: 2, waiting: 1 }));
      const page = (await app.inject({ url: '/metrics' })).body;
      assert.match(
        page,
        /docket_requests_total\{face="worldcheck",method="GET",route="\/f\/cases\/:id",status="2xx"\} 2/,
      );
      assert.match(page, /route="-",status="4xx"\} 1/);
      assert.match(page, /docket_request_duration_seconds_count\{face="worldcheck"\} 3/);
      assert.match(page, /docket_pool_connections\{state="busy"\} 3/);
    });
  });

  it('is found under its exact address and for reading only', async () => {
    await withApp(await fakeApp(noFaces), async (app) => {
      assert.equal((await app.inject({ url: '/healthz/more' })).headers['x-mount'], '');
      const response = await app.inject({ method: 'POST', url: '/healthz' });
      assert.deepEqual([response.statusCode, response.headers.allow], [405, 'GET, HEAD']);
    });
  });
});
