/** The numbers to reach (DESIGN §9), judged by what runs of the bench measured. */
import type { Result } from '../measure-call.ts';
import type { Report } from '../report.ts';

export interface Goal {
  readonly key: 'ratio' | 'read' | 'growth' | 'search' | 'queue' | 'memory' | 'start';
  readonly what: string;
  readonly atLeast: string;
  /** In words; undefined: none of the runs measured it. */
  readonly measured: string | undefined;
  readonly isReached: boolean;
  /** How far it lies on the good or the bad side, in words. */
  readonly by: string;
}

/** Where several connections are measured, rates are judged with as many as come nearest to this, and times with one. */
const judgedConnections = 32;

const nearest = (results: readonly Result[], wanted: number): Result[] => {
  const counts = [...new Set(results.map(({ connections }) => connections))];
  const [best] = counts.sort((left, right) => Math.abs(left - wanted) - Math.abs(right - wanted));
  return results.filter(({ connections }) => connections === best);
};

const ofKind = ({ results }: Report, kinds: readonly string[], connections: number): Result[] =>
  nearest(
    results.filter(({ kind }) => kinds.includes(kind)),
    connections,
  );

const percent = (share: number): string => `${Math.abs(share * 100).toFixed(0)} %`;

const floor = (
  key: Goal['key'],
  what: string,
  least: number,
  found: number | undefined,
  unit: string,
  more = '',
): Goal => ({
  key,
  what,
  atLeast: `${least.toLocaleString('en')}${unit}`,
  measured: found === undefined ? undefined : `${found.toFixed(least < 10 ? 2 : 0)}${unit}${more}`,
  isReached: found !== undefined && found >= least,
  by: found === undefined ? '' : `${percent(found / least - 1)} ${found >= least ? 'above' : 'below'}`,
});

const ceiling = (
  key: Goal['key'],
  what: string,
  most: number,
  found: number | undefined,
  unit: string,
  more = '',
): Goal => ({
  key,
  what,
  atLeast: `under ${most.toLocaleString('en')}${unit}`,
  measured: found === undefined ? undefined : `${found.toFixed(most < 10 ? 2 : 0)}${unit}${more}`,
  isReached: found !== undefined && found < most,
  by: found === undefined ? '' : `${percent(found / most - 1)} ${found < most ? 'below' : 'above'}`,
});

const lowest = <T>(list: readonly T[], by: (one: T) => number): T | undefined =>
  list.reduce<T | undefined>((least, one) => (least === undefined || by(one) < by(least) ? one : least), undefined);

const judgeRatio = (report: Report): Goal => {
  const worst = lowest(ofKind(report, ['create'], judgedConnections), ({ ratio }) => ratio);
  const where = worst && ` (${worst.call}, ${worst.connections} connections)`;
  return floor('ratio', 'create, of the database’s own rate, the slowest facade', 0.5, worst?.ratio, '', where);
};

/** What a bare Node server answered to as many. */
const besideBare = ({ yardstick }: Report, wanted: number): string => {
  const bare = yardstick.find(({ connections }) => connections === wanted);
  return bare === undefined ? '' : `; a bare Node server ${bare.http.perSecond.toFixed(0)}`;
};

const judgeRead = (report: Report): Goal => {
  const reads = report.results.filter(({ kind, call }) => kind === 'read' && call === 'api GET /cases/{number}');
  const best = lowest(reads, ({ http }) => -http.perSecond);
  return floor(
    'read',
    'read one case',
    10_000,
    best?.http.perSecond,
    ' a second',
    best && ` (${best.connections} connections${besideBare(report, best.connections)})`,
  );
};

/** Against the smaller store; the worst of the creates. */
const judgeGrowth = (reports: readonly Report[]): Goal => {
  const [small, large] = [lowest(reports, ({ cases }) => cases), lowest(reports, ({ cases }) => -cases)];
  const what = 'creates with 1,000,000 cases against creates with 10,000';
  const isMeasured = small !== undefined && large !== undefined && large.cases > 50 * small.cases;
  if (!isMeasured) return floor('growth', what, 0.8, undefined, '');
  const before = ofKind(small, ['create'], judgedConnections);
  const shares = ofKind(large, ['create'], judgedConnections).flatMap(({ call, http }) => {
    const found = before.find((one) => one.call === call);
    return found === undefined ? [] : [{ call, share: http.perSecond / found.http.perSecond }];
  });
  const worst = lowest(shares, ({ share }) => share);
  return floor('growth', what, 0.8, worst?.share, '', worst && ` (${worst.call})`);
};

const judgeSearch = (report: Report): Goal => {
  const lists = ofKind(report, ['list', 'search'], 1);
  const worst = lowest(lists, ({ http }) => -http.p95);
  const what = `list, filter, search over ${report.cases.toLocaleString('en')} cases: p95 of the slowest`;
  const under = lists.filter(({ http }) => http.p95 < 50).length;
  const where = worst && ` (${worst.call}; ${under} of ${lists.length} are under 50 ms)`;
  return ceiling('search', what, 50, worst?.http.p95, ' ms', where);
};

const judgeQueue = (report: Report): Goal => {
  const row = report.queue.find(({ callers }) => callers === 64);
  const both =
    row && ` (and ${row.callNext.perSecond.toFixed(0)} while ${row.enqueue.perSecond.toFixed(0)} a second join)`;
  return floor('queue', 'call next, 64 callers on one queue', 1000, row?.callAlone.perSecond, ' a second', both);
};

const judgeMemory = (reports: readonly Report[]): Goal => {
  const found = reports.flatMap(({ results, queue }) => [...results, ...queue].map(({ residentMb }) => residentMb));
  const most = found.length === 0 ? undefined : Math.max(...found);
  return ceiling('memory', 'memory of the Node process, the most that was seen', 300, most, ' MB');
};

const judgeStart = (reports: readonly Report[]): Goal => {
  const found = reports.flatMap(({ startMs }) => (startMs === null ? [] : [startMs / 1000]));
  const worst = found.length === 0 ? undefined : Math.max(...found);
  return ceiling('start', 'start to first answer, embedded, fresh directory', 3, worst, ' s');
};

/** `reports`: one a size of the store, the smallest first. Throws where there is none. */
export const judgeGoals = (reports: readonly Report[]): readonly Goal[] => {
  const [first, last] = [reports[0], reports.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There is nothing to judge: no run was given.');
  return [
    judgeRatio(last),
    judgeRead(last),
    judgeGrowth(reports),
    judgeSearch(last),
    judgeQueue(last),
    judgeMemory(reports),
    judgeStart(reports),
  ];
};
