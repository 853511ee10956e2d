/** `npm run bench`: measures Docket, with many cases in the store, beside its database (DESIGN §9). */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { readCall } from './calls/api.ts';
import type { Kind, Site } from './calls/call.ts';
import { calls } from './calls/calls.ts';
import { hasPgbench } from './database/pgbench.ts';
import { openRecorder, type Recorder } from './database/record.ts';
import { loadStore, makeDataDir, measureStart, type Server, startServer } from './docket.ts';
import { describeMachine, watchStolen } from './machine.ts';
import { type Bench, measureCall, type Result } from './measure-call.ts';
import { measureQueue } from './measure-queue.ts';
import { measureYardstick } from './measure-yardstick.ts';
import { type Options, readOptions } from './options.ts';
import { formatReport, type Report } from './report.ts';
import { describeSite, takeStock } from './site.ts';

const interrupted = new AbortController();

/** At Ctrl-C children are ended, then the server is stopped as at any other end. */
process.on('SIGINT', () => interrupted.abort(new Error('Interrupted.')));
process.on('SIGTERM', () => interrupted.abort(new Error('Ended.')));

/** What changes nothing comes first: a store is listed and searched as it was found, not full of what was just made. */
const changing: readonly Kind[] = ['create', 'edit'];
const inOrder = [...calls].sort(
  (left, right) => Number(changing.includes(left.kind)) - Number(changing.includes(right.kind)),
);

/** In the order of the table. */
const sorted = (results: readonly Result[]): Result[] =>
  calls.flatMap(({ name }) => results.filter(({ call }) => call === name));

const measureAll = async (bench: Bench, site: Site): Promise<Pick<Report, 'results' | 'skipped'>> => {
  const { recorder, options } = bench;
  const results: Result[] = [];
  const skipped: string[] = [];
  for (const call of inOrder) {
    if (!call.name.includes(options.only)) continue;
    if (!recorder.faces.includes(call.face)) {
      skipped.push(`${call.name}: passed over, there is no face ${call.face}`);
      continue;
    }
    console.error(`${call.name} …`);
    const measured = await measureCall(bench, call, site);
    results.push(...measured);
    const left = options.connections.slice(measured.length);
    if (left.length > 0) skipped.push(`${call.name}: passed over with ${left.join(', ')} connections, as it is slow`);
  }
  return { results: sorted(results), skipped };
};

const docketVersion = async (): Promise<string> => {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

const openBench = async (options: Options, server: Server, recorder: Recorder) => {
  const found = await recorder.ask({ text: "select current_setting('server_version') as version", values: [] });
  const version = String(found?.['version']);
  const hasUuid7 = Number.parseInt(version, 10) >= 18;
  const bench: Bench = {
    options,
    server,
    recorder,
    hasUuid7,
    usesPgbench: await hasPgbench(),
    signal: interrupted.signal,
  };
  return { bench, version };
};

const measure = async (server: Server, options: Options, startMs: number | null): Promise<Report> => {
  const date = new Date().toISOString();
  const machine = describeMachine(server.dataDir);
  const stolen = watchStolen();
  const recorder = await openRecorder(server.dataDir);
  try {
    const { bench, version } = await openBench(options, server, recorder);
    const stock = await takeStock(recorder);
    const site = await describeSite(server, stock);
    const isYardstickWanted = readCall.name.includes(options.only);
    if (isYardstickWanted) console.error('yardstick …');
    const yardstick = isYardstickWanted ? await measureYardstick(bench, site) : [];
    const { results, skipped } = await measureAll(bench, site);
    const isQueueWanted = 'queue'.includes(options.only) && recorder.faces.includes('qflow');
    if (isQueueWanted) console.error('queue …');
    const queue = isQueueWanted ? await measureQueue(bench, site) : [];
    return {
      date,
      docket: await docketVersion(),
      machine,
      database: `PostgreSQL ${version}`,
      client: bench.usesPgbench ? 'pgbench' : 'pg',
      cases: stock.count,
      seconds: options.seconds,
      rounds: options.rounds,
      tries: options.tries,
      stolen: stolen(),
      startMs,
      yardstick,
      results,
      queue,
      skipped,
    };
  } finally {
    await recorder.close();
  }
};

const run = async (options: Options, dataDir: string): Promise<void> => {
  const startMs = options.only === '' || 'start'.includes(options.only) ? await measureStart() : null;
  await loadStore(dataDir, options.cases, interrupted.signal);
  const { profile } = options;
  const nodeArguments = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const server = await startServer({ dataDir, nodeArguments });
  try {
    interrupted.signal.throwIfAborted();
    const report = await measure(server, options, startMs);
    console.log(formatReport(report));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await server.stop();
  }
};

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  const dataDir = options.data ?? (await makeDataDir());
  try {
    await run(options, dataDir);
  } finally {
    if (options.data === undefined) await rm(dataDir, { recursive: true, force: true });
  }
};

try {
  await main();
} catch (error) {
  const told = interrupted.signal.aborted ? interrupted.signal.reason : error;
  console.error(told instanceof Error ? told.message : String(told));
  process.exitCode = 1;
}
