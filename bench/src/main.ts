/** `npm run bench`: starts Docket on an empty directory and measures its calls beside its database (DESIGN §9). */
import { writeFile } from 'node:fs/promises';
import { apiCreate } from './calls/api-create.ts';
import { calls } from './calls/calls.ts';
import { hasPgbench } from './database/pgbench.ts';
import { openRecorder } from './database/record.ts';
import { type Server, startServer } from './docket.ts';
import { describeMachine } from './machine.ts';
import { type Bench, fillCases, measureCall, type Result } from './measure-call.ts';
import { measureQueue } from './measure-queue.ts';
import { type Options, readOptions } from './options.ts';
import { formatReport } from './report.ts';
import { describeSite } from './site.ts';

const interrupted = new AbortController();

/** At Ctrl-C children are ended, then the server is stopped as at any other end. */
process.on('SIGINT', () => interrupted.abort(new Error('Interrupted.')));
process.on('SIGTERM', () => interrupted.abort(new Error('Ended.')));

const measureAll = async (bench: Bench): Promise<{ results: Result[]; skipped: string[] }> => {
  const { recorder, options, server } = bench;
  let site = await describeSite(server);
  const results: Result[] = [];
  const skipped: string[] = [];
  for (const call of calls) {
    if (!call.name.includes(options.only)) continue;
    if (!recorder.faces.includes(call.face)) {
      skipped.push(`${call.name}: passed over, there is no face ${call.face}`);
      continue;
    }
    if (call.subject === 'number' && site.numbers.to === 0) {
      site = { ...site, numbers: await fillCases(bench, apiCreate, site) };
    }
    console.error(`${call.name} …`);
    for (const connections of options.connections) results.push(await measureCall(bench, call, site, connections));
  }
  return { results, skipped };
};

const measure = async (server: Server, options: Options): Promise<void> => {
  const machine = describeMachine(server.dataDir);
  const recorder = await openRecorder(server.dataDir);
  try {
    const found = await recorder.ask({ text: "select current_setting('server_version') as version", values: [] });
    const version = String(found?.['version']);
    const usesPgbench = await hasPgbench();
    const hasUuid7 = Number.parseInt(version, 10) >= 18;
    const bench: Bench = { options, server, recorder, hasUuid7, usesPgbench, signal: interrupted.signal };
    const { results, skipped } = await measureAll(bench);
    const isQueueWanted = 'queue'.includes(options.only) && recorder.faces.includes('qflow');
    if (isQueueWanted) console.error('queue …');
    const queue = isQueueWanted ? await measureQueue(bench, await describeSite(server)) : [];
    const report = {
      machine,
      database: `PostgreSQL ${version}`,
      client: usesPgbench ? 'pgbench' : 'pg',
      startMs: server.startMs,
      results,
      queue,
      skipped,
    };
    console.log(formatReport(report));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await recorder.close();
  }
};

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  const profiling = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const server = await startServer(profiling);
  try {
    interrupted.signal.throwIfAborted();
    await measure(server, options);
  } finally {
    await server.stop();
  }
};

try {
  await main();
} catch (error) {
  const told = interrupted.signal.aborted ? interrupted.signal.reason : error;
  console.error(told instanceof Error ? told.message : String(told));
  process.exitCode = 1;
}
