/** Contract egain 3.3: the fifteen languages of display values. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { displayValue } from '../../../src/facades/egain/display-values.ts';
import { chooseLanguage, languages, resolveLanguage } from '../../../src/facades/egain/languages.ts';
import { codeOf, type Egain, startEgain } from './support.ts';

describe('a language', () => {
  it('is chosen by q, then by place; a bare one is the first of its tags, `*` the tenant’s own', () => {
    const choices: [string, string | undefined][] = [
      ['', 'default'],
      ['fr-CA', 'fr-CA'],
      ['FR-ca', 'fr-CA'],
      ['fr', 'fr-FR'],
      ['fr-BE', 'fr-FR'],
      ['pt', 'pt-BR'],
      ['pt-AO', 'pt-BR'],
      ['pt-PT;q=0.9, pt;q=0.8', 'pt-PT'],
      ['zh-Hant-TW', 'zh-CN'],
      ['de;q=0.5, da;q=0.6', 'da-DK'],
      ['de, da', 'de-DE'],
      ['de;q=0.5, *', 'default'],
      ['de, *;q=0.5', 'de-DE'],
      ['xx;q=1, ru;q=0.001', 'ru-RU'],
      [' ja-JP ; q=0.7 , ko-KR;q=0.8', 'ko-KR'],
      ['de;q=0, sv', 'sv-SE'],
      ['de;q=0', undefined],
      ['xx', undefined],
      ['deu', undefined],
      ['*;q=0', undefined],
    ];
    for (const [header, language] of choices) assert.equal(chooseLanguage(header), language, header);
    assert.equal(chooseLanguage(undefined), 'default');
    for (const tag of languages) {
      assert.equal(chooseLanguage(tag.toUpperCase()), tag);
      assert.equal(resolveLanguage('default', tag.toLowerCase()), tag);
    }
    assert.equal(resolveLanguage('default', 'pl-PL'), 'en-US');
    assert.equal(resolveLanguage('it-IT', 'de-DE'), 'it-IT');
  });

  it('has its own words: none is left in English, and no two severities or statuses are alike', () => {
    const phrases = ['ready_for_closure', 'urgent', 'high', 'completed', 'awaiting_assignment', 'inbound'];
    const apart = [
      ['open', 'closed', 'ready_for_closure', 'escalated'],
      ['urgent', 'high', 'medium', 'low'],
      ['call_track', 'email', 'task'],
      ['awaiting_assignment', 'assigned', 'completed'],
      ['inbound', 'outbound'],
    ];
    for (const tag of languages) {
      for (const group of apart) {
        const words = group.map((value) => displayValue(tag, value));
        assert.equal(new Set(words).size, group.length, `${tag} ${words.join()}`);
        for (const word of words) assert.match(word, /^\S.*\S$|^\p{Script=Han}$/u);
      }
      if (tag === 'en-US') continue;
      for (const value of phrases) assert.notEqual(displayValue(tag, value), displayValue('en-US', value), tag);
    }
    const english = phrases.map((value) => displayValue('en-US', value));
    assert.deepEqual(english, ['Ready for closure', 'Urgent', 'High', 'Completed', 'Awaiting assignment', 'Inbound']);
    assert.equal(displayValue('de-DE', 'on_hold'), 'On hold', 'a tenant’s own status');
  });
});

describe('Accept-Language', () => {
  let egain: Egain;
  let session: string;
  before(async () => {
    egain = await startEgain();
    session = await egain.login('frank');
  });
  after(() => egain.close());

  it('holds for lists, related cases and XML alike; messages to developers stay English', async () => {
    const found = await egain.make({ status: 'escalated', severity: 'urgent', customerId: 1003 });
    const headers = { 'accept-language': 'ja' };
    const shown = async (path: string, accept = 'application/json') =>
      egain.call(session, 'GET', path, { headers: { ...headers, accept } });
    for (const path of [`/interaction/case/${found.number}`, '/interaction/case?customer=1003']) {
      const [one] = (await shown(path)).json().case;
      assert.deepEqual([one.status.displayValue, one.severity.displayValue], ['エスカレート済み', '緊急']);
      assert.match((await shown(path, 'text/xml')).body, /displayValue>エスカレート済み</);
      const wrong = await shown(`${path}${path.includes('?') ? '&' : '?'}x=1`);
      assert.match(wrong.json().developerMessage, /^Unsupported query/);
    }
  });

  it('holds for activities and customers', async () => {
    const headers = { 'accept-language': 'ko-KR' };
    const body = {
      department: { name: 'Service' },
      type: { value: 'email', subtype: { value: 'General' } },
      subject: 'S',
      customer: { id: '1003' },
    };
    const made = await egain.call(session, 'POST', '/interaction/activity', { body });
    const [one] = (await egain.call(session, 'GET', String(made.headers.location), { headers })).json().activity;
    assert.deepEqual(
      [one.type, one.mode, one.status].map(({ displayValue }) => displayValue),
      ['이메일', '수신', '할당 대기 중'],
    );
    const [jane] = (await egain.call(session, 'GET', '/interaction/customer/1003', { headers })).json().customer;
    assert.equal(jane.type.displayValue, '개인');
  });

  it('that names none of the fifteen is 406-100 at every call, before the query and the body', async () => {
    const calls: [string, string][] = [
      ['PUT', '/interaction/case?x=1'],
      ['GET', '/interaction/case'],
      ['GET', '/interaction/case/x?x=1'],
      ['GET', '/interaction/case/attributes'],
      ['POST', '/egain/ws/v20/interaction/case/lookup?x=1'],
    ];
    for (const [method, path] of calls) {
      const answer = await egain.call(session, method, path, { headers: { 'accept-language': 'xx, en;q=0' } });
      assert.equal(codeOf(answer), '406 406-100', path);
    }
  });

  it('that is not sent, or `*`, is the tenant’s language', async () => {
    await egain.apply(`
tenant: { key: berlin, name: Berlin, timezone: Europe/Berlin, language: de-DE }
units: [{ key: desk, id: 71, name: Desk }]
roles: [{ key: all, permissions: ["*"] }]
users: [{ login: berta, password: berta-pw, home: desk, roles: [all], licences: [case] }]
caseTypes: [{ key: case, name: Case, default: true, statuses: { start: open, active: [open], closed: closed } }]
`);
    const tenant = egain.tenant('berlin');
    const actor = { tenant, user: null, face: 'docket' } as const;
    await egain.core.run(actor, (tx) => createCase(tx, actor, { subject: 'S', referenceStyle: 'number' }));
    const login = await egain.call(undefined, 'POST', '/authentication/user/login', {
      body: { userName: 'berta', password: 'berta-pw' },
      headers: { 'x-docket-tenant': 'berlin' },
    });
    const berta = String(login.headers['x-egain-session']);
    const status = async (headers: Record<string, string>): Promise<string> =>
      (await egain.call(berta, 'GET', '/interaction/case?status=open', { headers })).json().case[0].status.displayValue;
    assert.deepEqual(
      [await status({}), await status({ 'accept-language': '*' }), await status({ 'accept-language': 'en' })],
      ['Offen', 'Offen', 'Open'],
    );
  });

  it('left no fault of the server', () => assert.deepEqual(egain.faults, []));
});
