import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { BodyErrorReason } from '../../src/http/body-error.ts';
import { BodyError } from '../../src/http/body-error.ts';
import { parseJson } from '../../src/http/json.ts';
import { findForbiddenText, hasControl, hasLoneSurrogate } from '../../src/http/text.ts';

const limits = { maxDepth: 64 };
const read = (text: string | Buffer): unknown => parseJson(Buffer.from(text as string), limits);

const fails = (body: string | Buffer | undefined, reason: BodyErrorReason, message?: RegExp): void => {
  assert.throws(
    () => parseJson(body === undefined ? undefined : Buffer.from(body as string), limits),
    (error) => error instanceof BodyError && error.reason === reason && (message?.test(error.message) ?? true),
    `${body}`,
  );
};

describe('a JSON body', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), (text) =>
        assert.deepEqual(parseJson(Buffer.from(text), { maxDepth: 1000 }), JSON.parse(text)),
      ),
    );
  });

  it('may begin with one byte order mark', () => {
    assert.deepEqual(read('\ufeff{"a":1}'), { a: 1 });
    fails('\ufeff\ufeff{}', 'syntax');
  });

  it('is empty when there is nothing but blanks', () => {
    for (const body of [undefined, '', ' \r\n\t', '\ufeff']) fails(body, 'empty');
  });

  it('must be UTF-8', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xc0, 0x80, 0x22],
      [0xfe, 0xff, 0, 0x7b],
    ]) {
      fails(Buffer.from(bytes), 'encoding');
    }
  });

  it('tells the line and column of the first thing that is wrong', () => {
    fails('{\n  "a": 1,\n  b: 2\n}', 'syntax', /line 3, column 3: the name of a member/);
    fails('{"a":1,}', 'syntax', /line 1, column 8: the name of a member/);
    fails('[1 2]', 'syntax', /column 4: a comma or ']'/);
    fails('[1,]', 'syntax', /column 4: a value/);
    fails('{"a" 1}', 'syntax', /column 6: a colon/);
    fails('{"a":1', 'syntax', /the text ends where a comma or '}'/);
    fails('"a\nb"', 'syntax', /column 3: a control character/);
    fails('"a\\x"', 'syntax', /column 3: this escape/);
    fails('"abc', 'syntax', /the text ends inside a string/);
    fails('{} {}', 'syntax', /column 4: the end of the text/);
    for (const text of [
      '01',
      '.5',
      '1.',
      '+1',
      'NaN',
      'tru',
      "'a'",
      '[1}',
      '{]',
      '}',
      ',',
      '// x\n1',
      '1e',
      '\u00a01',
      '[[],',
      '{"a":[}',
    ]) {
      fails(text, 'syntax', /line \d+, column \d+: /);
    }
  });

  it('never passes by the place of an error, whatever was broken', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', '\n', 'x'), (text, at, piece) => {
        const cut = at % (text.length + 1);
        const broken = text.slice(0, cut) + piece + text.slice(cut + 1);
        try {
          JSON.parse(broken);
        } catch {
          if (/^[ \t\r\n]*$/.test(broken)) fails(broken, 'empty');
          else fails(broken, 'syntax', /line \d+, column \d+: /);
        }
      }),
    );
  });

  it('is counted from 1 for the outermost level, and brackets in texts do not count', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    assert.ok(read(nested(64)));
    fails(nested(65), 'depth');
    fails(`{"a":${nested(64)}}`, 'depth');
    assert.ok(read(JSON.stringify({ a: '[{'.repeat(200), b: '\\"[['.repeat(100) })));
    assert.ok(read(`[${'[],'.repeat(500)}[]]`));
  });

  it('survives any depth', () => {
    fails('['.repeat(1_000_000), 'syntax');
    fails(`${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`, 'depth');
  });

  it('keeps a member called __proto__ as a member', () => {
    const value = read('{"__proto__":{"admin":true}}') as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ['__proto__']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(value['admin'], undefined);
  });
});

describe('text that cannot be kept', () => {
  it('is found in values and in names, with the way to it', () => {
    assert.deepEqual(findForbiddenText({ a: [1, { b: 'x\u0000' }] }), ['a', 1, 'b']);
    assert.deepEqual(findForbiddenText({ a: { '\ud800': 1 } }), ['a', '\ud800']);
    assert.deepEqual(findForbiddenText('\udc00\ud800'), []);
    assert.equal(findForbiddenText({ a: ['\u0001 \ud83d\ude00', null, 1, true] }), undefined);
  });

  it('is not overlooked by the look at the bytes', () => {
    for (const text of ['{"a":"\\u0000"}', '{"\\ud800":1}', '["\\uDFFF"]']) {
      assert.ok(findForbiddenText(read(text), Buffer.from(text)), text);
    }
    const fine = '{"a":"\\u0041"}';
    assert.equal(findForbiddenText(read(fine), Buffer.from(fine)), undefined);
  });

  it('is a control character or half a pair, where those are asked for', () => {
    for (const text of ['\u0000', '\t', 'a\u001f', '\u007f', '\u009f']) assert.ok(hasControl(text));
    for (const text of ['', ' ', '\u00a0', 'é😀']) assert.ok(!hasControl(text));
    assert.ok(hasLoneSurrogate('a\ud83d') && !hasLoneSurrogate('a😀'));
  });
});
