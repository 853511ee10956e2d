/** Refusals: their form and their order: contract worldcheck §5. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Docket, startDocket } from '../../support/docket.ts';
import { type Call, createClient, type Send, screenerKey } from './support/client.ts';

describe('a refusal', () => {
  let docket: Docket;
  let send: Send;
  const url = '/worldcheck/v2/cases';
  const unsigned = { key: { ...screenerKey, secret: 'wrong' } };

  before(async () => {
    docket = await startDocket();
    send = createClient(docket);
  });
  after(() => {
    assert.deepEqual(docket.faults, []);
    return docket.close();
  });

  const isEmpty = async (status: number, ...call: Parameters<Send>): Promise<void> => {
    const answer = await send(...call);
    assert.deepEqual(
      [answer.statusCode, answer.body, answer.headers['content-length'], answer.headers['content-type']],
      [status, '', '0', undefined],
      call[1],
    );
  };
  const isFormat = async (call: Call): Promise<void> => {
    const answer = await send('POST', url, call);
    assert.deepEqual(
      [answer.statusCode, answer.body],
      [400, '[{"error":"INVALID_MESSAGE_FORMAT","cause":"Message body is not well-formed."}]'],
    );
  };

  it('of an unknown or later address is an empty 404, signed or not', async () => {
    for (const call of [{}, unsigned]) {
      for (const path of [
        '/worldcheck',
        '/worldcheck/',
        '/worldcheck/v2',
        '/worldcheck/v4/users',
        '/worldcheck/v2/Users',
        '/worldcheck/v2/reference/profile/1',
        '/worldcheck/v2/users/',
        '/worldcheck/v2/cases/',
        '/worldcheck/v2/groups/',
        '/worldcheck/v2/%zz',
        '/worldcheck/V2/users',
      ]) {
        await isEmpty(404, 'GET', path, call);
      }
      await isEmpty(404, 'POST', '/worldcheck/v2/cases/', { ...call, body: {} });
      for (const later of ['/cases/search', '/cases/summaries', '/cases/summaries/cursor', '/cases/bulk/x']) {
        await isEmpty(404, 'POST', `/worldcheck/v2${later}`, { ...call, body: {} });
      }
      await isEmpty(404, 'HEAD', '/worldcheck/v2/nowhere', call);
    }
  });

  it('of another method is an empty 405 with Allow, signed or not', async () => {
    for (const [method, path, allow] of [
      ['GET', '/caseIdentifiers', 'HEAD'],
      ['GET', '/cases', 'POST'],
      ['PATCH', '/cases', 'POST'],
      ['POST', '/cases/abc', 'DELETE, GET, PATCH, PUT'],
      ['GET', '/cases/saveAndScreen', 'POST'],
      ['DELETE', '/cases/screeningRequest', 'POST'],
      ['POST', '/cases/abc/archive', 'DELETE, PUT'],
      ['GET', '/cases/bulk/move', 'POST'],
      ['PUT', '/cases/bulk/archive', 'POST'],
      ['HEAD', '/users', 'GET'],
      ['OPTIONS', '/groups', 'GET'],
    ] as const) {
      for (const call of [{}, unsigned]) {
        const answer = await send(method, `/worldcheck/v2${path}`, call);
        assert.deepEqual([answer.statusCode, answer.body, answer.headers['allow']], [405, '', allow], path);
        assert.equal(answer.headers['content-length'], '0');
      }
    }
  });

  it('of a body over 1 MiB is an empty 413, before the signature', async () => {
    const exact = Buffer.alloc(1024 * 1024, ' ');
    await isEmpty(413, 'POST', url, { ...unsigned, raw: Buffer.concat([exact, exact]) });
    await isFormat({ raw: exact });
  });

  it('of another media type is an empty 415, after the signature and before the licence and the body', async () => {
    for (const type of ['text/plain', 'application/json; charset=latin1', 'application/jsonp', 'json', '']) {
      const call = { raw: '{', headers: { 'content-type': type } };
      if (type === '') await isEmpty(401, 'POST', url, call);
      else await isEmpty(415, 'POST', url, call);
      await isEmpty(401, 'POST', url, { ...call, ...unsigned });
    }
    await isEmpty(415, 'POST', url, { body: {}, headers: { 'content-encoding': 'gzip' } });
    await isEmpty(415, 'POST', url, { body: {}, headers: { 'content-encoding': 'identity' } });
    for (const type of [
      'Application/JSON',
      'application/json;charset=UTF-8',
      'application/json; charset="utf-8"; x=y',
    ]) {
      await isFormat({ raw: '[]', headers: { 'content-type': type } });
    }
  });

  it('of a body that is no message is INVALID_MESSAGE_FORMAT', async () => {
    const deep = (levels: number) => `{"x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    await isFormat({});
    for (const raw of [
      '{',
      ' ',
      'null',
      '[]',
      '"x"',
      '1',
      '{"a":1,}',
      "{'a':1}",
      deep(65),
      '[{"groupId":"x"}]',
      '{"name":1}',
      '{"caseId":1}',
      '{"groupId":{}}',
      '{"entityType":[]}',
      '{"providerTypes":"WATCHLIST"}',
      '{"providerTypes":[null]}',
      '{"providerTypes":[1]}',
    ]) {
      await isFormat({ raw });
    }
    await isFormat({ raw: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) });
    const fine = await send('POST', url, { raw: deep(64) });
    assert.equal(fine.json()[0].error, 'INVALID_FIELD');
    const marked = await send('POST', url, { raw: `\ufeff{}` });
    assert.equal(marked.json()[0].error, 'INVALID_FIELD');
  });

  it('never is a 500, whatever a member holds', async () => {
    const values = [
      null,
      true,
      0,
      -1,
      1e300,
      '',
      ' ',
      '\u0000',
      '\ud800',
      'x'.repeat(2000),
      [],
      [[]],
      {},
      { __proto__: null },
      [null],
      ['x'],
    ];
    const members = [
      'groupId',
      'entityType',
      'name',
      'caseId',
      'providerTypes',
      'caseScreeningState',
      'nameTransposition',
      'customFields',
      'secondaryFields',
      '__proto__',
      'constructor',
    ];
    const [group] = (await send('GET', '/worldcheck/v2/groups')).json();
    for (const member of members) {
      for (const value of values) {
        const json = JSON.stringify({ groupId: group.id, entityType: 'VESSEL', name: 'n', [member]: value });
        for (const base of ['v1', 'v2', 'screening/v3']) {
          const answer = await send('POST', `/worldcheck/${base}/cases`, { raw: json });
          assert.ok([201, 400].includes(answer.statusCode), `${json.slice(0, 200)}: ${answer.statusCode}`);
          if (answer.statusCode === 400) assert.equal(typeof answer.json()[0].error, 'string');
        }
      }
    }
  });

  it('is the same with a body on a GET, which is signed and must be JSON, and ignored', async () => {
    assert.equal((await send('GET', '/worldcheck/v2/groups', { body: { a: 1 } })).statusCode, 200);
    assert.equal((await send('GET', '/worldcheck/v2/groups', { raw: '{' })).statusCode, 200);
    await isEmpty(415, 'GET', '/worldcheck/v2/groups', { raw: 'a', headers: { 'content-type': 'text/plain' } });
  });
});
