/**
 * `npm run bench:failover`: strikes the primary of a Patroni cluster while programs write through every face, and tells
 * how long no write was acknowledged, and whether all that was acknowledged is in the new primary. Ends with 1 where not.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { makeDataDir, type Server, startServer } from '../src/docket.ts';
import { tenantFileText } from '../src/load-cases/tenant.ts';
import { describeSite } from '../src/site.ts';
import { type Cluster, type Node, startCluster } from './cluster.ts';
import { judge, longestPause, type Stored } from './judge.ts';
import { type Blow, blows, type Options, readOptions } from './options.ts';
import { startWriting, type Writing } from './writers.ts';

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort(new Error('Interrupted.')));
process.on('SIGTERM', () => interrupted.abort(new Error('Ended.')));

const say = (line: string): void => console.log(line);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: interrupted.signal });

const readStored = async (url: string): Promise<Stored[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // The owner of the tables is past row-level security.
    return (await client.query<Stored>('select number, reference, subject from docket.cases')).rows;
  } finally {
    await client.end();
  }
};

/** `docket verify` against one node alone. */
const verify = async (url: string, environment: Readonly<Record<string, string>>): Promise<string> => {
  const env = { ...process.env, ...environment, DATABASE_URL: url };
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'verify'], { env, maxBuffer: 1 << 24 });
  return stdout.trim();
};

const tellRefusals = ({ writes, refusals, examples }: Writing): void => {
  const repeated = writes.filter(({ tries, acknowledgedAt }) => tries > 1 && acknowledgedAt !== undefined).length;
  const told = [...refusals].map(([kind, count]) => `${kind} ×${count}`).join(', ');
  say(`  refused meanwhile: ${told || 'none'}; answered when sent again with its Idempotency-Key: ${repeated}`);
  for (const [kind, body] of examples) if (!/ 503$| no answer$/.test(kind)) say(`    ${kind}: ${body}`);
};

/** Writes go on: one through every face that was asked for after `since`. */
const writesGoOn = async ({ writes }: Writing, since: number): Promise<void> => {
  const faces = new Set(writes.map(({ face }) => face));
  for (;;) {
    const heard = new Set(writes.flatMap((one) => ((one.acknowledgedAt ?? 0) > since ? [one.face] : [])));
    if (heard.size === faces.size) return;
    if (performance.now() - since > 240_000) throw new Error('Writes did not go on within four minutes.');
    await pause(100);
  }
};

interface Run {
  readonly cluster: Cluster;
  readonly servers: readonly Server[];
  readonly options: Options;
  readonly environment: Readonly<Record<string, string>>;
}

/** Whether all is well with what the writers were told, at that node. */
const check = async ({ cluster, environment }: Run, node: Node, writing: Writing): Promise<boolean> => {
  const url = cluster.urlOf([node]);
  const { acknowledged, lost, twice, unanswered } = judge(writing.writes, await readStored(url));
  say(
    `  acknowledged: ${acknowledged}; lost: ${lost.length}; twice: ${twice.length}; there without an answer: ${unanswered}`,
  );
  for (const { face, mark, number, reference } of lost)
    say(`    LOST ${face} ${mark} ${number ?? ''} ${reference ?? ''}`);
  for (const mark of twice) say(`    TWICE ${mark}`);
  say(`  docket verify: ${await verify(url, environment)}`);
  return lost.length === 0 && twice.length === 0;
};

/** Whether every node has the very cases of the primary. */
const compareNodes = async ({ cluster }: Run): Promise<boolean> => {
  await cluster.following();
  const found = new Map<string, string>();
  for (const node of cluster.nodes) {
    const stored = (await readStored(cluster.urlOf([node]))).map(({ number, reference }) => `${number} ${reference}`);
    found.set(node.name, stored.sort().join('\n'));
  }
  return new Set(found.values()).size === 1;
};

const strikeOnce = async (run: Run, blow: Blow): Promise<boolean> => {
  const { cluster, servers, options } = run;
  const primary = await cluster.leader();
  say(`\n${blow}: ${primary.name} is the primary; ${blows[blow]}`);
  const sites = [];
  for (const server of servers)
    sites.push(await describeSite(server, { numbers: { from: 0, to: 0 }, cases: [], open: [] }));
  const writing = startWriting(sites, options.writers);
  try {
    await pause(options.seconds * 1000);
    const struckAt = performance.now();
    await cluster.strike(primary, blow);
    const leading = cluster.leader(primary).then((node) => ({ node, after: performance.now() - struckAt }));
    const { node, after } = await leading;
    await writesGoOn(writing, struckAt + after);
    await pause(options.seconds * 1000);
    await writing.stop();
    say(`  ${node.name} leads with a synchronous standby after ${seconds(after)}`);
    say(`  no write was acknowledged for ${seconds(longestPause(writing.writes, struckAt))}`);
    tellRefusals(writing);
    const isWhole = await check(run, node, writing);
    const returning = performance.now();
    await cluster.recover(primary, blow);
    const isSame = await compareNodes(run);
    say(
      `  ${primary.name} follows ${seconds(performance.now() - returning)} after it is back; ` +
        `the nodes ${isSame ? 'have the same cases' : 'DIFFER'}`,
    );
    return isWhole && isSame;
  } finally {
    await writing.stop();
  }
};

const stopServers = async (servers: readonly Server[]): Promise<void> => {
  for (const { stop, dataDir } of servers) {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

const startServers = async (env: Record<string, string>, count: number): Promise<Server[]> => {
  const started: Server[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const dataDir = await makeDataDir();
      const file = join(dataDir, 'tenant.yaml');
      await writeFile(file, tenantFileText());
      started.push(await startServer({ dataDir, serveArguments: ['--apply', file], env }));
    }
    return started;
  } catch (error) {
    await stopServers(started);
    throw error;
  }
};

const main = async (): Promise<boolean> => {
  const options = readOptions(process.argv.slice(2));
  say(
    `${options.nodes} nodes, ttl ${options.ttl} s, loop_wait ${options.loopWait} s, retry_timeout ${options.retryTimeout} s`,
  );
  const cluster = await startCluster(options, interrupted.signal);
  if (options.keep) say(`Logs and data: ${cluster.directory}`);
  try {
    const url = `${cluster.urlOf(cluster.nodes)}?target_session_attrs=read-write&connect_timeout=2`;
    const environment = {
      DATABASE_URL: url,
      DOCKET_SECRET_KEY: randomBytes(32).toString('base64'),
      DOCKET_LOG_LEVEL: 'fatal',
    };
    const servers = await startServers(environment, options.servers);
    try {
      let isWell = true;
      for (const blow of options.blows)
        isWell = (await strikeOnce({ cluster, servers, options, environment }, blow)) && isWell;
      say(isWell ? '\nNothing acknowledged was lost.' : '\nSOMETHING WAS LOST.');
      return isWell;
    } finally {
      await stopServers(servers);
    }
  } finally {
    await cluster.end();
  }
};

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const told = interrupted.signal.aborted ? interrupted.signal.reason : error;
  console.error(told instanceof Error ? told.message : String(told));
  process.exitCode = 1;
}
