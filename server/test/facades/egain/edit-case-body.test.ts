/** Contract egain 3.6: how bodies are read, by the example of Edit Case. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { codeOf, type Egain, stamp, startEgain } from './support.ts';

let egain: Egain;
let session: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

const put = (body: unknown, headers: Record<string, string> = {}) =>
  egain.call(session, 'PUT', '/interaction/case', { body, headers });
const putXml = (body: string | Buffer) => put(body, { 'content-type': 'application/xml' });
const xmlStamp = (found: Case): string => `<lastModified date="${found.modifiedAt.toISOString()}"/>`;

describe('the body', () => {
  it('is mandatory: 400-264 for none and for blanks', async () => {
    assert.equal(codeOf(await egain.call(session, 'PUT', '/interaction/case')), '400 400-264');
    assert.equal(codeOf(await put(' \r\n\t')), '400 400-264');
    assert.equal(codeOf(await putXml(' \n ')), '400 400-264');
    assert.equal(codeOf(await put('', { 'content-type': 'text/plain' })), '400 400-264');
  });

  it('that cannot be read is 400-152 `body`', async () => {
    const json: (string | Buffer)[] = [
      '{',
      '[]',
      '"x"',
      '5',
      'null',
      '[{}]',
      '{"a":1}x',
      Buffer.from([0x7b, 0xff, 0x7d]),
    ];
    json.push(`{"subject":${'['.repeat(64)}${']'.repeat(64)}}`, '['.repeat(10_000), Buffer.from('{}', 'utf16le'));
    const xml: (string | Buffer)[] = [
      '<case>',
      '<other/>',
      '<case/><case/>',
      '<!DOCTYPE case [<!ENTITY x "y">]><case>&x;</case>',
      '<case>&nbsp;</case>',
      '{}',
    ];
    for (const depth of [65, 10_000]) xml.push(`${'<case>'.repeat(depth)}${'</case>'.repeat(depth)}`);
    for (const text of [
      '\ufeff<case id="1"/>',
      '<?xml version="1.0" encoding="UTF-16"?><case id="1"/>',
      '<case id="1"/>',
    ]) {
      xml.push(Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16());
    }
    for (const body of [...json.map((text) => put(text)), ...xml.map(putXml)]) {
      const answer = await body;
      assert.equal(codeOf(answer), '400 400-152');
      assert.match(answer.json().developerMessage, /'body'/);
    }
  });

  it('may begin with one byte order mark, and holds at most 1 MiB: 413-900', async () => {
    const found = await egain.make();
    assert.equal((await put(`\ufeff${JSON.stringify({ ...stamp(found), subject: 'x' })}`)).statusCode, 204);
    const whole = JSON.stringify({ ...stamp(await egain.read(found.number)), subject: 'y' });
    assert.equal((await put(whole.padEnd(1_048_576))).statusCode, 204);
    assert.equal(codeOf(await put(whole.padEnd(1_048_577))), '413 413-900');
    assert.equal(codeOf(await put(Buffer.alloc(10 * 1024 * 1024, 0x20))), '413 413-900');
  });

  it('is read down to 64 levels, also where nobody looks at it', async () => {
    const found = await egain.make();
    const deep = `{"user":${'['.repeat(62)}${']'.repeat(62)},"date":"${found.modifiedAt.toISOString()}"}`;
    const json = await put(`{"id":"${found.number}","lastModified":${deep},"subject":"x"}`);
    assert.equal(json.statusCode, 204, json.body);
    const owner = `<owner><user id="1002"/><folder>${'<a>'.repeat(61)}${'</a>'.repeat(61)}</folder></owner>`;
    const xml = await putXml(`<case id="${found.number}">${xmlStamp(await egain.read(found.number))}${owner}</case>`);
    assert.equal(xml.statusCode, 204, xml.body);
  });

  it('is read by Content-Type, whatever the parameters; any other is 415-900, as is Content-Encoding', async () => {
    const found = await egain.make();
    const body = JSON.stringify({ ...stamp(found), subject: 'x' });
    assert.equal((await put(body, { 'content-type': 'Application/JSON; charset="utf-8"; a=b' })).statusCode, 204);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'json', 'application/json;;=', '']) {
      assert.equal(codeOf(await put(body, { 'content-type': type })), '415 415-900', type);
    }
    assert.equal(codeOf(await put(body, { 'content-encoding': 'gzip' })), '415 415-900');
    assert.equal(codeOf(await put(body, { 'content-type': 'application/xml' })), '400 400-152');
  });

  it('left no fault of the server', () => assert.deepEqual(egain.faults, []));
});
