/** The page of what was measured, in Markdown: what was reached, then every figure. */
import type { Measured } from '../load/measured.ts';
import type { Result } from '../measure-call.ts';
import type { QueueResult } from '../measure-queue.ts';
import type { YardstickResult } from '../measure-yardstick.ts';
import { type Report, showTaken } from '../report.ts';
import { type Goal, judgeGoals } from './goals.ts';
import { limits } from './limits.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The first column to the left, figures to the right. */
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(heads),
  row(heads.map((_, index) => (index === 0 ? '---' : '---:'))),
  ...rows.map(row),
];

const count = (value: number): string => Math.round(value).toLocaleString('en');

const goalCells = ({ what, atLeast, measured, isReached, by }: Goal): string[] => [
  what,
  atLeast,
  measured ?? '–',
  measured === undefined ? 'not measured' : isReached ? 'reached' : '**not reached**',
  by,
];

const timeCells = ({ perSecond, p50, p95, p99 }: Measured): string[] => [
  count(perSecond),
  p50.toFixed(2),
  p95.toFixed(2),
  p99.toFixed(2),
];

const callCells = ({
  call,
  connections,
  http,
  database,
  ratio,
  cpuPerRequest,
  residentMb,
  stolen,
}: Result): string[] => [
  `\`${call}\``,
  `${connections}`,
  ...timeCells(http),
  count(database.perSecond),
  ratio.toFixed(2),
  count(cpuPerRequest),
  count(residentMb),
  showTaken(stolen),
];

const yardstickCells = ({ connections, http, stolen }: YardstickResult): string[] => [
  'the bytes of one case',
  `${connections}`,
  ...timeCells(http),
  showTaken(stolen),
];

const queueCells = ({ callers, alone, enqueue, callNext, callAlone, stolen }: QueueResult): string[] => [
  `${callers} and ${callers}`,
  count(alone.perSecond),
  count(enqueue.perSecond),
  count(callNext.perSecond),
  enqueue.p95.toFixed(2),
  callNext.p95.toFixed(2),
  count(callAlone.perSecond),
  callAlone.p95.toFixed(2),
  showTaken(stolen),
];

const describeRun = ({ date, docket, machine, database, client, seconds, rounds, tries, stolen }: Report): string[] => [
  `Measured ${date.slice(0, 10)} with Docket ${docket}, Node ${machine.node}, ${database}; the database alone by \`${client}\`.`,
  `Machine: ${machine.cores} cores (${machine.model}), ${count(machine.memoryMb)} MB of memory, ${machine.system}, ` +
    `${count(machine.fsyncsPerSecond)} fsyncs a second. Everything ran on it: server, database, load generator.`,
  `Each figure is of ${seconds} s${rounds > 1 ? `, the median of ${rounds}` : ''}.` +
    (stolen === null
      ? ''
      : ` The host gave ${showTaken(stolen)} % of the processors' time to others in all; what it disturbed was measured up to ` +
        `${tries} times, of which the quietest counts: \`taken\` is what others got of that.`),
];

const describeSize = (report: Report): string[] => [
  `## ${count(report.cases)} cases`,
  '',
  ...describeRun(report),
  '',
  ...(report.yardstick.length === 0
    ? []
    : [
        ...table(
          ['a bare Node server answers', 'connections', 'a second', 'p50 ms', 'p95', 'p99', 'taken %'],
          report.yardstick.map(yardstickCells),
        ),
        '',
      ]),
  ...table(
    ['call', 'connections', 'a second', 'p50 ms', 'p95', 'p99', 'database alone', 'ratio', 'CPU µs', 'MB', 'taken %'],
    report.results.map(callCells),
  ),
  ...(report.queue.length === 0
    ? []
    : [
        '',
        ...table(
          [
            'one queue: callers',
            'joined, none calling',
            'joined',
            'called',
            'join p95 ms',
            'call p95 ms',
            'called, none joining',
            'p95 ms',
            'taken %',
          ],
          report.queue.map(queueCells),
        ),
      ]),
  ...(report.skipped.length === 0 ? [] : ['', ...report.skipped.map((line) => `* ${line}`)]),
];

const describeLimits = (goals: readonly Goal[]): string[] => {
  const missed = goals.filter(({ measured, isReached }) => measured !== undefined && !isReached);
  if (missed.length === 0) return [];
  return [
    'What limits what is not reached:',
    '',
    ...missed.map(({ key, what }) => `* **${what}**: ${limits[key]}`),
    '',
  ];
};

/** One report for each size of the store. Throws a sentence where there is none. */
export const writePage = (given: readonly Report[]): string => {
  const reports = [...given].sort((left, right) => left.cases - right.cases);
  const goals = judgeGoals(reports);
  const lines = [
    '# Measurements',
    '',
    'Written by `npm run bench:page`, from what `npm run bench` measured; [bench.md](bench.md) says how. Figures of another',
    'machine, or of one that did something else meanwhile, cannot be compared with these; the ratios can.',
    '',
    '## What is to be reached',
    '',
    ...table(['what', 'at least', 'measured', '', 'by'], goals.map(goalCells)),
    '',
    ...describeLimits(goals),
    ...reports.flatMap((report, index) => [...(index === 0 ? [] : ['']), ...describeSize(report)]),
  ];
  return `${lines.join('\n')}\n`;
};
