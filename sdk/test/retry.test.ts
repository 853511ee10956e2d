import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { collect, ProblemError } from '../src/main.ts';
import { readRetryAfter, usualRetries, waitAfter } from '../src/retry.ts';
import { type ListeningDocket, listen } from './support.ts';

const quick = { firstWaitMs: 1 };

/** A line that fails as told for each call in turn, and then works. */
const badLine = (faults: readonly ('before' | 'after' | Response)[]) => {
  const sent: { method: string; key: string | null }[] = [];
  const line: typeof fetch = async (input, init) => {
    const fault = faults[sent.length];
    const headers = new Headers(init?.headers);
    sent.push({ method: init?.method ?? 'GET', key: headers.get('idempotency-key') });
    if (fault instanceof Response) return fault;
    if (fault === 'before') throw new TypeError('the line was cut before the server had the request');
    const response = await fetch(input, init);
    if (fault !== 'after') return response;
    await response.body?.cancel();
    throw new TypeError('the line was cut before the answer came');
  };
  return { sent, line };
};

const away = (retryAfter: string): Response =>
  Response.json(
    { status: 503, title: 'Service Unavailable', code: 'store/away' },
    {
      status: 503,
      headers: { 'retry-after': retryAfter },
    },
  );

describe('trying again', () => {
  let server: ListeningDocket;
  before(async () => {
    server = await listen();
  });
  after(() => server.close());

  it('makes one case, though the first answer was lost', async () => {
    const { sent, line } = badLine(['before', 'after']);
    const docket = server.client({ fetch: line, retry: quick });
    const made = await docket.cases.create({ subject: 'Once only', tags: ['once'] });
    assert.equal(sent.length, 3);
    assert.ok(sent[0]?.key);
    assert.deepEqual(new Set(sent.map(({ key }) => key)).size, 1);
    const found = await collect(server.client().cases.list({ tag: ['once'] }));
    assert.deepEqual(
      found.map(({ number }) => number),
      [made.number],
    );
  });

  it('gives each call a key of its own, or the one it is given', async () => {
    const { sent, line } = badLine([]);
    const docket = server.client({ fetch: line });
    await docket.cases.create({ subject: 'A' });
    await docket.cases.create({ subject: 'A' });
    await docket.cases.create({ subject: 'B' }, { idempotencyKey: 'mine' });
    assert.equal(new Set(sent.map(({ key }) => key)).size, 3);
    assert.equal(sent[2]?.key, 'mine');
  });

  it('closes once: the second try is answered as the first', async () => {
    const made = await server.client().cases.create({ subject: 'To close' });
    const docket = server.client({ fetch: badLine(['after']).line, retry: quick });
    assert.equal((await docket.cases.close(made)).statusCategory, 'closed');
  });

  it('waits for a server that says 503, as long as it asks', async () => {
    const { sent, line } = badLine([away('0'), away('0')]);
    const docket = server.client({ fetch: line, retry: quick });
    await docket.cases.page();
    assert.equal(sent.length, 3);
  });

  it('gives up in the end, with what the server said', async () => {
    const { sent, line } = badLine(Array.from({ length: 9 }, () => away('0')));
    const docket = server.client({ fetch: line, retry: { ...quick, attempts: 3 } });
    await assert.rejects(docket.cases.page(), (error) => error instanceof ProblemError && error.code === 'store/away');
    assert.equal(sent.length, 3);
  });

  it('gives up at once when it is asked to wait for too long', async () => {
    const { sent, line } = badLine([away('3600')]);
    const docket = server.client({ fetch: line });
    await assert.rejects(
      docket.cases.page(),
      (error) => error instanceof ProblemError && error.retryAfterMs === 3_600_000,
    );
    assert.equal(sent.length, 1);
  });

  it('does not repeat a change that has no key, nor a sign-in', async () => {
    const made = await server.client().cases.create({ subject: 'Patched' });
    const patch = badLine(['before']);
    await assert.rejects(server.client({ fetch: patch.line }).cases.patch(made, { subject: 'X' }), TypeError);
    const signIn = badLine(['before']);
    const docket = server.client({ fetch: signIn.line });
    await assert.rejects(docket.session.signIn({ login: 'mary', password: 'mary-pw' }), TypeError);
    assert.deepEqual([patch.sent.length, signIn.sent.length], [1, 1]);
  });

  it('stops when the caller says so', async () => {
    const stop = new AbortController();
    const line: typeof fetch = async () => {
      stop.abort();
      throw new TypeError('the line was cut');
    };
    const docket = server.client({ fetch: line, retry: { firstWaitMs: 60_000, longestWaitMs: 60_000 } });
    await assert.rejects(docket.cases.page({}, { signal: stop.signal }), { name: 'AbortError' });
  });

  it('tells an answer of a proxy, which is no problem document, by its status', async () => {
    const { line } = badLine([new Response('<h1>Bad gateway</h1>', { status: 502 })]);
    await assert.rejects(
      server.client({ fetch: line }).cases.page(),
      (error) => error instanceof ProblemError && error.code === 'http/502',
    );
  });

  it('reads Retry-After in seconds and as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    assert.equal(readRetryAfter('2', now), 2000);
    assert.equal(readRetryAfter('Thu, 01 Jan 2026 00:00:05 GMT', now), 5000);
    assert.equal(readRetryAfter('Thu, 01 Jan 2020 00:00:05 GMT', now), 0);
    assert.equal(readRetryAfter('soon', now), undefined);
    assert.equal(readRetryAfter(null, now), undefined);
  });

  it('waits longer each time, never longer than the longest', () => {
    const waits = [1, 2, 3].map((done) => waitAfter(usualRetries, done, undefined, () => 1));
    assert.deepEqual(waits, [200, 400, 800]);
    assert.equal(
      waitAfter({ ...usualRetries, attempts: 99 }, 50, undefined, () => 1),
      10_000,
    );
    assert.equal(
      waitAfter(usualRetries, 4, 0, () => 1),
      undefined,
    );
  });
});
