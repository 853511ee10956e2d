/** Targets against a slow calculation of them that shares nothing with the fast one (contract goss §9). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openHolidays } from '../../../src/domain/case-types/holidays.ts';
import { reckonTarget } from '../../../src/domain/case-types/reckon-target.ts';
import { openZones } from '../../../src/domain/case-types/zones.ts';
import type { WorkingCalendar } from '../../../src/domain/tenants/tenant.ts';
import { dateOf, dayMs, hourMs, instantsOf, minuteMs, wallClock, weekdayOf } from './support/slow-clock.ts';
import { englishHolidays } from './support/slow-holidays.ts';

/** Changes of the clock at midnight, at one, by half an hour, in either half of the world, and none at all. */
const zones = [
  ...['Europe/London', 'America/New_York', 'America/Havana', 'America/Santiago', 'America/Asuncion', 'Africa/Cairo'],
  ...['Asia/Beirut', 'Australia/Lord_Howe', 'Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'UTC'],
];

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const zoneOf = openZones();
const english = openHolidays('GB-ENG');

interface Working {
  readonly days: readonly string[];
  readonly hours: WorkingCalendar['hours'];
  readonly hasHolidays: boolean;
}

const reckon = (zone: string, at: number, target: { days?: number; hours?: number }, working?: Working) => {
  const calendar = working && {
    ...{ key: 'c', days: working.days, hours: working.hours, holidays: null, timezone: null },
    holidaysOf: working.hasHolidays ? english : openHolidays(null),
  };
  const tenant = { timezone: zone, zoneOf, calendars: new Map(calendar ? [['c', calendar]] : []) };
  const whole = { days: null, hours: null, reminderHours: null, calendar: working ? 'c' : null, ...target };
  return reckonTarget(tenant, { target: whole }, new Date(at))?.getTime();
};

const works = ({ days, hasHolidays }: Working, local: number): boolean =>
  days.includes(weekdayOf(local)) &&
  !(hasHolidays && englishHolidays(new Date(local).getUTCFullYear()).has(dateOf(local)));

const instants = fc.integer({ min: Date.UTC(2018, 0, 1), max: Date.UTC(2034, 0, 1) });
const someDays = fc.subarray(week, { minLength: 1 });

it('days without a calendar: the wall clock shows the same time, so many dates later', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 800 }), fc.constantFrom(...zones), (at, days, zone) => {
      const due = reckon(zone, at, { days }) ?? Number.NaN;
      assert.ok(instantsOf(zone, wallClock(zone, at) + days * dayMs).includes(due), new Date(due).toISOString());
    }),
    { numRuns: 300 },
  );
});

it('working days: the same, and the dates counted are those of the calendar', () => {
  const calendars = fc.record({ days: someDays, hours: fc.constant([]), hasHolidays: fc.boolean() });
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(...zones),
      calendars,
      (at, days, zone, working) => {
        let local = wallClock(zone, at);
        for (let left = days; left > 0; ) {
          local += dayMs;
          if (works(working, local)) left -= 1;
        }
        const due = reckon(zone, at, { days }, working) ?? Number.NaN;
        assert.ok(instantsOf(zone, local).includes(due), new Date(due).toISOString());
      },
    ),
    { numRuns: 300 },
  );
});

describe('working hours', () => {
  const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

  /** Minute after minute, as the wall clock shows them, those of the calendar counted. */
  const count = (zone: string, at: number, hours: number, working: Working): number => {
    const spans = working.hours.map(({ from, to }) => [minutesOf(from), minutesOf(to)] as const);
    let left = hours * 60;
    for (let now = at; ; now += minuteMs) {
      const local = wallClock(zone, now);
      const minute = Math.floor((local % dayMs) / minuteMs);
      if (!works(working, local) || !spans.some(([from, to]) => minute >= from && minute < to)) continue;
      left -= 1;
      if (left === 0) return now + minuteMs;
    }
  };

  const allDay = [{ from: '00:00', to: '24:00' }];
  const shifts = [
    { from: '06:30', to: '12:00' },
    { from: '12:45', to: '22:15' },
  ];
  const hours = fc.constantFrom(allDay, shifts, [{ from: '09:00', to: '17:00' }]);
  const mostDays = fc.subarray(week, { minLength: 4 });
  const minutes = instants.map((at) => at - (at % minuteMs));

  it('are the minutes that the wall clock shows within them', () => {
    const calendars = fc.record({ days: mostDays, hours, hasHolidays: fc.boolean() });
    fc.assert(
      fc.property(
        minutes,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...zones),
        calendars,
        (at, sent, zone, working) => {
          const due = reckon(zone, at, { hours: sent }, working) ?? Number.NaN;
          const slow = count(zone, at, sent, working);
          assert.equal(new Date(due).toISOString(), new Date(slow).toISOString());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are so around every change of the clock', () => {
    const working = { days: week, hours: allDay, hasHolidays: false };
    for (const zone of zones) {
      let before = 0;
      for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2024, 0, 1); day += dayMs) {
        const offset = wallClock(zone, day) - day;
        if (offset !== before && before !== 0) {
          for (const hoursBefore of [30, 20]) {
            const at = day - hoursBefore * hourMs;
            assert.equal(reckon(zone, at, { hours: 29 }, working), count(zone, at, 29, working), `${zone} ${at}`);
          }
        }
        before = offset;
      }
    }
  });
});

describe('holidays of England and Wales', () => {
  it('are those of the law and of the proclamations, on working days', () => {
    for (let year = 2015; year <= 2050; year += 1) {
      const onWorkingDays = (dates: Iterable<string>) =>
        [...dates].filter((date) => !['sat', 'sun'].includes(weekdayOf(Date.parse(date)))).sort();
      assert.deepEqual(onWorkingDays(english(year)), onWorkingDays(englishHolidays(year)), String(year));
    }
  });
});
