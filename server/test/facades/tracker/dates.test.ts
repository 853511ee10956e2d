/** Contract tracker D2. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDate, showDate } from '../../../src/facades/tracker/dates.ts';

const now = Date.parse('2031-06-15T10:20:30.456Z');
const read = (text: string, zone = 'America/New_York'): string | undefined => parseDate(text, zone, now)?.toISOString();

describe('dates', () => {
  it('are read with a zone as the instant that they name', () => {
    assert.equal(read('2031-04-09T17:25:00Z'), '2031-04-09T17:25:00.000Z');
    assert.equal(read('2031-04-09T17:25Z'), '2031-04-09T17:25:00.000Z');
    assert.equal(read('2031-04-09T17:25:00.2Z'), '2031-04-09T17:25:00.200Z');
    assert.equal(read('2031-04-09T17:25:00.2509999Z'), '2031-04-09T17:25:00.250Z');
    assert.equal(read('2031-04-09T17:25:00+02:00'), '2031-04-09T15:25:00.000Z');
    assert.equal(read('2031-04-09 17:25:00-0530'), '2031-04-09T22:55:00.000Z');
    assert.equal(read('2031-04-09 17:25:00+02'), '2031-04-09T15:25:00.000Z');
    assert.equal(read('2031-04-09T17:25:00.1234567-05:30'), '2031-04-09T22:55:00.123Z');
  });

  it('are read without a zone in the tenant’s, in each documented form', () => {
    for (const text of [
      '2031-04-09 13:25:00.000',
      '2031-04-09T13:25:00',
      '2031-04-09 13:25',
      '2031-04-09 1:25 PM',
      '2031-04-09 1:25pm',
      '4/9/2031 1:25:00 PM',
      '04/09/2031 13:25',
    ]) {
      assert.equal(read(text), '2031-04-09T17:25:00.000Z', text);
    }
    assert.equal(read('2031-04-09 12:00 AM'), '2031-04-09T04:00:00.000Z');
    assert.equal(read('2031-04-09 12:00 PM'), '2031-04-09T16:00:00.000Z');
  });

  it('alone have the present time of day in the tenant’s zone', () => {
    assert.equal(read('2031-04-09'), '2031-04-09T10:20:30.456Z');
    assert.equal(read('4/9/2031'), '2031-04-09T10:20:30.456Z');
    assert.equal(read('2031-01-09'), '2031-01-09T11:20:30.456Z');
  });

  it('move forward by the gap where a clock change skips them, and are the first where they come twice', () => {
    assert.equal(read('2031-03-09 02:30'), '2031-03-09T07:30:00.000Z');
    assert.equal(read('2031-11-02 01:30'), '2031-11-02T05:30:00.000Z');
    assert.equal(read('2031-03-30 01:30', 'Europe/London'), '2031-03-30T01:30:00.000Z');
    assert.equal(read('2031-10-26 01:30', 'Europe/London'), '2031-10-26T00:30:00.000Z');
    assert.equal(read('2031-10-05 02:15', 'Australia/Lord_Howe'), '2031-10-04T15:45:00.000Z');
  });

  it('are refused where they are none', () => {
    for (const text of [
      'soon',
      ' 2031-04-09',
      '2031-04-09 ',
      '2031-02-29',
      '2031-04-31',
      '2031-00-01',
      '13/1/2031',
      '2031-4-9',
      '31-04-09',
      '2031-04-09T24:00:00Z',
      '2031-04-09T23:60:00Z',
      '2031-04-09T23:00:60Z',
      '2031-04-09T23:00:00.12345678Z',
      '2031-04-09T23:00:00+15:00',
      '2031-04-09T23:00:00+15',
      '2031-04-09T23:00:00+1',
      '2031-04-09T23:00:00+01:60',
      '2031-04-09 13:25 PM',
      '2031-04-09 0:25 PM',
      '2031-04-09 1:25 PMZ',
      '4/9/2031 13:25Z',
      '2031-04-09T',
      '1752-12-31T00:00:00Z',
      '1753-01-01T00:00:00+01:00',
      '10000-01-01',
      '9999-12-31T23:59:59-01:00',
      '2031-04-09\n',
    ]) {
      assert.equal(read(text), undefined, JSON.stringify(text));
    }
    assert.equal(read('1753-01-01T00:00:00Z'), '1753-01-01T00:00:00.000Z');
    assert.equal(read('9999-12-31T23:59:59.999Z'), '9999-12-31T23:59:59.999Z');
    assert.equal(read('2032-02-29T00:00:00Z'), '2032-02-29T00:00:00.000Z');
  });

  it('are shown in UTC, whole seconds without a fraction', () => {
    assert.equal(showDate(new Date('2031-04-09T17:25:00Z')), '2031-04-09T17:25:00Z');
    assert.equal(showDate(new Date('2031-04-09T17:25:00.25Z')), '2031-04-09T17:25:00.250Z');
  });
});
