/** The page of what was measured, from small runs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Result } from '../src/measure-call.ts';
import { judgeGoals } from '../src/page/goals.ts';
import { writePage } from '../src/page/write-page.ts';
import type { Report } from '../src/report.ts';

const measured = (perSecond: number, p95 = 1) => ({ perSecond, p50: 0.5, p95, p99: 2, max: 3 });

const result = (call: string, kind: Result['kind'], connections: number, perSecond: number, p95?: number): Result => ({
  call,
  kind,
  connections,
  http: measured(perSecond, p95),
  database: measured(5000),
  ratio: perSecond / 5000,
  cpuPerRequest: 90,
  residentMb: 150,
  statements: 2,
  stolen: 0.02,
});

const run = (cases: number, more: Partial<Report> = {}): Report => ({
  date: '2026-05-04T10:00:00.000Z',
  docket: '0.1.0',
  machine: { cores: 2, model: 'Some CPU', system: 'linux', memoryMb: 8000, node: 'v24', fsyncsPerSecond: 2000 },
  database: 'PostgreSQL 18',
  client: 'pgbench',
  cases,
  seconds: 1,
  rounds: 1,
  tries: 3,
  stolen: 0.07,
  startMs: 1500,
  yardstick: [{ connections: 32, http: measured(15_000), stolen: 0 }],
  results: [
    result('api POST /cases', 'create', 1, 500),
    result('api POST /cases', 'create', 32, 4000),
    result('goss createCase', 'create', 32, 3000),
    result('api GET /cases/{number}', 'read', 32, 12_000),
    result('api GET /cases', 'list', 1, 100, 12),
    result('api GET /cases?q', 'search', 1, 20, 75),
  ],
  queue: [
    {
      callers: 64,
      alone: measured(900),
      enqueue: measured(800),
      callNext: measured(700),
      callAlone: measured(1100),
      residentMb: 160,
      stolen: 0.01,
    },
  ],
  skipped: ['egain GET /case: passed over'],
  ...more,
});

const verdicts = (...reports: Report[]): (boolean | undefined)[] =>
  judgeGoals(reports).map(({ measured: found, isReached }) => (found === undefined ? undefined : isReached));

describe('the page of measurements', () => {
  it('judges each number that is to be reached, and says by how much', () => {
    const goals = judgeGoals([run(10_000)]);
    assert.deepEqual(
      goals.map(({ measured: found, by }) => [found, by]),
      [
        ['0.60 (goss createCase, 32 connections)', '20 % above'],
        ['12000 a second (32 connections; a bare Node server 15000)', '20 % above'],
        [undefined, ''],
        ['75 ms (api GET /cases?q; 1 of 2 are under 50 ms)', '50 % above'],
        ['1100 a second (and 700 while 800 a second join)', '10 % above'],
        ['160 MB', '47 % below'],
        ['1.50 s', '50 % below'],
      ],
    );
    assert.deepEqual(verdicts(run(10_000)), [true, true, undefined, false, true, true, true]);
  });

  it('compares creates of a full store with those of a small one, where both were measured', () => {
    const slower = run(1_000_000).results.map((one) =>
      one.call === 'goss createCase' ? { ...one, http: measured(2100) } : one,
    );
    const [, , growth] = judgeGoals([run(10_000), run(1_000_000, { results: slower })]);
    assert.equal(growth?.measured, '0.70 (goss createCase)');
    assert.equal(growth?.isReached, false);
    assert.equal(verdicts(run(10_000), run(1_000_000))[2], true);
    assert.equal(verdicts(run(10_000), run(100_000))[2], undefined);
  });

  it('takes what was not measured for neither reached nor missed', () => {
    const nothing = run(10_000, { results: [], queue: [], startMs: null });
    assert.deepEqual(new Set(verdicts(nothing)), new Set([undefined]));
    assert.match(writePage([nothing]), /not measured/);
  });

  it('names machine, versions, date and size, and has a row for each figure, the smallest store first', () => {
    const page = writePage([run(1_000_000), run(10_000)]);
    assert.match(page, /Measured 2026-05-04 with Docket 0\.1\.0, Node v24, PostgreSQL 18/);
    assert.match(page, /2 cores \(Some CPU\)/);
    assert.match(page, /The host gave 7 % of the processors' time to others/);
    assert.ok(page.indexOf('## 10,000 cases') < page.indexOf('## 1,000,000 cases'));
    assert.equal(page.match(/^\| `goss createCase` \| 32 \| 3,000 \|/gm)?.length, 2);
    assert.match(page, /\*\*not reached\*\*/);
    assert.match(page, /^\* \*\*list, filter, search/m, 'what limits it');
    assert.doesNotMatch(page, /^\* \*\*read one case/m);
    assert.match(page, /\* egain GET \/case: passed over/);
  });

  it('refuses to be written of nothing', () => assert.throws(() => writePage([]), /no run was given/));
});
