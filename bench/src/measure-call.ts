/** One call, measured: the database alone and HTTP in turn, so that a machine that drifts drifts for both. */
import { randomUUID } from 'node:crypto';
import { askChild } from './ask-child.ts';
import { authority, type Call, type CaseKeys, type Kind, type Site } from './calls/call.ts';
import { runPgbench } from './database/pgbench.ts';
import type { Phase } from './database/phase.ts';
import type { Recorder } from './database/record.ts';
import { areAlike, makeScript, type Run, type Statement } from './database/script.ts';
import { textOf } from './database/text-of.ts';
import type { Server } from './docket.ts';
import type { Order } from './load/generate.ts';
import type { Measured } from './load/measured.ts';
import { subjectsOf } from './load/request-bytes.ts';
import type { Options } from './options.ts';
import { quietest } from './quietest.ts';

export interface Bench {
  readonly options: Options;
  readonly server: Server;
  readonly recorder: Recorder;
  readonly hasUuid7: boolean;
  readonly usesPgbench: boolean;
  readonly signal: AbortSignal;
}

export interface Result {
  readonly call: string;
  readonly kind: Kind;
  readonly connections: number;
  readonly http: Measured;
  readonly database: Measured;
  /** HTTP's rate by the database's. */
  readonly ratio: number;
  /** Microseconds of the server process for one request. */
  readonly cpuPerRequest: number;
  /** MB of the server process at the end of the load. */
  readonly residentMb: number;
  readonly statements: number;
  /** While HTTP was measured: the share of the processors' time that went to other guests; null: the system does not tell. */
  readonly stolen: number | null;
}

/** More clients than this the embedded database does not take beside the server's own. */
const mostClients = 64;

type Script = readonly Statement[];

/** The statements of one answer; throws where it is not the one that is expected. */
const record = async (call: Call, site: Site, recorder: Recorder, subject: string): Promise<Run> => {
  const host = authority(site);
  const first = call.before && (await recorder.record(call.before(site, subject), host));
  const { status, body, statements } = await recorder.record(call.request(site, subject, first?.body ?? ''), host);
  if (status !== call.expect || !body.includes(call.proof ?? '')) {
    throw new Error(`${call.name} was answered ${status}: ${body.slice(0, 500)}`);
  }
  return [...(first?.statements ?? []), ...statements];
};

/** Cases differ (in whom a change is told, say): after so many, two will have led to the same statements. */
const mostTries = 10;

/** From the first two requests that led to the same statements. */
const scriptOfTwo = async (subjects: readonly string[], runOf: (subject: string) => Promise<Run>): Promise<Script> => {
  const runs: { readonly subject: string; readonly run: Run }[] = [];
  for (const subject of subjects) {
    const run = await runOf(subject);
    const like = runs.find((earlier) => areAlike(earlier.run, run));
    if (like !== undefined) return makeScript([like.run, run], [like.subject, subject]);
    runs.push({ subject, run });
  }
  throw new Error(`No two of ${subjects.length} requests of the same kind led to the same statements.`);
};

/** The scripts of a call, and by what key their subjects are cases: one for all cases, or one for each word. */
const recordScripts = async (
  call: Call,
  site: Site,
  recorder: Recorder,
): Promise<{ readonly scripts: readonly Script[]; readonly key: keyof CaseKeys | undefined }> => {
  const subjects = subjectsOf(call, site);
  const { key = 'number' } = call;
  const runOf = (subject: string) => record(call, site, recorder, subject);
  const all = subjects.length > 0 ? subjects : Array.from({ length: 3 }, () => randomUUID());
  const [warmUp = '', first = '', ...others] = all;
  await runOf(warmUp); // what a first request alone asks (its token, say) is no part of it
  if (call.kind === 'list' || call.kind === 'search') {
    // What is asked a second time may be answered another way: by then the statistics, or what is kept, are other ones.
    const scripts: Script[] = [];
    for (const subject of call.subject === 'word' ? all : [first]) {
      const run = await runOf(subject);
      scripts.push(makeScript([run, run], ['', '']));
    }
    return { scripts, key: undefined };
  }
  const script = await scriptOfTwo([first, ...others].slice(0, mostTries), runOf);
  return { scripts: [script], key: subjects.length > 0 ? key : undefined };
};

const asTexts = (statements: Script): Script =>
  statements.map((one) => ({
    ...one,
    sources: one.sources.map((source) =>
      source.from === 'constant' ? { ...source, value: textOf(source.value) ?? null } : source,
    ),
  }));

const runDatabase = (scripts: readonly Script[], phase: Phase, usesPgbench: boolean): Promise<Measured> => {
  if (usesPgbench) return runPgbench(scripts, phase);
  const { signal, ...order } = phase;
  return askChild('./database/drive.ts', { ...order, scripts: scripts.map(asTexts) }, signal);
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

const medians = (runs: readonly Measured[]): Measured => ({
  perSecond: median(runs.map((run) => run.perSecond)),
  p50: median(runs.map((run) => run.p50)),
  p95: median(runs.map((run) => run.p95)),
  p99: median(runs.map((run) => run.p99)),
  max: Math.max(...runs.map((run) => run.max)),
});

/** From here on more connections only wait for one another, and in the end for the server's patience. */
const tooSlowMs = 500;

/** With each number of connections, as long as the call is quick enough. */
export const measureCall = async (bench: Bench, call: Call, site: Site): Promise<Result[]> => {
  const { recorder } = bench;
  const { scripts, key } = await recordScripts(call, site, recorder);
  const results: Result[] = [];
  for (const connections of bench.options.connections) {
    const phase: Phase = {
      connection: recorder.connection,
      tenantId: recorder.tenantId,
      connections: Math.min(connections, mostClients),
      seconds: bench.options.seconds,
      key,
      numbers: site.numbers,
      subjects: key === undefined ? [] : subjectsOf(call, site),
      hasUuid7: bench.hasUuid7,
      signal: bench.signal,
    };
    const result = await measureWith(bench, call, site, connections, scripts, phase, results.length === 0);
    results.push(result);
    if (result.http.p50 > tooSlowMs) break;
  }
  return results;
};

const measureWith = async (
  { options, server, signal, usesPgbench }: Bench,
  call: Call,
  site: Site,
  connections: number,
  scripts: readonly Script[],
  phase: Phase,
  isFirst: boolean,
): Promise<Result> => {
  const { seconds, rounds, tries } = options;
  const order = (warmUp: number): Order => ({ call: call.name, site, connections, warmUp, seconds });
  const database: Measured[] = [];
  const http: Measured[] = [];
  const cpu: number[] = [];
  const disturbed: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    database.push((await quietest(tries, () => runDatabase(scripts, phase, usesPgbench))).found);
    const warmUp = isFirst && round === 0 ? 1.5 : 0.5; // the first ones of a call are those that the runtime compiles
    const { found, stolen } = await quietest(tries, async () => {
      const cpuBefore = server.cpuMs();
      const measured = await askChild('./load/generate.ts', order(warmUp), signal);
      // The warm-up is taken to have run at the same rate.
      const cpuMicros = ((server.cpuMs() - cpuBefore) * 1000) / (measured.perSecond * (seconds + warmUp));
      return { measured, cpuMicros };
    });
    http.push(found.measured);
    cpu.push(found.cpuMicros);
    if (stolen !== null) disturbed.push(stolen);
  }
  const [ofHttp, ofDatabase] = [medians(http), medians(database)];
  return {
    call: call.name,
    kind: call.kind,
    connections,
    http: ofHttp,
    database: ofDatabase,
    ratio: ofHttp.perSecond / ofDatabase.perSecond,
    cpuPerRequest: median(cpu),
    residentMb: server.residentMb(),
    statements: scripts[0]?.length ?? 0,
    stolen: disturbed.length === 0 ? null : median(disturbed),
  };
};
