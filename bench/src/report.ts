/** The figures as a table for a terminal. */
import type { Measured } from './load/measured.ts';
import type { Machine } from './machine.ts';
import type { Result } from './measure-call.ts';
import type { QueueResult } from './measure-queue.ts';
import type { YardstickResult } from './measure-yardstick.ts';

export interface Report {
  readonly machine: Machine;
  readonly database: string;
  /** `pgbench`, or `pg`. */
  readonly client: string;
  /** When the run began, ISO. */
  readonly date: string;
  readonly docket: string;
  /** In the store before anything was measured. */
  readonly cases: number;
  readonly seconds: number;
  readonly rounds: number;
  /** How often a disturbed phase was measured. */
  readonly tries: number;
  /** The share of the processors' time that went to other guests of the host in all of it; null: the system does not tell. */
  readonly stolen: number | null;
  /** On an empty directory; null: not measured. */
  readonly startMs: number | null;
  /** A bare Node server, for the read of one case. */
  readonly yardstick: readonly YardstickResult[];
  readonly results: readonly Result[];
  /** One queue, enqueuers and callers at once. */
  readonly queue: readonly QueueResult[];
  /** Calls that were passed over, each with the reason. */
  readonly skipped: readonly string[];
}

const timeHeads = ['rate/s', 'p50 ms', 'p95', 'p99', 'max'];

const heads = ['call', 'conns', ...timeHeads, 'database/s', 'p50', 'p99', 'ratio', 'cpu µs', 'RSS MB', 'taken %'];

/** A share in percent, without the sign. */
export const showTaken = (stolen: number | null): string => (stolen === null ? '' : (stolen * 100).toFixed(0));

const timeCells = ({ perSecond, p50, p95, p99, max }: Measured): string[] => [
  perSecond.toFixed(0),
  p50.toFixed(2),
  p95.toFixed(2),
  p99.toFixed(2),
  max.toFixed(0),
];

const cells = ({ call, connections, http, database, ratio, cpuPerRequest, residentMb, stolen }: Result): string[] => [
  call,
  `${connections}`,
  ...timeCells(http),
  database.perSecond.toFixed(0),
  database.p50.toFixed(2),
  database.p99.toFixed(2),
  ratio.toFixed(2),
  cpuPerRequest.toFixed(0),
  residentMb.toFixed(0),
  showTaken(stolen),
];

const yardstickHeads = ['a bare Node server', 'conns', ...timeHeads, 'taken %'];

const yardstickCells = ({ connections, http, stolen }: YardstickResult): string[] => [
  'answers the bytes of one case',
  `${connections}`,
  ...timeCells(http),
  showTaken(stolen),
];

const queueHeads = [
  'one queue: callers',
  'enqueue alone/s',
  'enqueue/s',
  'call next/s',
  'together/s',
  'p95 ms',
  'p95',
  'call next alone/s',
  'p95',
  'RSS MB',
  'taken %',
];

const queueCells = ({ callers, alone, enqueue, callNext, callAlone, residentMb, stolen }: QueueResult): string[] => [
  `${callers} and ${callers}`,
  alone.perSecond.toFixed(0),
  enqueue.perSecond.toFixed(0),
  callNext.perSecond.toFixed(0),
  (enqueue.perSecond + callNext.perSecond).toFixed(0),
  enqueue.p95.toFixed(2),
  callNext.p95.toFixed(2),
  callAlone.perSecond.toFixed(0),
  callAlone.p95.toFixed(2),
  residentMb.toFixed(0),
  showTaken(stolen),
];

const align = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
};

const describeStolen = (stolen: number | null): string[] =>
  stolen === null ? [] : [`${(stolen * 100).toFixed(0)} % of the processors' time went to other guests of the host`];

const describeStart = (startMs: number | null): string[] =>
  startMs === null ? [] : [`start to first answer, fresh directory: ${(startMs / 1000).toFixed(2)} s`];

export const formatReport = ({
  machine,
  database,
  client,
  cases,
  stolen,
  startMs,
  yardstick,
  results,
  queue,
  skipped,
}: Report): string =>
  [
    `${machine.cores} cores, ${machine.model}; Node ${machine.node}; ${machine.fsyncsPerSecond} fsyncs/s`,
    `${database}; the database alone by ${client}, the same statements, beside it in the same run`,
    `${cases} cases in the store`,
    ...describeStolen(stolen),
    ...describeStart(startMs),
    '',
    ...(yardstick.length > 0 ? [...align([yardstickHeads, ...yardstick.map(yardstickCells)]), ''] : []),
    ...(results.length > 0 ? align([heads, ...results.map(cells)]) : []),
    ...(queue.length > 0 ? ['', ...align([queueHeads, ...queue.map(queueCells)])] : []),
    ...skipped,
  ].join('\n');
