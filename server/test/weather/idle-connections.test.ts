/** Connections that say nothing, and clients that are slow, cost the server little and nobody else anything (operations). */
import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import type { Answer } from '../acceptance/support/http.ts';
import { openServer, type Server } from '../acceptance/support/server.ts';
import { type Connection, countPossible, openConnection, openConnections } from './support/connections.ts';
import { checkNothingLeft, type Figures, readFigures } from './support/figures.ts';
import { openTraffic, type Traffic } from './support/traffic.ts';

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

const isDone = ({ status }: Answer): boolean => status < 300;

/** Every program has so many more answers of work that was done. */
const reachDone = async (traffic: Traffic, each: number): Promise<void> => {
  for (let i = 0; i < each; i += 1) await traffic.reach(isDone);
};

/** What was not done, or not answered, of all that was sent. */
const refused = (traffic: Traffic): string[] =>
  traffic.sent
    .filter(({ answer }) => answer === undefined || !isDone(answer))
    .map(({ reference, answer }) => `${reference}: ${answer?.status} ${answer?.text}`);

const head = (line: string): string => `${line} HTTP/1.1\r\nHost: docket\r\nAuthorization: Bearer docket-api-token\r\n`;

/** Clients of two kinds: a header that trickles and never ends, and a body that stops half-way. */
const openSlow = async (t: TestContext, server: Server) => {
  const heads = await openConnections(250, () => openConnection(server));
  const bodies = await openConnections(250, () => openConnection(server));
  for (const { socket } of heads) socket.write(`${head('GET /api/v1/me')}X-Slow: `);
  const trickle = setInterval(() => {
    for (const { socket, endedAt } of heads) if (socket.writable && endedAt() === undefined) socket.write('x');
  }, 500);
  t.after(() => clearInterval(trickle));
  for (const [index, { socket }] of bodies.entries()) {
    const path = index % 2 === 0 ? 'cases' : 'files';
    socket.write(`${head(`POST /api/v1/${path}`)}Content-Type: application/json\r\nContent-Length: 20000\r\n\r\n`);
    socket.write(`{"subject":"${'x'.repeat(10_000)}`);
  }
  t.after(() => {
    for (const { socket } of [...heads, ...bodies]) socket.destroy();
  });
  return { heads, bodies };
};

const me = `${head('GET /api/v1/me')}\r\n`;
const alive = `${head('GET /healthz')}\r\n`;

interface Idle {
  readonly connection: Connection;
  readonly answeredAt: number;
}

const openIdle = async (t: TestContext, server: Server, count: number): Promise<Idle[]> => {
  const idle = await openConnections(count, async () => {
    const connection = await openConnection(server);
    assert.equal(await connection.ask(me), 200, connection.received());
    return { connection, answeredAt: performance.now() };
  });
  t.after(() => {
    for (const { connection } of idle) connection.socket.destroy();
  });
  return idle;
};

/** Milliseconds that an idle connection is kept at least: usual load balancers let go of theirs after so long. */
const kept = 60_000;

const checkKept = (idle: readonly Idle[]): void => {
  for (const { connection, answeredAt } of idle) {
    const lasted = (connection.endedAt() ?? Number.POSITIVE_INFINITY) - answeredAt;
    assert.ok(lasted >= kept, `an idle connection was ended after ${Math.round(lasted)} ms`);
  }
};

const wanted = 10_000;

/** Bytes of memory that an idle connection may cost, and that the work beside them may take. */
const perConnection = 20 * 1024;
const workingRoom = 100 * 1024 * 1024;

const beIdle = async (t: TestContext, server: Server, traffic: Traffic, before: Figures): Promise<void> => {
  const count = countPossible(wanted);
  if (count < wanted) t.diagnostic(`only ${count} connections: a process may open no more files here`);
  const idle = await openIdle(t, server, count);
  const first = traffic.sent.length;
  await reachDone(traffic, 10);

  const { memory, connections } = await readFigures(server);
  const grown = memory - before.memory;
  t.diagnostic(
    `${traffic.sent.length - first} requests of others beside ${connections} connections; ${megabytes(memory)}, of which ${megabytes(grown)} for them`,
  );
  assert.ok(grown < count * perConnection + workingRoom, `${megabytes(grown)} for ${count} connections`);

  checkKept(idle);
  const open = idle.filter(({ connection }) => connection.endedAt() === undefined);
  const again = await Promise.all(open.map(({ connection }) => connection.ask(alive)));
  assert.deepEqual([...new Set(again)], [200], 'each is still of use');
};

test('slow clients and idle connections', { timeout: 600_000 }, async (t) => {
  // As many systems start a process; it takes what the hard limit allows by itself.
  const server = await openServer(undefined, { prepare: 'ulimit -Sn 1024' });
  t.after(() => server.close());
  // The code that work takes is loaded before anything is counted.
  const traffic = await openTraffic(t, server.url);
  await reachDone(traffic, 5);
  const before = await readFigures(server);
  const { heads, bodies } = await openSlow(t, server);

  await t.test('five hundred slow clients hinder nobody', async () => {
    await reachDone(traffic, 5);
    const answers = bodies.map(({ received }) => received()).filter((text) => text !== '');
    assert.deepEqual(answers, [], 'that was done while they were slow');
  });

  await t.test('ten thousand idle connections take little memory, hinder nobody, and none is lost', (part) =>
    beIdle(part, server, traffic, before),
  );

  await t.test('nobody else was refused anything', async () => {
    await traffic.stop();
    assert.deepEqual(refused(traffic), []);
    await traffic.checkAll();
  });

  await t.test('a header that does not come to its end is answered 408', async () => {
    await Promise.all(heads.map(({ ended }) => ended));
    for (const { received } of heads) assert.match(received(), /^HTTP\/1.1 408 Request Timeout\r\n/);
  });

  await t.test('what is gone leaves nothing open', async () => {
    // A body has longer than a test (http/listener.test.ts): these clients give up by themselves.
    for (const { socket } of bodies) socket.destroy();
    await checkNothingLeft(server, before);
  });
});
