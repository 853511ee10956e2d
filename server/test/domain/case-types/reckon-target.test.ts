/** A case type's own target (contract goss §9; DESIGN §8, S19). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isHolidayRegion, openHolidays } from '../../../src/domain/case-types/holidays.ts';
import { reckonTarget } from '../../../src/domain/case-types/reckon-target.ts';
import { openZones } from '../../../src/domain/case-types/zones.ts';
import type { Calendar, CaseType, WorkingCalendar } from '../../../src/domain/tenants/tenant.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
const office = [{ from: '09:00', to: '17:00' }];

const calendar = (more: Partial<Calendar>): WorkingCalendar => {
  const plain = { key: 'c', days: weekdays, hours: office, holidays: null, timezone: null, ...more };
  return { ...plain, holidaysOf: openHolidays(plain.holidays) };
};

type Target = Partial<NonNullable<CaseType['target']>>;

const reckon = (at: string, target: Target | null, working?: WorkingCalendar, timezone = 'Europe/London') => {
  const tenant = { timezone, zoneOf: openZones(), calendars: new Map(working ? [['c', working]] : []) };
  const whole = target && { days: null, hours: null, reminderHours: null, calendar: working ? 'c' : null, ...target };
  return reckonTarget(tenant, { target: whole }, new Date(at))?.toISOString() ?? null;
};

describe('a target without a calendar', () => {
  it('is none where the type has none', () => assert.equal(reckon('2027-03-01T10:00:00Z', null), null));

  it('is the same local time so many days later, also over a change of the clock', () => {
    assert.equal(reckon('2027-03-20T10:00:00.123Z', { days: 10 }), '2027-03-30T09:00:00.123Z');
    assert.equal(reckon('2027-10-30T10:00:00Z', { days: 2 }), '2027-11-01T11:00:00.000Z');
  });

  it('moves a local time that the change of the clock skips on', () => {
    assert.equal(reckon('2027-03-27T01:30:00Z', { days: 1 }), '2027-03-28T01:30:00.000Z');
  });

  it('is what the calendar library says of any instant in any zone', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 400 }), zones, (at, days, zone) => {
        const expected = DateTime.fromJSDate(at, { zone }).plus({ days }).toUTC().toISO();
        assert.equal(reckon(at.toISOString(), { days }, undefined, zone), expected);
      }),
    );
  });

  it('counts hours as they pass, after the days', () => {
    assert.equal(reckon('2027-03-27T12:00:00Z', { hours: 24 }), '2027-03-28T12:00:00.000Z');
    assert.equal(reckon('2027-03-27T12:00:00Z', { days: 1, hours: 2 }), '2027-03-28T13:00:00.000Z');
  });
});

describe('a target in working days', () => {
  it('counts the days of the calendar only, and keeps the local time of day', () => {
    // A Thursday; five working days on is the next Thursday.
    assert.equal(reckon('2027-06-03T14:32:48Z', { days: 5 }, calendar({})), '2027-06-10T14:32:48.000Z');
    // The clock changes on Sunday 28 March 2027.
    assert.equal(reckon('2027-03-26T22:15:00Z', { days: 1 }, calendar({})), '2027-03-29T21:15:00.000Z');
  });

  it('begins on a day off as well', () => {
    assert.equal(reckon('2027-06-05T08:00:00Z', { days: 1 }, calendar({})), '2027-06-07T08:00:00.000Z');
    assert.equal(reckon('2027-06-05T08:00:00Z', { days: 1 }, calendar({ days: ['sat'] })), '2027-06-12T08:00:00.000Z');
  });

  it('passes over public holidays of the region, substitutes too', () => {
    // Christmas 2027 is a Saturday: Monday 27 and Tuesday 28 December stand in.
    const english = calendar({ holidays: 'GB-ENG' });
    assert.equal(reckon('2027-12-24T10:00:00Z', { days: 1 }, english), '2027-12-29T10:00:00.000Z');
    assert.equal(reckon('2027-12-24T10:00:00Z', { days: 1 }, calendar({})), '2027-12-27T10:00:00.000Z');
    assert.equal(reckon('2027-12-30T10:00:00Z', { days: 2 }, english), '2028-01-04T10:00:00.000Z');
  });

  it('reads the part of the country: Easter Monday is no holiday in Scotland', () => {
    assert.equal(
      reckon('2027-03-26T12:00:00Z', { days: 1 }, calendar({ holidays: 'GB-ENG' })),
      '2027-03-30T11:00:00.000Z',
    );
    assert.equal(
      reckon('2027-03-26T12:00:00Z', { days: 1 }, calendar({ holidays: 'GB-SCT' })),
      '2027-03-29T11:00:00.000Z',
    );
  });

  it('takes the date in the zone of the calendar, else of the tenant', () => {
    // Friday evening in UTC is Saturday morning in Tokyo.
    const at = '2027-06-04T20:00:00Z';
    assert.equal(reckon(at, { days: 1 }, calendar({}), 'Asia/Tokyo'), '2027-06-06T20:00:00.000Z');
    assert.equal(reckon(at, { days: 1 }, calendar({}), 'UTC'), '2027-06-07T20:00:00.000Z');
    assert.equal(reckon(at, { days: 1 }, calendar({ timezone: 'Asia/Tokyo' }), 'UTC'), '2027-06-06T20:00:00.000Z');
  });

  it('never ends on a day off, whatever the start', () => {
    const english = calendar({ holidays: 'GB-ENG' });
    const starts = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 60 }), (start, days) => {
        const due = reckon(start.toISOString(), { days }, english, 'UTC') ?? '';
        assert.ok(due > start.toISOString());
        assert.ok(![0, 6].includes(new Date(due).getUTCDay()));
        assert.ok(!english.holidaysOf(Number(due.slice(0, 4))).has(due.slice(0, 10)));
      }),
    );
  });
});

describe('a target in working hours', () => {
  const shifts = calendar({
    hours: [
      { from: '09:00', to: '12:30' },
      { from: '13:30', to: '17:00' },
    ],
  });

  it('counts time within the hours only, several intervals a day', () => {
    assert.equal(reckon('2027-01-04T11:30:00Z', { hours: 2 }, shifts), '2027-01-04T14:30:00.000Z');
    assert.equal(reckon('2027-01-08T16:00:00Z', { hours: 2 }, shifts), '2027-01-11T10:00:00.000Z');
    assert.equal(reckon('2027-01-04T12:45:00Z', { hours: 1 }, shifts), '2027-01-04T14:30:00.000Z');
  });

  it('ends with the hours of a day rather than with the beginning of the next', () => {
    assert.equal(reckon('2027-01-04T16:00:00Z', { hours: 1 }, shifts), '2027-01-04T17:00:00.000Z');
  });

  it('begins with the next working time', () => {
    assert.equal(reckon('2027-01-04T05:00:00Z', { hours: 1 }, shifts), '2027-01-04T10:00:00.000Z');
    assert.equal(reckon('2027-01-09T20:00:00Z', { hours: 1 }, shifts), '2027-01-11T10:00:00.000Z');
  });

  it('passes over holidays, and comes after the days', () => {
    const english = calendar({ holidays: 'GB-ENG' });
    assert.equal(reckon('2027-12-24T16:00:00Z', { hours: 2 }, english), '2027-12-29T10:00:00.000Z');
    assert.equal(reckon('2027-12-23T16:00:00Z', { days: 1, hours: 2 }, english), '2027-12-29T10:00:00.000Z');
  });

  it('without hours takes the whole day, 23 hours long where the clock goes forward', () => {
    const always = calendar({ days: [...weekdays, 'sat', 'sun'], hours: [] });
    assert.equal(reckon('2027-03-27T00:00:00Z', { hours: 48 }, always), '2027-03-29T00:00:00.000Z');
    const sundays = calendar({ days: ['sun'], hours: [] });
    assert.equal(reckon('2027-03-27T12:00:00Z', { hours: 23 }, sundays), '2027-03-28T23:00:00.000Z');
    assert.equal(reckon('2027-03-27T12:00:00Z', { hours: 24 }, sundays), '2027-04-04T00:00:00.000Z');
  });

  it('gives up where there is next to no working time', () => {
    const minute = calendar({ days: ['mon'], hours: [{ from: '09:00', to: '09:01' }] });
    assert.equal(reckon('2027-01-04T05:00:00Z', { hours: 876_000 }, minute), null);
  });
});

describe('holidays', () => {
  it('are known for countries and their parts, and for nothing else', () => {
    for (const region of ['GB', 'GB-ENG', 'DE-BY', 'JP']) assert.ok(isHolidayRegion(region), region);
    for (const region of ['XX', 'GB-XXX', 'JP-13', 'GB-constructor']) assert.ok(!isHolidayRegion(region), region);
  });

  it('of several days count each', () => {
    const dates = openHolidays('SA')(2026);
    for (const date of ['2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29']) assert.ok(dates.has(date), date);
  });

  it('that began in the year before count on', () => {
    const dates = openHolidays('SZ')(2025);
    for (const date of ['2025-01-01', '2025-01-02']) assert.ok(dates.has(date), date);
  });
});
