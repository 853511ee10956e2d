/** One of two servers ends under load, and clients go on with the other (docs/operations.md, "The database"; DESIGN S3.3, S3.4). */
import { strict as assert } from 'node:assert';
import { type TestContext, test } from 'node:test';
import { clearDirectory, runDocket, type Server, startServer } from '../acceptance/support/server.ts';
import { freshDatabase } from '../support/database.ts';
import { testSecretKey } from '../support/prepare-template.ts';
import { makeTestDirectory } from '../support/test-directory.ts';
import { withClient } from '../support/test-server.ts';
import { type Balanced, openBalanced, wasRefused } from './support/balanced.ts';

const openNodes = async (t: TestContext) => {
  const database = await freshDatabase();
  const dataDir = await makeTestDirectory();
  const settings = { DATABASE_URL: database.url, DOCKET_SECRET_KEY: testSecretKey };
  const servers: Server[] = [];
  t.after(async () => {
    await clearDirectory(dataDir, servers);
    await database.drop();
  });
  /** At the address of one that has ended, or anywhere. */
  const start = async (at?: Server): Promise<Server> => {
    const port = at === undefined ? {} : { DOCKET_PORT: new URL(at.url).port };
    const server = await startServer(dataDir, [], { settings: { ...settings, ...port } });
    servers.push(server);
    return server;
  };
  /** Subjects that more than one case has. */
  const findTwice = async (): Promise<string[]> => {
    const { connection } = database;
    const sql = `select subject from docket.cases where subject ~ '^(api|qflow)-' group by subject having count(*) > 1`;
    const ask = () => withClient(connection, connection.database, (client) => client.query<{ subject: string }>(sql));
    return (await ask()).rows.map(({ subject }) => subject);
  };
  const verify = async (): Promise<void> => {
    const { code, stdout, stderr } = await runDocket(['verify'], dataDir, undefined, settings);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /, 0 broken\./);
  };
  return { start, findTwice, verify };
};

/** Under load: ends one, waits until the other has gone on, brings the first back, and sees that it takes part again. */
const endOne = async (t: TestContext, signal: NodeJS.Signals): Promise<{ balanced: Balanced; ended: Server }> => {
  const { start, findTwice, verify } = await openNodes(t);
  const [staying, ended] = await Promise.all([start(), start()]);
  const balanced = await openBalanced([staying.url, ended.url]);
  await Promise.all([balanced.reach(staying.url, 30), balanced.reach(ended.url, 30)]);

  const { code, stderr } = await ended.end(signal);
  assert.equal(code, signal === 'SIGKILL' ? null : 0, stderr);
  await balanced.reach(staying.url, 50);
  const back = await start(ended);
  assert.equal(back.url, ended.url);
  await balanced.reach(back.url, 30);

  await balanced.stop();
  await balanced.checkAll(staying.url);
  assert.deepEqual(await findTwice(), []);
  await verify();
  for (const { said } of [staying, ended, back]) assert.doesNotMatch(said.stderr, /"level":[56]0/);
  t.diagnostic(
    `${balanced.acknowledged.length} done; ${balanced.lost.filter((one) => !wasRefused(one)).length} lost, of ${balanced.lost.length} tries that failed`,
  );
  return { balanced, ended };
};

test('kill -9 of one of two servers: nothing acknowledged is lost, nothing is made twice, and every client goes on', {
  timeout: 100_000,
}, async (t) => {
  const { balanced, ended } = await endOne(t, 'SIGKILL');
  assert.ok(balanced.lost.length > 0);
  for (const { server } of balanced.lost) assert.equal(server, ended.url);
});

test('SIGTERM of one of two servers: no request that was sent on an open connection goes without an answer', {
  timeout: 100_000,
}, async (t) => {
  const { balanced } = await endOne(t, 'SIGTERM');
  assert.deepEqual(
    balanced.lost.filter((one) => !wasRefused(one)),
    [],
  );
});
