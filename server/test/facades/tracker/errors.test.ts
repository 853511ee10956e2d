/** Contract tracker (e): failures, and the order in which they are looked for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { DomainError, errorKinds } from '../../../src/domain/errors.ts';
import { answerOf } from '../../../src/facades/tracker/errors.ts';
import { basicToken, newCase, useDocket } from './support.ts';

describe('errors', () => {
  const { docket, call } = useDocket();
  const unfound = { message: 'The requested resource was not found.' };

  it('tells an unknown address from another method, after the sign-in', async () => {
    for (const path of [
      'api/nothing',
      'api',
      '',
      'api/cases/1/2/3',
      'api/%zz',
      'api/cases/%zz',
      '/tracker',
      'api/locations/1',
    ]) {
      const { status, body } = await call('GET', path);
      assert.deepEqual([status, body], [404, unfound], path);
      assert.equal((await call('GET', path, { token: null })).status, 401, path);
    }
    for (const [method, path, allow] of [
      ['DELETE', 'api/cases/1', 'GET, PUT'],
      ['GET', 'api/cases', 'POST'],
      ['PATCH', 'api/autodisposition/settings', 'GET, PUT'],
      ['HEAD', 'api/groups', 'GET'],
      ['OPTIONS', 'api/groups/', 'GET'],
    ] as const) {
      const { status, headers, text } = await call(method, path);
      assert.deepEqual([status, headers['allow']], [405, allow], path);
      if (method !== 'HEAD') {
        const message = `The requested resource does not support http method '${method}'.`;
        assert.deepEqual(JSON.parse(text), { message });
      }
    }
    assert.equal((await call('GET', 'token', { token: null })).status, 405);
  });

  it('takes no word for a case’s id: what is not built is unknown to every method, what is built knows its own alone', async () => {
    for (const [method, path] of [
      ['GET', 'api/items/1'],
      ['POST', 'api/locations'],
      ['GET', 'api/security/groups'],
      ['DELETE', 'api/cases/x'],
      ['PUT', 'api/cases/1.5'],
      ['POST', 'api/cases/-1'],
    ] as const) {
      const { status, headers, body } = await call(method, path);
      assert.deepEqual([status, headers['allow'], body], [404, undefined, unfound], `${method} ${path}`);
    }
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const { status, headers } = await call(method, 'api/cases/GetByNumber');
      assert.deepEqual([status, headers['allow']], [405, 'GET'], method);
    }
    const { status, headers } = await call('GET', 'api/cases/search');
    assert.deepEqual([status, headers['allow']], [405, 'POST']);
  });

  it('answers 404 for a case that is not there, or is not seen, or whose id is none', async () => {
    const hidden = await docket().core.run(docket().actor('frank'), (tx) =>
      createCase(tx, docket().actor('frank'), { unitId: 999, reference: 'hidden-1', referenceStyle: 'number' }),
    );
    for (const id of ['99999999', '0', '-1', '1.5', 'x', '2147483648', '99999999999999999999', '%00', hidden.number]) {
      const { status, body } = await call('GET', `api/cases/${id}`, { token: basicToken });
      assert.deepEqual([status, body], [404, unfound], String(id));
    }
    for (const value of ['hidden-1', 'nobody', '%00', 'x'.repeat(600), '%F0%9F%98%80']) {
      const { status, body } = await call('GET', `api/cases/getByNumber?value=${value}`, { token: basicToken });
      assert.deepEqual([status, body], [404, unfound], value);
    }
    const taken = await call('POST', 'api/cases', { token: basicToken, body: newCase({ caseNumber: 'hidden-1' }) });
    assert.deepEqual(taken.body.modelState, { caseNumber: ["Case number 'hidden-1' is already in use."] });
  });

  it('wants a value for getByNumber', async () => {
    for (const query of ['', '?', '?value=', '?value', '?other=1', '?value=%zz']) {
      const { status, body } = await call('GET', `api/cases/getByNumber${query}`);
      assert.deepEqual([status, Object.keys(body.modelState)], [400, ['value']], query);
    }
  });

  it('refuses a body that is none', async () => {
    for (const body of [
      '{',
      'x',
      '[]',
      'null',
      '7',
      '"x"',
      Buffer.from([0x7b, 0xff, 0x7d]),
      '{"a":1}}',
      `${'['.repeat(70)}`,
    ]) {
      const answer = await call('POST', 'api/cases', { body });
      assert.equal(answer.status, 400, String(body));
      assert.deepEqual(Object.keys(answer.body.modelState), ['body'], String(body));
    }
    const deep = `{"x":${'['.repeat(64)}${']'.repeat(64)}}`;
    assert.deepEqual(Object.keys((await call('POST', 'api/cases', { body: deep })).body.modelState), ['body']);
    for (const body of ['', ' \n', '\ufeff{}']) {
      const answer = await call('POST', 'api/cases', { body });
      assert.ok('caseNumber' in answer.body.modelState);
    }
  });

  it('reads JSON by its media types, or by none; other types only without a body, or on a GET', async () => {
    const as = (type: string, body: string | undefined = '{}') =>
      call('POST', 'api/cases', { headers: { 'content-type': type }, body });
    for (const type of ['application/json', 'text/json; charset=utf-8', 'Application/JSON;charset="UTF-8"', '']) {
      assert.equal((await as(type)).status, 400, type);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json', 'nonsense']) {
      const { status, body } = await as(type);
      assert.equal(status, 415, type);
      assert.equal(body.message, `The request entity's media type '${type}' is not supported for this resource.`);
      assert.equal((await call('POST', 'api/users/logout', { headers: { 'content-type': type } })).status, 200);
    }
    const get = await call('GET', 'api/groups', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    assert.equal(get.status, 200);
    const accept = await call('GET', 'api/groups', { headers: { accept: 'text/html' } });
    assert.match(String(accept.headers['content-type']), /^application\/json/);
  });

  it('refuses a body of more than a mebibyte', async () => {
    const fits = JSON.stringify({ x: 'y'.repeat(1_048_576 - 8) });
    assert.equal((await call('POST', 'api/cases', { body: fits })).status, 400);
    const { status, body } = await call('POST', 'api/cases', { body: `${fits} ` });
    assert.deepEqual([status, body], [413, { message: 'The request entity is too large.' }]);
  });

  it('looks at the sign-in first, then place, permission, body', async () => {
    const body = 'no json';
    const wrongPlace = { OrganizationID: '2', OfficeID: 'x' };
    assert.equal((await call('POST', 'api/cases', { token: 'x', body, headers: wrongPlace })).status, 401);
    assert.equal((await call('POST', 'api/nothing', { body, headers: wrongPlace })).status, 404);
    assert.equal((await call('POST', 'api/cases', { body, headers: wrongPlace })).status, 403);
    assert.equal((await call('POST', 'api/cases', { body, headers: { OfficeID: 'x' } })).status, 400);
    const large = 'x'.repeat(1_048_577);
    assert.equal((await call('PUT', 'api/autoDisposition/settings', { token: basicToken, body: large })).status, 403);
    assert.equal((await call('POST', 'api/cases', { token: null, body: large })).status, 401);
  });

  it('has an answer for every kind of failure, and 500 or 429 for none', () => {
    for (const kind of errorKinds) {
      const { status, body } = answerOf(new DomainError(kind, 'some/code', 'secret detail'));
      assert.ok(status >= 400 && status !== 500 && status !== 429, kind);
      if (kind === 'internal' || kind === 'unavailable') {
        assert.deepEqual([status, body], [503, { message: 'The service is unavailable.' }]);
      }
    }
  });

  it('shows a case made elsewhere as (f) says', async () => {
    const made = await docket().core.run(docket().actor('custodian'), (tx) =>
      createCase(tx, docket().actor('custodian'), {
        unitId: 1,
        reference: 'r'.repeat(300),
        referenceStyle: 'number',
        subject: 'Made elsewhere',
        tags: ['x'],
      }),
    );
    const { status, body } = await call('GET', `api/cases/${made.number}`);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.offenseTypeId, body.offenseType, body.offenseDescription, body.caseOfficerIds, body.caseOfficerId],
      [0, null, 'Made elsewhere', [], null],
    );
    assert.deepEqual(body.tags, [{ tagModelId: 0, name: 'x', color: '#4b9b62', tagUsedBy: 1 }]);
    assert.equal(body.caseNumber, 'r'.repeat(300));
    const byNumber = await call('GET', `api/cases/getByNumber?value=${'r'.repeat(300)}`);
    assert.equal(byNumber.body.id, made.number);
  });
});
