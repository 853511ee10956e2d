/** `docket disposition redistribute`: review dates of old stock, spread evenly. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { type Redistribution, redistributeReviews } from '../../../src/domain/disposition/redistribute-reviews.ts';
import { type ReviewSpan, spreadDates } from '../../../src/domain/disposition/spread-dates.ts';
import { dayMs, useDisposition } from './support.ts';

describe('dates that are spread', () => {
  const spread = (from: string | Date, to: string | Date, count: number, zone = 'Europe/London') =>
    spreadDates(zone, { from, to }, count).map((date) => date.toISOString());

  it('give every day, the first and the last too, as many as any other or one more', () => {
    for (const count of [1, 9, 10, 11, 25, 100]) {
      const perDay = Object.values(Object.groupBy(spread('2031-06-01', '2031-06-10', count, 'UTC'), (text) => text));
      const sizes = perDay.map((dates) => dates?.length ?? 0);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${count}: ${sizes}`);
      assert.equal(sizes.length, Math.min(count, 10));
    }
  });

  it('are midnights where the tenant is, also over a change of the clock', () => {
    assert.deepEqual(spread('2031-03-29', '2031-03-31', 3), [
      '2031-03-29T00:00:00.000Z',
      '2031-03-30T00:00:00.000Z',
      '2031-03-30T23:00:00.000Z',
    ]);
  });

  it('go from instant to instant, the last left out', () => {
    const [from, to] = [new Date('2031-01-01T00:00:00Z'), new Date('2031-01-01T04:00:00Z')];
    assert.deepEqual(
      spread(from, to, 4).map((text) => text.slice(11, 16)),
      ['00:00', '01:00', '02:00', '03:00'],
    );
    assert.equal(spread(from, '2031-01-01', 2, 'UTC')[1], '2031-01-01T12:00:00.000Z');
  });

  it('are refused where the end is before the beginning, or a day is none', () => {
    for (const [from, to] of [
      ['2031-01-02', '2031-01-01'],
      ['2031-02-29', '2031-03-01'],
      ['soon', '2031-03-01'],
      ['2031-01-01', ''],
    ] as const) {
      assert.throws(() => spread(from, to, 1), { kind: 'invalid' });
    }
  });
});

describe('redistributing', () => {
  const { docket, create, close, run, tasksOf, historyOf, now } = useDisposition();
  const system = () => ({ tenant: docket().tenant(), user: null, face: 'docket' }) as const;
  const span: ReviewSpan = { from: '2090-01-01', to: '2090-01-03' };
  const redistribute = (wanted: Partial<Redistribution>) =>
    docket().core.run(system(), (tx) => redistributeReviews(tx, system(), { span, only: 'none', ...wanted }));
  const reviewsOf = async (cases: readonly Case[]) => {
    const rows = await docket().core.view(system(), (db) =>
      db.rows<{ number: number; version: number; reviewAt: Date | null }>({
        text: 'select number, version, review_at as "reviewAt" from cases where tenant_id = $1 and number = any($2::integer[]) order by number',
        values: [docket().tenant().id, cases.map(({ number }) => number)],
      }),
    );
    return rows.map(({ version, reviewAt }) => [version, reviewAt?.toISOString().slice(0, 10) ?? null]);
  };
  const overdue = (days: number) => create({ reviewAt: new Date(now() - days * dayMs) });

  it('moves the overdue, the longest waiting first, each with an event, and closes the tasks so answered', async () => {
    const cases = [await overdue(1), await overdue(30), await overdue(10)];
    const upcoming = await create({ reviewAt: new Date(now() + 5 * dayMs) });
    const none = await create({ offenseTypeId: null });
    const closed = await overdue(5);
    await close(closed.number);
    await run(now());
    assert.equal(await redistribute({ only: 'overdue' }), 3);
    assert.deepEqual(await reviewsOf(cases), [
      [2, '2090-01-03'],
      [2, '2090-01-01'],
      [2, '2090-01-02'],
    ]);
    assert.deepEqual(
      (await reviewsOf([upcoming, none, closed])).map(([version]) => version),
      [1, 1, 2],
    );
    const [first] = cases;
    const event = (await historyOf(first?.number ?? 0)).at(-1);
    const [task] = await tasksOf(first?.number);
    assert.deepEqual([event?.kind, event?.face, event?.actorId], ['edited', 'docket', null]);
    assert.deepEqual(event?.changes, [
      { field: 'reviewAt', from: first?.reviewAt?.toISOString(), to: '2090-01-03T00:00:00.000Z' },
    ]);
    assert.deepEqual(event?.data, { redistributed: true, reviewTask: task?.id });
    assert.equal(task?.state, 'completed');
    assert.equal(await run(now()), 0);
    assert.equal(await redistribute({ only: 'overdue' }), 0);
  });

  it('leaves tasks open where the new date is past too', async () => {
    const found = await overdue(1);
    await run(now());
    await redistribute({ only: 'overdue', span: { from: '2020-01-01', to: '2020-01-01' } });
    assert.deepEqual(await reviewsOf([found]), [[2, '2020-01-01']]);
    assert.deepEqual(
      (await tasksOf(found.number)).map(({ state }) => state),
      ['new'],
    );
    assert.equal(await run(now()), 0);
    await close(found.number);
  });

  it('takes cases without a date, of one type where one is named; and those to come', async () => {
    const [one, other] = [
      await create({ offenseTypeId: null, type: 'screening' }),
      await create({ offenseTypeId: null }),
    ];
    assert.equal(await redistribute({ only: 'none', type: 'screening' }), 1);
    assert.deepEqual(await reviewsOf([one, other]), [
      [2, '2090-01-01'],
      [1, null],
    ]);
    await assert.rejects(redistribute({ type: 'nonsense' }), { code: 'case-type/unknown' });
    const sooner = { from: '2080-12-05', to: '2080-12-05' };
    assert.ok((await redistribute({ only: 'upcoming', span: sooner })) >= 4);
    assert.deepEqual(await reviewsOf([one]), [[3, '2080-12-05']]);
    assert.equal(await redistribute({ only: 'upcoming', span: sooner }), 0, 'what is so already is no change');
  });
});
