/** Contract tracker (b): alone on a port, the same addresses without the mount. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openRaw } from '../../http/support/raw-http.ts';
import { adminToken, newCase, useDocket } from './support.ts';

describe('the face alone on a port', () => {
  const { docket, call } = useDocket();

  it('answers at the root', async () => {
    const { port } = await docket().app.listen({ host: '127.0.0.1', port: 0, face: 'tracker' });
    const base = `http://127.0.0.1:${port}`;
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
    const made = await fetch(`${base}/API/cases/`, { method: 'POST', headers, body: JSON.stringify(newCase()) });
    assert.equal(made.status, 200);
    const body = (await made.json()) as { id: number };
    assert.deepEqual((await call('GET', `api/cases/${body.id}`)).body, body);
    const form = new URLSearchParams({ grant_type: 'password', username: 'frank', password: 'frank-pw' });
    assert.equal((await fetch(`${base}/token`, { method: 'POST', body: form })).status, 200);
    assert.equal((await fetch(`${base}/token`)).status, 405);
    assert.equal((await fetch(`${base}/tracker/api/groups`, { headers })).status, 404);
  });

  it('and at its mount, takes whole addresses, as a proxy sends them', async () => {
    for (const [face, mount] of [
      ['tracker', ''],
      [undefined, '/tracker'],
    ] as const) {
      const { port } = await docket().app.listen({ host: '127.0.0.1', port: 0, ...(face ? { face } : {}) });
      const connection = await openRaw(port);
      const ask = (method: string, path: string, header = 'X-None: 1') =>
        connection.send(`${method} http://host.test${mount}${path} HTTP/1.1\r\nHost: host.test\r\n${header}\r\n\r\n`);
      ask('GET', '/api/cases/getByNumber?value=none', `Authorization: Bearer ${adminToken}`);
      await connection.until(/^HTTP\/1.1 404 .*not found/s);
      ask('GET', '/Token/?x');
      await connection.until(/HTTP\/1.1 405 /);
      ask('GET', '/api/groups');
      await connection.until(/HTTP\/1.1 401 /);
      connection.socket.destroy();
    }
  });
});
