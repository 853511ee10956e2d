import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BodyError } from '../../src/http/body-error.ts';
import { parseForm } from '../../src/http/forms.ts';
import { PairError } from '../../src/http/pairs.ts';
import { parseQuery } from '../../src/http/query.ts';

describe('a query', () => {
  it('is its pairs in order, repeated names and empty values too', () => {
    assert.deepEqual(parseQuery('/x?a=1&b=&a=2&c&&=d'), [
      ['a', '1'],
      ['b', ''],
      ['a', '2'],
      ['c', ''],
      ['', 'd'],
    ]);
    assert.deepEqual(parseQuery('/x'), []);
    assert.deepEqual(parseQuery('/x?'), []);
  });

  it('is decoded as form data', () => {
    assert.deepEqual(parseQuery('/x?%24attribute=1%2C2&q=a+b%2B%26%3D&u=%C3%A4=?'), [
      ['$attribute', '1,2'],
      ['q', 'a b+&='],
      ['u', 'ä=?'],
    ]);
  });

  it('may hold UTF-8 that was not escaped', () => {
    assert.deepEqual(parseQuery(Buffer.from('/x?q=ä').toString('latin1')), [['q', 'ä']]);
  });

  it('that cannot be decoded names the parameter', () => {
    for (const value of ['%zz', '%', '%f', '%ff', '%ED%A0%80', '%C3']) {
      assert.throws(
        () => parseQuery(`/x?a=1&b=${value}`),
        (error) => error instanceof PairError && error.member === 'b',
      );
    }
    assert.throws(
      () => parseQuery('/x?%ff=1'),
      (error) => error instanceof PairError && error.member === undefined,
    );
    assert.throws(() => parseQuery('/x?a=\u00e4'), PairError);
  });
});

describe('a form', () => {
  const fails = (body: Buffer, reason: string): void => {
    assert.throws(
      () => parseForm(body),
      (error) => error instanceof BodyError && error.reason === reason,
    );
  };

  it('is its fields in order', () => {
    assert.deepEqual(parseForm(Buffer.from('grant_type=password&p=a+%2B%20ä')), [
      ['grant_type', 'password'],
      ['p', 'a + ä'],
    ]);
    assert.deepEqual(parseForm(undefined), []);
  });

  it('must be UTF-8, escaped or not', () => {
    fails(Buffer.from([0x61, 0x3d, 0xff]), 'encoding');
    fails(Buffer.from('a=%ff'), 'syntax');
    fails(Buffer.from('a=%g0'), 'syntax');
  });
});
