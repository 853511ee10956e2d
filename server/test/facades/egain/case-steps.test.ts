/** Contract egain 6.4 (close), 6.5 (change customer), 6.6 (notes). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { addNote } from '../../../src/domain/notes/add-note.ts';
import { addTo, editDemo } from '../../acceptance/support/tenant-file.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

const xml = { accept: 'application/xml', 'content-type': 'application/xml' };

let egain: Egain;
let session: string;
let mary: string;
/** Has case.close in Service, and no grant on anybody. */
let lone: string;
/** Has case.assign too. */
let boss: string;
/** Sees cases and nothing else. */
let reader: string;
before(async () => {
  egain = await startEgain();
  await egain.apply(
    await editDemo([
      addTo('roles', '{ key: reader, permissions: [case.view] }'),
      addTo(
        'users',
        '{ login: lone, id: 2001, password: lone-pw, home: service, roles: [agent], licences: [case] }',
        '{ login: boss, id: 2002, password: boss-pw, home: service, roles: [case-manager], licences: [case] }',
        '{ login: reader, id: 2003, password: reader-pw, home: service, roles: [reader], licences: [case] }',
      ),
    ]),
  );
  [session, mary, lone, boss, reader] = [
    await egain.login('frank'),
    await egain.login('mary'),
    await egain.login('lone'),
    await egain.login('boss'),
    await egain.login('reader'),
  ];
});
after(() => egain.close());

const server = () => ({ ...egain.actor('frank'), user: null });
const archive = (found: Case) =>
  egain.core.run(server(), (tx) => setArchived(tx, server(), { number: found.number }, true));

const addActivity = async (found: Case, type: string, who = session): Promise<string> => {
  const body = {
    department: { name: 'Service' },
    type: { value: type, subtype: { value: 'General' } },
    mode: { value: 'inbound' },
    subject: 'S',
    case: { id: String(found.number) },
  };
  const answer = await egain.call(who, 'POST', '/interaction/activity?anonymousCustomer=yes', { body });
  assert.equal(answer.statusCode, 201, answer.body);
  return String(answer.headers['location']).split('/').at(-1) ?? '';
};

const statuses = async (found: Pick<Case, 'number'>): Promise<string[]> => {
  const answer = await egain.call(mary, 'GET', `/interaction/activity?case=${found.number}`);
  return answer.json().activity.map(({ status }: { status: { value: string } }) => status.value);
};

const eventsOf = (found: Pick<Case, 'number'>) =>
  egain.core.view(server(), (db) => listHistory(db, server(), found.number));

/** Code and message; nothing may have changed. */
const saying = async (found: Case | undefined, answer: ReturnType<Egain['call']>): Promise<string> => {
  const { code, developerMessage } = (await answer).json();
  if (found !== undefined) assert.deepEqual(await egain.read(found.number), found);
  return `${code} ${developerMessage}`;
};

describe('Close', () => {
  const close = (id: number | string, who = session, options = {}) =>
    egain.call(who, 'PUT', `/interaction/case/${id}/close`, options);

  it('closes an open case: 204, a new stamp, the closed status and its date', async () => {
    const found = await egain.make();
    const answer = await close(found.number, session, { headers: { 'content-type': 'application/json' } });
    assert.deepEqual([answer.statusCode, answer.body], [204, '']);
    assert.equal(answer.headers['content-type'], 'application/json');
    const now = await egain.read(found.number);
    assert.deepEqual([now.status, now.category, now.version], ['closed', 'closed', 2]);
    assert.ok(now.modifiedAt > found.modifiedAt);
    const read = await egain.call(session, 'GET', `/interaction/case/${found.number}?$attribute=lastClosed`);
    const [shown] = read.json().case;
    assert.deepEqual([shown.status.value, shown.owner.folder.id], ['closed', '14']);
    assert.equal(shown.lastClosed, now.closedAt?.toISOString());
    const [, event] = await eventsOf(found);
    assert.deepEqual([event?.kind, event?.face], ['closed', 'egain']);
  });

  it('takes no body (400-203, in JSON or XML) and no query (400-101); blanks are none', async () => {
    const found = await egain.make();
    for (const [body, headers] of [
      ['{}', {}],
      ['{"a":1}', {}],
      ['{', {}],
      ['<case/>', { 'content-type': 'text/xml' }],
    ] as const) {
      const answer = close(found.number, session, { body, headers });
      assert.ok((await saying(found, answer)).startsWith('400-203 '), body);
    }
    const text = { body: 'x', headers: { 'content-type': 'text/plain' } };
    assert.match(await saying(found, close(found.number, session, text)), /^415-900 /);
    const query = egain.call(session, 'PUT', `/interaction/case/${found.number}/close?x=1`);
    assert.match(await saying(found, query), /^400-101 /);
    assert.equal((await close(found.number, session, { body: ' \n' })).statusCode, 204);
  });

  it('of a closed or archived case is 400-253, of an unknown one 404-100', async () => {
    const closed = await egain.make({ close: {} });
    assert.match(await saying(closed, close(closed.number)), new RegExp(`^400-253 .*${closed.number}\\.$`));
    const archived = await archive(await egain.make());
    assert.match(await saying(archived, close(archived.number)), /^400-253 /);
    for (const id of ['999999', 'abc', '0', '-1', '999999999999999999', '1e3']) {
      const said = await saying(undefined, close(id));
      assert.ok(said.startsWith('404-100 ') && said.includes(`'${id}'`), said);
    }
    const ready = await egain.make({ status: 'ready_for_closure' });
    assert.equal((await close(ready.number)).statusCode, 204);
  });

  it('needs case.close in the unit, whoever owns the case: 403-178 Close Case', async () => {
    const found = await egain.make({ ownerId: 1012 });
    assert.match(await saying(found, close(found.number, reader)), /^403-178 .*Close Case/);
    const hidden = await egain.make({ unitId: 1003 });
    assert.match(await saying(hidden, close(hidden.number)), /^403-178 .*Close Case/);
    assert.equal((await close(found.number, lone)).statusCode, 204);
  });

  it('is forbidden by an open call: 400-901 that names it', async () => {
    const found = await egain.make();
    const [one, two] = [await addActivity(found, 'call_track'), await addActivity(found, 'call_track')];
    await addActivity(found, 'email');
    const now = await egain.read(found.number);
    const said = await saying(now, close(found.number));
    assert.match(said, new RegExp(`^400-901 .*: ${one}, ${two}\\.`));
    assert.deepEqual(await statuses(found), ['assigned', 'assigned', 'awaiting_assignment']);
  });

  it('completes open mails and tasks; another’s wants `pull` on him, or case.assign: 403-178 Pull Activities', async () => {
    const make = async (): Promise<Case> => {
      const found = await egain.make();
      await addActivity(found, 'email');
      await addActivity(found, 'task', mary);
      return egain.read(found.number);
    };
    const found = await make();
    assert.match(await saying(found, close(found.number, lone)), /^403-178 .*Pull Activities/);
    assert.equal((await close(found.number)).statusCode, 204, 'frank may pull from mary');
    assert.deepEqual(await statuses(found), ['completed', 'completed']);
    const another = await make();
    assert.equal((await close(another.number, boss)).statusCode, 204);
    const own = await make();
    assert.equal((await close(own.number, mary)).statusCode, 204);
    assert.deepEqual(await statuses(own), ['completed', 'completed']);
  });

  it('of two at once is done by one', async () => {
    const found = await egain.make();
    const answers = await Promise.all(Array.from({ length: 5 }, () => close(found.number)));
    const codes = answers.map((answer) => (answer.statusCode === 204 ? '204' : codeOf(answer))).sort();
    assert.deepEqual(codes, ['204', ...Array.from({ length: 4 }, () => '400 400-253')]);
  });

  it('that meets a new call closes before it, which opens the case again, or is refused because of it', async () => {
    for (let i = 0; i < 6; i += 1) {
      const found = await egain.make();
      const [answer] = await Promise.all([close(found.number), addActivity(found, 'call_track')]);
      const code = answer.statusCode === 204 ? '204' : codeOf(answer);
      assert.ok(['204', '400 400-901'].includes(code), code);
      assert.equal((await egain.read(found.number)).category, 'active');
      assert.deepEqual(await statuses(found), ['assigned']);
    }
  });

  it('elsewhere completes all open activities, calls too; so does archiving; deleting takes them along', async () => {
    for (const end of ['close', 'archive'] as const) {
      const found = await egain.make();
      for (const type of ['call_track', 'email', 'task']) await addActivity(found, type);
      if (end === 'archive') await archive(found);
      else await egain.core.run(server(), (tx) => closeCase(tx, server(), { number: found.number }));
      assert.deepEqual(await statuses(found), ['completed', 'completed', 'completed'], end);
    }
    const doomed = await egain.make();
    const id = await addActivity(doomed, 'task');
    await egain.core.run(server(), (tx) => deleteCase(tx, server(), doomed.number));
    assert.equal(codeOf(await egain.call(session, 'GET', `/interaction/activity/${id}`)), '404 404-100');
  });
});

describe('Change customer', () => {
  const change = (id: number | string, body: unknown, who = session) =>
    egain.call(who, 'PUT', `/interaction/case/${id}/changecustomer`, { body });
  const to = (id: string | number) => ({ customer: { id } });

  it('gives the case another customer, or its first: 204, a new stamp, one event', async () => {
    const found = await egain.make({ ownerId: 1012 });
    assert.equal((await change(found.number, to('1003'), lone)).statusCode, 204, 'needs no pull');
    const body = '<x:case xmlns:x="urn:x"><x:customer id="1000"/></x:case>';
    const url = `/interaction/case/${found.number}/changecustomer`;
    assert.equal((await egain.call(session, 'PUT', url, { body, headers: xml })).statusCode, 204);
    const now = await egain.read(found.number);
    assert.deepEqual([now.customerId, now.version, now.modifiedById], [1000, 3, 1002]);
    const { kind, changes } = (await eventsOf(found)).at(-1) ?? assert.fail();
    assert.deepEqual([kind, changes], ['edited', [{ field: 'customer', from: 1003, to: 1000 }]]);
  });

  it('to the present one is 400-126, to an unknown one 400-127, of a closed case 400-253, of an unknown one 404-100', async () => {
    const found = await egain.make({ customerId: 1000 });
    assert.match(await saying(found, change(found.number, to(1000))), /^400-126 .*1000/);
    for (const id of ['999999', '0', '999999999999999999']) {
      assert.match(
        await saying(found, change(found.number, to(id))),
        new RegExp(`^400-127 .*does not exist: ${id}\\.`),
      );
    }
    const closed = await egain.make({ close: {} });
    assert.match(await saying(closed, change(closed.number, to(1000))), /^400-253 /);
    const archived = await archive(await egain.make());
    assert.match(await saying(archived, change(archived.number, to(1000))), /^400-253 /);
    assert.match(await saying(undefined, change('999999', to(1000))), /^404-100 .*'999999'/);
    assert.match(await saying(undefined, change('x', to(1000))), /^404-100 .*'x'/);
  });

  it('judges its body: 400-264, 400-146, 400-147, 400-152; and needs customer.change: 403-178 Change Customer', async () => {
    const found = await egain.make();
    const bodies: [unknown, string][] = [
      ['', '400-264'],
      [{}, '400-146'],
      [{ customer: {} }, '400-146'],
      [{ customer: { id: null } }, '400-146'],
      [{ customer: { id: '' } }, '400-146'],
      [{ ...to(1000), id: '5' }, '400-147'],
      [{ ...to(1000), subject: 'x' }, '400-147'],
      [{ customer: { id: '1000', name: 'x' } }, '400-147'],
      [{ customer: { id: 'x' } }, '400-152'],
      [{ customer: 1000 }, '400-152'],
      ['[]', '400-152'],
    ];
    for (const [body, code] of bodies) {
      const said = await saying(found, change(found.number, body));
      assert.ok(said.startsWith(`${code} `), `${JSON.stringify(body)}: ${said}`);
    }
    assert.match(await saying(found, change(found.number, to(1000), reader)), /^403-178 .*Change Customer/);
    const query = egain.call(session, 'PUT', `/interaction/case/${found.number}/changecustomer?x=1`, {
      body: to(1000),
    });
    assert.match(await saying(found, query), /^400-101 /);
  });
});

describe('Notes', () => {
  const url = (id: number | string): string => `/interaction/case/${id}/note`;
  const add = (id: number | string, body: unknown, who = session, headers = {}) =>
    egain.call(who, 'POST', url(id), { body, headers });

  it('are added to open, closed and archived cases: 201 with their address; the stamp stays', async () => {
    const archived = await archive(await egain.make());
    for (const found of [await egain.make(), await egain.make({ close: {} }), archived]) {
      const answer = await add(found.number, { content: "Ann's @home & away: ü 10.5_a-b" });
      assert.deepEqual([answer.statusCode, answer.body], [201, ''], answer.body);
      const location = String(answer.headers['location']);
      assert.match(location, new RegExp(`^${base}${url(found.number)}/[0-9]+$`));
      const now = await egain.read(found.number);
      assert.deepEqual([now.version, now.modifiedAt], [found.version, found.modifiedAt]);
      assert.equal((await eventsOf(found)).at(-1)?.kind, 'note.added');
      assert.equal((await egain.call(session, 'GET', location)).statusCode, 200);
    }
  });

  it('are listed oldest first with numbers as ids, private ones too; 204 for none', async () => {
    const found = await egain.make();
    assert.equal((await egain.call(session, 'GET', url(found.number))).statusCode, 204);
    await egain.core.run(server(), (tx) =>
      addNote(tx, server(), { number: found.number }, { text: 'By the server, +1', private: true }),
    );
    const { headers } = await add(
      found.number,
      '<n:note xmlns:n="urn:n"><content>In XML</content></n:note>',
      session,
      xml,
    );
    const { note } = (await egain.call(session, 'GET', url(found.number))).json();
    assert.equal(note.length, 2);
    const [first, second] = note;
    assert.deepEqual([first.content, first.created.user, typeof first.id], ['By the server, +1', undefined, 'number']);
    const href = `${base}${url(found.number)}/${second.id}`;
    assert.equal(headers['location'], href);
    assert.deepEqual(second, {
      created: { user: { name: 'frank', firstName: 'Frank', lastName: 'Robert', id: 1002 }, date: second.created.date },
      content: 'In XML',
      link: [{ rel: 'self', href }],
      id: second.id,
    });
    const single = await egain.call(session, 'GET', href);
    assert.deepEqual(single.json(), { note: [second] });
    const asXml = (await egain.call(session, 'GET', href, { headers: xml })).body;
    const N = 'http://bindings.egain.com/ws/model/v12/gen/';
    assert.ok(asXml.includes(`<notes xmlns="${N}interaction/notes"`), asXml);
    assert.match(asXml, /<note id="\d+"><created date="[^"]+"><(\w+):user id="1002"><(\w+):name>frank<\/\2:name>/);
    assert.match(asXml, /<content>In XML<\/content><link rel="self" href="[^"]+"\/><\/note><\/notes>$/);
  });

  it('of another case, or of none, are 400-603', async () => {
    const [found, other] = [await egain.make(), await egain.make()];
    const { headers } = await add(other.number, { content: 'x' });
    const id = String(headers['location']).split('/').at(-1);
    for (const note of [id, '999999', '0', 'abc', '9'.repeat(18), '9'.repeat(30)]) {
      const said = await saying(found, egain.call(session, 'GET', `${url(found.number)}/${note}`));
      assert.match(said, new RegExp(`^400-603 .*with id ${found.number}`), note);
    }
    for (const path of [url('999999'), url('abc'), `${url('999999')}/1`]) {
      assert.match(await saying(undefined, egain.call(session, 'GET', path)), /^404-100 /, path);
    }
    assert.match(await saying(undefined, add('999999', { content: 'x' })), /^404-100 .*'999999'/);
  });

  it('have 1 to 1500 characters of those allowed: 400-146, 400-387, 400-147, 400-152', async () => {
    const found = await egain.make();
    const bodies: [unknown, string][] = [
      ['', '400-264'],
      [{}, '400-146'],
      [{ content: null }, '400-146'],
      [{ content: '' }, '400-387'],
      [{ content: 'x', private: true }, '400-147'],
      [{ content: 'a,b' }, '400-152'],
      [{ content: 'a+b' }, '400-152'],
      [{ content: 'a\u0000b' }, '400-152'],
      [{ content: 'x'.repeat(1501) }, '400-152'],
      [{ content: '😀'.repeat(751) }, '400-152'],
      [{ content: 5 }, '400-152'],
    ];
    for (const [body, code] of bodies) {
      const said = await saying(found, add(found.number, body));
      assert.ok(said.startsWith(`${code} `), `${JSON.stringify(body).slice(0, 40)}: ${said}`);
      assert.ok(code !== '400-387' || said.includes("'content'"));
    }
    assert.match(
      await saying(found, add(found.number, '<note><content/></note>', session, { 'content-type': 'application/xml' })),
      /^400-387 /,
    );
    for (const content of ['x'.repeat(1500), '😀'.repeat(750), ' ', 'a\tb\nc']) {
      assert.equal((await add(found.number, { content })).statusCode, 201);
    }
    const query = egain.call(session, 'GET', `${url(found.number)}?$pagesize=1`);
    assert.match(await saying(undefined, query), /^400-101 /);
  });

  it('are added with note.add in the unit and read with note.view where the case is seen', async () => {
    const found = await egain.make();
    await add(found.number, { content: 'x' });
    const now = await egain.read(found.number);
    assert.match(await saying(now, add(found.number, { content: 'x' }, reader)), /^403-178 .*Add Notes/);
    assert.match(await saying(now, egain.call(reader, 'GET', url(found.number))), /^403-178 .*View Notes/);
    const outsider = await egain.login('outsider');
    assert.match(await saying(now, egain.call(outsider, 'GET', url(found.number))), /^403-178 .*View Notes/);
  });
});

it('the steps left no fault of the server', () => assert.deepEqual(egain.faults, []));
