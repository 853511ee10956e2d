/** DESIGN S17: how long sessions live, and which take another's place. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { beginSession, findSession, refreshSession } from '../../src/domain/users/sessions.ts';
import { type Docket, startDocket } from '../support/docket.ts';

describe('a session', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  it('that slides lives for its whole lifetime after its last call, however soon that came', async () => {
    const { core, directory } = docket;
    const frank = docket.tenant().users.byKey.get('frank');
    assert.ok(frank);
    const lifetimeMs = 60_000;
    for (const gap of [0, 1, 999, 1000, 4999]) {
      const token = `sliding-${gap}`;
      const options = { face: 'egain', token, lifetimeMs, slides: true } as const;
      const { createdAt } = await beginSession(core, docket.tenant(), frank, options);
      const find = (at: number) => findSession(core, directory, 'egain', token, at, () => lifetimeMs);
      const called = createdAt.getTime() + gap;
      assert.ok(await find(called));
      assert.equal(await find(called + lifetimeMs + 1000), undefined);
      assert.ok(await find(called + lifetimeMs - 1), `${gap} ms after it began`);
    }
  });

  it('is begun by a refresh token once, in place of its own', async () => {
    const { core, directory, clock } = docket;
    const options = { face: 'api', lifetimeMs: 1000 } as const;
    const frank = docket.tenant().users.byKey.get('frank');
    assert.ok(frank);
    await beginSession(core, docket.tenant(), frank, { ...options, token: 'a1', refreshToken: 'r1' });
    const renew = (token: string) =>
      refreshSession(core, directory, 'api', 'r1', clock.now(), () => ({
        ...options,
        token,
        refreshToken: `r-${token}`,
      }));
    const results = await Promise.allSettled(['b1', 'b2', 'b3'].map(renew));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await findSession(core, directory, 'api', 'a1', clock.now()), undefined);
    await assert.rejects(renew('b4'), { code: 'session/gone' });
    await assert.rejects(
      refreshSession(core, directory, 'egain', 'r-b1', clock.now(), () => assert.fail()),
      {
        code: 'session/gone',
      },
    );
  });
});
