/** One call, measured: the database alone and HTTP in turn, so that a machine that drifts drifts for both. */
import { randomUUID } from 'node:crypto';
import { askChild } from './ask-child.ts';
import { authority, type Call, type Site } from './calls/call.ts';
import { runPgbench } from './database/pgbench.ts';
import type { Phase } from './database/phase.ts';
import type { Recorder } from './database/record.ts';
import { makeScript, type Statement } from './database/script.ts';
import { textOf } from './database/text-of.ts';
import type { Server } from './docket.ts';
import type { Order } from './load/generate.ts';
import type { Measured } from './load/measured.ts';
import type { Options } from './options.ts';

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
}

const subjectsOf = ({ subject }: Call, { numbers }: Site): [string, string] =>
  subject === 'number'
    ? [`${numbers.from}`, `${numbers.from + 1}`]
    : [`first-${randomUUID()}`.slice(0, 36), `other-${randomUUID()}`.slice(0, 36)];

/** The statements of the call; throws where an answer is not the one that is expected. */
const recordScript = async (call: Call, site: Site, recorder: Recorder): Promise<Statement[]> => {
  const subjects = subjectsOf(call, site);
  const record = async (subject: string) => {
    const { status, body, statements } = await recorder.record(call.request(site, subject), authority(site));
    if (status !== call.expect || !body.includes(call.proof ?? '')) {
      throw new Error(`${call.name} was answered ${status}: ${body.slice(0, 500)}`);
    }
    return statements;
  };
  await record(subjectsOf(call, site)[1]); // what a first request alone asks (its token, say) is no part of it
  const runs = [await record(subjects[0]), await record(subjects[1])] as const;
  return makeScript(runs, subjects);
};

const asTexts = (statements: readonly Statement[]): Statement[] =>
  statements.map((one) => ({
    ...one,
    sources: one.sources.map((source) =>
      source.from === 'constant' ? { ...source, value: textOf(source.value) ?? null } : source,
    ),
  }));

const runDatabase = (statements: readonly Statement[], phase: Phase, usesPgbench: boolean): Promise<Measured> => {
  if (usesPgbench) return runPgbench(statements, phase);
  const { signal, ...order } = phase;
  return askChild('./database/drive.ts', { ...order, statements: asTexts(statements) }, signal);
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

export const measureCall = async (bench: Bench, call: Call, site: Site, connections: number): Promise<Result> => {
  const { options, server, recorder, signal } = bench;
  const { seconds, rounds } = options;
  const statements = await recordScript(call, site, recorder);
  const phase: Phase = {
    connection: recorder.connection,
    tenantId: recorder.tenantId,
    connections,
    seconds,
    subject: call.subject,
    numbers: site.numbers,
    hasUuid7: bench.hasUuid7,
    signal,
  };
  const order = (warmUp: number): Order => ({ call: call.name, site, connections, warmUp, seconds });
  const database: Measured[] = [];
  const http: Measured[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    database.push(await runDatabase(statements, phase, bench.usesPgbench));
    const warmUp = round === 0 ? 2 : 0.5;
    const cpuBefore = server.cpuMs();
    const measured = await askChild('./load/generate.ts', order(warmUp), signal);
    http.push(measured);
    // The warm-up is taken to have run at the same rate.
    cpu.push(((server.cpuMs() - cpuBefore) * 1000) / (measured.perSecond * (seconds + warmUp)));
  }
  const [ofHttp, ofDatabase] = [medians(http), medians(database)];
  return {
    call: call.name,
    connections,
    http: ofHttp,
    database: ofDatabase,
    ratio: ofHttp.perSecond / ofDatabase.perSecond,
    cpuPerRequest: median(cpu),
    residentMb: server.residentMb(),
    statements: statements.length,
  };
};

/** The numbers of the cases that the native create has made so far, which have no gaps while nobody else creates. */
export const fillCases = async (bench: Bench, call: Call, site: Site): Promise<Site['numbers']> => {
  const order: Order = { call: call.name, site, connections: 8, warmUp: 0, seconds: 2 };
  await askChild('./load/generate.ts', order, bench.signal);
  const row = await bench.recorder.ask({
    text: 'select min(number) as "from", max(number) as "to" from cases where tenant_id = $1',
    values: [bench.recorder.tenantId],
  });
  return { from: Number(row?.['from']), to: Number(row?.['to']) };
};
