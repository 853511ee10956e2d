/** Signing in to the native API (contract api, "Signing in"; DESIGN S17). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';
import { clientOf, codeOf, mary, signIn } from './support/client.ts';

let docket: Docket;

before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

const hours = 3_600_000;

const trySignIn = (login: string, password: string, headers: Record<string, string> = {}) =>
  docket.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ login, password }),
  });

test('a token signs in; none, a wrong one, or one of another API does not', async () => {
  assert.equal((await mary(docket)('GET', '/me')).json().user.login, 'mary');
  for (const authorization of ['Bearer nope', 'Bearer', 'Basic x', 'Bearer tracker-static-token', 'docket-api-token']) {
    const response = await clientOf(docket, { authorization })('GET', '/me');
    assert.equal(codeOf(response), '401 sign-in/bad-token', authorization);
    assert.ok(response.headers['www-authenticate']);
  }
  assert.equal(codeOf(await clientOf(docket, {})('GET', '/me')), '401 sign-in/required');
});

test('the user, the permissions and the units are told', async () => {
  const me = (await mary(docket)('GET', '/me')).json();
  assert.deepEqual(me.units, [
    { key: 'service', name: 'Service', acts: true },
    { key: 'billing', name: 'Billing', acts: true },
  ]);
  assert.ok(me.permissions.includes('case.create'));
  assert.deepEqual([me.tenant.key, me.csrf], ['riverside', null]);
});

test('signing in by password gives a cookie that scripts cannot read, and the value for changes', async () => {
  const response = await trySignIn('frank', 'frank-pw');
  assert.equal(response.statusCode, 200);
  assert.match(String(response.headers['set-cookie']), /^docket_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.equal(response.headers['x-docket-csrf'], response.json().csrf);
  assert.equal(response.json().user.login, 'frank');
  const secure = await trySignIn('frank', 'frank-pw', { 'x-forwarded-proto': 'https' });
  assert.match(String(secure.headers['set-cookie']), /; Secure/);
});

test('a change by cookie needs X-Docket-CSRF; reading does not; a token never does', async () => {
  const response = await trySignIn('frank', 'frank-pw');
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  const bare = clientOf(docket, { cookie });
  assert.equal((await bare('GET', '/me')).json().csrf, response.json().csrf);
  for (const headers of [{}, { 'x-docket-csrf': 'x' }, { 'x-docket-csrf': '' }]) {
    assert.equal(codeOf(await bare('POST', '/cases', { headers, body: { subject: 'S' } })), '403 session/csrf');
    assert.equal(codeOf(await bare('DELETE', '/session', { headers })), '403 session/csrf');
  }
  const whole = clientOf(docket, { cookie: `a=b; ${cookie}`, 'x-docket-csrf': response.json().csrf });
  assert.equal((await whole('POST', '/cases', { body: { subject: 'S' } })).statusCode, 201);
});

test('a session ends when its user signs out, and 12 hours after its last call', async () => {
  const call = await signIn(docket, 'frank', 'frank-pw');
  docket.clock.advance(11 * hours);
  assert.equal((await call('GET', '/me')).statusCode, 200);
  docket.clock.advance(11 * hours);
  assert.equal((await call('GET', '/me')).statusCode, 200);
  docket.clock.advance(12 * hours + 1000);
  assert.equal(codeOf(await call('GET', '/me')), '401 session/ended');
  const other = await signIn(docket, 'frank', 'frank-pw');
  const out = await other('DELETE', '/session');
  assert.equal(out.statusCode, 204);
  assert.match(String(out.headers['set-cookie']), /docket_session=;.*Max-Age=0/);
  assert.equal(codeOf(await other('GET', '/me')), '401 session/ended');
  docket.clock.reset();
});

test('wrong passwords, unknown names and disabled users are told apart by nobody', async () => {
  const answers = await Promise.all([
    trySignIn('frank', 'x'),
    trySignIn('frank', ''),
    trySignIn('nobody', 'x'),
    trySignIn('dora', 'dora-pw'),
    trySignIn('frank', 'frank-pw', { 'x-docket-tenant': 'nope' }),
  ]);
  for (const answer of answers) assert.equal(codeOf(answer), '401 sign-in/wrong');
  assert.equal(new Set(answers.map((answer) => answer.json().detail)).size, 1);
});

test('after ten wrong passwords 429, the right one too, until a minute has passed', async () => {
  for (let i = 0; i < 10; i += 1) assert.equal((await trySignIn('victor', 'x')).statusCode, 401);
  for (const password of ['x', 'victor-pw']) {
    const refused = await trySignIn('victor', password);
    assert.equal(codeOf(refused), '429 sign-in/locked');
    const seconds = Number(refused.headers['retry-after']);
    assert.ok(seconds >= 1 && seconds <= 60);
  }
  docket.clock.advance(61_000);
  assert.equal((await trySignIn('victor', 'victor-pw')).statusCode, 200);
  docket.clock.reset();
});

test('a user without licence may sign in and out, and do nothing else', async () => {
  const call = await signIn(docket, 'nolan', 'nolan-pw');
  for (const path of ['/me', '/cases', '/units']) {
    assert.equal(codeOf(await call('GET', path)), '403 access/licence');
  }
  assert.equal((await call('DELETE', '/session')).statusCode, 204);
});

test('bad bodies of a sign-in are 400 and 415, never a sign-in', async () => {
  const send = (payload: string, type = 'application/json') =>
    docket.inject({ method: 'POST', url: '/api/v1/session', headers: { 'content-type': type }, payload });
  for (const payload of [
    '',
    '{',
    '[]',
    'null',
    '{"login":1,"password":"x"}',
    '{"login":"frank"}',
    '{"login":"frank","password":"frank-pw","x":1}',
    '{"login":"a\\u0000","password":"x"}',
  ]) {
    assert.equal((await send(payload)).statusCode, 400, payload);
  }
  assert.equal((await send('login=frank&password=frank-pw', 'application/x-www-form-urlencoded')).statusCode, 415);
  assert.deepEqual(docket.faults, []);
});
