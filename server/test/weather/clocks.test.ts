/** The server's clock jumps, and servers of one store have clocks that disagree (docs/operations.md, "Rough weather"). */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, mock } from 'node:test';
import { listHistory } from '../../src/domain/history/list-history.ts';
import { verifyHistory } from '../../src/domain/history/verify-history.ts';
import { newUid } from '../../src/domain/uid.ts';
import { tick } from '../../src/jobs/every-minute.ts';
import { runDue } from '../../src/jobs/run-due.ts';
import { createClient } from '../facades/worldcheck/support/client.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { callerOf, makeShared, omniTenant, openEditors } from './support/editors.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

let docket: Docket;
before(async () => {
  docket = await startDocket();
  await docket.apply(await omniTenant());
});
afterEach(() => docket.clock.reset());
after(async () => {
  assert.deepEqual(docket.faults, []);
  await docket.close();
});

/** Jumps that a clock may make, from bad to worse; by the end it is where it began. */
const jumps = [-hour, day, -day, -hour, 2 * hour, -3 * hour, day + 3 * hour, -day] as const;

const native = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
  callerOf(docket, 'api')(method, `/api/v1${path}`, body, headers);

const historyOf = (number: number) => {
  const actor = { ...docket.actor('omni'), user: null };
  return docket.core.view(actor, (db) => listHistory(db, actor, number));
};

const verify = async (): Promise<void> => {
  const { tenant } = docket.actor('omni');
  assert.deepEqual((await docket.core.view({ tenant }, (db) => verifyHistory(db, tenant.id))).breaks, []);
};

describe('a case under a clock that jumps', () => {
  /** Fails unless each event came later than the one before, each changing one was a version, and all edits are there. */
  const checkCase = async (number: number, edits: number): Promise<void> => {
    const events = await historyOf(number);
    assert.equal(events.length, 1 + edits);
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    for (const [i, { seq, at }] of events.entries()) {
      assert.equal(seq, i + 1);
      assert.ok(i === 0 || at > (events[i - 1]?.at ?? at), `event ${seq} is no later than the one before`);
    }
    const found = (await native('GET', `/cases/${number}`)).json();
    assert.equal(found.version, 1 + edits);
    assert.equal(Date.parse(found.modifiedAt), events.at(-1)?.at.getTime());
    await verify();
  };

  it('is modified later by each edit of five APIs, one version at a time', async () => {
    const made = await makeShared(docket, 'clock-1');
    const editors = openEditors(docket, made);
    const show = async () => (await native('GET', `/cases/${made.number}`)).json();
    let edits = 0;
    for (const jump of jumps) {
      for (const { name, edit } of editors) {
        const { version, modifiedAt } = await show();
        docket.clock.advance(jump / editors.length);
        assert.equal(await edit(`${name} ${edits}`), true, name);
        edits += 1;
        const now = await show();
        assert.equal(now.version, version + 1, name);
        assert.ok(now.modifiedAt > modifiedAt, `${name}: ${now.modifiedAt} is not later than ${modifiedAt}`);
      }
    }
    await checkCase(made.number, edits);
  });

  it('has one winner a version where it jumps during edits, also on two servers an hour apart', async () => {
    const made = await makeShared(docket, 'clock-2');
    const behind = await startDocket(docket);
    behind.clock.advance(-hour);
    const editors = [docket, behind].flatMap((node) => openEditors(node, made));
    let edits = 0;
    const work = async ({ name, edit }: (typeof editors)[number], index: number): Promise<void> => {
      for (let i = 0; i < 8; ) {
        if (!(await edit(`${name} of ${index}, ${i}`))) continue;
        // Under the others, whose edits are on their way.
        docket.clock.advance(jumps[edits % jumps.length] ?? 0);
        edits += 1;
        i += 1;
      }
    };
    try {
      await Promise.all(editors.map(work));
      docket.clock.reset();
      await checkCase(made.number, edits);
      assert.deepEqual(behind.faults, []);
    } finally {
      await behind.close();
    }
  });

  it('is made with a uid of its own, and the instant of its making is that of its first event', async () => {
    const uids = Array.from({ length: 20_000 }, (_, i) => newUid(Date.now() + (jumps[i % jumps.length] ?? 0)));
    assert.equal(new Set(uids).size, uids.length);
    for (const jump of jumps) {
      docket.clock.advance(jump);
      const made = (await native('POST', '/cases', { subject: 'S', unit: 'service' })).json();
      const [created] = await historyOf(made.number);
      assert.equal(Date.parse(made.createdAt), created?.at.getTime());
    }
  });
});

describe('a queue under a clock that jumps', () => {
  const post = async (node: Docket, path: string, body?: object) => {
    const answer = await callerOf(node, 'qflow')('POST', `/qflow/API/${path}`, body ?? {});
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const ticketsOf = async (): Promise<{ case: number; enqueuedAt: string; position: number }[]> =>
    (await native('GET', '/queues/passports')).json().tickets;

  it('keeps the order of joining, also of two servers an hour apart, and no time of it falls along the order', async () => {
    const behind = await startDocket(docket);
    behind.clock.advance(-hour);
    try {
      const joined: number[] = [];
      for (const [i, jump] of jumps.entries()) {
        docket.clock.advance(jump);
        for (const node of [docket, behind, docket]) {
          joined.push((await post(node, 'Cases', { ServiceId: 2, Subject: `S${i}` })).CaseId);
        }
      }
      const tickets = await ticketsOf();
      assert.deepEqual(
        tickets.map((ticket) => ticket.case),
        joined,
      );
      for (const [i, { enqueuedAt }] of tickets.entries()) {
        assert.ok(i === 0 || enqueuedAt >= (tickets[i - 1]?.enqueuedAt ?? ''), `ticket ${i} joined before the last`);
      }
      const called: number[] = [];
      for (const i of joined.keys()) {
        docket.clock.advance(jumps[i % jumps.length] ?? 0);
        const { CaseId } = await post(i % 2 ? behind : docket, 'Services/2/CallNext');
        called.push(CaseId);
        await post(docket, `Cases/${CaseId}/Complete`);
      }
      assert.deepEqual(called, joined);
      assert.deepEqual(behind.faults, []);
    } finally {
      await behind.close();
    }
    await verify();
  });

  it('tells no service that took an hour, or less than nothing, and no wait of less than nothing', async () => {
    for (let i = 0; i < 4; i += 1) {
      await post(docket, 'Cases', { ServiceId: 3 });
      const { CaseId } = await post(docket, 'Services/3/CallNext');
      docket.clock.advance(-hour);
      // However the visit ends: the archive ends it as completed too.
      if (i % 2) await post(docket, `Cases/${CaseId}/Complete`);
      else assert.equal((await native('POST', `/cases/${CaseId}/archive`, {}, { 'if-match': '*' })).statusCode, 200);
    }
    await post(docket, 'Cases', { ServiceId: 3 });
    const last = await post(docket, 'Cases', { ServiceId: 3 });
    docket.clock.advance(-day);
    const { longestWaitSeconds, meanServiceSeconds, estimatedWaitSeconds } = (
      await native('GET', '/queues/licences')
    ).json();
    assert.equal(longestWaitSeconds, 0);
    assert.ok(meanServiceSeconds >= 0 && meanServiceSeconds < 1, `services of ${meanServiceSeconds} s`);
    assert.ok(estimatedWaitSeconds >= 0, `a wait of ${estimatedWaitSeconds} s`);
    const position = await callerOf(docket, 'qflow')('GET', `/qflow/API/Cases/${last.CaseId}/Position`);
    assert.ok(position.json().EstimatedWT >= 0, position.body);
  });
});

describe('whoever is signed in under a clock that jumps', () => {
  const signIn = (password = 'frank-pw') =>
    docket.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ login: 'frank', password }),
    });
  const signInTracker = (password: string) =>
    docket.inject({
      method: 'POST',
      url: '/tracker/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `grant_type=password&username=frank&password=${password}`,
    });
  /** Calls of three APIs with the sessions of one sign-in each, as frank; their statuses. */
  const openSessions = async (): Promise<() => Promise<number[]>> => {
    const workspace = await signIn();
    const cookie = String(workspace.headers['set-cookie']).split(';')[0] ?? '';
    const token = (await signInTracker('frank-pw')).json().access_token;
    const egain = '/egain/system/ws/v12';
    const login = await docket.inject({
      method: 'POST',
      url: `${egain}/authentication/user/login?forceLogin=yes`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ userName: 'frank', password: 'frank-pw' }),
    });
    const session = { 'x-egain-session': String(login.headers['x-egain-session']) };
    const calls = [
      ['/api/v1/me', { cookie }],
      ['/tracker/api/offensetypes', { authorization: `Bearer ${token}` }],
      [`${egain}/interaction/customer/1000`, session],
    ] as const;
    return () =>
      Promise.all(
        calls.map(async ([url, headers]) => (await docket.inject({ method: 'GET', url, headers })).statusCode),
      );
  };

  it('stays so where it is put back, through what runs by the clock too', async () => {
    for (const back of [hour, day]) {
      docket.clock.advance(back);
      const call = await openSessions();
      assert.deepEqual(await call(), [200, 200, 200]);
      docket.clock.advance(-back);
      await runDue(docket.core, [docket.tenant()], new Date(docket.clock.now()));
      assert.deepEqual(await call(), [200, 200, 200]);
      assert.deepEqual(await (await openSessions())(), [200, 200, 200], 'and others may sign in beside');
    }
  });

  it('has a session no longer where it went forward beyond its end, and signs in again at once', async () => {
    const call = await openSessions();
    docket.clock.advance(day);
    assert.deepEqual(await call(), [401, 401, 401]);
    assert.deepEqual(await (await openSessions())(), [200, 200, 200]);
  });

  it('is not locked by wrong passwords of a time to come, and is by those of now, for a minute at most', async () => {
    const tryWrong = async (): Promise<void> => {
      for (let i = 0; i < 10; i += 1) await signIn('wrong');
    };
    docket.clock.stop();
    docket.clock.advance(hour);
    await tryWrong();
    assert.equal((await signIn()).statusCode, 429);
    docket.clock.advance(-hour);
    assert.equal((await signIn()).statusCode, 200);

    docket.clock.advance(hour);
    await tryWrong();
    docket.clock.advance(-hour);
    await tryWrong();
    const locked = await signIn();
    assert.equal(locked.statusCode, 429, 'wrong passwords count anew');
    docket.clock.advance(-minute / 2);
    const still = await signIn();
    assert.equal(still.statusCode, 429);
    for (const { headers } of [locked, still]) {
      assert.ok(Number(headers['retry-after']) <= 60, String(headers['retry-after']));
    }
    docket.clock.advance(minute / 2 + minute + second);
    assert.equal((await signIn()).statusCode, 200);
  });

  it('by a signature is judged by the clock that the server has at that moment', async () => {
    const send = createClient(docket);
    const statusAt = async (ms: number): Promise<number> => {
      const headers = { date: new Date(docket.clock.now() + ms).toUTCString() };
      return (await send('GET', '/worldcheck/v2/groups', { headers })).statusCode;
    };
    const real = Date.now();
    for (const at of [real, real - hour, real + day, real]) {
      docket.clock.reset();
      docket.clock.stop(Math.floor(at / second) * second);
      const statuses = await Promise.all([-61, -60, 0, 60, 61].map((seconds) => statusAt(seconds * second)));
      assert.deepEqual(statuses, [401, 200, 200, 200, 401]);
    }
  });
});

describe('an idempotency key under a clock that jumps', () => {
  const keyed = async (key: string, subject: string) => {
    const answer = await native('POST', '/cases', { subject, unit: 'service' }, { 'idempotency-key': key });
    return { status: answer.statusCode, number: answer.json().number as number | undefined };
  };

  it('gives its first answer where it is put back, however far, and never that of another request', async () => {
    for (const ahead of [hour, day]) {
      const key = `ahead-${ahead}`;
      docket.clock.advance(ahead);
      const first = await keyed(key, 'S');
      docket.clock.advance(-ahead);
      await runDue(docket.core, [docket.tenant()], new Date(docket.clock.now()));
      assert.deepEqual(await keyed(key, 'S'), first);
      assert.equal((await keyed(key, 'T')).status, 422);
    }
  });

  it('is free where it went forward beyond its day, and belongs to the new request from then on', async () => {
    const first = await keyed('beyond', 'S');
    docket.clock.advance(day + minute);
    const other = await keyed('beyond', 'T');
    assert.equal(other.status, 201);
    assert.notEqual(other.number, first.number);
    docket.clock.advance(-day - minute);
    assert.deepEqual(await keyed('beyond', 'T'), other);
    assert.equal((await keyed('beyond', 'S')).status, 422);
  });
});

describe('what runs by the clock, when that jumps', () => {
  afterEach(() => mock.timers.reset());

  it('does each thing once, however often it goes forward and back', async () => {
    const at = (ms: number): string => new Date(docket.clock.now() + ms).toISOString();
    const make = async (dueAt: string): Promise<number> =>
      (await native('POST', '/cases', { subject: 'S', unit: 'service', dueAt })).json().number;
    const breaches = async (): Promise<number> => {
      const results = await runDue(docket.core, [docket.tenant()], new Date(docket.clock.now()));
      return results.find(({ timer }) => timer === 'targets breached')?.done ?? -1;
    };
    docket.clock.advance(4 * day);
    await breaches(); // those that other tests left
    docket.clock.advance(-4 * day);
    const near = await Promise.all(Array.from({ length: 30 }, () => make(at(hour))));
    const far = await make(at(3 * day));
    docket.clock.advance(day);
    assert.equal(await breaches(), near.length);
    for (const jump of [0, -day, -hour, day, hour]) {
      docket.clock.advance(jump);
      assert.equal(await breaches(), 0, `after a jump of ${jump} ms`);
    }
    for (const number of [...near, far]) {
      const count = (await historyOf(number)).filter(({ kind }) => kind === 'target.breached').length;
      assert.equal(count, number === far ? 0 : 1);
    }
    docket.clock.advance(3 * day);
    assert.equal(await breaches(), 1);
    await verify();
  });

  it('is run once a turn, of a timer that does not look at the clock', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    const seen: number[] = [];
    let now = Date.now();
    const failures: unknown[] = [];
    const work = async (at: Date): Promise<void> => void seen.push(at.getTime());
    const ticking = tick(
      work,
      () => now,
      (error) => failures.push(error),
    );
    const expected: number[] = [];
    for (const jump of jumps) {
      now += jump;
      expected.push(now);
      mock.timers.tick(30 * second);
      await new Promise(setImmediate); // the run is over by then
    }
    assert.deepEqual(seen, expected);
    assert.deepEqual(failures, []);
    await ticking.stop();
  });
});
