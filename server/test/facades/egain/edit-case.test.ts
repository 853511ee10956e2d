/** Contract egain 4.1–4.3, 4.5, 4.6, 9: Edit Case; its body as such is in edit-case-body.test.ts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
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
const putXml = (body: string) => put(body, { 'content-type': 'application/xml' });
const xmlStamp = (found: Case): string => `<lastModified date="${found.modifiedAt.toISOString()}"/>`;
const future = '2099-11-30T18:30:00.000Z';

/** Sends it with a fresh case's id and stamp; answers the code and the message. */
const refused = async (members: object, input = {}): Promise<string> => {
  const found = await egain.make(input);
  const answer = await put({ ...stamp(found), ...members });
  assert.deepEqual(await egain.read(found.number), found, 'a refused edit changes nothing');
  const { code, developerMessage } = answer.json();
  assert.equal(answer.statusCode, Number(String(code).slice(0, 3)));
  return `${code} ${developerMessage}`;
};
const accepted = async (members: object, input = {}): Promise<Case> => {
  const found = await egain.make(input);
  const answer = await put({ ...stamp(found), ...members });
  assert.equal(answer.statusCode, 204, answer.body);
  return egain.read(found.number);
};
const attribute = (name: string, ...values: unknown[]) => ({
  customAttributes: {
    customAttribute: [{ attribName: name, attribValues: { attribValue: values.map((value) => ({ value })) } }],
  },
});

describe('an edit', () => {
  it('in JSON changes all that it names, answers 204 without a body, and is one version by the caller', async () => {
    const found = await egain.make({ attributes: { visits: 3 } });
    const answer = await put({
      ...stamp(found),
      dueDate: future,
      owner: { user: { id: '1002' } },
      severity: { value: 'urgent' },
      subject: 'No dial tone: ',
      description: 'Since Monday',
      solution: ' 007 ',
      ...attribute('customer_rating', 5),
    });
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.body, '');
    assert.equal(answer.headers['content-type'], 'application/json');
    assert.equal(answer.headers['x-egain-session'], session);
    const now = await egain.read(found.number);
    assert.equal(now.dueAt?.toISOString(), future);
    assert.deepEqual(
      [now.ownerId, now.severity, now.subject, now.description, now.solution, now.modifiedById, now.version],
      [1002, 'urgent', 'No dial tone: ', 'Since Monday', ' 007 ', 1002, found.version + 1],
    );
    assert.deepEqual(now.attributes, { customer_rating: '5', visits: 3 });
    assert.ok(now.modifiedAt > found.modifiedAt);
  });

  it('in XML does the same, whatever the prefixes', async () => {
    const found = await egain.make({ solution: 'Old' });
    const answer = await egain.call(session, 'PUT', '/interaction/case', {
      headers: { 'content-type': 'application/xml', accept: 'application/xml' },
      body: `<?xml version="1.0"?><!-- c --><c:case xmlns:c="urn:any" xmlns="urn:other" id="${found.number}" other="1">
        ${xmlStamp(found)}<dueDate>${future}</dueDate><owner><user id="1002"/></owner>
        <severity><x:value xmlns:x="u">low</x:value></severity>
        <subject>A &amp; B</subject><description><![CDATA[<b>]]> &#233;</description><solution></solution>
        <customAttributes><customAttribute><attribName>channel</attribName><attribValues>
          <attribValue><value>web</value></attribValue><attribValue><value>desk</value></attribValue>
        </attribValues></customAttribute></customAttributes></c:case>`,
    });
    assert.equal(answer.statusCode, 204, answer.body);
    assert.equal(answer.headers['content-type'], 'application/xml');
    const now = await egain.read(found.number);
    assert.deepEqual(
      [now.ownerId, now.severity, now.subject, now.description, now.solution],
      [1002, 'low', 'A & B', '<b> é', null],
    );
    assert.deepEqual(now.attributes, { channel: ['web', 'desk'] });
  });

  it('writes one history event with the changed fields, of this face', async () => {
    const now = await accepted({ subject: 'New', description: 'Text' });
    const actor = egain.actor('frank');
    const events = await egain.core.view(actor, (db) => listHistory(db, actor, now.number));
    const last = events.find(({ kind }) => kind === 'edited');
    assert.equal(last?.face, 'egain');
    assert.deepEqual(
      last?.changes.map(({ field, from, to }) => [field, from, to]),
      [
        ['subject', 'A case', 'New'],
        ['description', null, 'Text'],
      ],
    );
  });

  it('of equal values is an edit: 204 and a new stamp', async () => {
    const now = await accepted({ subject: 'A case' });
    assert.equal(now.version, 2);
  });

  it('takes ids as numbers, read-only parts inside allowed elements, and one object where a list is due', async () => {
    const found = await egain.make();
    const answer = await put({
      id: found.number,
      lastModified: { ...stamp(found).lastModified, user: { id: '1', name: 'x' } },
      owner: { user: { id: 1002, name: 'x', firstName: 'F', lastName: 'R', link: [] }, folder: { id: '13' } },
      severity: { value: 'high', displayValue: 'High' },
      customAttributes: {
        customAttribute: { attribName: 'visits', attribValues: { attribValue: { value: -12, displayValue: 'x' } } },
      },
    });
    assert.equal(answer.statusCode, 204, answer.body);
    assert.deepEqual((await egain.read(found.number)).attributes, { visits: -12 });
  });

  it('clears texts, the due date and attributes that are sent empty', async () => {
    const full = {
      description: 'x',
      solution: 'x',
      dueAt: new Date(future),
      attributes: { customer_rating: '5', channel: ['web'], visits: 1 },
    };
    const now = await accepted(
      {
        subject: '',
        description: '',
        solution: '',
        dueDate: '',
        customAttributes: {
          customAttribute: ['customer_rating', 'channel'].map((attribName) => ({
            attribName,
            attribValues: { attribValue: [{ value: '' }] },
          })),
        },
      },
      full,
    );
    assert.deepEqual([now.subject, now.description, now.solution, now.dueAt], ['', null, null, null]);
    assert.deepEqual(now.attributes, { visits: 1 });
    const found = await egain.make(full);
    const empty = await putXml(`<case id="${found.number}">${xmlStamp(found)}<dueDate/><description/></case>`);
    assert.equal(empty.statusCode, 204, empty.body);
    const after = await egain.read(found.number);
    assert.deepEqual([after.dueAt, after.description, after.solution], [null, null, 'x']);
  });

  it('takes null anywhere as absent', async () => {
    const full = { description: 'x', solution: 'x', dueAt: new Date(future), ownerId: 1002, attributes: { visits: 1 } };
    const now = await accepted(
      {
        subject: 'New',
        description: null,
        solution: null,
        dueDate: null,
        owner: { user: { id: null } },
        severity: { value: null },
        relatedCases: { link: null, unlink: [null] },
        status: null,
        ...attribute('visits', null),
      },
      full,
    );
    assert.deepEqual([now.subject, now.description, now.solution, now.ownerId], ['New', 'x', 'x', 1002]);
    assert.equal(now.dueAt?.toISOString(), future);
    assert.deepEqual(now.attributes, { visits: 1 });
  });

  it('keeps texts as sent: no trimming, no guessing, 1024 UTF-16 units', async () => {
    const text = ` 1e3\t\r\n${'😀'.repeat(508)} `;
    const now = await accepted({ subject: text, description: 'true', solution: 'x'.repeat(1024) });
    assert.deepEqual([now.subject, now.description, now.solution], [text, 'true', 'x'.repeat(1024)]);
    for (const name of ['subject', 'description', 'solution']) {
      assert.match(await refused({ [name]: 'x'.repeat(1025) }), new RegExp(`^400-152 .*'${name}'`));
      assert.match(await refused({ [name]: `${'😀'.repeat(512)}x` }), /^400-152 /);
    }
  });

  it('of a case whose status is ready_for_closure or escalated is an edit of an open case', async () => {
    for (const status of ['ready_for_closure', 'escalated']) await accepted({ subject: 'x' }, { status });
  });
});

describe('required members', () => {
  it('are id, lastModified.date and at least one optional element: 400-146', async () => {
    const found = await egain.make();
    const { id, lastModified } = stamp(found);
    const bodies: [object, string][] = [
      [{ lastModified, subject: 'x' }, "'id'"],
      [{ id: '', lastModified, subject: 'x' }, "'id'"],
      [{ id: null, lastModified, subject: 'x' }, "'id'"],
      [{ id, subject: 'x' }, "'lastModified.date'"],
      [{ id, lastModified: {}, subject: 'x' }, "'lastModified.date'"],
      [{ id, lastModified: { date: null }, subject: 'x' }, "'lastModified.date'"],
      [{ id, lastModified }, "'case'"],
      [{ id, lastModified, subject: null, severity: null, owner: { user: { id: null } } }, "'case'"],
      [{ id, lastModified, relatedCases: {} }, "'case'"],
      [
        { id, lastModified, relatedCases: { link: [], unlink: [] }, customAttributes: { customAttribute: [] } },
        "'case'",
      ],
      [{ id, lastModified, severity: {} }, "'severity.value'"],
      [{ id, lastModified, subject: 'x', severity: { displayValue: 'High' } }, "'severity.value'"],
      [{ id, lastModified, owner: {} }, "'owner.user.id'"],
      [{ id, lastModified, owner: { user: { name: 'frank' } } }, "'owner.user.id'"],
    ];
    for (const [body, name] of bodies) {
      const answer = await put(body);
      assert.equal(codeOf(answer), '400 400-146', JSON.stringify(body));
      assert.equal(answer.json().developerMessage, `Required attribute is missing in request body: ${name}.`);
    }
    assert.equal(codeOf(await putXml(`<case>${xmlStamp(found)}<subject/></case>`)), '400 400-146');
    assert.equal(codeOf(await putXml(`<case id="${id}">${xmlStamp(found)}<severity/></case>`)), '400 400-146');
    assert.equal(codeOf(await putXml(`<case id="${id}">${xmlStamp(found)}<customAttributes/></case>`)), '400 400-146');
    assert.deepEqual(await egain.read(found.number), found);
  });

  it('come before unsupported members, and these before values', async () => {
    assert.match(await refused({ status: { value: 'closed' } }), /^400-146 /);
    assert.match(await refused({ severity: { value: 'x' }, status: {} }), /^400-147 /);
  });
});

describe('members that Edit Case does not know', () => {
  it('are 400-147 with their own name, also what a GET shows', async () => {
    const names = [
      'link',
      'activities',
      'department',
      'status',
      'customer',
      'originatingChannel',
      'created',
      'userLastWorked',
      'notes',
      'lastClosed',
      'Subject',
      '__proto__',
      'constructor',
    ];
    for (const name of names) {
      const found = await egain.make();
      const body = JSON.stringify({ ...stamp(found), subject: 'x' }).replace(/\}$/, `,"${name}":{"value":"x"}}`);
      const answer = await put(body);
      assert.equal(codeOf(answer), '400 400-147', name);
      assert.match(answer.json().developerMessage, new RegExp(`'${name}'`));
    }
    assert.match(await refused({ relatedCases: { case: [] } }), /^400-14[67] /);
    assert.match(await refused({ subject: 'x', relatedCases: { case: [] } }), /^400-147 .*'case'/);
    assert.match(await refused({ subject: 'x', owner: { user: { id: '1002', login: 'x' } } }), /^400-147 .*'login'/);
  });

  it('may be as many as a body holds', async () => {
    const found = await egain.make();
    const strangers = Array.from({ length: 100_000 }, (_, i) => `<a${i}/>`).join('');
    const answer = await putXml(`<case id="${found.number}">${xmlStamp(found)}<subject>x</subject>${strangers}</case>`);
    assert.equal(codeOf(answer), '400 400-147');
    assert.match(answer.json().developerMessage, /'a0', 'a1'/);
    assert.ok(answer.body.length < 2000);
  });

  it('are the same in XML, elements where attributes are due among them', async () => {
    const found = await egain.make();
    const bodies: [string, string][] = [
      [`<case id="${found.number}">${xmlStamp(found)}<subject>x</subject><status/></case>`, 'status'],
      [`<case id="${found.number}" href="x">${xmlStamp(found)}<subject>x</subject></case>`, 'href'],
      [`<case id="${found.number}">${xmlStamp(found)}<subject id="1">x</subject></case>`, 'id'],
      [`<case id="${found.number}">${xmlStamp(found)}<subject>x</subject><id>1</id></case>`, 'id'],
    ];
    for (const [body, name] of bodies) {
      const answer = await putXml(body);
      assert.equal(codeOf(answer), '400 400-147', body);
      assert.match(answer.json().developerMessage, new RegExp(`'${name}'`));
    }
  });
});

describe('values', () => {
  it('of the wrong kind are 400-152 with their name', async () => {
    const wrong: [object, string][] = [
      [{ id: 'x' }, 'id'],
      [{ id: -1 }, 'id'],
      [{ id: 1.5 }, 'id'],
      [{ id: true }, 'id'],
      [{ id: {} }, 'id'],
      [{ id: '1'.repeat(19) }, 'id'],
      [{ lastModified: 5 }, 'lastModified'],
      [{ lastModified: { date: 5 } }, 'lastModified.date'],
      [{ dueDate: 5 }, 'dueDate'],
      [{ subject: 5 }, 'subject'],
      [{ subject: ['x'] }, 'subject'],
      [{ description: {} }, 'description'],
      [{ solution: true }, 'solution'],
      [{ subject: 'a\u0000b' }, 'subject'],
      [{ subject: 'a\u001fb' }, 'subject'],
      [{ subject: '\ud800' }, 'subject'],
      [{ description: '\uffff' }, 'description'],
      [{ severity: 'urgent' }, 'severity'],
      [{ severity: { value: 'Urgent' } }, 'severity.value'],
      [{ severity: { value: '' } }, 'severity.value'],
      [{ severity: { value: 5 } }, 'severity.value'],
      [{ owner: { user: { id: '' } } }, 'owner.user.id'],
      [{ owner: { user: { id: 'frank' } } }, 'owner.user.id'],
      [{ owner: [] }, 'owner'],
      [{ owner: { user: 'frank' } }, 'owner.user'],
      [{ relatedCases: [] }, 'relatedCases'],
      [{ customAttributes: 'x' }, 'customAttributes'],
    ];
    for (const [members, name] of wrong) {
      assert.match(
        await refused({ subject: 'x', ...members }),
        new RegExp(`^400-152 .*'${name}'`),
        JSON.stringify(members),
      );
    }
  });

  it('of dates are UTC with Z, to the second or with three decimals, and of the calendar', async () => {
    const bad = [
      'x',
      '2099-02-30T00:00:00Z',
      '2099-01-01',
      '2099-01-01T00:00:00',
      '2099-01-01T00:00:00+00:00',
      '2099-01-01T00:00:00.1Z',
      '2099-01-01T24:00:00Z',
      '2099-01-01T00:00:60Z',
      '2099-13-01T00:00:00Z',
      '2099-01-01t00:00:00z',
      ' 2099-01-01T00:00:00Z',
      '+002099-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
    ];
    for (const dueDate of bad) assert.match(await refused({ dueDate }), /^400-152 .*'dueDate'/, dueDate);
    for (const date of ['x', '', '2099-02-30T00:00:00Z']) {
      assert.match(await refused({ lastModified: { date }, subject: 'x' }), /^400-152 .*'lastModified\.date'/);
    }
    assert.equal(
      (await accepted({ dueDate: '2096-02-29T23:59:59Z' })).dueAt?.toISOString(),
      '2096-02-29T23:59:59.000Z',
    );
  });

  it('of a due date lie in the future; a past one stays as long as it is not sent', async () => {
    assert.match(await refused({ dueDate: '2001-01-01T00:00:00Z' }), /^400-152 .*'dueDate'/);
    assert.match(await refused({ dueDate: new Date(egain.clock.now()).toISOString() }), /^400-152 /);
    const past = new Date('2001-01-01T00:00:00Z');
    assert.deepEqual((await accepted({ subject: 'x' }, { dueAt: past })).dueAt, past);
  });

  it('that stand twice in XML are 400-152, as is text among parts', async () => {
    const found = await egain.make();
    const bodies = [
      '<subject>a</subject><subject>b</subject>',
      '<owner><user id="1002"/><user id="1002"/></owner>',
      '<severity>urgent</severity>',
      '<subject><b/></subject>',
      'text<subject>a</subject>',
    ];
    for (const body of bodies) {
      assert.equal(
        codeOf(await putXml(`<case id="${found.number}">${xmlStamp(found)}${body}</case>`)),
        '400 400-152',
        body,
      );
    }
  });
});

describe('custom attributes', () => {
  it('take what their kind allows', async () => {
    const good: [string, unknown[], unknown][] = [
      ['account_ref', ['A-1 (x), "y" & \'z\' é😀\t\n@#=?/:._'], 'A-1 (x), "y" & \'z\' é😀\t\n@#=?/:._'],
      ['account_ref', ['x'.repeat(1024)], 'x'.repeat(1024)],
      ['account_ref', [' 007 '], ' 007 '],
      ['account_ref', [7], '7'],
      ['customer_rating', ['5'], '5'],
      ['customer_rating', [5], '5'],
      ['visits', ['-012'], -12],
      ['visits', [999999999], 999999999],
      ['renewal', ['2020-01-01T10:00:00Z'], '2020-01-01T10:00:00.000Z'],
      ['channel', ['desk', 'web'], ['desk', 'web']],
      ['channel', ['phone'], ['phone']],
    ];
    for (const [name, values, kept] of good) {
      assert.deepEqual((await accepted(attribute(name, ...values))).attributes, { [name]: kept });
    }
  });

  it('refuse all else with 400-152 that names them', async () => {
    const bad: [string, unknown[]][] = [
      ...['+', ';', '<', '>', '!', '%', '*', '$', '~', '\u007f'].map((text): [string, unknown[]] => [
        'account_ref',
        [text],
      ]),
      ['account_ref', ['x'.repeat(1025)]],
      ['account_ref', ['a', 'b']],
      ['account_ref', [true]],
      ['account_ref', [{}]],
      ['customer_rating', ['6']],
      ['customer_rating', [' 5']],
      ['customer_rating', ['4', '5']],
      ['visits', ['1.5']],
      ['visits', ['1234567890']],
      ['visits', ['+1']],
      ['visits', ['1e3']],
      ['renewal', ['2020-01-01']],
      ['renewal', ['2020-02-30T00:00:00Z']],
      ['channel', ['mail']],
      ['channel', ['web', 'web']],
      ['channel', ['web', '']],
      ['unknown', ['x']],
      ['Visits', ['1']],
      ['visits', []],
      ['__proto__', ['x']],
    ];
    for (const [name, values] of bad) {
      const message = await refused(attribute(name, ...values));
      assert.match(message, /^400-152 /, `${name} ${JSON.stringify(values)}`);
      assert.ok(message.includes(`'customAttributes.${name}'`), message);
    }
  });

  it('are never kept as another number than was sent', async () => {
    assert.deepEqual((await accepted(attribute('account_ref', 1.25))).attributes, { account_ref: '1.25' });
    for (const number of ['12345678901234567890', '1e400', '-9007199254740993']) {
      const found = await egain.make();
      const members = attribute('account_ref', 'NUMBER');
      const body = JSON.stringify({ ...stamp(found), ...members }).replace('"NUMBER"', number);
      const answer = await put(body);
      assert.equal(codeOf(answer), '400 400-152', number);
      assert.match(answer.json().developerMessage, /'customAttributes\.account_ref'/);
    }
  });

  it('stand once each, with a name and at least one value', async () => {
    const one = attribute('visits', '1').customAttributes.customAttribute[0];
    assert.match(
      await refused({ customAttributes: { customAttribute: [one, one] } }),
      /^400-152 .*'customAttributes\.visits'/,
    );
    const forms: unknown[] = [
      { attribName: 'visits' },
      { attribName: 'visits', attribValues: {} },
      { attribName: 'visits', attribValues: { attribValue: [{}] } },
      { attribValues: { attribValue: [{ value: '1' }] } },
      { attribName: 5, attribValues: { attribValue: [{ value: '1' }] } },
      'visits',
      5,
    ];
    for (const customAttribute of forms) {
      assert.match(
        await refused({ customAttributes: { customAttribute } }),
        /^400-152 .*'customAttributes/,
        JSON.stringify(customAttribute),
      );
    }
  });
});

describe('the stamp', () => {
  it('is the same instant as the last change, to the millisecond: else 409-100', async () => {
    const found = await egain.make();
    const other = (ms: number) => new Date(found.modifiedAt.getTime() + ms).toISOString();
    for (const date of [other(1), other(-1), '2001-01-01T00:00:00Z']) {
      const answer = await put({ id: String(found.number), lastModified: { date }, subject: 'x' });
      assert.equal(codeOf(answer), '409 409-100');
      assert.match(answer.json().developerMessage, new RegExp(`do not match: ${found.number}\\.`));
    }
  });

  it('without decimals is the instant with three zeros', async () => {
    const made = await egain.make();
    const owner = await egain.store.connectOwner();
    await owner.query("update docket.cases set modified_at = date_trunc('second', modified_at) where number = $1", [
      made.number,
    ]);
    await owner.end();
    const found = await egain.read(made.number);
    const date = found.modifiedAt.toISOString().replace('.000', '');
    assert.equal(date.length, 20);
    assert.equal((await put({ id: found.number, lastModified: { date }, subject: 'x' })).statusCode, 204);
  });

  it('rises strictly, however fast edits follow, and an edit sent again is 409-100', async () => {
    let found = await egain.make();
    for (let i = 0; i < 20; i += 1) {
      const body = { ...stamp(found), subject: `Edit ${i}` };
      assert.equal((await put(body)).statusCode, 204);
      assert.equal(codeOf(await put(body)), '409 409-100');
      const now = await egain.read(found.number);
      assert.ok(now.modifiedAt > found.modifiedAt);
      found = now;
    }
  });

  it('of forty editors at once lets one through: one 204, 39 times 409-100', async () => {
    const found = await egain.make();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => put({ ...stamp(found), subject: `Editor ${i}` })),
    );
    const codes = answers.map((answer) => (answer.statusCode === 204 ? '204' : codeOf(answer)));
    assert.equal(codes.filter((code) => code === '204').length, 1);
    assert.equal(codes.filter((code) => code === '409 409-100').length, 39);
    assert.equal((await egain.read(found.number)).version, found.version + 1);
  });

  it('moves by a change through another face', async () => {
    const found = await egain.make();
    const actor = egain.actor('mary');
    await egain.core.run(actor, (tx) => closeCase(tx, actor, { number: found.number }, {}));
    assert.match(codeOf(await put({ ...stamp(found), subject: 'x' })), /^400 400-253$/);
  });
});

describe('a case', () => {
  it('that is unknown is 400-194, named as it was sent', async () => {
    for (const id of ['999999', '0', '999999999999999999', '2147483648']) {
      const answer = await put({ id, lastModified: { date: '2020-01-01T00:00:00Z' }, subject: 'x' });
      assert.equal(codeOf(answer), '400 400-194');
      assert.match(answer.json().developerMessage, new RegExp(`'${id}'`));
    }
  });

  it('that is closed or archived is 400-253, before the stamp is looked at', async () => {
    const answer = await refused({ lastModified: { date: '2001-01-01T00:00:00Z' }, subject: 'x' }, { close: {} });
    assert.match(answer, /^400-253 .*\d+\.$/);
  });
});

it('Edit Case left no fault of the server', () => assert.deepEqual(egain.faults, []));
