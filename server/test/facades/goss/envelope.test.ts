/** JSON-RPC 2.0 and what carries it (contract goss §1, §3, §7, §9). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openRaw } from '../../http/support/raw-http.ts';
import { address, createMethod, type Goss, key, minimum, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const request = { jsonrpc: '2.0', id: 25, method: createMethod, params: minimum };
const error = (code: number, message: string, id: unknown = null) => ({ jsonrpc: '2.0', id, error: { code, message } });
const parseError = error(-32700, 'Parse error');
const invalidRequest = error(-32600, 'Invalid Request');

describe('addresses', () => {
  for (const path of ['/apiserver/serverlibrary', '/apiserver/securelibrary', '/serverlibrary', '/securelibrary']) {
    for (const end of ['', '/', '?x=%zz&y']) {
      it(`answer at ${path}${end}`, async () => {
        const response = await goss.post(request, {}, `/goss${path}${end}`);
        assert.equal(response.statusCode, 200);
        assert.equal(response.json().result.success, true);
      });
    }
  }

  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
    it(`refuse ${method} with 405, whatever the credential`, async () => {
      const response = await goss.docket.inject({ method, url: address });
      assert.equal(response.statusCode, 405);
      assert.equal(response.headers['allow'], 'POST');
      if (method !== 'HEAD') assert.deepEqual(response.json(), invalidRequest);
    });
  }

  for (const path of [
    '',
    '/',
    '/apiserver',
    '/apiserver/ServerLibrary',
    '/apiserver/serverlibrary/x',
    '/%zz',
    '/%00',
  ]) {
    it(`that are not there are 404, whatever the credential: /goss${path}`, async () => {
      const response = await goss.docket.inject({ method: 'POST', url: `/goss${path}`, payload: '{}' });
      assert.equal(response.statusCode, 404);
      assert.deepEqual(response.json(), error(-32601, 'Method not found'));
      assert.equal(response.headers['content-type'], 'application/json; charset=utf-8');
    });
  }

  it('are found in a whole address too, and need no Content-Length (§1, §9)', async () => {
    const { port } = await goss.docket.app.listen({ host: '127.0.0.1', port: 0 });
    const body = JSON.stringify({ ...request, method: 'none' });
    const head = `POST http://cases.test:99${address}/?x=1 HTTP/1.1\r\nHost: y\r\nAuthorization: Bearer ${key}\r\n`;
    const [first, rest] = [body.slice(0, 5), body.slice(5)].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
    const raw = await openRaw(port);
    raw.send(`${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${first}${rest}0\r\n\r\n`);
    const answer = await raw.ended;
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.match(answer, /"id":25,"error":\{"code":-32601/);
  });

  it('stand at the root of a port of their own', async () => {
    const { host, port } = await goss.docket.app.listen({ host: '127.0.0.1', port: 0, face: 'goss' });
    for (const path of ['/apiserver/serverlibrary', '/securelibrary/']) {
      const response = await fetch(`http://${host}:${port}${path}`, {
        method: 'POST',
        headers: { 'x-api-key': key },
        body: JSON.stringify(request),
      });
      assert.equal(((await response.json()) as { result: { success: boolean } }).result.success, true);
    }
  });
});

describe('bodies', () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'no media type at all', 'application/xml']) {
    it(`are JSON whatever the Content-Type: ${type}`, async () => {
      const response = await goss.post(request, { 'content-type': type, accept: 'text/html' });
      assert.equal(response.json().result.success, true);
      assert.equal(response.headers['content-type'], 'application/json; charset=utf-8');
      assert.equal(response.headers['cache-control'], 'no-store');
    });
  }

  it('may begin with a byte order mark', async () => {
    const response = await goss.post(Buffer.from(`\ufeff${JSON.stringify(request)}`));
    assert.equal(response.json().result.success, true);
  });

  const broken: [string, string | Buffer][] = [
    ['empty', ''],
    ['blank', '  \n'],
    ['cut', '{"jsonrpc":"2.0",'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['with a comment', '{} // x'],
    ['two values', '{}{}'],
  ];
  for (const [what, body] of broken) {
    it(`that are ${what} are a parse error`, async () => {
      const response = await goss.post(body);
      assert.equal(response.statusCode, 200);
      assert.deepEqual(response.json(), parseError);
    });
  }

  it('nested 64 deep are read, 65 deep are not', async () => {
    const nested = (levels: number): string => {
      const inside = '['.repeat(levels - 3) + ']'.repeat(levels - 3);
      return JSON.stringify({ ...request, params: { ...minimum, processVariables: {} } }).replace(
        '"processVariables":{}',
        `"processVariables":{"deep":${inside}}`,
      );
    };
    assert.equal((await goss.post(nested(64))).json().result.success, true);
    assert.deepEqual((await goss.post(nested(65))).json(), invalidRequest);
  });

  it('of 1 MiB are read, larger ones are 413', async () => {
    const pad = (size: number): string => {
      const text = JSON.stringify({ ...request, pad: '' });
      return text.replace('"pad":""', `"pad":"${'x'.repeat(size - text.length)}"`);
    };
    assert.equal((await goss.post(pad(1_048_576))).json().result.success, true);
    const response = await goss.post(pad(1_048_577));
    assert.equal(response.statusCode, 413);
    assert.deepEqual(response.json(), error(-32600, 'Request too large'));
  });

  it('are not looked at without a credential', async () => {
    const response = await goss.post('x'.repeat(2_000_000), { authorization: 'Bearer nobody' });
    assert.equal(response.statusCode, 401);
  });
});

describe('requests', () => {
  for (const id of ['text', '', 'ü\u2028', 0, -7, 1.5, 2 ** 64, 1e300, null]) {
    it(`have their id echoed with its type: ${JSON.stringify(id)}`, async () => {
      const answer = (await goss.post({ ...request, id, method: 'none' })).json();
      assert.deepEqual(answer, error(-32601, 'Method not found', id));
    });
  }

  for (const id of [true, {}, [], [1]]) {
    it(`with an id of another type are invalid: ${JSON.stringify(id)}`, async () => {
      assert.deepEqual((await goss.post({ ...request, id })).json(), invalidRequest);
    });
  }

  it('with an id that no double holds are invalid', async () => {
    assert.deepEqual((await goss.post('{"jsonrpc":"2.0","id":1e999,"method":"x"}')).json(), invalidRequest);
  });

  it('need no `jsonrpc`, and answers carry it', async () => {
    const { jsonrpc: _, ...rest } = request;
    const answer = (await goss.post({ ...rest, name: 'ignored' })).json();
    assert.deepEqual([answer.jsonrpc, answer.id, answer.result.success], ['2.0', 25, true]);
  });

  for (const wrong of [{ jsonrpc: '1.0' }, { jsonrpc: 2 }, { jsonrpc: null }, { method: 5 }, { method: undefined }]) {
    it(`are invalid with ${JSON.stringify(wrong)}, and keep their id`, async () => {
      assert.deepEqual((await goss.post({ ...request, ...wrong })).json(), error(-32600, 'Invalid Request', 25));
      const { id: _, ...unnamed } = request;
      assert.deepEqual((await goss.post({ ...unnamed, ...wrong })).json(), invalidRequest);
    });
  }

  for (const body of ['5', '"x"', 'null', 'true']) {
    it(`are objects, not ${body}`, async () => assert.deepEqual((await goss.post(body)).json(), invalidRequest));
  }

  it('may name a version of the method, and nothing else', async () => {
    const call = async (method: string) => (await goss.post({ ...request, method })).json();
    assert.equal((await call(`${createMethod}:1.0`)).result.success, true);
    assert.equal((await call(`${createMethod}:12.34`)).result.success, true);
    for (const method of [
      `${createMethod}:1`,
      `${createMethod}:1.0.0`,
      `${createMethod} `,
      createMethod.toUpperCase(),
    ]) {
      assert.equal((await call(method)).error.code, -32601, method);
    }
    for (const method of ['createCase', '', 'constructor', '__proto__', 'goss.CaseManagement.v1.api.closeCase2']) {
      assert.equal((await call(method)).error.code, -32601, method);
    }
  });

  it('take params in a list of one', async () => {
    assert.equal((await goss.post({ ...request, params: [minimum] })).json().result.success, true);
  });

  for (const params of [[], [minimum, minimum], [[minimum]], [null], 'x', 5, true]) {
    it(`have no other params than an object: ${JSON.stringify(params).slice(0, 20)}`, async () => {
      const { error: found } = (await goss.post({ ...request, params })).json();
      assert.deepEqual([found.code, found.message], [-32602, 'Invalid params']);
      assert.deepEqual(found.data.errors[0].path, '');
    });
  }

  for (const params of [undefined, null]) {
    it(`without params (${params}) have none`, async () => {
      const { error: found } = (await goss.post({ ...request, params })).json();
      assert.deepEqual(found.data.errors.map(({ path }: { path: string }) => path).sort(), [
        '/caseTypeId',
        '/form',
        '/user',
      ]);
    });
  }
});

describe('notifications', () => {
  it('are carried out and answered 204 without a body', async () => {
    const { id: _, ...notification } = request;
    const count = await goss.countCases();
    const response = await goss.post(notification);
    assert.deepEqual([response.statusCode, response.payload], [204, '']);
    assert.equal(await goss.countCases(), count + 1);
  });

  it('drop their errors', async () => {
    for (const wrong of [{ method: 'none' }, { params: {} }, { params: { ...minimum, caseTypeId: 'none' } }]) {
      const { id: _, ...notification } = { ...request, ...wrong };
      assert.equal((await goss.post(notification)).statusCode, 204);
    }
  });
});

describe('batches', () => {
  it('are answered in order, without the notifications; one that fails stops none', async () => {
    const { id: _, ...notification } = request;
    const count = await goss.countCases();
    const batch = [
      { ...request, id: 'a' },
      notification,
      { ...request, id: 'b', params: {} },
      5,
      [request],
      { ...request, id: 'c', jsonrpc: '3' },
      { ...request, id: 'd' },
    ];
    const answers = (await goss.post(batch)).json();
    assert.deepEqual(
      answers.map((answer: { id: unknown; error?: { code: number } }) => [answer.id, answer.error?.code ?? 'ok']),
      [
        ['a', 'ok'],
        ['b', -32602],
        [null, -32600],
        [null, -32600],
        ['c', -32600],
        ['d', 'ok'],
      ],
    );
    assert.equal(await goss.countCases(), count + 3);
  });

  it('that are no JSON are one parse error, whatever their entries; nothing is run', async () => {
    const count = await goss.countCases();
    const [one, two] = [JSON.stringify(request), '{"jsonrpc":"2.0","method"'];
    for (const body of [
      `[${one},${two}`,
      `[${one},${one}`,
      `[${one},]`,
      `[${one}}`,
      `${one},${one}`,
      '['.repeat(100),
    ]) {
      assert.deepEqual((await goss.post(body)).json(), parseError);
    }
    assert.equal(await goss.countCases(), count);
  });

  it('of entries that are no requests have an error each, with its id where it has one', async () => {
    const wrong = (id: unknown) => error(-32600, 'Invalid Request', id);
    assert.deepEqual((await goss.post('[1]')).json(), [wrong(null)]);
    assert.deepEqual((await goss.post('[1,null,"x",[],{}]')).json(), Array(5).fill(wrong(null)));
    const { id: _, ...notification } = request;
    const batch = [
      notification,
      { jsonrpc: '2.0', method: 1, params: 'bar' },
      { foo: 'boo', id: 7 },
      { ...request, id: [] },
    ];
    assert.deepEqual((await goss.post(batch)).json(), [wrong(null), wrong(7), wrong(null)]);
  });

  it('run one after the other: an entry sees what the one before did, a notification too', async () => {
    const { caseBusinessKey } = await goss.create();
    const api = (method: string, params: object) => ({
      jsonrpc: '2.0',
      method: `goss.CaseManagement.v1.api.${method}`,
      params: { caseBusinessKey, ...params },
    });
    const answers = (
      await goss.post([
        api('updateCaseStatus', { statusValue: 'Open' }),
        { ...api('getCase', {}), id: null },
        { ...api('closeCase', {}), id: 1.5 },
        { ...api('closeCase', {}), id: 'again' },
        { ...api('closeCase', { dryRun: 'x' }), id: '' },
      ])
    ).json();
    const [found, closed, again, refused] = answers;
    assert.deepEqual(
      answers.map(({ id }: { id: unknown }) => id),
      [null, 1.5, 'again', ''],
    );
    assert.equal(found.result.case.status.code, 'Open');
    assert.deepEqual([closed.result.success, again.result.success, refused.error.code], [true, false, -32602]);
  });

  it('of notifications alone are answered 204', async () => {
    const { id: _, ...notification } = request;
    assert.equal((await goss.post([notification, notification])).statusCode, 204);
  });

  it('have 1 to 100 entries; else nothing is run', async () => {
    const count = await goss.countCases();
    assert.deepEqual((await goss.post([])).json(), invalidRequest);
    assert.deepEqual((await goss.post(Array(101).fill(request))).json(), invalidRequest);
    assert.equal(await goss.countCases(), count);
    const answers = (await goss.post(Array(100).fill({ ...request, method: 'none' }))).json();
    assert.equal(answers.length, 100);
  });
});

describe('a store that is away', () => {
  it('is 503 with Retry-After, for a notification too', async () => {
    const away = await startGoss();
    await away.docket.store.close();
    const { id: _, ...notification } = request;
    for (const body of [request, notification, [request, request]]) {
      const response = await away.post(body);
      assert.equal(response.statusCode, 503);
      assert.ok(Number(response.headers['retry-after']) > 0);
      assert.deepEqual(response.json(), error(-32603, 'Internal error'));
    }
    await away.close().catch(() => {});
  });
});

it('no request here is a fault of ours', () => assert.deepEqual(goss.docket.faults, []));
