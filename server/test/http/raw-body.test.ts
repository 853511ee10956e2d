import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../src/app.ts';
import { fakeApp, fakeFace } from './support/fake-face.ts';
import { openRaw } from './support/raw-http.ts';

describe('a body', () => {
  let app: App;
  let port: number;
  before(async () => {
    app = await fakeApp([fakeFace('/f', { bodyLimit: 100 })]);
    ({ port } = await app.listen({ host: '127.0.0.1', port: 0 }));
  });
  after(() => app.close());

  const echo = async (init: RequestInit): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`http://127.0.0.1:${port}/f/echo`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('reaches the face as bytes whatever its Content-Type, also one that is no media type', async () => {
    for (const type of [
      'application/json',
      'text/plain; charset=latin1',
      'garbage',
      'a/b/c',
      ';',
      'multipart/form-data',
    ]) {
      const response = await echo({ method: 'POST', body: '{"a":1}', headers: { 'content-type': type } });
      assert.deepEqual(response.body, { method: 'POST', type, body: '{"a":1}' }, type);
    }
  });

  it('reaches the face without any Content-Type', async () => {
    const response = await echo({ method: 'PUT', body: Buffer.from('x') });
    assert.deepEqual(response.body, { method: 'PUT', type: null, body: 'x' });
  });

  it('is undefined where no byte came, whatever the headers promise', async () => {
    for (const method of ['POST', 'DELETE', 'GET', 'PUT']) {
      const response = await echo({ method, headers: { 'content-type': 'garbage' } });
      assert.equal(response.body['body'], null, method);
    }
    const raw = await openRaw(port);
    raw.send('POST /f/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
    assert.match(await raw.until(/\}/), /"body":null/);
    raw.socket.destroy();
  });

  it('may come with GET and DELETE, and the connection goes on', async () => {
    const raw = await openRaw(port);
    for (const method of ['GET', 'DELETE']) {
      raw.send(`${method} /f/echo HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc`);
      await raw.until(new RegExp(`"method":"${method}","type":"text/plain","body":"abc"`));
    }
    raw.socket.destroy();
  });

  it('is put together from chunks', async () => {
    const raw = await openRaw(port);
    raw.send('POST /f/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n');
    raw.send('1\r\nc\r\n0\r\n\r\n');
    assert.match(await raw.until(/\}/), /"body":"abc"/);
    raw.socket.destroy();
  });

  it('at the limit is read, a byte more is too large', async () => {
    assert.equal((await echo({ method: 'POST', body: 'x'.repeat(100) })).status, 200);
    const response = await echo({ method: 'POST', body: 'x'.repeat(101) });
    assert.deepEqual([response.status, response.body['code']], [413, 'request/too-large']);
  });

  it('that is announced too large is refused before a byte of it came', async () => {
    const raw = await openRaw(port);
    raw.send('POST /f/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n');
    assert.match(await raw.until(/request\/too-large/), /^HTTP\/1.1 413/);
    raw.socket.destroy();
  });

  it('that comes in chunks is refused as soon as it passes the limit', async () => {
    const raw = await openRaw(port);
    raw.send(`POST /f/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n${'x'.repeat(101)}\r\n`);
    assert.match(await raw.until(/request\/too-large/), /^HTTP\/1.1 413/);
    raw.socket.destroy();
  });

  it('too large leaves a connection that can be used again', async () => {
    const raw = await openRaw(port);
    raw.send(`POST /f/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`);
    await raw.until(/request\/too-large/);
    raw.send('GET /f/cases/7 HTTP/1.1\r\nHost: x\r\n\r\n');
    await raw.until(/"id":"7"/);
    raw.socket.destroy();
  });

  it('is asked for where the program waits for that (Expect: 100-continue)', async () => {
    const raw = await openRaw(port);
    raw.send('POST /f/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n');
    await raw.until(/^HTTP\/1.1 100 Continue/);
    raw.send('abc');
    assert.match(await raw.until(/\}/), /"body":"abc"/);
    raw.socket.destroy();
  });
});

describe('bodies that come slowly', () => {
  it('are refused beyond what may be held of all, and taken again when others are gone', async () => {
    const app = await fakeApp([fakeFace('/f', { bodyLimit: 50_000_000 })]);
    const { port } = await app.listen({ host: '127.0.0.1', port: 0 });
    const begin = async (bytes: number) => {
      const raw = await openRaw(port);
      raw.send('POST /f/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n\r\n');
      raw.send(Buffer.alloc(bytes, 'x'));
      return raw;
    };
    const [first, second] = [await begin(40_000_000), await begin(40_000_000)];
    const refused = await Promise.race([first, second].map((raw) => raw.until(/request\/too-many/)));
    assert.match(refused, /"kind":"unavailable"/);
    const gone = [first, second].map(({ socket, ended }) => {
      socket.destroy();
      return ended;
    });
    await Promise.all(gone);
    const body = Buffer.alloc(45_000_000, 'x');
    const send = async () => (await fetch(`http://127.0.0.1:${port}/f/echo`, { method: 'POST', body })).ok;
    while (!(await send())) await sleep(10); // until the server has heard that they are gone
    await app.close();
  });
});

describe('a body that a route reads itself', () => {
  it('is a stream, without limit', async () => {
    const face = fakeFace('/f', {
      bodyLimit: 10,
      routes: (routes) => {
        routes.post('/upload', { config: { streamBody: true } }, async (request) => {
          let bytes = 0;
          for await (const chunk of request.raw) bytes += (chunk as Buffer).length;
          return { bytes, body: request.body ?? null };
        });
      },
    });
    const app = await fakeApp([face]);
    const { port } = await app.listen({ host: '127.0.0.1', port: 0 });
    const response = await fetch(`http://127.0.0.1:${port}/f/upload`, { method: 'POST', body: 'x'.repeat(300_000) });
    assert.deepEqual(await response.json(), { bytes: 300_000, body: null });
    await app.close();
  });
});
