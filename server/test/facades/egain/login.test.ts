/** Contract egain 3.1, 3.2: sessions. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { demoFile } from '../../support/prepare-template.ts';
import { codeOf, type Egain, startEgain } from './support.ts';

const path = '/authentication/user/login';
const frank = { userName: 'frank', password: 'frank-pw' };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let egain: Egain;
before(async () => {
  egain = await startEgain();
});
after(() => egain.close());
beforeEach(() => egain.clock.reset());

const login = (body: unknown, headers: Record<string, string> = {}, query = '') =>
  egain.call(undefined, 'POST', `${path}${query}`, { body, headers });
const isLive = async (session: string): Promise<boolean> =>
  (await egain.call(session, 'GET', '/interaction/case/1')).statusCode !== 401;

describe('login', () => {
  it('begins a session: 204, no body, a lower-case UUID, the media type of the answer', async () => {
    const answer = await login(frank);
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.body, '');
    assert.match(String(answer.headers['x-egain-session']), uuid);
    assert.equal(answer.headers['content-type'], 'application/json');
  });

  it('reads XML, any prefix, and answers XML where nothing is asked for', async () => {
    const body =
      '<p:login xmlns:p="http://bindings.egain.com/ws/model/v12/gen/platform"><p:userName>frank</p:userName>' +
      '<p:password><![CDATA[frank-pw]]></p:password></p:login>';
    const answer = await login(body, { 'content-type': 'text/xml; charset=utf-8', accept: '*/*' });
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.headers['content-type'], 'application/xml');
  });

  it('takes `username`, passes over unknown members, a stale session header, and forceLogin in any letter case', async () => {
    const stale = { 'x-egain-session': 'stale' };
    const answer = await login({ username: 'frank', password: 'frank-pw', domain: 7 }, stale, '?forceLogin=YES');
    assert.equal(answer.statusCode, 204);
    assert.equal((await login(frank, {}, '?forceLogin=yes')).statusCode, 204);
  });

  it('answers an unknown name, a wrong password and a disabled user alike: 401 in the legacy form', async () => {
    const tries = [
      { userName: 'nobody', password: 'x' },
      { userName: 'mary', password: 'x' },
      { userName: 'dora', password: 'dora-pw' },
      { userName: 'mary', password: ' mary-pw' },
    ];
    const answers = await Promise.all(tries.map((body) => login(body)));
    for (const answer of answers) {
      assert.equal(answer.statusCode, 401);
      assert.deepEqual(Object.keys(answer.json()), ['message']);
      assert.equal(answer.body, answers[0]?.body);
      assert.equal(answer.headers['x-egain-session'], undefined);
    }
  });

  it('says errors in XML as Error with one message in the platform namespace', async () => {
    const answer = await login({ userName: 'mary', password: 'x' }, { accept: 'application/xml' });
    assert.match(
      answer.body,
      /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?><Error xmlns="http:\/\/bindings\.egain\.com\/ws\/model\/v12\/gen\/platform"><message>[^<]+<\/message><\/Error>$/,
    );
  });

  it('refuses bodies that are empty, unreadable or lack a text: 400 in the legacy form', async () => {
    const bodies: unknown[] = [
      ' ',
      '{',
      '[]',
      '"x"',
      '{}',
      { userName: 'frank' },
      { userName: '', password: 'x' },
      { userName: 'frank', password: '' },
      { userName: 'frank', password: null },
      { userName: 7, password: 'x' },
      { userName: 'frank', password: ['x'] },
      { userName: 'a\u0000b', password: 'x' },
    ];
    for (const body of bodies) {
      const answer = await login(body);
      assert.equal(answer.statusCode, 400, JSON.stringify(body));
      assert.deepEqual(Object.keys(answer.json()), ['message']);
    }
    assert.equal((await egain.call(undefined, 'POST', path)).statusCode, 400);
  });

  it('refuses other parameters, repeated ones and other values of forceLogin with 400', async () => {
    for (const query of [
      '?x=1',
      '?forcelogin=yes',
      '?forceLogin=true',
      '?forceLogin=yes&forceLogin=yes',
      '?forceLogin=%zz',
    ]) {
      const answer = await login(frank, {}, query);
      assert.equal(answer.statusCode, 400, query);
      assert.deepEqual(Object.keys(answer.json()), ['message']);
    }
  });

  it('keeps 406 and 415 in the legacy form', async () => {
    const accept = await login(frank, { accept: 'text/html' });
    assert.equal(accept.statusCode, 406);
    assert.match(accept.body, /<Error /);
    assert.equal((await login(frank, { 'accept-language': 'xx' })).statusCode, 406);
    const type = await login(frank, { 'content-type': 'text/plain' });
    assert.equal(type.statusCode, 415);
    assert.deepEqual(Object.keys(type.json()), ['message']);
    assert.equal((await login(frank, { 'content-encoding': 'gzip' })).statusCode, 415);
    assert.equal((await login(`{"userName":"${'x'.repeat(1024 * 1024)}"}`)).statusCode, 413);
  });

  it('finds the tenant by host name whatever the port, else by X-Docket-Tenant; no such tenant is 401', async () => {
    const byHost = await login(frank, { host: 'cases.riverside.test:9999', 'x-docket-tenant': 'elsewhere' });
    assert.equal(byHost.statusCode, 204);
    assert.equal((await login(frank, { 'x-docket-tenant': 'elsewhere' })).statusCode, 401);
    const session = String(
      (await login(frank, { 'x-docket-tenant': 'riverside' }, '?forceLogin=yes')).headers['x-egain-session'],
    );
    const answer = await egain.call(session, 'GET', '/interaction/case/1', {
      headers: { 'x-docket-tenant': 'elsewhere' },
    });
    assert.equal(answer.statusCode, 404);
  });

  it('refuses a sixth session with 403; forceLogin ends the one that began first', async () => {
    const user = { userName: 'kiosk', password: 'kiosk-pw' };
    const sessions: string[] = [];
    for (let i = 0; i < 5; i += 1) sessions.push(String((await login(user)).headers['x-egain-session']));
    for (const query of ['', '?forceLogin=no']) assert.equal((await login(user, {}, query)).statusCode, 403);
    const sixth = await login(user, {}, '?forceLogin=Yes');
    assert.equal(sixth.statusCode, 204);
    assert.equal(await isLive(sessions[0] ?? ''), false);
    assert.equal(await isLive(sessions[1] ?? ''), true);
    assert.equal(await isLive(String(sixth.headers['x-egain-session'])), true);
  });

  it('lets five of eight sign-ins at once through, and no more', async () => {
    const user = { userName: 'STAFF1', password: 'staff1-pw' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => login(user)));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [204, 204, 204, 204, 204, 403, 403, 403]);
  });

  it('answers 429 with Retry-After after ten wrong passwords, also to the right one, for a minute', async () => {
    const wrong = { userName: 'victor', password: 'x' };
    const right = { userName: 'victor', password: 'victor-pw' };
    for (let i = 0; i < 10; i += 1) assert.equal((await login(wrong)).statusCode, 401);
    const answer = await login(right);
    assert.equal(answer.statusCode, 429);
    assert.ok(Number(answer.headers['retry-after']) > 0);
    assert.deepEqual(Object.keys(answer.json()), ['message']);
    egain.clock.advance(61_000);
    assert.equal((await login(right)).statusCode, 204);
  });
});

describe('a session', () => {
  it('ends by logout, whatever its body holds; the id is dead from then on', async () => {
    const session = await egain.login('frank');
    const headers = { 'content-type': 'application/json' };
    const answer = await egain.call(session, 'DELETE', '/authentication/user/logout', { body: '{broken', headers });
    assert.equal(answer.statusCode, 204);
    assert.equal(await isLive(session), false);
    const again = await egain.call(session, 'DELETE', '/authentication/user/logout');
    assert.equal(again.statusCode, 401);
    assert.deepEqual(Object.keys(again.json()), ['message']);
  });

  it('ends by one of two logouts at once', async () => {
    const session = await egain.login('frank');
    const logout = () => egain.call(session, 'DELETE', '/authentication/user/logout');
    const answers = await Promise.all([logout(), logout()]);
    assert.equal(answers.filter(({ statusCode }) => statusCode === 204).length >= 1, true);
    assert.equal(await isLive(session), false);
  });

  it('ends 30 minutes after its last call', async () => {
    const session = await egain.login('frank');
    egain.clock.advance(29 * 60_000);
    assert.equal(await isLive(session), true);
    egain.clock.advance(29 * 60_000);
    assert.equal(await isLive(session), true);
    egain.clock.advance(30 * 60_000 + 1000);
    assert.equal(await isLive(session), false);
  });

  it('is carried back by every answer to it, errors too, with its header in any letter case', async () => {
    const session = await egain.login('frank');
    for (const [method, path] of [
      ['GET', '/interaction/case/1'],
      ['GET', '/interaction/case/1?x=1'],
      ['PUT', '/interaction/case'],
    ] as const) {
      const answer = await egain.call(undefined, method, path, { headers: { 'X-EGAIN-SESSION': session } });
      assert.equal(answer.headers['x-egain-session'], session);
    }
    const out = await egain.call(session, 'DELETE', '/authentication/user/logout');
    assert.equal(out.headers['x-egain-session'], session);
  });

  it('is wanted by every call but login: missing, unknown and malformed are 401-101, before anything else', async () => {
    const ids = [undefined, '', 'x', '00000000-0000-4000-8000-000000000000', '\u00e9', 'x'.repeat(5000)];
    for (const id of ids) {
      const headers = { accept: 'text/html', 'accept-language': 'xx', 'content-type': 'text/plain' };
      const answer = await egain.call(id, 'PUT', '/interaction/case?x=1', { body: '{', headers });
      assert.equal(answer.statusCode, 401);
      assert.match(answer.body, /<code>401-101<\/code>/);
    }
  });

  it('ends when its user gets another password or is disabled', async () => {
    const text = await readFile(demoFile, 'utf8');
    const session = await egain.login('basic');
    const other = await egain.login('screener');
    await egain.apply(
      text.replace('basic-pw', 'basic-pw2').replace('password: screener-pw,', 'password: screener-pw, disabled: true,'),
    );
    assert.equal(await isLive(session), false);
    assert.equal(await isLive(other), false);
    assert.equal((await login({ userName: 'basic', password: 'basic-pw2' })).statusCode, 204);
    await egain.apply(text);
    assert.equal(await isLive(other), false);
  });

  it('lives in the store: it is good, counted and ended on a node that was started after it', async () => {
    const session = await egain.login('custodian');
    const node = await startEgain(egain);
    try {
      const probe = (where: Egain) => where.call(session, 'GET', '/interaction/customer/1000');
      assert.equal((await probe(node)).statusCode, 200);
      for (let i = 1; i < 5; i += 1) await egain.login('custodian');
      const body = { userName: 'custodian', password: 'custodian-pw' };
      const sixth = await node.call(undefined, 'POST', '/authentication/user/login', { body });
      assert.equal(sixth.statusCode, 403);
      assert.equal((await node.call(session, 'DELETE', '/authentication/user/logout')).statusCode, 204);
      assert.equal(codeOf(await probe(egain)), '401 401-101');
      assert.deepEqual(node.faults, []);
    } finally {
      await node.close();
    }
  });

  it('of a user without licence can be begun and ended; all else is 403-105', async () => {
    const session = await egain.login('nolan');
    const answer = await egain.call(session, 'GET', '/interaction/case/1');
    assert.equal(answer.statusCode, 403);
    assert.equal(answer.json().code, '403-105');
    assert.equal(answer.headers['x-egain-session'], session);
    assert.equal((await egain.call(session, 'DELETE', '/authentication/user/logout')).statusCode, 204);
  });

  it('left no fault of the server', () => assert.deepEqual(egain.faults, []));
});
