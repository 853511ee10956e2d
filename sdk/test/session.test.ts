import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, ProblemError } from '../src/main.ts';
import { type ListeningDocket, listen } from './support.ts';

/** Keeps cookies as a browser does, for the one server there is. */
const browserFetch = (): typeof fetch => {
  let cookie = '';
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(input, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    return response;
  };
};

const status = (expected: number) => (error: unknown) => error instanceof ProblemError && error.status === expected;

describe('a session', () => {
  let server: ListeningDocket;
  before(async () => {
    server = await listen();
  });
  after(() => server.close());

  it('signs in by name and password, and changes things until it is ended', async () => {
    const docket = createClient({ baseUrl: server.baseUrl, fetch: browserFetch() });
    await assert.rejects(docket.cases.create({ subject: 'Nobody' }), status(401));
    const me = await docket.session.signIn({ login: 'mary', password: 'mary-pw' });
    assert.equal(me.user.login, 'mary');
    assert.equal((await docket.cases.create({ subject: 'By session' })).createdBy, 'mary');
    await docket.session.signOut();
    await assert.rejects(docket.session.me(), status(401));
  });

  it('goes on in a page that was loaded anew, once it has asked who is signed in', async () => {
    const fetch = browserFetch();
    const first = createClient({ baseUrl: server.baseUrl, fetch });
    await first.session.signIn({ login: 'mary', password: 'mary-pw' });
    const second = createClient({ baseUrl: server.baseUrl, fetch });
    await assert.rejects(second.cases.create({ subject: 'Forged' }), status(403));
    await second.session.me();
    assert.equal((await second.cases.create({ subject: 'After a reload' })).createdBy, 'mary');
  });

  it('refuses a wrong password with 401', async () => {
    const docket = createClient({ baseUrl: server.baseUrl, fetch: browserFetch() });
    await assert.rejects(docket.session.signIn({ login: 'frank', password: 'wrong' }), status(401));
  });
});
