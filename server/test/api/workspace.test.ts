import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { openWorkspace } from '../../src/api/workspace.ts';
import { type Docket, startDocket } from '../support/docket.ts';

const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** What the workspace leaves is told by a 404 with the text `left`. */
const serveFolder = (folder: string): FastifyInstance => {
  const workspace = openWorkspace(folder);
  const instance = Fastify();
  instance.setNotFoundHandler(async (request, reply) => {
    if (!(await workspace(request, reply))) reply.code(404).send('left');
    return reply;
  });
  return instance;
};

describe('the built workspace', () => {
  let folder: string;
  let server: FastifyInstance;
  const script = 'console.log("workspace");\n'.repeat(100);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docket-workspace-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>W</title>');
    await writeFile(join(folder, 'assets', 'index-B3x_9-aZ.js'), script);
    await writeFile(join(folder, 'robots.bin'), 'x');
    server = serveFolder(folder);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('answers / and every address of its own with the page, which is asked for anew each time', async () => {
    for (const url of ['/', '/?q=1', '/cases', '/cases/1000?x=1', '/index.html']) {
      const answer = await server.inject({ url, headers: page });
      assert.equal(answer.statusCode, 200, url);
      assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(answer.headers['cache-control'], 'no-cache');
      assert.match(answer.body, /<title>W</);
    }
  });

  it('lets the page run nothing inline and load nothing from elsewhere', async () => {
    const { headers } = await server.inject({ url: '/', headers: page });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  it('lets hashed files be kept for ever, with their own types', async () => {
    const answer = await server.inject({ url: '/assets/index-B3x_9-aZ.js' });
    assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(answer.headers['content-encoding'], undefined);
    assert.equal(answer.body, script);
    const other = await server.inject({ url: '/robots.bin' });
    assert.equal(other.headers['content-type'], 'application/octet-stream');
    assert.equal(other.headers['cache-control'], 'no-cache');
  });

  it('compresses for who takes it', async () => {
    const url = '/assets/index-B3x_9-aZ.js';
    for (const accepted of ['gzip', 'br, gzip;q=0.5', 'deflate,GZIP']) {
      const answer = await server.inject({ url, headers: { 'accept-encoding': accepted } });
      assert.equal(answer.headers['content-encoding'], 'gzip', accepted);
      assert.equal(gunzipSync(answer.rawPayload).toString(), script);
      assert.equal(answer.headers['vary'], 'accept-encoding');
    }
    for (const accepted of ['gzip;q=0', 'br', 'identity', 'gzip;q=0.0, br']) {
      const answer = await server.inject({ url, headers: { 'accept-encoding': accepted } });
      assert.equal(answer.headers['content-encoding'], undefined, accepted);
    }
  });

  it('answers 304 to who has the file, and HEAD without a body', async () => {
    const first = await server.inject({ url: '/', headers: page });
    const again = await server.inject({ url: '/', headers: { ...page, 'if-none-match': String(first.headers.etag) } });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
    const head = await server.inject({ method: 'HEAD', url: '/', headers: page });
    assert.deepEqual([head.statusCode, head.body], [200, '']);
    assert.equal(head.headers['content-length'], String(first.rawPayload.length));
  });

  it('leaves what is no page, the API, and other methods', async () => {
    const left = [
      { url: '/cases', headers: { accept: 'application/json' } },
      { url: '/nothing.js' },
      { url: '/api/v1/nothing', headers: page },
      { url: '/api', headers: page },
      { url: '/../package.json' },
      { url: '/assets/..%2f..%2fpackage.json' },
      { url: '/', method: 'POST' as const, headers: page },
    ];
    for (const request of left) assert.equal((await server.inject(request)).body, 'left', JSON.stringify(request));
  });

  it('says how to build it where it is not built', async () => {
    const bare = serveFolder(join(folder, 'none'));
    const answer = await bare.inject({ url: '/' });
    assert.equal(answer.statusCode, 404);
    assert.match(answer.body, /npm run build -w @docket\/web/);
    assert.equal((await bare.inject({ url: '/api/v1/x', headers: page })).body, 'left');
    await bare.close();
  });
});

describe('a server with the workspace', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  it('still answers unknown addresses of the API, and what is no page, with problems', async () => {
    for (const url of ['/api/v1/nothing', '/api/v2/cases']) {
      const answer = await docket.inject({ url, headers: page });
      assert.equal(answer.statusCode, 404);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    }
    const answer = await docket.inject({ url: '/nothing', headers: { accept: 'application/json' } });
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    assert.equal((await docket.inject({ method: 'POST', url: '/cases', headers: page })).statusCode, 404);
  });

  it('has its policy on every page at /', async () => {
    const { headers } = await docket.inject({ url: '/', headers: page });
    assert.match(String(headers['content-security-policy']), /script-src 'self'/);
    assert.deepEqual(docket.faults, []);
  });
});
