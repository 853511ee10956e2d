import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Face } from '../../src/http/face.ts';
import { createListener, type Handler } from '../../src/http/listener.ts';
import { fakeApp, fakeFace } from './support/fake-face.ts';
import { openRaw } from './support/raw-http.ts';

/** A face with a call that is answered when the test says so. */
const slowFace = (): { face: Face; started: Promise<void>; answer: () => void } => {
  const started = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const face = fakeFace('/f', {
    routes: (routes) => {
      routes.get('/slow', async () => {
        started.resolve();
        await gate.promise;
        return 'done at last';
      });
    },
  });
  return { face, started: started.promise, answer: gate.resolve };
};

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const answerAtOnce: Handler = (_request, response) => void response.end('done');

describe('a graceful stop', () => {
  it('answers what is running, says that the connection ends, and accepts nothing new', async () => {
    const { face, started, answer } = slowFace();
    const app = await fakeApp([face]);
    const { port } = await app.listen({ host: '127.0.0.1', port: 0 });
    const raw = await openRaw(port);
    raw.send('GET /f/slow HTTP/1.1\r\nHost: x\r\n\r\n');
    await started;
    const closed = app.close();
    await assert.rejects(openRaw(port));
    answer();
    const text = await raw.ended;
    assert.match(text, /^HTTP\/1.1 200/);
    assert.match(text, /Connection: close/i);
    assert.match(text, /done at last$/);
    await closed;
  });

  it('ends idle connections soon, used or not', async () => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, linger: 20, handler: answerAtOnce });
    const [used, unused] = [await openRaw(listener.address.port), await openRaw(listener.address.port)];
    used.send(get);
    await used.until(/done$/);
    await listener.close();
    assert.doesNotMatch(await used.ended, /Connection: close/i);
    assert.equal(await unused.ended, '');
  });

  it('answers a request that was on its way on an idle connection, as the last one', async () => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, handler: answerAtOnce });
    const { port } = listener.address;
    const raws = [await openRaw(port), await openRaw(port)];
    raws[0]?.send(get);
    await raws[0]?.until(/done$/);
    const closed = listener.close();
    for (const raw of raws) raw.send(get);
    for (const raw of raws) assert.match(await raw.ended, /^Connection: close\r\n[\s\S]*done$/im);
    await closed;
  });

  it('does not cut a request whose beginning has come', async () => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, linger: 20, handler: answerAtOnce });
    const [other, raw] = [await openRaw(listener.address.port), await openRaw(listener.address.port)];
    raw.send(get.slice(0, 10));
    other.send(get); // answered behind what came before
    await other.until(/done$/);
    const closed = listener.close();
    await other.ended;
    raw.send(get.slice(10));
    assert.match(await raw.ended, /done$/);
    await closed;
  });

  it('lets a slow client have the whole of an answer that was given', async () => {
    const size = 64 * 1024 * 1024;
    const given = Promise.withResolvers<void>();
    const handler: Handler = (_request, response) => {
      response.end(Buffer.alloc(size, 'x'));
      given.resolve();
    };
    const listener = await createListener({ host: '127.0.0.1', port: 0, linger: 20, handler });
    const [other, raw] = [await openRaw(listener.address.port), await openRaw(listener.address.port)];
    raw.socket.pause();
    raw.send(get);
    await given.promise;
    const closed = listener.close();
    await other.ended; // those that are idle have been ended
    raw.socket.resume();
    assert.ok((await raw.ended).length > size);
    await closed;
  });

  it('does not wait for ever', async () => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, grace: 20, handler: () => {} });
    const raw = await openRaw(listener.address.port);
    raw.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    // The request must have arrived: an idle connection would be closed anyway.
    await new Promise((resolve) => setTimeout(resolve, 10));
    await listener.close();
    assert.equal(await raw.ended, '');
  });

  it('tells answers that never end', async () => {
    const face = fakeFace('/f', {
      routes: (routes, deps) => {
        routes.get('/events', (_request, reply) => {
          reply.hijack();
          reply.raw.write('event\n');
          deps.stopping.addEventListener('abort', () => reply.raw.end());
        });
      },
    });
    const app = await fakeApp([face]);
    const { port } = await app.listen({ host: '127.0.0.1', port: 0 });
    const raw = await openRaw(port);
    raw.send('GET /f/events HTTP/1.1\r\nHost: x\r\n\r\n');
    await raw.until(/event/);
    await app.close();
    await raw.ended;
  });
});

describe('a port', () => {
  it('serves one face alone at its root', async () => {
    const app = await fakeApp([fakeFace('/worldcheck'), fakeFace('', { name: 'api' })]);
    const { port } = await app.listen({ host: '127.0.0.1', port: 0, face: 'worldcheck' });
    const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    assert.deepEqual(await (await at('/cases/7')).json(), { id: '7', url: '/cases/7' });
    assert.equal((await at('/worldcheck/cases/7')).status, 404);
    assert.equal((await at('/healthz')).status, 404);
    await app.close();
  });

  it('refuses a facade that is not there', async () => {
    const app = await fakeApp([fakeFace('/worldcheck')]);
    await assert.rejects(app.listen({ host: '127.0.0.1', port: 0, face: 'goss' }), /no facade 'goss'/);
    await app.close();
  });

  it('answers what is no HTTP plainly, and ends the connection', async () => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, handler: () => {} });
    const raw = await openRaw(listener.address.port);
    raw.send('hello there\r\n\r\n');
    assert.match(await raw.ended, /^HTTP\/1.1 400 Bad Request\r\n/);
    await listener.close();
  });

  it('answers too large a header with 431', async () => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, handler: () => {} });
    const raw = await openRaw(listener.address.port);
    raw.send(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
    assert.match(await raw.ended, /^HTTP\/1.1 431 /);
    await listener.close();
  });

  it('keeps a connection for the next request', async () => {
    const app = await fakeApp([fakeFace('/f')]);
    const { port } = await app.listen({ host: '127.0.0.1', port: 0 });
    const raw = await openRaw(port);
    raw.send('GET /f/cases/1 HTTP/1.1\r\nHost: x\r\n\r\nGET /f/cases/2 HTTP/1.1\r\nHost: x\r\n\r\n');
    await raw.until(/"id":"1"[\s\S]*"id":"2"/);
    raw.socket.destroy();
    await app.close();
  });
});

describe('a slow client', () => {
  const open = async (bounds: Parameters<typeof createListener>[0]['bounds'], handler: Handler) => {
    const listener = await createListener({ host: '127.0.0.1', port: 0, handler, ...(bounds && { bounds }) });
    return { listener, raw: await openRaw(listener.address.port) };
  };
  const checked = { connectionsCheckingInterval: 20 };
  const drain: Handler = (request, response) => {
    request.resume().on('end', () => response.end('done'));
  };

  it('whose header does not come is answered 408 and let go', async () => {
    const { listener, raw } = await open({ ...checked, headersTimeout: 50 }, drain);
    raw.send('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    assert.match(await raw.ended, /^HTTP\/1.1 408 Request Timeout\r\n/);
    await listener.close();
  });

  it('that sends nothing at all is let go too', async () => {
    const { listener, raw } = await open({ ...checked, headersTimeout: 50 }, drain);
    assert.match(await raw.ended, /^HTTP\/1.1 408 /);
    await listener.close();
  });

  it('whose body trickles is answered 408 when the time for a request is over', async () => {
    const { listener, raw } = await open({ ...checked, headersTimeout: 50, requestTimeout: 150 }, drain);
    raw.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n');
    const trickle = setInterval(() => raw.send('x'), 10);
    assert.match(await raw.ended, /^HTTP\/1.1 408 /);
    clearInterval(trickle);
    await listener.close();
  });

  it('whose body stops is answered 408 after a silence', async () => {
    const { listener, raw } = await open({ silenceTimeout: 50 }, drain);
    raw.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    assert.match(await raw.ended, /^HTTP\/1.1 408 /);
    await listener.close();
  });

  it('that does not read its answer is let go after a silence', async () => {
    const gone = Promise.withResolvers<void>();
    const { listener, raw } = await open({ silenceTimeout: 50 }, (_request, response) => {
      response.on('close', gone.resolve);
      response.end(Buffer.alloc(64 * 1024 * 1024));
    });
    raw.socket.pause();
    raw.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await gone.promise;
    raw.socket.destroy();
    await listener.close();
  });
});
