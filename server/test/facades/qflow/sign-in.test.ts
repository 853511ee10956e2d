/** Credentials and refusals before a body is judged: contract qflow (b), (c), (e). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type Docket, startDocket } from '../../support/docket.ts';
import { demoFile } from '../../support/prepare-template.ts';
import { applyTenant, type Call, createClient, modelState, type Send, tokens } from './support/tenant.ts';

describe('a program', () => {
  let docket: Docket;
  let send: Send;
  let caseId: number;

  before(async () => {
    docket = await startDocket();
    await applyTenant(docket);
    send = createClient(docket);
    caseId = (await send('POST', 'Cases', { body: { ServiceId: 2 } })).json().CaseId;
  });
  after(() => {
    assert.deepEqual(docket.faults, []);
    return docket.close();
  });

  const read = (headers: Record<string, string>) => send('GET', `Cases/${caseId}`, { token: null, headers });
  const status = async (headers: Record<string, string>): Promise<number> => (await read(headers)).statusCode;
  const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  const signIn = (UserName: string, Password: string, call: Call = {}) =>
    send('POST', 'Users/Token', { token: null, body: { UserName, Password }, ...call });

  it('has its token in one of four places, scheme names in any case', async () => {
    for (const headers of [
      { authorization: 'Bearer qflow-token' },
      { authorization: 'bEARER  qflow-token ' },
      { authorization: 'Token qflow-token' },
      { apitoken: 'qflow-token' },
      { authorization: basic('kiosk', 'kiosk-pw') },
      { authorization: basic('kiosk', 'kiosk-pw').replace('Basic', 'BASIC') },
    ]) {
      assert.equal(await status(headers as unknown as Record<string, string>), 200, JSON.stringify(headers));
    }
  });

  it('without a good one is 401 with WWW-Authenticate; where Authorization is there, it alone counts', async () => {
    for (const headers of [
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer wrong' },
      { authorization: 'qflow-token' },
      { authorization: 'Digest qflow-token' },
      { authorization: 'Bearer wrong', apitoken: 'qflow-token' },
      { apitoken: 'wrong' },
      { apitoken: '' },
      { authorization: 'Bearer tracker-static-token' },
      { authorization: 'Bearer docket-api-token' },
      { authorization: `Bearer ${tokens.dora}` },
      { authorization: 'Basic %%%' },
      { authorization: `Basic ${Buffer.from('kiosk').toString('base64')}` },
      { authorization: basic('kiosk', 'wrong') },
      { authorization: basic('dora', 'dora-pw') },
      { authorization: basic('kiosk', 'kiosk-pw'), 'x-docket-tenant': 'nowhere' },
    ]) {
      const answer = await read(headers as unknown as Record<string, string>);
      assert.equal(answer.statusCode, 401, JSON.stringify(headers));
      assert.equal(answer.headers['www-authenticate'], 'Bearer');
      assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
      assert.deepEqual(answer.json(), { Message: 'Authorization has been denied for this request.' });
    }
    const inAddress = await send('GET', `Cases/${caseId}?APIToken=qflow-token&apiToken=qflow-token`, { token: null });
    assert.equal(inAddress.statusCode, 401);
  });

  it('signs in at both addresses alike, with JSON or a form, for the user and a new token', async () => {
    for (const path of ['Users/Token', 'Users/LoginQFlow', '/qflow/api/users/token/']) {
      const answer = await send('POST', path, { token: null, body: { UserName: 'basic', Password: 'basic-pw' } });
      assert.equal(answer.statusCode, 200);
      const { APIToken, ...user } = answer.json();
      assert.match(APIToken, /^[!-~]{32,256}$/);
      assert.deepEqual(Object.keys(answer.json()), [
        'UserId',
        'UserName',
        'FirstName',
        'LastName',
        'Email',
        'Phone',
        'TopUnitId',
        'CurrentUnitId',
        'GroupId',
        'APIToken',
      ]);
      assert.deepEqual(user, {
        UserId: 12660,
        UserName: 'basic',
        FirstName: 'Bea',
        LastName: 'Basic',
        Email: 'bea@riverside.test',
        Phone: null,
        TopUnitId: 1,
        CurrentUnitId: 1,
        GroupId: 69,
      });
    }
    const form = { token: null, raw: 'username=kiosk&PASSWORD=kiosk-pw', type: 'application/x-www-form-urlencoded' };
    const kiosk = (await send('POST', 'Users/Token', form)).json();
    assert.deepEqual([kiosk.GroupId, kiosk.LastName, kiosk.CurrentUnitId], [0, null, 7]);
    for (const headers of [{ apitoken: kiosk.APIToken }, { authorization: `Bearer ${kiosk.APIToken}` }]) {
      assert.equal(await status(headers as unknown as Record<string, string>), 200);
    }
    const second = (await signIn('kiosk', 'kiosk-pw')).json().APIToken;
    assert.equal(await status({ apitoken: second }), 200);
    assert.equal(await status({ apitoken: kiosk.APIToken }), 200);
    const { TopUnitId, CurrentUnitId } = (await signIn('below', 'below-pw')).json();
    const { byKey } = docket.tenant().units;
    assert.deepEqual([TopUnitId, CurrentUnitId], [byKey.get('screening')?.id, byKey.get('screening-emea')?.id]);
  });

  it('gets one answer for an unknown name, a wrong password and a disabled user', async () => {
    for (const answer of [
      await signIn('nobody', 'x'),
      await signIn('KIOSK', 'kiosk-pw'),
      await signIn('kiosk', 'wrong'),
      await signIn('dora', 'dora-pw'),
      await signIn('kiosk', 'kiosk-pw', { headers: { 'x-docket-tenant': 'nowhere' } }),
    ]) {
      assert.deepEqual([answer.statusCode, answer.json()], [401, { Message: 'Invalid user name or password.' }]);
      assert.equal(answer.headers['www-authenticate'], 'Bearer');
    }
  });

  it('is told what a sign-in lacks', async () => {
    assert.deepEqual(modelState(await send('POST', 'Users/Token', { token: null })), {
      'userLogin.UserName': ['The UserName field is required.'],
      'userLogin.Password': ['The Password field is required.'],
    });
    assert.deepEqual(modelState(await signIn(' ', 'x'.repeat(251))), {
      'userLogin.UserName': ['The UserName field is required.'],
      'userLogin.Password': ["The field Password must be a string or array type with a maximum length of '250'."],
    });
    assert.deepEqual(modelState(await signIn('\u0000', 'x')), {
      'userLogin.UserName': ['The field UserName contains a character that is not allowed.'],
    });
    assert.deepEqual(Object.keys(modelState(await send('POST', 'Users/Token', { token: null, raw: '[' }))), [
      'userLogin',
    ]);
  });

  it('keeps a token for 12 hours', async () => {
    const { APIToken } = (await signIn('kiosk', 'kiosk-pw')).json();
    docket.clock.advance(12 * 3_600_000 - 60_000);
    assert.equal(await status({ apitoken: APIToken }), 200);
    docket.clock.advance(60_000);
    assert.equal(await status({ apitoken: APIToken }), 401);
    docket.clock.reset();
  });

  it('loses its token when its user gets another password', async () => {
    const { APIToken } = (await signIn('viewer', 'viewer-pw')).json();
    assert.equal(await status({ apitoken: APIToken }), 200);
    const file = await readFile(demoFile, 'utf8');
    await docket.apply(file);
    assert.equal(await status({ apitoken: APIToken }), 401);
    await applyTenant(docket);
  });

  it('without a licence signs in and gets 403 everywhere else; without the permission it is named', async () => {
    const { APIToken } = (await signIn('nolan', 'nolan-pw')).json();
    for (const token of [APIToken, tokens.nolan]) {
      const answer = await send('GET', `Cases/${caseId}`, { token });
      assert.deepEqual([answer.statusCode, answer.json()], [403, { Message: 'The user has no licence.' }]);
    }
    const viewer = await send('POST', 'Cases', { token: tokens.viewer, raw: '{', type: 'text/plain' });
    assert.deepEqual(
      [viewer.statusCode, viewer.json()],
      [403, { Message: "The user lacks the permission 'case.create'." }],
    );
  });

  it('after ten wrong passwords is 429 for a minute, Basic too, while tokens go on', async () => {
    const { APIToken } = (await signIn('greeter', 'greeter-pw')).json();
    for (let tries = 0; tries < 5; tries += 1) {
      assert.equal((await signIn('greeter', 'wrong')).statusCode, 401);
      assert.equal(await status({ authorization: basic('greeter', 'wrong') }), 401);
    }
    for (const answer of [
      await signIn('greeter', 'greeter-pw'),
      await read({ authorization: basic('greeter', 'greeter-pw') }),
    ]) {
      assert.deepEqual([answer.statusCode, answer.json()], [429, { Message: 'Too many sign-in attempts.' }]);
      assert.match(answer.headers['retry-after'] as string, /^[1-9]\d*$/);
    }
    assert.equal(await status({ apitoken: APIToken }), 200);
    docket.clock.advance(61_000);
    assert.equal((await signIn('greeter', 'greeter-pw')).statusCode, 200);
    docket.clock.reset();
  });

  it('is told of an address that is not there, before it signs in', async () => {
    for (const path of [
      '/qflow/API/Nowhere?x=1',
      '/qflow',
      '/qflow/API/Tickets/InService/7',
      '/QFlow/Other',
      '/qflow/API/Cases//',
    ]) {
      const answer = await send('GET', path, { token: null });
      assert.equal(answer.statusCode, 404);
      assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
      assert.deepEqual(answer.json(), {
        Message: `No HTTP resource was found that matches the request URI 'http://queue.test${path}'.`,
      });
    }
  });

  it('is told of a method that is not there, with Allow, before it signs in', async () => {
    for (const [method, path, allow] of [
      ['PATCH', 'Cases', 'POST'],
      ['GET', 'cases/', 'POST'],
      ['DELETE', 'Cases/1', 'GET'],
      ['GET', 'Users/Token', 'POST'],
    ] as const) {
      const answer = await send(method, path, { token: null });
      assert.deepEqual([answer.statusCode, answer.headers['allow']], [405, allow]);
      assert.deepEqual(answer.json(), { Message: `The requested resource does not support http method '${method}'.` });
    }
  });

  it('is told of an address that cannot be decoded', async () => {
    for (const path of ['/qflow/API/Cases/%zz', '/qflow/API/Cases/%ff', '/qflow/API/%zz']) {
      const answer = await send('GET', path);
      assert.deepEqual([answer.statusCode, answer.json()], [400, { Message: 'The request is invalid.' }], path);
    }
  });

  it('is told of a body that is too large, then of its media type, then of its content', async () => {
    const large = ' '.repeat(1_048_577);
    const tooLarge = await send('POST', 'Cases', { raw: large, type: 'text/plain' });
    assert.deepEqual([tooLarge.statusCode, tooLarge.json()], [413, { Message: 'Maximum request length exceeded.' }]);
    const [typed, untyped] = [
      await send('POST', 'Cases', { raw: '{', type: 'text/plain; charset=utf-8' }),
      await send('POST', 'Cases', { raw: '{', type: '' }),
    ];
    assert.deepEqual(
      [typed.statusCode, typed.json()],
      [415, { Message: "The request entity's media type 'text/plain' is not supported for this resource." }],
    );
    assert.deepEqual(
      [untyped.statusCode, untyped.json()],
      [
        415,
        {
          Message:
            "The request contains an entity body but no Content-Type header. The inferred media type 'application/octet-stream' is not supported for this resource.",
        },
      ],
    );
    assert.equal((await send('POST', 'Cases', { raw: large.slice(1) })).statusCode, 400);
    assert.equal((await send('POST', 'Cases', { token: null, raw: large })).statusCode, 401);
  });

  it('may send any Content-Type with a GET', async () => {
    assert.equal(await status({ authorization: 'Bearer qflow-token', 'content-type': 'text/plain' }), 200);
    const body = { raw: '{', type: 'odd' };
    assert.equal((await send('GET', `Cases/${caseId}`, body)).statusCode, 200);
  });

  it('never gets a 500, whatever a member holds', async () => {
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
      'x'.repeat(5000),
      [],
      [[]],
      {},
      [null],
      { a: { b: 1 } },
      { a: null },
    ];
    const members = [
      'CaseId',
      'ServiceId',
      'ServiceIdExtRef',
      'CustomerId',
      'ExtRef',
      'Notes',
      'Subject',
      'ClassificationCode',
      'AutoClose',
      'CustomProperties',
      'ProcedureExtRef',
      'constructor',
      'toString',
    ];
    for (const member of members) {
      for (const value of values) {
        const answer = await send('POST', 'Cases', { body: { ServiceId: 2, [member]: value } });
        assert.ok([200, 400].includes(answer.statusCode), `${member} ${JSON.stringify(value)}: ${answer.statusCode}`);
        assert.equal(typeof answer.json(), 'object');
      }
    }
  });
});
