/** Contract tracker (c): static tokens, sign-in, what the headers say. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tracker } from '../../../src/facades/tracker/index.ts';
import { fakeApp, keepLog } from '../../http/support/fake-face.ts';
import { adminToken, asForm, basicToken, freshNumber, newCase, useDocket } from './support.ts';

const minute = 60_000;

describe('sign-in', () => {
  const { docket, call } = useDocket();
  const password = (username: string, secret: string, headers: Record<string, string> = {}) => {
    const form = asForm({ grant_type: 'password', username, password: secret });
    return call('POST', 'token', { ...form, headers: { ...form.headers, ...headers } });
  };
  const refresh = (token: string) =>
    call('POST', 'token', asForm({ grant_type: 'refresh_token', refresh_token: token }));
  const whoIs = async (token: string) => (await call('GET', 'api/users/currentuser', { token })).status;

  it('gives tokens for an address in any letter case, or the login', async () => {
    for (const name of ['frank', 'FRANK@riverside.TEST']) {
      const { status, body, headers } = await password(name, 'frank-pw');
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(Object.keys(body), ['access_token', 'token_type', 'expires_in', 'refresh_token']);
      assert.deepEqual([body.token_type, body.expires_in], ['bearer', 43_200]);
      assert.equal(headers['cache-control'], 'no-store');
      const answer = await call('GET', 'api/users/currentuser', {
        token: body.access_token,
        headers: { refreshtoken: body.refresh_token, StaticToken: 'true' },
      });
      assert.deepEqual([answer.status, answer.body.id], [200, 1002]);
    }
  });

  it('says what is wrong in the words of OAuth', async () => {
    const wrong = { error: 'invalid_grant', error_description: 'The user name or password is incorrect.' };
    for (const [name, secret] of [
      ['frank', 'no'],
      ['frank', ''],
      ['nobody', 'no'],
      ['dora', 'dora-pw'],
      ['\u0000', '\u0000'],
    ] as const) {
      const { status, body } = await password(name, secret);
      assert.deepEqual([status, body], [400, wrong], name);
    }
    for (const [fields, error] of [
      [{}, 'unsupported_grant_type'],
      [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
      [{ grant_type: 'password', username: 'frank' }, 'invalid_request'],
      [{ grant_type: 'password', password: 'x' }, 'invalid_request'],
      [{ grant_type: 'refresh_token' }, 'invalid_request'],
      [{ grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
    ] as const) {
      const { status, body } = await call('POST', 'token', asForm(fields as Record<string, string>));
      assert.deepEqual([status, body.error, typeof body.error_description], [400, error, 'string']);
    }
    const empty = await call('POST', 'token', { token: null });
    assert.deepEqual([empty.status, empty.body.error], [400, 'unsupported_grant_type']);
    const json = await call('POST', 'token', { token: null, body: { grant_type: 'password' } });
    assert.equal(json.status, 415);
    const other = await password('frank', 'frank-pw', { 'x-docket-tenant': 'elsewhere' });
    assert.deepEqual([other.status, other.body], [400, wrong]);
  });

  it('locks a user’s sign-in for a minute after five wrong passwords in a row', async () => {
    const open = (await password('mary', 'mary-pw')).body.access_token;
    for (let i = 0; i < 5; i += 1) assert.equal((await password('mary', 'no')).body.error, 'invalid_grant');
    const locked = await password('mary', 'mary-pw');
    assert.deepEqual([locked.status, locked.body.error], [400, 'invalid_grant']);
    assert.match(locked.body.error_description, /locked/);
    assert.equal(await whoIs(open), 200);
    docket().clock.advance(minute + 1000);
    assert.equal((await password('mary', 'mary-pw')).status, 200);
    for (let i = 0; i < 4; i += 1) await password('mary', 'no');
    assert.equal((await password('mary', 'mary-pw')).status, 200);
    for (let i = 0; i < 4; i += 1) await password('mary', 'no');
    assert.equal((await password('mary', 'mary-pw')).status, 200);
    docket().clock.reset();
  });

  it('ends a session with logout, but no static token', async () => {
    const { access_token: token } = (await password('victor', 'victor-pw')).body;
    assert.deepEqual((await call('POST', 'api/users/logout', { token })).body, {});
    assert.equal(await whoIs(token), 401);
    assert.deepEqual((await call('POST', 'api/users/logout')).body, {});
    assert.equal(await whoIs(adminToken), 200);
  });

  it('ends the user’s other sessions with kick-out-user, and only these', async () => {
    const first = (await password('msingleton', 'mike-pw')).body.access_token;
    const second = (await password('msingleton', 'mike-pw')).body.access_token;
    assert.deepEqual([await whoIs(first), await whoIs(second)], [200, 200]);
    const third = (await password('msingleton', 'mike-pw', { 'kick-out-user': 'true' })).body.access_token;
    assert.deepEqual([await whoIs(first), await whoIs(second), await whoIs(third)], [401, 401, 200]);
    assert.equal(await whoIs(adminToken), 200);
  });

  it('gives a new pair for a refresh token once, and ends the old pair', async () => {
    const old = (await password('frank', 'frank-pw')).body;
    const answers = await Promise.all([refresh(old.refresh_token), refresh(old.refresh_token)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    const fresh = answers.find(({ status }) => status === 200)?.body;
    assert.deepEqual([await whoIs(old.access_token), await whoIs(fresh.access_token)], [401, 200]);
    const used = await refresh(old.refresh_token);
    assert.deepEqual([used.status, used.body.error], [400, 'invalid_grant']);
    assert.equal((await refresh(old.access_token)).status, 400);
  });

  it('ends a session when its time is over; its refresh token is good still', async () => {
    const pair = (await password('frank', 'frank-pw')).body;
    docket().clock.advance(43_200_000 + 1000);
    assert.equal(await whoIs(pair.access_token), 401);
    assert.equal((await refresh(pair.refresh_token)).status, 200);
    docket().clock.reset();
  });

  it('lets a user without licence do only what concerns himself', async () => {
    const { access_token: token } = (await password('nolan', 'nolan-pw')).body;
    assert.equal((await call('POST', 'api/users/userData', { token })).status, 200);
    assert.equal(await whoIs(token), 200);
    for (const [method, path] of [
      ['GET', 'api/offensetypes'],
      ['POST', 'api/cases'],
      ['GET', 'api/nothing'],
      ['DELETE', 'api/cases/1'],
    ] as const) {
      const { status, body } = await call(method, path, { token });
      assert.deepEqual([status, body], [403, { message: 'No licenses are available.' }], path);
    }
    assert.equal((await call('POST', 'api/users/logout', { token })).status, 200);
  });

  it('denies every token that is not one of this face', async () => {
    for (const token of [null, 'x', 'docket-api-token', 'qflow-token', '11111111-2222-4333-8444-555555555555']) {
      const { status, body, headers } = await call('GET', 'api/offensetypes', { token });
      assert.deepEqual([status, headers['www-authenticate']], [401, 'Bearer']);
      assert.deepEqual(body, { message: 'Authorization has been denied for this request.' });
    }
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${adminToken}`,
      adminToken,
      `Bearer ${adminToken} x`,
    ]) {
      assert.equal((await call('GET', 'api/groups', { token: null, headers: { authorization } })).status, 401);
    }
    const lower = await call('GET', 'api/groups', { token: null, headers: { authorization: `bearer ${adminToken}` } });
    assert.equal(lower.status, 200);
  });

  it('knows one organization, whose id is 1', async () => {
    const withId = async (id: string) => (await call('GET', 'api/groups', { headers: { OrganizationID: id } })).status;
    assert.deepEqual([await withId(''), await withId('1')], [200, 200]);
    assert.deepEqual(
      [await withId('2'), await withId('x'), await withId('1.0'), await withId('0x1')],
      [403, 403, 403, 403],
    );
  });

  it('acts in an office of the user’s own', async () => {
    const withId = (OfficeID: string, token = adminToken) =>
      call('GET', 'api/groups', { token, headers: { OfficeID } });
    assert.deepEqual([(await withId('')).status, (await withId('175')).status], [200, 200]);
    assert.equal((await withId('175', basicToken)).status, 403);
    assert.equal((await withId('999')).status, 403);
    assert.equal((await withId('123456789012345678901')).status, 403);
    for (const wrong of ['x', '1.5', '1e0', '+1', '1,1']) {
      const { status, body } = await withId(wrong);
      assert.deepEqual([status, Object.keys(body.modelState)], [400, ['OfficeID']]);
    }
    const personal = await call('POST', 'api/users/userData', { headers: { OfficeID: '999' } });
    assert.equal(personal.status, 200);
  });

  it('names the caller in the access log, also at an address that is not there, and no one without a token', async () => {
    const { core, directory } = docket();
    const { log, lines } = keepLog();
    const app = await fakeApp([tracker], { core, directory, log });
    const headers = { authorization: `Bearer ${basicToken}` };
    await app.inject({ url: '/tracker/api/groups', headers });
    await app.inject({ url: '/tracker/api/nothing', headers });
    await app.inject({ url: '/tracker/api/groups' });
    const payload = 'grant_type=password&username=mary&password=mary-pw';
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    await app.inject({ method: 'POST', url: '/tracker/token', headers: type, payload });
    await app.close();
    assert.deepEqual(
      lines.map(({ status, user }) => [status, user]),
      [
        [200, 'basic'],
        [404, 'basic'],
        [401, undefined],
        [200, 'mary'],
      ],
    );
  });

  it('makes cases as the user who signed in', async () => {
    const { access_token: token } = (await password('frank', 'frank-pw')).body;
    const { status, body } = await call('POST', 'api/cases', { token, body: newCase({ caseNumber: freshNumber() }) });
    assert.deepEqual([status, body.creatorId, body.officeId], [200, 1002, 999]);
  });
});
