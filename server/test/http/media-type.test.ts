import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { negotiate, parseAcceptLanguage, parseMediaType } from '../../src/http/media-type.ts';

describe('Content-Type', () => {
  const read = (header: string | undefined) => {
    const found = parseMediaType(header);
    return found && [found.type, Object.fromEntries(found.parameters)];
  };

  it('is a type and parameters, in any letter case and quoting', () => {
    assert.deepEqual(read('Application/JSON'), ['application/json', {}]);
    assert.deepEqual(read(' text/xml ; Charset="UTF-8" ;a=b'), ['text/xml', { charset: 'UTF-8', a: 'b' }]);
    assert.deepEqual(read('text/json;charset=utf-8;'), ['text/json', { charset: 'utf-8' }]);
    assert.deepEqual(read('a/b; x="y;\\"z"'), ['a/b', { x: 'y;"z' }]);
  });

  it('is nothing where it is malformed', () => {
    for (const header of [
      undefined,
      '',
      'json',
      'a/b/c',
      'a/',
      '/b',
      'a b/c',
      'a/b; x',
      'a/b; x=',
      'a/b, c/d',
      'a/b; x="y',
    ]) {
      assert.equal(read(header), undefined, header);
    }
  });
});

describe('Accept', () => {
  const offers = [
    { value: 'xml', types: ['application/xml', 'text/xml'] },
    { value: 'json', types: ['application/json'] },
  ] as const;
  const choose = (header?: string) => negotiate<string>(header, offers);

  it('absent or open leaves the choice to the server', () => {
    for (const header of [undefined, '', '*/*', 'application/*', '*']) assert.equal(choose(header), 'xml', header);
  });

  it('prefers the highest q, then names before wildcards, then the first named', () => {
    assert.equal(choose('application/json, text/plain, */*'), 'json');
    assert.equal(choose('*/*, application/json'), 'json');
    assert.equal(choose('application/json, application/xml'), 'json');
    assert.equal(choose('text/xml;q=1.0, application/json'), 'xml');
    assert.equal(choose('application/xml;q=0.8, Application/JSON;Q=0.9'), 'json');
    assert.equal(choose('application/json;q=0.5, */*'), 'xml');
    assert.equal(choose('application/xml;q=.5, application/json;q=.9'), 'json');
    assert.equal(choose('application/json;q=.9, *; q=.2, */*; q=.2'), 'json');
    assert.equal(choose('application/*;q=0.5, application/json;q=0.4'), 'xml');
  });

  it('refuses what has q=0 and what it does not name', () => {
    assert.equal(choose('application/xml;q=0, text/xml;q=0, */*'), 'json');
    assert.equal(choose('text/html'), undefined);
    assert.equal(choose('application/json;q=0'), undefined);
  });
});

describe('Accept-Language', () => {
  it('is the tags by preference, refused ones left out', () => {
    assert.deepEqual(parseAcceptLanguage('de;q=0.5, en-US, fr;q=0, *;q=0.1'), ['en-us', 'de', '*']);
    assert.deepEqual(parseAcceptLanguage(undefined), []);
  });
});
