/** The database goes and comes back, or hangs and goes on, under a server at work (docs/operations.md, "Rough weather"). */
import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { qflow } from '../acceptance/support/clients.ts';
import { type Answer, send } from '../acceptance/support/http.ts';
import { clearDirectory, isAlive, runDocket, type Server, startServer } from '../acceptance/support/server.ts';
import { makeTestDirectory } from '../support/test-directory.ts';
import { openEvents } from './support/events.ts';
import { type OwnPostgres, openPostgres } from './support/postgres.ts';
import { openTraffic, type Sent, type Traffic } from './support/traffic.ts';

const gap = 10_000;

/** Milliseconds that no answer takes, also of a database that hangs; with room for a busy machine. */
const limit = 30_000;

const openServerOn = async (t: TestContext, postgres: OwnPostgres) => {
  const dataDir = await makeTestDirectory();
  const settings = { DATABASE_URL: postgres.url };
  const server = await startServer(dataDir, undefined, { settings });
  t.after(() => clearDirectory(dataDir, [server]));
  return { server, verify: () => runDocket(['verify'], dataDir, undefined, settings) };
};

const isDone = ({ status }: Answer): boolean => status < 300;
const isAway = ({ status }: Answer): boolean => status === 503;

const statusOf = async (server: Server, path: string): Promise<number> => (await send(`${server.url}${path}`)).status;

/** Every answer is one of work done, or says in its API's form to come again, and none was long in coming. */
const checkAnswers = (sent: readonly Sent[]): void => {
  for (const { program, answer, ms, reference } of sent) {
    assert.ok(answer !== undefined, `${reference} was not answered`);
    assert.ok(ms < limit, `${reference} took ${ms} ms`);
    if (isDone(answer)) continue;
    assert.equal(answer.status, 503, `${reference}: ${answer.status} ${answer.text}`);
    assert.match(String(answer.headers['retry-after']), /^[1-9][0-9]*$/, reference);
    program.checkAway(answer);
  }
};

const countBy = (traffic: Traffic): string => {
  const count = (isWanted: (answer: Answer) => boolean) =>
    traffic.sent.filter(({ answer }) => answer !== undefined && isWanted(answer)).length;
  const longest = Math.max(...traffic.sent.map(({ ms }) => ms));
  return `${count(isDone)} done, ${count(isAway)} sent away; the longest took ${Math.round(longest)} ms`;
};

const makeTicket = async (server: Server): Promise<void> => {
  const made = await qflow(server.url)('POST', '/Cases', { body: { ServiceId: 3 } });
  assert.equal(made.status, 200, made.text);
};

for (const [name, begin, end] of [
  ['gone', (postgres: OwnPostgres) => postgres.drop(), (postgres: OwnPostgres) => postgres.start()],
  ['hanging', async (postgres: OwnPostgres) => postgres.freeze(), async (postgres: OwnPostgres) => postgres.thaw()],
] as const) {
  test(`a database that is ${name} for ten seconds: 503 in every API, then all goes on, and nothing acknowledged is lost`, {
    timeout: 100_000,
  }, async (t) => {
    const postgres = await openPostgres(t);
    const { server, verify } = await openServerOn(t, postgres);
    const events = await openEvents(t, server.url, 'licences');
    const traffic = await openTraffic(t, server.url);
    await traffic.reach(isDone);

    await begin(postgres);
    const over = sleep(gap);
    await traffic.reach(isAway);
    assert.equal(await statusOf(server, '/readyz'), 503);
    assert.equal(await statusOf(server, '/healthz'), 200);
    await over;
    await end(postgres);

    await traffic.reach(isDone);
    assert.equal(await statusOf(server, '/readyz'), 200);
    const before = events.count();
    await makeTicket(server);
    await events.reach(before + 1);
    await traffic.stop();
    checkAnswers(traffic.sent);
    await traffic.checkAll();
    t.diagnostic(countBy(traffic));

    assert.ok(isAlive(server.process.pid ?? 0), server.said.stderr);
    const { code, stderr } = await server.end('SIGTERM');
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /a fault that nothing caught/);
    for (const line of stderr.trim().split('\n')) assert.ok(JSON.parse(line || '{"level":40}').level < 50, line);
    const verified = await verify();
    assert.match(verified.stdout, /, 0 broken\./, verified.stderr);
  });
}
