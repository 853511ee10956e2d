/** Targets with pauses, over random calendars and zones, against a count of minute after minute (contract goss §6.6, §9). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { openHolidays } from '../../../src/domain/case-types/holidays.ts';
import { reckonTarget } from '../../../src/domain/case-types/reckon-target.ts';
import { openZones } from '../../../src/domain/case-types/zones.ts';
import { pauseTarget, placeTarget, resumeTarget, type Target, unwatched } from '../../../src/domain/targets/target.ts';
import { dateOf, dayMs, minuteMs, wallClock, weekdayOf } from '../case-types/support/slow-clock.ts';
import { englishHolidays } from '../case-types/support/slow-holidays.ts';

const zones = ['Europe/London', 'America/New_York', 'America/Santiago', 'Africa/Cairo', 'Australia/Lord_Howe', 'UTC'];
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const zoneOf = openZones();
const english = openHolidays('GB-ENG');

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** One to three spans of a day, in order, by minutes from its midnight. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => {
    const edges = quarters.sort((left, right) => left - right).map((quarter) => quarter * 15);
    return Array.from(
      { length: Math.floor(edges.length / 2) },
      (_, i) => [edges[2 * i] ?? 0, edges[2 * i + 1] ?? 0] as const,
    );
  })
  .filter((all) => all.reduce((sum, [from, to]) => sum + to - from, 0) >= 240);

const calendars = fc.record({
  zone: fc.constantFrom(...zones),
  days: fc.subarray(week, { minLength: 3 }),
  spans,
  hasHolidays: fc.boolean(),
});

/** A pause begins so many minutes after the last thing, lasts so long, and may be paused again within. */
const pauses = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 600 }), lasts: fc.integer({ min: 1, max: 3000 }), again: fc.boolean() }),
  { maxLength: 4 },
);

it('a target is what a count of minutes says, and every pause puts it off by the minutes that it lasted', () => {
  const minutes = fc
    .integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2033, 0, 1) })
    .map((at) => at - (at % minuteMs));
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 20 }), calendars, pauses, (at, hours, working, stops) => {
      const calendar = {
        ...{ key: 'c', days: working.days, holidays: null, timezone: working.zone },
        hours: working.spans.map(([from, to]) => ({ from: clockText(from), to: clockText(to) })),
        holidaysOf: working.hasHolidays ? english : openHolidays(null),
      };
      const tenant = { timezone: 'UTC', zoneOf, calendars: new Map([['c', calendar]]) };
      const rule = { days: null, hours, calendar: 'c', reminderHours: null };
      let counted = 0;
      let last = at;
      const due = reckonTarget(tenant, { target: rule }, new Date(at), (unit, from, to) => {
        assert.ok(unit === 'time' && from >= last && to > from);
        counted += to - from;
        last = to;
      });
      assert.equal(counted, hours * 60 * minuteMs, 'the intervals told of are all there are');
      assert.equal(last, due?.getTime());

      // Slowly: minute after minute; a minute of a pause is one more to wait, whenever it is.
      const isWorking = (now: number): boolean => {
        const local = wallClock(working.zone, now);
        const minute = Math.floor((local % dayMs) / minuteMs);
        const isHoliday = working.hasHolidays && englishHolidays(new Date(local).getUTCFullYear()).has(dateOf(local));
        return (
          working.days.includes(weekdayOf(local)) &&
          !isHoliday &&
          working.spans.some(([from, to]) => minute >= from && minute < to)
        );
      };
      let slow = at;
      for (let left = hours * 60; left > 0; slow += minuteMs) if (isWorking(slow)) left -= 1;

      let target: Target = { ...unwatched, dueAt: due };
      let now = at;
      for (const { after, lasts, again } of stops) {
        now += after * minuteMs;
        target = pauseTarget(target, new Date(now));
        if (again) target = pauseTarget(target, new Date(now + minuteMs));
        for (let minute = 0; minute < lasts; minute += 1) {
          now += minuteMs;
          slow += minuteMs;
          assert.equal(target.dueAt, null);
        }
        if (again) target = resumeTarget(target, new Date(now - minuteMs));
        assert.equal(target.dueAt, null);
        target = resumeTarget(target, new Date(now));
      }
      assert.equal(target.dueAt?.toISOString(), new Date(slow).toISOString());
      assert.deepEqual({ ...target, dueAt: null }, { ...unwatched, dueAt: null });
    }),
    { numRuns: 40 },
  );
});

it('pausing and resuming any number of times is one pause from the first to the last; a new target takes its place', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (turns) => {
      let target: Target = { ...unwatched, dueAt: new Date(1e12), dueByRule: true };
      let [now, begun, put] = [0, 0, 1e12];
      for (const pauses of turns) {
        now += 1000;
        if (!pauses && target.pauseCount === 0) continue;
        if (pauses && target.pauseCount === 0) begun = now;
        target = pauses ? pauseTarget(target, new Date(now)) : resumeTarget(target, new Date(now));
        if (target.pauseCount === 0) put += now - begun;
        assert.equal((target.dueAt ?? target.heldDueAt)?.getTime(), put);
        assert.equal(target.dueAt === null, target.pauseCount > 0);
        assert.ok(target.dueByRule);
      }
      const placed = placeTarget(target, new Date(5));
      assert.deepEqual([placed.dueAt ?? placed.heldDueAt, placed.pauseCount], [new Date(5), target.pauseCount]);
      assert.ok(!placed.dueByRule);
    }),
  );
});
