/** `POST Cases`: contract qflow (d), (e), (g). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { listNotes } from '../../../src/domain/notes/add-note.ts';
import type { Docket } from '../../support/docket.ts';
import { type Call, closeQflow, modelState, openQflow, type Send, services, tokens } from './support/tenant.ts';

type Json = Record<string, unknown>;

describe('POST Cases', () => {
  let docket: Docket;
  let send: Send;

  before(async () => {
    ({ docket, send } = await openQflow());
  });
  after(() => closeQflow(docket));

  const enqueue = (members: Json = {}, call: Call = {}) =>
    send('POST', 'Cases', { body: { ServiceId: services.passports, ...members }, ...call });
  const made = async (members: Json = {}, call: Call = {}): Promise<Json> => {
    const answer = await enqueue(members, call);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const detail = async (id: unknown): Promise<Json> => {
    const answer = await send('GET', `Cases/${id}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const numberOfCases = async (): Promise<number> => {
    const { tenant } = docket.actor('kiosk');
    const query = { text: 'select count(*)::integer as count from cases where tenant_id = $1', values: [tenant.id] };
    return (await docket.core.view({ tenant }, (db) => db.row<{ count: number }>(query)))?.count ?? 0;
  };
  /** Refused with exactly this text at this member, and nothing made. */
  const refuses = async (member: string, text: string, members: Json): Promise<void> => {
    const before = await numberOfCases();
    assert.deepEqual(
      modelState(await enqueue(members)),
      { [`caseInfo.${member}`]: [text] },
      JSON.stringify(members).slice(0, 200),
    );
    assert.equal(await numberOfCases(), before);
  };

  it('answers 200 with what was sent, CaseId filled in, every member in order, absent text null', async () => {
    const answer = await enqueue({ Subject: 'Lost card', CustomProperties: { floor: '2' } });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['location'], undefined);
    const { CaseId } = answer.json();
    assert.equal(
      answer.body,
      `{"CaseId":${CaseId},"ServiceId":2,"ServiceIdExtRef":null,"CustomerId":0,"ExtRef":null,"Notes":null,` +
        '"Subject":"Lost card","ClassificationCode":null,"AutoClose":false,"CustomProperties":{"floor":"2"},' +
        '"ProcedureExtRef":null,"ProcedureOptionExtRef":null}',
    );
  });

  it('keeps everything: subject, external reference, note, customer, unit, classification, properties', async () => {
    const members = {
      CustomerId: 1000,
      ExtRef: '4085551234',
      Notes: ' a note\u0001 ',
      Subject: ' Lost\tcard ',
      ClassificationCode: 'URGENT',
      CustomProperties: { visits: '007', floor: '2' },
      ProcedureExtRef: 'P',
      ProcedureOptionExtRef: '',
    };
    const { CaseId, ...echo } = await made(members);
    assert.deepEqual(echo, { ServiceId: 2, ServiceIdExtRef: null, AutoClose: false, ...members });
    const shown = await detail(CaseId);
    assert.equal(shown['Subject'], ' Lost\tcard ');
    assert.equal(shown['ExtRef'], '4085551234');
    assert.equal((shown['Customer'] as Json)['PersonalId'], 'P-1000');
    assert.equal(shown['ClassificationCode'], 'URGENT');
    assert.deepEqual(shown['CustomProperties'], { visits: '7', floor: '2' });
    assert.deepEqual([shown['UnitId'], shown['UnitName']], [7, 'Front desk']);
    const actor = docket.actor('kiosk');
    const notes = await docket.core.view(actor, (db) => listNotes(db, actor, { number: Number(CaseId) }));
    assert.deepEqual(
      notes.map(({ text, authorId }) => [text, authorId]),
      [[' a note\u0001 ', 2]],
    );
    const { case: kept } = await docket.core.view(actor, async (db) => {
      const { getQueueCase } = await import('../../../src/domain/queues/get-queue-case.ts');
      return getQueueCase(db, actor, Number(CaseId));
    });
    assert.equal(kept.reference, String(CaseId));
    assert.equal(kept.type, 'case');
    assert.deepEqual(kept.facets, {
      qflow: {
        classificationCode: 'URGENT',
        customProperties: { floor: '2' },
        procedureExtRef: 'P',
        procedureOptionExtRef: '',
      },
    });
  });

  it('makes no note of blank Notes, and a case each time it is asked', async () => {
    const [first, second] = [await made({ Notes: ' \n' }), await made({ Notes: '' })];
    assert.notEqual(first['CaseId'], second['CaseId']);
    assert.equal(second['Notes'], '');
    const actor = docket.actor('kiosk');
    const notes = await docket.core.view(actor, (db) => listNotes(db, actor, { number: Number(first['CaseId']) }));
    assert.deepEqual(notes, []);
  });

  it('finds the service by id, or by the ext-ref exactly where the id is 0 (R2, R3)', async () => {
    assert.equal((await made({ ServiceId: 0, ServiceIdExtRef: 'LIC' }))['ServiceId'], services.licences);
    assert.equal((await made({ ServiceId: 0, ServiceIdExtRef: 'OFF ' }))['ServiceId'], services.offences);
    const both = await made({ ServiceId: services.passports, ServiceIdExtRef: 'nowhere' });
    assert.deepEqual([both['ServiceId'], both['ServiceIdExtRef']], [services.passports, 'nowhere']);
    for (const ServiceId of [undefined, null, '']) {
      await refuses('ServiceId', 'The ServiceId property is required.', { ServiceId, ServiceIdExtRef: 'LIC' });
    }
    for (const members of [
      { ServiceId: 0 },
      { ServiceId: 0, ServiceIdExtRef: '' },
      { ServiceId: 99 },
      { ServiceId: -1 },
    ]) {
      await refuses('ServiceId', 'Record not found', members);
    }
    for (const ServiceIdExtRef of ['OFF', 'lic', 'nowhere']) {
      await refuses('ServiceIdExtRef', 'Record not found', { ServiceId: 0, ServiceIdExtRef });
    }
    const wrong = 'The value is not valid for ServiceIdExtRef.';
    await refuses('ServiceIdExtRef', wrong, { ServiceId: 0, ServiceIdExtRef: [] });
  });

  it('knows only services of units that the caller sees, and lets him act only in his own', async () => {
    await refuses('ServiceId', 'Record not found', { ServiceId: services.hidden });
    await refuses('ServiceIdExtRef', 'Record not found', { ServiceId: 0, ServiceIdExtRef: 'HID' });
    assert.deepEqual(modelState(await enqueue({}, { token: tokens.mary })), {
      'caseInfo.ServiceId': ['Record not found'],
    });
    const shared = await enqueue({}, { token: tokens.neighbour });
    assert.equal(shared.statusCode, 403);
    assert.deepEqual(shared.json(), { Message: "The user lacks the permission 'case.create'." });
  });

  it('takes the case type of the queue where it names one', async () => {
    const { CaseId } = await made({ ServiceId: services.offences });
    const actor = docket.actor('kiosk');
    const { getCase } = await import('../../../src/domain/cases/find-case.ts');
    const kept = await docket.core.view(actor, (db) => getCase(db, actor, { number: Number(CaseId) }));
    assert.deepEqual([kept.type, kept.status], ['offense', 'active']);
  });

  it('takes ints from whole numbers and decimal text, and looks at no CaseId', async () => {
    for (const ServiceId of [2, 2.0, '2', ' 2 ']) assert.equal((await made({ ServiceId }))['ServiceId'], 2);
    for (const CaseId of [0, 77, null, '', '-5']) assert.ok(Number((await made({ CaseId }))['CaseId']) > 999);
    assert.equal((await made({ CustomerId: '' }))['CustomerId'], 0);
    const raw = (json: string) => send('POST', 'Cases', { raw: json });
    assert.equal((await raw('{"ServiceId":2.0e0}')).statusCode, 200);
    for (const [json, text] of [
      ['"abc"', "The value 'abc' is not valid for ServiceId."],
      ['2.5', "The value '2.5' is not valid for ServiceId."],
      ['"2.0"', "The value '2.0' is not valid for ServiceId."],
      ['4294967296', "The value '4294967296' is not valid for ServiceId."],
      ['1e400', "The value '1e400' is not valid for ServiceId."],
      ['true', "The value 'true' is not valid for ServiceId."],
      ['[2]', 'The value is not valid for ServiceId.'],
      ['{}', 'The value is not valid for ServiceId.'],
      [`"${'9'.repeat(150)}"`, `The value '${'9'.repeat(100)}' is not valid for ServiceId.`],
    ]) {
      assert.deepEqual(modelState(await raw(`{"ServiceId":${json}}`)), { 'caseInfo.ServiceId': [text] });
    }
    await refuses('CaseId', "The value 'x' is not valid for CaseId.", { CaseId: 'x' });
    await refuses('CustomerId', "The value 'x' is not valid for CustomerId.", { CustomerId: 'x' });
  });

  it('takes bools as true, false, 0, 1, or their text in any case', async () => {
    for (const AutoClose of [false, 0, 'False', '0', null, ''])
      assert.equal((await made({ AutoClose }))['AutoClose'], false);
    for (const AutoClose of [true, 1, 'TRUE', '1']) assert.equal((await made({ AutoClose }))['AutoClose'], true);
    await refuses('AutoClose', "The value 'yes' is not valid for AutoClose.", { AutoClose: 'yes' });
    await refuses('AutoClose', "The value '2' is not valid for AutoClose.", { AutoClose: 2 });
  });

  it('takes numbers and bools as texts, by their JSON text', async () => {
    const answer = await send('POST', 'Cases', {
      raw: '{"ServiceId":2,"Subject":1.0,"ExtRef":1e3,"Notes":true,"CustomProperties":{"a":2.50,"b":false}}',
    });
    const { Subject, ExtRef, Notes, CustomProperties } = answer.json();
    assert.deepEqual([Subject, ExtRef, Notes, CustomProperties], ['1.0', '1e3', 'true', { a: '2.50', b: 'false' }]);
  });

  it('bounds texts in UTF-16 units, and takes no U+0000 and no half of a surrogate pair', async () => {
    for (const [name, max] of [
      ['ServiceIdExtRef', 200],
      ['ExtRef', 200],
      ['Notes', 4000],
      ['Subject', 100],
      ['ProcedureExtRef', 200],
      ['ProcedureOptionExtRef', 200],
    ] as const) {
      const longest = '😀'.repeat(max / 2);
      assert.equal((await made({ [name]: longest }))[name], longest);
      const tooLong = `The field ${name} must be a string or array type with a maximum length of '${max}'.`;
      await refuses(name, tooLong, { [name]: `${longest}x` });
      for (const text of ['a\u0000', '\ud83d']) {
        await refuses(name, `The field ${name} contains a character that is not allowed.`, { [name]: text });
      }
      await refuses(name, `The value is not valid for ${name}.`, { [name]: ['x'] });
    }
  });

  it('takes a classification of the tenant, exactly; blank is none (R5)', async () => {
    for (const ClassificationCode of ['WALKIN', ' two words ', '', '  ', null]) {
      const { CaseId, ClassificationCode: echo } = await made({ ClassificationCode });
      assert.equal(echo, ClassificationCode);
      const kept = ClassificationCode?.trim() ? ClassificationCode : null;
      assert.equal((await detail(CaseId))['ClassificationCode'], kept);
    }
    for (const code of ['walkin', 'X', 'two words']) {
      await refuses('ClassificationCode', `The value '${code}' is not valid for ClassificationCode.`, {
        ClassificationCode: code,
      });
    }
    const tooLong = "The field ClassificationCode must be a string or array type with a maximum length of '20'.";
    await refuses('ClassificationCode', tooLong, { ClassificationCode: 'x'.repeat(21) });
  });

  it('takes a customer that is there', async () => {
    assert.equal((await made({ CustomerId: 1003 }))['CustomerId'], 1003);
    for (const CustomerId of [1, -1, 2_147_483_647]) await refuses('CustomerId', 'Record not found', { CustomerId });
  });

  const properties = async (sent: unknown): Promise<unknown> => {
    const { CaseId, CustomProperties } = await made({ CustomProperties: sent });
    assert.deepEqual(CustomProperties, sent);
    return (await detail(CaseId))['CustomProperties'];
  };

  it('keeps properties that no attribute is configured for as they are, whatever their names (R4)', async () => {
    const odd = JSON.parse('{"__proto__":"a","constructor":"b","Visits":"x","":"y"}') as Json;
    const { '': _, ...sent } = odd;
    const own = Object.fromEntries(Object.entries(sent));
    const { CaseId } = (
      await send('POST', 'Cases', { raw: `{"ServiceId":2,"CustomProperties":${JSON.stringify(own)}}` })
    ).json();
    const shown = await send('GET', `Cases/${CaseId}`);
    const kept = (JSON.parse(shown.body) as Json)['CustomProperties'] as Json;
    assert.deepEqual(Object.entries(kept).sort(), Object.entries(own).sort());
    assert.deepEqual(await properties({ [`n${'x'.repeat(99)}`]: 'v'.repeat(4000) }), {
      [`n${'x'.repeat(99)}`]: 'v'.repeat(4000),
    });
    assert.deepEqual(await properties({}), {});
    assert.deepEqual(await properties(null), {});
    assert.deepEqual(await properties({ a: null, b: '' }), { b: '' });
  });

  it('converts those that are attributes, and reads them back as texts', async () => {
    assert.deepEqual(
      await properties({
        visits: '-012',
        renewal: '2026-07-01T10:00:00',
        channel: 'web;desk',
        customer_rating: '4',
        account_ref: 'A 1',
        own: 'x',
      }),
      {
        customer_rating: '4',
        account_ref: 'A 1',
        visits: '-12',
        renewal: '2026-07-01T10:00:00.0000000+01:00',
        channel: 'web;desk',
        own: 'x',
      },
    );
    assert.deepEqual(await properties({ renewal: '2026-01-01T00:00:00Z', visits: '' }), {
      renewal: '2026-01-01T00:00:00.0000000+00:00',
    });
    // London was a minute and a quarter behind Greenwich then: the same instant with an offset that can be written.
    assert.deepEqual(await properties({ renewal: '1800-06-01' }), { renewal: '1800-06-01T00:00:15.0000000-00:01' });
    for (const [name, value] of [
      ['visits', 'x'],
      ['visits', '1234567890'],
      ['renewal', 'soon'],
      ['renewal', '12:30'],
      ['renewal', '12'],
      ['renewal', '2026-07-01T10:00:00+24:00'],
      ['renewal', '2026-07-01T10:00:00-05:60'],
      ['customer_rating', '6'],
      ['channel', 'web;fax'],
      ['channel', 'web;web'],
    ] as const) {
      await refuses('CustomProperties', `The value '${value}' is not valid for ${name}.`, {
        CustomProperties: { [name]: value },
      });
    }
    const tooLong = "The field account_ref must be a string or array type with a maximum length of '1024'.";
    await refuses('CustomProperties', tooLong, { CustomProperties: { account_ref: 'x'.repeat(1025) } });
  });

  it('bounds properties: 100 entries, names of 1 to 100, values up to 4000, texts that can be kept', async () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, 'v']));
    assert.equal(Object.keys((await properties(many(100))) as Json).length, 100);
    for (const sent of [
      many(101),
      { '': 'x' },
      { ['n'.repeat(101)]: 'x' },
      { a: 'v'.repeat(4001) },
      { a: 'x\u0000' },
      { '\ud800': 'x' },
      { a: {} },
      { a: [] },
      [],
      'x',
      7,
    ]) {
      const state = modelState(await enqueue({ CustomProperties: sent }));
      assert.deepEqual(Object.keys(state), ['caseInfo.CustomProperties']);
    }
  });

  it('reports all invalid members together', async () => {
    const state = modelState(
      await enqueue({
        ServiceId: 'x',
        CustomerId: 5,
        Subject: 's'.repeat(101),
        AutoClose: 'z',
        CustomProperties: { visits: 'v' },
      }),
    );
    assert.deepEqual(Object.keys(state).sort(), [
      'caseInfo.AutoClose',
      'caseInfo.CustomProperties',
      'caseInfo.CustomerId',
      'caseInfo.ServiceId',
      'caseInfo.Subject',
    ]);
  });

  it('reads names in any case, the last of equal ones counting, and passes over unknown members', async () => {
    const answer = await send('POST', '/qflow/api/cases/', {
      raw: '{"serviceid":3,"SUBJECT":"a","subject":"b","Subject":"c","SUBJECT":"d","x":{"\\u0000":"\\ud800"},"__proto__":{"Subject":1},"s\\u0065rviceId":2}',
    });
    assert.deepEqual([answer.json().ServiceId, answer.json().Subject], [2, 'd']);
    const turned = await send('POST', 'Cases', { raw: '{"ServiceId":2,"Subject":"1","SUBJECT":"2","Subject":"3"}' });
    assert.equal(turned.json().Subject, '3');
  });

  it('reads an empty body, blanks and null as {}', async () => {
    const required = { 'caseInfo.ServiceId': ['The ServiceId property is required.'] };
    for (const call of [
      {},
      { type: 'text/plain', raw: '' },
      { raw: 'null' },
      { raw: ' \n' },
      { raw: '{}' },
      { raw: '\ufeff{}' },
    ]) {
      assert.deepEqual(modelState(await send('POST', 'Cases', call)), required);
    }
  });

  it('refuses what is no JSON object in UTF-8, or deeper than 256, at the name of the body', async () => {
    const deep = (levels: number) => `{"ServiceId":2,"x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    for (const raw of ['{', '[]', '"x"', '1', '{"ServiceId":2,}', deep(257), Buffer.from([0x7b, 0xff, 0x7d])]) {
      assert.deepEqual(Object.keys(modelState(await send('POST', 'Cases', { raw }))), ['caseInfo']);
    }
    assert.equal((await send('POST', 'Cases', { raw: deep(256) })).statusCode, 200);
  });

  it('takes text/json, and answers in it who accepts it by name and application/json not', async () => {
    const call = (accept: string) => enqueue({}, { type: 'TEXT/json; charset="utf-8"; x=y', headers: { accept } });
    const typeFor = async (accept: string) => (await call(accept)).headers['content-type'];
    assert.equal(await typeFor('text/json'), 'text/json; charset=utf-8');
    assert.equal(await typeFor('text/html, text/json;q=0.5'), 'text/json; charset=utf-8');
    for (const accept of ['text/json, application/json', 'application/xml', '*/*', 'text/html', '']) {
      assert.equal(await typeFor(accept), 'application/json; charset=utf-8', accept);
    }
  });

  const form = (raw: string) =>
    send('POST', 'Cases', { raw, type: 'application/x-www-form-urlencoded; charset=utf-8' });

  it('takes forms, with dictionaries in three spellings', async () => {
    const answer = await form(
      'serviceid=3&Subject=Lost+card%2C+%C3%A9&ExtRef=&AutoClose=TRUE&CustomerId=1000&CustomProperties%5B0%5D.Key=a&CustomProperties[0].Value=1' +
        '&customproperties[7][key]=b&CustomProperties[07][VALUE]=2&CustomProperties[c+d]=3&CustomProperties[e]=&CustomProperties[0]=z&x=y',
    );
    assert.equal(answer.statusCode, 200, answer.body);
    const { CaseId, ...rest } = answer.json();
    assert.deepEqual(rest, {
      ServiceId: 3,
      ServiceIdExtRef: null,
      CustomerId: 1000,
      ExtRef: null,
      Notes: null,
      Subject: 'Lost card, é',
      ClassificationCode: null,
      AutoClose: true,
      CustomProperties: { 0: 'z', a: '1', b: '2', 'c d': '3' },
      ProcedureExtRef: null,
      ProcedureOptionExtRef: null,
    });
    assert.equal((await form('ServiceId=3&ServiceId=2')).json().ServiceId, 2);
    assert.equal((await form('ServiceId=2')).json().CustomProperties, null);
  });

  it('refuses forms as it does JSON', async () => {
    assert.deepEqual(modelState(await form('ServiceId=')), {
      'caseInfo.ServiceId': ['The ServiceId property is required.'],
    });
    assert.deepEqual(modelState(await form('ServiceId=x')), {
      'caseInfo.ServiceId': ["The value 'x' is not valid for ServiceId."],
    });
    for (const raw of ['ServiceId=%zz', '%ff=1'])
      assert.deepEqual(Object.keys(modelState(await form(raw))), ['caseInfo']);
    for (const raw of [
      'CustomProperties=x',
      'CustomProperties[]=x',
      'CustomProperties[0].Value=x',
      'CustomProperties[a]=%00',
    ]) {
      assert.deepEqual(Object.keys(modelState(await form(`ServiceId=2&${raw}`))), ['caseInfo.CustomProperties'], raw);
    }
  });

  it('closes at once where AutoClose says so: a number, a ticket that never waits, both steps in the history', async () => {
    const { CaseId } = await made({ ServiceId: services.tiny, AutoClose: true });
    const shown = await detail(CaseId);
    assert.match(shown['Ticket'] as string, /^T[789]$/);
    assert.deepEqual(
      [
        shown['CaseStatusDesc'],
        shown['ProcessStatusDesc'],
        shown['EntityStatus'],
        shown['EntityStatusDesc'],
        shown['Action'],
        shown['ActionDesc'],
        shown['UserName'],
      ],
      ['Closed', 'Closed', 8, 'Completed', 7, 'Complete', null],
    );
    const actor = docket.actor('kiosk');
    const events = await docket.core.view(actor, (db) => listHistory(db, actor, Number(CaseId)));
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['created', 'closed'],
    );
    assert.deepEqual(events[0]?.data, { queue: 'tiny', ticket: shown['Ticket'] });
    const refused = await enqueue({ AutoClose: true }, { token: tokens.greeter });
    assert.deepEqual(
      [refused.statusCode, refused.json()],
      [403, { Message: "The user lacks the permission 'case.close'." }],
    );
  });
});
