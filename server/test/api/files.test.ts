/** Files over the native API (contract api, `POST /files`, attachments). */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { type CallOptions, type Client, clientOf, codeOf, make, mary, signIn } from './support/client.ts';

let docket: Docket;
let call: Client;

before(async () => {
  docket = await startDocket();
  call = mary(docket);
});
after(() => docket.close());

const upload = (client: Client, raw: Buffer | string, headers: Record<string, string> = {}, more: CallOptions = {}) =>
  client('POST', '/files', {
    raw,
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"', ...headers },
    ...more,
  });

const filesOnDisk = async (): Promise<string[]> => {
  const entries = await readdir(join(docket.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

test('a file comes back as it was sent, under an upper-case GUID', async () => {
  const bytes = randomBytes(300_000);
  const response = await upload(call, bytes, { 'content-type': 'image/png' });
  assert.equal(response.statusCode, 201, response.body);
  const file = response.json();
  assert.match(file.id, /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.deepEqual(file, { id: file.id, name: 'a.txt', size: 300_000, type: 'image/png', sha256 });
  const read = await call('GET', `/files/${file.id}`);
  assert.ok(read.rawPayload.equals(bytes));
  assert.equal(read.headers['content-length'], '300000');
  assert.equal(read.headers['content-type'], 'image/png');
  assert.equal((await call('GET', `/files/${file.id.toLowerCase()}`)).statusCode, 200);
  const head = await call('HEAD', `/files/${file.id}`);
  assert.deepEqual([head.statusCode, head.headers['content-length'], head.body], [200, '300000', '']);
});

test('nothing is shown or guessed: always to be saved, active types as bytes', async () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript; charset=utf-8',
  ]) {
    const { id } = (await upload(call, '<script>alert(1)</script>', { 'content-type': type })).json();
    const { headers } = await call('GET', `/files/${id}`);
    assert.equal(headers['content-type'], 'application/octet-stream', type);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['content-disposition']), /^attachment; filename="a.txt"/);
    assert.match(String(headers['content-security-policy']), /sandbox/);
  }
});

test('names: quoted, plain, encoded, raw UTF-8; only what stands behind the last slash', async () => {
  const names: [string, string][] = [
    ['attachment; filename=plain.txt', 'plain.txt'],
    ['attachment; filename="with \\"quotes\\".txt"', 'with "quotes".txt'],
    ["attachment; filename=x; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.txt", 'naïve €.txt'],
    [`attachment; filename="${Buffer.from('ümlaut.txt').toString('latin1')}"`, 'ümlaut.txt'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\temp\\\\x.doc"', 'x.doc'],
    ['attachment', 'file'],
  ];
  for (const [header, name] of names) {
    const response = await upload(call, 'x', { 'content-disposition': header });
    assert.equal(response.json().name, name, header);
    const { headers } = await call('GET', `/files/${response.json().id}`);
    assert.match(String(headers['content-disposition']), /^attachment; filename="[ -~]*"; filename\*=UTF-8''\S+$/);
  }
  for (const header of [
    'attachment; filename=',
    'attachment; filename="',
    `attachment; filename="${'x'.repeat(256)}"`,
    '; filename=x',
    'attachment; filename=".."',
  ]) {
    assert.equal((await upload(call, 'x', { 'content-disposition': header })).statusCode, 400, header);
  }
});

test('ranges: one is served, nonsense is the whole, none of the file is 416', async () => {
  const { id } = (await upload(call, '0123456789')).json();
  const range = (value: string, headers: Record<string, string> = {}) =>
    call('GET', `/files/${id}`, { headers: { range: value, ...headers } });
  for (const [value, text, where] of [
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ] as const) {
    const response = await range(value);
    assert.deepEqual(
      [response.statusCode, response.body, response.headers['content-range']],
      [206, text, where],
      value,
    );
  }
  for (const value of ['bytes=3-1', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=x', 'bytes=']) {
    const response = await range(value);
    assert.deepEqual([response.statusCode, response.body], [200, '0123456789'], value);
  }
  for (const value of ['bytes=10-', 'bytes=99-100', 'bytes=-0']) {
    const response = await range(value);
    assert.equal(codeOf(response), '416 file/range', value);
    assert.equal(response.headers['content-range'], 'bytes */10');
  }
  const { headers } = await call('GET', `/files/${id}`);
  assert.equal((await range('bytes=0-0', { 'if-range': String(headers['etag']) })).body, '0');
  assert.equal((await range('bytes=0-0', { 'if-range': String(headers['last-modified']) })).body, '0');
  assert.equal((await range('bytes=0-0', { 'if-range': '"other"' })).body, '0123456789');
  assert.equal(
    (await call('GET', `/files/${id}`, { headers: { 'if-none-match': String(headers['etag']) } })).statusCode,
    304,
  );
});

test('an empty file is a file', async () => {
  const { id, size } = (await upload(call, '')).json();
  assert.equal(size, 0);
  const read = await call('GET', `/files/${id}`);
  assert.deepEqual([read.statusCode, read.body, read.headers['content-length']], [200, '', '0']);
});

test('tokens of the other APIs upload too; a licence is needed', async () => {
  for (const token of ['tracker-static-token', 'qflow-token', '11111111-2222-4333-8444-555555555555']) {
    const client = clientOf(docket, { authorization: `Bearer ${token}` });
    assert.equal((await upload(client, 'x')).statusCode, 201, token);
    assert.equal(codeOf(await client('GET', '/me')), '401 sign-in/bad-token');
  }
  assert.equal((await upload(clientOf(docket, {}), 'x')).statusCode, 401);
  const unlicensed = await signIn(docket, 'nolan', 'nolan-pw');
  assert.equal(codeOf(await upload(unlicensed, 'x')), '403 access/licence');
});

test('a file is for its uploader, and for who sees a case that it is attached to', async () => {
  const { id } = (await upload(call, 'secret')).json();
  const kiosk = await signIn(docket, 'kiosk', 'kiosk-pw');
  const frank = await signIn(docket, 'frank', 'frank-pw');
  assert.equal(codeOf(await frank('GET', `/files/${id}`)), '404 file/unknown');
  const made = await make(call);
  const attached = await call('POST', `/cases/${made.number}/attachments`, { body: { file: id, formField: 'photo' } });
  assert.equal(attached.statusCode, 201, attached.body);
  assert.equal((await frank('GET', `/files/${id}`)).body, 'secret');
  assert.equal(codeOf(await kiosk('GET', `/files/${id}`)), '404 file/unknown');
  const { items } = (await frank('GET', `/cases/${made.number}/attachments`)).json();
  assert.deepEqual(items, [attached.json()]);
  assert.deepEqual([items[0].file, items[0].formField, items[0].name], [id, 'photo', 'a.txt']);
  const path = `/cases/${made.number}/attachments/${items[0].id}`;
  assert.equal((await frank('DELETE', path)).statusCode, 204);
  assert.equal(codeOf(await frank('DELETE', path)), '404 attachment/unknown');
  assert.equal((await frank('GET', `/files/${id}`)).statusCode, 404);
  for (const file of ['x', '11111111-2222-4333-8444-555555555555']) {
    assert.equal(
      codeOf(await call('POST', `/cases/${made.number}/attachments`, { body: { file } })),
      '400 file/unknown',
    );
  }
});

test('an upload under a key is one file, and its bytes are kept once', async () => {
  const before = (await filesOnDisk()).length;
  const headers = { 'idempotency-key': 'upload' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => upload(call, 'same', headers)));
  assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
  assert.equal((await filesOnDisk()).length, before + 1);
  assert.equal(codeOf(await upload(call, 'other', headers)), '422 idempotency/other-request');
  assert.equal((await filesOnDisk()).length, before + 1);
  assert.equal((await call('GET', `/files/${answers[0]?.json().id}`)).body, 'same');
});

test('beyond the limit 413, announced or not, and nothing is left; the connection still answers', async () => {
  const before = (await filesOnDisk()).length;
  const { port } = await docket.app.listen({ host: '127.0.0.1', port: 0 });
  const limit = docket.config.maxFileBytes;
  const announced = await fetch(`http://127.0.0.1:${port}/api/v1/files`, {
    method: 'POST',
    headers: { authorization: 'Bearer docket-api-token' },
    body: Buffer.alloc(limit + 1),
  });
  assert.equal(announced.status, 413);
  assert.match(await announced.text(), /file\/too-large/);
  let sent = 0;
  const chunk = new Uint8Array(1024 * 1024);
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += chunk.length;
      if (sent > limit + 2 * chunk.length) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const streamed = await fetch(`http://127.0.0.1:${port}/api/v1/files`, {
    method: 'POST',
    headers: { authorization: 'Bearer docket-api-token' },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  assert.equal(streamed.status, 413);
  assert.equal((await filesOnDisk()).length, before);
});

test('an upload that is cut off leaves nothing', async () => {
  const before = (await filesOnDisk()).length;
  const { port } = await docket.app.listen({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer docket-api-token\r\nContent-Length: 100000\r\n\r\n',
      );
      socket.write('x'.repeat(5000), () => setTimeout(() => socket.destroy(), 50));
    });
    socket.on('close', () => resolve());
    socket.on('error', () => {});
  });
  for (let i = 0; i < 50 && (await filesOnDisk()).length > before; i += 1)
    await new Promise((done) => setTimeout(done, 20));
  assert.equal((await filesOnDisk()).length, before);
  assert.deepEqual(docket.faults, []);
});
