/** Contract tracker D1, R12: what the second reading of JSON forgives, and nothing else. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseLenientJson } from '../../../src/facades/tracker/lenient-json.ts';
import { BodyError } from '../../../src/http/body-error.ts';

const read = (text: string): unknown => parseLenientJson(text, { commas: true });

describe('the lenient reading', () => {
  it('takes line breaks and tabs inside strings, and keeps them', () => {
    assert.deepEqual(read('{"a":"one\r\n\ttwo","b\nc":1}'), { a: 'one\r\n\ttwo', 'b\nc': 1 });
    assert.deepEqual(read('{"a":"{\\"x\\":1,\n\\"y\\":2}"}'), { a: '{"x":1,\n"y":2}' });
  });

  it('takes a comma before a closing bracket', () => {
    assert.deepEqual(read('{"a":[1,2 , ],"b":"x" ,\n}'), { a: [1, 2], b: 'x' });
    assert.deepEqual(read('[[],{},"a",]'), [[], {}, 'a']);
    assert.deepEqual(read('["a,]",]'), ['a,]']);
    assert.deepEqual(read('["\\",]",\n"b\n",]'), ['",]', 'b\n']);
  });

  it('forgives nothing else', () => {
    for (const text of [
      '{"a":1,,}',
      '[,]',
      '{,}',
      '[,1]',
      '{"a",}',
      '{"a":,}',
      '[1,',
      '{"a":"x\u0001"}',
      '{"a":"x\\\ny"}',
      '{a:1}',
      "{'a':1}",
      '{"a":1 "b":2}',
      '// c\n{}',
      '{"a":NaN}',
      '{"a":01}',
      '"a',
      '{}}',
      '{ \\ "a": 1 }',
    ]) {
      assert.throws(() => read(text), BodyError, text);
    }
  });

  it('changes nothing in what is JSON already, and bounds the depth of both', () => {
    assert.deepEqual(read('{"a":"\\n,]","__proto__":[1]}'), JSON.parse('{"a":"\\n,]","__proto__":[1]}'));
    assert.deepEqual(read(`${'['.repeat(64)}${']'.repeat(64)}`), JSON.parse(`${'['.repeat(64)}${']'.repeat(64)}`));
    assert.throws(() => read(`${'['.repeat(65)}${']'.repeat(65)}`), { reason: 'depth' });
    assert.throws(() => read(`${'['.repeat(100_000)}1,${']'.repeat(100_000)}`), { reason: 'depth' });
    assert.throws(() => read('['.repeat(100_000)), { reason: 'syntax' });
  });
});
