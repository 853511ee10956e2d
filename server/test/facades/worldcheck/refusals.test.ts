/** Refused sign-ins are explained to the administrator, keys are revoked everywhere, and asking costs one indexed read. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Docket, startDocket } from '../../support/docket.ts';
import { demoFile } from '../../support/prepare-template.ts';
import { type Call, createClient, type Send, screenerKey } from './support/client.ts';

const admin = 'administrators-token';

const tenantFile = async (): Promise<string> =>
  (await readFile(demoFile, 'utf8'))
    .replace('credentials: ', `credentials:\n  - { facade: api, user: msingleton, token: ${admin} } `)
    .replace('hosts: [cases.riverside.test]', 'hosts: [cases.riverside.test, signed.test]');

interface Refusal {
  readonly reason: string;
  readonly message: string;
  readonly signingText: string;
  readonly path: string;
  readonly requestId: string;
  readonly bodyBytes: number;
  readonly bodySha256: string | null;
}

describe('a refused sign-in', () => {
  let docket: Docket;
  let other: Docket;
  let send: Send;

  before(async () => {
    docket = await startDocket();
    await docket.apply(await tenantFile());
    other = await startDocket(docket);
    send = createClient(docket);
  });
  after(async () => {
    assert.deepEqual([...docket.faults, ...other.faults], []);
    await other.close();
    await docket.close();
  });

  const url = '/worldcheck/v2/cases';
  const native = async (path: string, from = docket, token = admin) => {
    const headers = { authorization: `Bearer ${token}` };
    return from.inject({ method: 'GET', url: `/api/v1${path}`, headers });
  };
  const list = async (query = '', from = docket): Promise<Refusal[]> => {
    const answer = await native(`/credentials/${screenerKey.keyId}/refusals${query}`, from);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().items;
  };
  /** Refused as ever, and told as the newest. */
  const explains = async (reason: string, method: string, path: string, call: Call): Promise<Refusal> => {
    const answer = await send(method, path, call);
    assert.deepEqual([answer.statusCode, answer.body, answer.headers['content-length']], [401, '', '0']);
    assert.match(String(answer.headers['authorization']), /^WWW-Authenticate: Signature realm=/);
    assert.match(String(answer.headers['www-authenticate']), /^Signature realm=/);
    const [found] = await list('?limit=1');
    assert.equal(found?.requestId, answer.headers['x-request-id']);
    assert.equal(found?.reason, reason, `${path}: ${found?.message}`);
    const told = docket.warnings.find(({ requestId }) => requestId === found?.requestId);
    assert.deepEqual(
      [told?.['reason'], told?.['keyId'], told?.['msg']],
      [reason, screenerKey.keyId, `sign-in refused: ${found?.message}`],
    );
    assert.match(String(told?.['signingText']), /^\(request-target\): /);
    assert.doesNotMatch(JSON.stringify(told), /Ångström/, 'no body in the log');
    assert.equal(JSON.stringify(found).includes(screenerKey.secret), false);
    return found ?? assert.fail();
  };
  const body = { name: 'Zoë Ångström' };
  const bytes = Buffer.byteLength(JSON.stringify(body));

  it('is told by its clock, to the second', async () => {
    const second = Math.floor(docket.clock.now() / 1000) * 1000;
    docket.clock.stop(second);
    const dated = (seconds: number) => new Date(second + seconds * 1000).toUTCString();
    for (const seconds of [61, -61, 3600]) {
      const date = dated(seconds);
      const { message } = await explains('clock', 'GET', '/worldcheck/v2/users', { headers: { date } });
      const where = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'}`;
      assert.equal(message, `The Date header is ${where} the server's clock.`);
    }
    await explains('clock', 'GET', '/worldcheck/v2/users', { headers: { date: 'yesterday' } });
    for (const seconds of [60, -60]) {
      const headers = { date: dated(seconds) };
      assert.equal((await send('GET', '/worldcheck/v2/users', { headers })).statusCode, 200, `${seconds} s`);
    }
    docket.clock.reset();
  });

  it('is told by a length in characters where bytes are due', async () => {
    const signed = { 'content-length': String(bytes - 3) };
    const found = await explains('length', 'POST', url, { body, signed });
    assert.match(found.message, new RegExp(`signed as ${bytes - 3}; the body has ${bytes} bytes`));
    assert.equal(found.bodyBytes, bytes);
    assert.match(String(found.bodySha256), /^[0-9a-f]{64}$/);
    assert.match(found.signingText, /content-length: \d+\n\{"name":"Zoë Ångström"\}$/);
    assert.equal((await send('POST', url, { body })).statusCode, 400);
  });

  it('is told by another path', async () => {
    for (const path of ['/worldcheck/v2/users/', '/api/v2/users', '/users']) {
      const { message, path: received } = await explains('path', 'GET', '/worldcheck/v2/users?a=1', { path });
      assert.ok(message.includes(path), message);
      assert.equal(received, '/worldcheck/v2/users');
    }
    for (const path of ['/worldcheck/v2/users', '/v2/users', '/worldcheck/v2/users?a=1', '/v2/users?a=1']) {
      assert.equal((await send('GET', '/worldcheck/v2/users?a=1', { path })).statusCode, 200, path);
    }
  });

  it('is told by its headers: the list, the algorithm, the host', async () => {
    const get = '/worldcheck/v2/users';
    await explains('header', 'GET', get, { list: '(request-target) host' });
    await explains('header', 'GET', get, { list: '(request-target) host date content-length' });
    await explains('header', 'POST', url, { body, list: '(request-target) host date content-type' });
    const absent = await explains('header', 'GET', get, { list: '(request-target) host date x-absent' });
    assert.match(absent.message, /names x-absent, which the request lacks/);
    await explains('header', 'GET', get, { algorithm: 'hmac-sha1' });
    const { message } = await explains('header', 'GET', get, { signed: { host: 'localhost' } });
    assert.match(message, /^host was signed as localhost; the request has localhost:9001\.$/);
    for (const host of ['localhost:9001', 'signed.test', 'cases.riverside.test']) {
      assert.equal((await send('GET', get, { signed: { host } })).statusCode, 200, host);
    }
    assert.equal((await send('GET', get, { headers: { host: 'localhost' } })).statusCode, 200);
  });

  it('is told by its signature where nothing else explains it, off by a byte', async () => {
    const decoded = Buffer.from(screenerKey.secret, 'base64').toString();
    const found = await explains('signature', 'POST', url, { body, key: { ...screenerKey, secret: decoded } });
    assert.match(found.message, /decoded from base64/);
    await explains('signature', 'POST', url, { body, key: { ...screenerKey, secret: `${screenerKey.secret}x` } });
    await explains('signature', 'POST', url, { body, signed: { date: 'Tue, 07 Jun 2016 20:51:35 GMT' } });
    const { signingText } = await explains('signature', 'GET', '/worldcheck/v2/users', {
      key: { ...screenerKey, secret: 'wrong' },
    });
    assert.match(
      signingText,
      /^\(request-target\): get \/worldcheck\/v2\/users\nhost: localhost:9001\ndate: \w{3}, .* GMT$/,
    );
  });

  it('of a key that is nobody’s is told to nobody', async () => {
    const answer = await send('GET', '/worldcheck/v2/users', { key: { keyId: 'nobody', secret: 'x' } });
    assert.equal(answer.statusCode, 401);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(docket.warnings.at(-1)?.['keyId'], 'nobody');
    assert.equal((await native('/credentials/nobody/refusals')).json().code, 'credential/unknown');
  });

  it('is told on every node, the last hundred of each key, page by page; a flood fills nothing', async () => {
    const wrong = { key: { ...screenerKey, secret: 'wrong' } };
    const count = async (): Promise<number> => {
      const { tenant } = docket.actor('screener');
      const query = {
        text: 'select count(*)::integer as n from sign_in_refusals where tenant_id = $1',
        values: [tenant.id],
      };
      return (await docket.core.view({ tenant }, (db) => db.row<{ n: number }>(query)))?.n ?? 0;
    };
    await Promise.all(Array.from({ length: 60 }, () => send('GET', '/worldcheck/v2/users', wrong)));
    await Promise.all(Array.from({ length: 500 }, () => createClient(other)('GET', '/worldcheck/v2/groups', wrong)));
    await list('', other);
    const all = await list('?limit=200');
    assert.equal(all.length, 100);
    assert.equal(await count(), 100);
    assert.deepEqual(all, await list('?limit=200', other));
    const first = (await native(`/credentials/${screenerKey.keyId}/refusals?limit=60`)).json();
    const second = (await native(`/credentials/${screenerKey.keyId}/refusals?limit=60&cursor=${first.next}`)).json();
    assert.deepEqual([...first.items, ...second.items], all);
    assert.equal(second.next, null);
  });

  it('and the credentials are shown without secrets, to who has tenant.configure', async () => {
    const { items } = (await native('/credentials?limit=200')).json();
    const ofScreener = items.find(({ keyId }: { keyId: string }) => keyId === screenerKey.keyId);
    assert.deepEqual([ofScreener.facade, ofScreener.user], ['worldcheck', 'screener']);
    assert.deepEqual(Object.keys(ofScreener), ['id', 'facade', 'user', 'keyId']);
    assert.ok(items.some(({ facade, keyId }: { facade: string; keyId: null }) => facade === 'api' && keyId === null));
    for (const path of ['/credentials', `/credentials/${screenerKey.keyId}/refusals`]) {
      const answer = await native(path, docket, 'docket-api-token');
      assert.deepEqual([answer.statusCode, answer.json().permission], [403, 'tenant.configure']);
    }
  });

  const fill = async (): Promise<void> => {
    const [group] = (await send('GET', '/worldcheck/v2/groups')).json();
    const cases = Array.from({ length: 50 }, () => ({ entityType: 'VESSEL', name: 'N' }));
    const many = { groupId: group.id, providerTypes: ['WATCHLIST'], cases };
    for (const _ of [1, 2, 3, 4]) {
      assert.equal((await send('POST', '/worldcheck/v2/cases/saveAndScreen', { body: many })).statusCode, 200);
    }
  };

  it('a signed HEAD caseIdentifiers is one read of an index; the key costs none', async () => {
    const { view } = docket.core;
    const asked: { text: string; values: readonly unknown[] }[] = [];
    const spied: { view: typeof view } = docket.core;
    spied.view = (actor, work) =>
      view(actor, (db) =>
        work({
          ...db,
          row: (query) => {
            asked.push(query);
            return db.row(query);
          },
        }),
      );
    try {
      assert.equal((await send('HEAD', '/worldcheck/v2/caseIdentifiers?caseId=free')).statusCode, 404);
    } finally {
      spied.view = view;
    }
    assert.equal(asked.length, 1);
    const [query] = asked;
    const owner = await docket.store.connectOwner();
    try {
      await fill();
      await owner.query('analyze docket.cases');
      const { rows } = await owner.query(`explain ${query?.text}`, [...(query?.values ?? [])]);
      const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
      assert.match(plan, /cases_reference_key/);
    } finally {
      await owner.end();
    }
  });

  it('a key that is taken away, or whose user is disabled, stops on every node within a second', async () => {
    const [here, there] = [send, createClient(other)];
    const statuses = async () => {
      const path = '/worldcheck/v2/users';
      return [(await here('GET', path)).statusCode, (await there('GET', path)).statusCode];
    };
    const text = await tenantFile();
    assert.deepEqual(await statuses(), [200, 200]);
    await docket.apply(text.replace(/\n {2}- \{ facade: worldcheck[^\n]*/, ''));
    await sleep(1000);
    assert.deepEqual(await statuses(), [401, 401]);
    await other.apply(text);
    await sleep(1000);
    assert.deepEqual(await statuses(), [200, 200]);
    const user = 'home: screening, roles: [agent], licences: [case]';
    await other.apply(text.replace(user, `${user}, disabled: true`));
    await sleep(1000);
    assert.deepEqual(await statuses(), [401, 401]);
    assert.equal((await list('?limit=1'))[0]?.reason, 'user');
  });
});
