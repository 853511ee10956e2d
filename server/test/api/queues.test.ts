/** Queues and tickets of the native API, and the live stream: contract api, "Calls". */
import assert from 'node:assert/strict';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { createApp, faces } from '../../src/app.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { openFiles } from '../../src/storage/files.ts';
import { openStore } from '../../src/storage/pool.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { type Client, clientOf, codeOf, make, mary, signIn } from './support/client.ts';

describe('queues', () => {
  let docket: Docket;
  let call: Client;
  let cookie: Record<string, string>;
  before(async () => {
    docket = await startDocket();
    call = await signIn(docket, 'kiosk', 'kiosk-pw');
    const answer = await docket.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ login: 'kiosk', password: 'kiosk-pw' }),
    });
    cookie = { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
  });
  after(() => {
    assert.deepEqual(docket.faults, []);
    return docket.close();
  });

  const join = async (queue: string, body: object = {}) => {
    const answer = await call('POST', `/queues/${queue}/tickets`, { body });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  };
  const step = async (number: number, name: string, body: object = {}) => {
    const answer = await call('POST', `/tickets/${number}/${name}`, { body });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const clear = async (queue: string): Promise<void> => {
    for (;;) {
      const answer = await call('POST', `/queues/${queue}/next`);
      if (answer.statusCode === 204) return;
      await step(answer.json().number, 'complete');
    }
  };

  it('are joined: 201 with the case, its ticket and position; the wait is null while fewer than 3 were served', async () => {
    const answer = await call('POST', '/queues/passports/tickets', {
      body: { subject: 'Lost', customer: 1000, notes: 'at the door', attributes: { visits: 2 } },
    });
    assert.equal(answer.statusCode, 201, answer.body);
    const { case: made, ticket, position, estimatedWaitSeconds } = answer.json();
    assert.deepEqual([ticket, position, estimatedWaitSeconds], ['A100', 1, null]);
    assert.deepEqual([made.subject, made.customer, made.unit, made.attributes.visits], ['Lost', 1000, 'front-desk', 2]);
    assert.deepEqual(
      [answer.headers['location'], answer.headers['etag']],
      [`/api/v1/cases/${made.number}`, `"${made.version}"`],
    );
    assert.equal((await call('GET', `/cases/${made.number}/notes`)).json().items[0].text, 'at the door');
    const second = await call('POST', '/queues/passports/tickets');
    assert.deepEqual([second.json().ticket, second.json().position], ['A101', 2]);
    const queue = (await call('GET', '/queues/passports')).json();
    assert.deepEqual([queue.waiting, queue.inService, queue.meanServiceSeconds], [2, 0, null]);
    assert.ok(queue.longestWaitSeconds >= 0);
    assert.deepEqual(
      queue.tickets.map((one: { ticket: string; case: number; position: number }) => [
        one.ticket,
        one.case,
        one.position,
      ]),
      [
        ['A100', made.number, 1],
        ['A101', second.json().case.number, 2],
      ],
    );
    const { items } = (await call('GET', '/queues')).json();
    assert.deepEqual(items[0], { ...queue, longestWaitSeconds: items[0].longestWaitSeconds });
    await clear('passports');
  });

  it('give the next case to its caller: 200 with the case in service, 204 when nobody waits', async () => {
    const { case: made } = await join('licences');
    const answer = await call('POST', '/queues/licences/next');
    const called = answer.json();
    assert.deepEqual([called.number, called.owner, called.ticket.state], [made.number, 'kiosk', 'in-service']);
    assert.equal(answer.headers['etag'], `"${called.version}"`);
    assert.equal(called.version, made.version + 1);
    const none = await call('POST', '/queues/licences/next');
    assert.deepEqual([none.statusCode, none.body], [204, '']);
    const kinds = (await call('GET', `/cases/${made.number}/history`))
      .json()
      .items.map((one: { kind: string }) => one.kind);
    assert.deepEqual(kinds, ['created', 'called']);
    await step(made.number, 'complete', { note: 'done' });
  });

  it('take a case through its steps, each 409 from a state that does not allow it', async () => {
    const { number } = (await join('licences')).case;
    const refuse = async (name: string, code = '409 ticket/wrong-state', body: object = {}) =>
      assert.equal(codeOf(await call('POST', `/tickets/${number}/${name}`, { body })), code, name);
    for (const name of ['complete', 'no-show', 'return', 'release']) await refuse(name);
    await refuse('transfer', '409 ticket/same-queue', { queue: 'licences' });
    await refuse('transfer', '400 queue/unknown', { queue: 'nowhere' });
    await refuse('transfer', '400 request/invalid');
    assert.equal((await step(number, 'hold')).ticket.state, 'on-hold');
    await refuse('hold');
    assert.equal((await step(number, 'release')).ticket.state, 'waiting');
    await call('POST', '/queues/licences/next');
    const returned = await step(number, 'return', { toEnd: true });
    assert.deepEqual([returned.ticket.state, returned.owner], ['waiting', null]);
    const moved = await step(number, 'transfer', { queue: 'passports' });
    assert.deepEqual([moved.ticket.queue, moved.ticket.ticket[0]], ['passports', 'A']);
    const cancelled = await step(number, 'cancel');
    assert.deepEqual([cancelled.statusCategory, cancelled.ticket.outcome], ['closed', 'cancelled']);
    for (const name of ['cancel', 'complete', 'hold']) await refuse(name);
    await refuse('transfer', '409 case/closed', { queue: 'licences' });
    const kinds = (await call('GET', `/cases/${number}/history`)).json().items.map((one: { kind: string }) => one.kind);
    assert.deepEqual(kinds, ['created', 'held', 'released', 'called', 'returned', 'transferred', 'cancelled']);
    const other = await make(call, { unit: 'front-desk' });
    assert.equal((await step(other.number, 'transfer', { queue: 'licences' })).ticket.queue, 'licences');
    await call('POST', '/queues/licences/next');
    assert.equal((await step(other.number, 'no-show')).ticket.outcome, 'no-show');
  });

  it('obey If-Match where it is sent, and Idempotency-Key: one ticket, one call', async () => {
    const { case: made } = await join('licences');
    assert.equal(codeOf(await call('POST', `/tickets/${made.number}/hold`, { version: 99 })), '412 case/stale');
    const held = await call('POST', `/tickets/${made.number}/hold`, { version: made.version });
    assert.equal(held.statusCode, 200);
    await step(made.number, 'release');
    const once = { headers: { 'idempotency-key': 'join-1' }, body: {} };
    const [first, again] = [
      await call('POST', '/queues/licences/tickets', once),
      await call('POST', '/queues/licences/tickets', once),
    ];
    assert.deepEqual(again.json(), first.json());
    assert.equal(again.headers['idempotent-replayed'], 'true');
    const key = { headers: { 'idempotency-key': 'next-1' } };
    const called = await call('POST', '/queues/licences/next', key);
    assert.equal((await call('POST', '/queues/licences/next', key)).json().number, called.json().number);
    assert.equal((await call('GET', '/queues/licences')).json().waiting, 1);
    await step(made.number, 'complete');
    await clear('licences');
    const empty = { headers: { 'idempotency-key': 'next-2' } };
    assert.equal((await call('POST', '/queues/licences/next', empty)).statusCode, 204);
    await join('licences');
    assert.equal((await call('POST', '/queues/licences/next', empty)).statusCode, 204);
    await clear('licences');
  });

  it('reckon the wait from measured times once three were served', async () => {
    await clear('passports');
    for (let i = 0; i < 3; i += 1) {
      const { number } = (await join('passports')).case;
      await call('POST', '/queues/passports/next');
      docket.clock.advance(60_000);
      await step(number, 'complete');
    }
    docket.clock.reset();
    const first = await join('passports');
    const second = await join('passports');
    const { meanServiceSeconds } = (await call('GET', '/queues/passports')).json();
    assert.equal(first.estimatedWaitSeconds, 0);
    assert.equal(second.estimatedWaitSeconds, Math.ceil(meanServiceSeconds));
    assert.ok(meanServiceSeconds > 1);
    await clear('passports');
  });

  it('are acted on only where the caller acts, and unknown ones are 404', async () => {
    const { case: made } = await join('licences');
    const stranger = mary(docket);
    assert.equal(codeOf(await stranger('POST', '/queues/licences/next')), '403 access/forbidden');
    assert.equal(codeOf(await stranger('POST', '/queues/licences/tickets', { body: {} })), '403 access/forbidden');
    assert.equal(codeOf(await stranger('POST', `/tickets/${made.number}/hold`)), '404 case/unknown');
    assert.deepEqual((await stranger('GET', '/queues/licences')).json().tickets, []);
    const own = (await stranger('POST', '/cases', { body: { subject: 'Own' } })).json();
    const moved = await stranger('POST', `/tickets/${own.number}/transfer`, { body: { queue: 'licences' } });
    assert.deepEqual([codeOf(moved), moved.json().permission], ['403 access/forbidden', 'case.view']);
    assert.equal((await stranger('GET', `/cases/${own.number}`)).json().version, 1);
    for (const path of ['', '/tickets', '/next', '/stream']) {
      const method = ['/tickets', '/next'].includes(path) ? 'POST' : 'GET';
      assert.equal(codeOf(await call(method, `/queues/nowhere${path}`)), '404 queue/not-found', path);
    }
    assert.equal(
      codeOf(await call('POST', '/queues/licences/tickets', { body: { customer: 5 } })),
      '400 customer/unknown',
    );
    assert.equal(codeOf(await call('POST', '/queues/licences/tickets', { body: { x: 5 } })), '400 request/invalid');
    await clear('licences');
  });

  interface Watcher {
    readonly events: { waiting: number; tickets: { case: number; position: number }[] }[];
    until(test: (event: Watcher['events'][number]) => boolean): Promise<void>;
    readonly ended: Promise<void>;
    close(): void;
  }

  const watch = async (port: number, headers: Record<string, string> = cookie): Promise<Watcher> => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpGet({ port, host: '127.0.0.1', path: '/api/v1/queues/licences/stream', headers }, resolve).on(
        'error',
        reject,
      );
    });
    assert.equal(response.statusCode, 200);
    assert.match(String(response.headers['content-type']), /^text\/event-stream/);
    const events: Watcher['events'] = [];
    const ended = Promise.withResolvers<void>();
    let text = '';
    let wake = (): void => {};
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const data = part.split('\n').find((line) => line.startsWith('data: '));
        if (data) events.push(JSON.parse(data.slice(6)));
      }
      wake();
    });
    response.on('error', () => ended.resolve());
    response.on('close', () => ended.resolve());
    const until: Watcher['until'] = async (test) => {
      while (!events.some(test)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    return { events, until, ended: ended.promise, close: () => response.destroy() };
  };

  it('are streamed live, across nodes, with one load a change however many watch; a stop ends the streams', {
    timeout: 60_000,
  }, async () => {
    const store = openStore({ connection: docket.database.connection, onError: (error) => docket.faults.push(error) });
    let loads = 0;
    const core: typeof store.core = {
      ...store.core,
      watch: (actor, topic, load, seen) =>
        store.core.watch(
          actor,
          topic,
          (db) => {
            loads += 1;
            return load(db);
          },
          seen,
        ),
    };
    const node = await createApp(
      {
        core,
        directory: docket.directory,
        configurator: { apply: () => Promise.reject(new Error('Not in this test.')) },
        files: openFiles(docket.config.dataDir),
        config: docket.config,
        log: pino({ level: 'silent' }),
        metrics: createMetrics({ process: false }),
        now: Date.now,
        checkStore: async () => {},
      },
      faces,
    );
    const { port } = await node.listen({ host: '127.0.0.1', port: 0 });
    const watchers = await Promise.all(Array.from({ length: 12 }, () => watch(port)));
    await Promise.all(watchers.map((one) => one.until(({ waiting }) => waiting === 0)));
    const before = loads;
    const { case: made } = await join('licences'); // through the other node
    await Promise.all(watchers.map((one) => one.until(({ tickets }) => tickets[0]?.case === made.number)));
    assert.ok(loads - before >= 1 && loads - before < watchers.length, `${loads - before} loads`);
    const { case: other } = await join('licences');
    await Promise.all(
      watchers.map((one) =>
        one.until(({ tickets }) => tickets[1]?.case === other.number && tickets[1]?.position === 2),
      ),
    );
    await step(made.number, 'cancel');
    await Promise.all(watchers.map((one) => one.until(({ tickets }) => tickets[0]?.case === other.number)));
    const stranger = await watch(port, { authorization: 'Bearer docket-api-token' });
    await stranger.until(() => true);
    assert.deepEqual(stranger.events[0]?.tickets, []);
    watchers[0]?.close();
    await node.close();
    await Promise.all([...watchers, stranger].map(({ ended }) => ended));
    await store.close();
    await clear('licences');
  });

  it('are not streamed to who has not signed in', async () => {
    assert.equal((await clientOf(docket, {})('GET', '/queues/licences/stream')).statusCode, 401);
  });
});
