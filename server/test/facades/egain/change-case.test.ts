/** Contract egain 6.7: activities that go to another case. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { maxRelations, relateCases } from '../../../src/domain/relations/relate-cases.ts';
import { addTo, editDemo } from '../../acceptance/support/tenant-file.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

let egain: Egain;
let session: string;
let mary: string;
before(async () => {
  egain = await startEgain();
  await egain.apply(
    await editDemo([
      addTo('roles', '{ key: mover, permissions: [case.view, activity.changeCase] }'),
      addTo('users', '{ login: mover, id: 2001, password: mover-pw, home: service, roles: [mover], licences: [case] }'),
    ]),
  );
  session = await egain.login('frank');
  mary = await egain.login('mary');
});
after(() => egain.close());

const server = () => ({ ...egain.actor('frank'), user: null });

/** An activity of that case, or with a case of its own. */
const add = async (found?: Case, type = 'email'): Promise<{ id: string; number: number }> => {
  const body = {
    department: { name: 'Service' },
    type: { value: type, subtype: { value: 'General' } },
    mode: { value: 'inbound' },
    subject: 'First',
    contactPointData: 'jane@riverside.test',
    ...(found ? { case: { id: String(found.number) } } : {}),
  };
  const answer = await egain.call(session, 'POST', '/interaction/activity', { body });
  assert.equal(answer.statusCode, 201, answer.body);
  const read = await egain.call(mary, 'GET', String(answer.headers['location']));
  const [activity] = read.json().activity;
  return { id: activity.id, number: Number(activity.case.id) };
};

const move = (ids: string, body: unknown, query = '', who = session) =>
  egain.call(who, 'PUT', `/interaction/activity/${ids}/changecase${query}`, { body });

const saying = async (answer: ReturnType<typeof move>): Promise<string> => {
  const { code, developerMessage } = (await answer).json();
  return `${code} ${developerMessage}`;
};

const caseOf = async (id: string): Promise<number> =>
  Number((await egain.call(mary, 'GET', `/interaction/activity/${id}`)).json().activity[0].case.id);

const events = async (number: number) =>
  (await egain.core.view(server(), (db) => listHistory(db, server(), number))).map(({ kind, data }) => ({
    kind,
    data,
  }));

const related = async (number: number): Promise<string[]> => {
  const answer = await egain.call(session, 'GET', `/interaction/case/${number}?$attribute=relatedCases`);
  return answer.json().case[0].relatedCases.case.map(({ id }: { id: string }) => id);
};

describe('activities that go to another case', () => {
  it('are in it: 204; no new stamp for a source that keeps open ones, nor for an open target', async () => {
    const { id, number } = await add();
    const source = await egain.read(number);
    await add(source);
    const target = await egain.make({ customerId: 1003 });
    const answer = await move(id, { id: String(target.number) });
    assert.deepEqual([answer.statusCode, answer.body], [204, '']);
    assert.equal(await caseOf(id), target.number);
    for (const before of [source, target]) {
      const now = await egain.read(before.number);
      assert.deepEqual([now.version, now.modifiedAt], [before.version, before.modifiedAt]);
      assert.equal(now.facets['egain']?.['userLastWorked'], 1002);
    }
    assert.deepEqual((await events(number)).at(-1), {
      kind: 'activity.moved',
      data: { activities: [Number(id)], to: target.number },
    });
    assert.deepEqual((await events(target.number)).at(-1), {
      kind: 'activity.moved',
      data: { activities: [Number(id)], from: number },
    });
  });

  it('leave a case without open activities closed; a closed target opens; both get a new stamp', async () => {
    const { id, number } = await add();
    const second = await add(await egain.read(number), 'call_track');
    const target = await egain.make({ customerId: 1003, close: {} });
    const body = `<case id="${target.number}"/>`;
    const headers = { accept: 'application/xml', 'content-type': 'application/xml' };
    const path = `/interaction/activity/${id},${second.id}/changecase`;
    assert.equal((await egain.call(session, 'PUT', path, { body, headers })).statusCode, 204);
    assert.deepEqual([await caseOf(id), await caseOf(second.id)], [target.number, target.number]);
    const [left, joined] = [await egain.read(number), await egain.read(target.number)];
    assert.deepEqual([left.category, left.version], ['closed', 2]);
    assert.deepEqual([joined.category, joined.closedAt, joined.version], ['active', null, target.version + 1]);
    assert.equal((await events(number)).at(-1)?.kind, 'closed');
    assert.equal((await events(target.number)).at(-1)?.kind, 'reopened');
  });

  it('relate the two cases with relateCase=yes, one event each', async () => {
    const { id, number } = await add();
    await add(await egain.read(number));
    const target = await egain.make({ customerId: 1003 });
    assert.equal((await move(id, { id: target.number }, '?relateCase=yes')).statusCode, 204);
    assert.deepEqual(await related(number), [String(target.number)]);
    assert.deepEqual(await related(target.number), [String(number)]);
    for (const one of [number, target.number]) {
      const last = (await events(one)).at(-1);
      assert.equal(last?.kind, 'linked');
      assert.deepEqual(last?.data['activities'], [Number(id)]);
      assert.equal((await egain.read(one)).version, 2);
    }
    for (const value of ['no', 'YES', '']) {
      assert.match(await saying(move(id, { id: number }, `?relateCase=${value}`)), /^400-102 .*'relateCase'/);
    }
    assert.match(await saying(move(id, { id: number }, '?anonymousCustomer=yes')), /^400-101 /);
  });

  it('are refused whole where one is unknown, of another case, or completed', async () => {
    const [one, two] = [await add(), await add()];
    const target = await egain.make({ customerId: 1003 });
    const to = { id: String(target.number) };
    const unknown = await saying(move(`${one.id},999999,abc`, to));
    assert.match(unknown, /^404-100 .*'999999', 'abc'/);
    assert.match(await saying(move(`${one.id},${two.id}`, to)), new RegExp(`^400-901 .*: ${one.id}, ${two.id}`));
    assert.equal(codeOf(await move(`${'1,'.repeat(75)}1`, to)), '400 400-902');
    assert.equal((await egain.call(session, 'PUT', `/interaction/case/${two.number}/close`)).statusCode, 204);
    assert.match(await saying(move(two.id, to)), new RegExp(`^400-901 .*: ${two.id}`));
    const other = await egain.make({ customerId: 1000 });
    assert.match(await saying(move(one.id, { id: other.number })), new RegExp(`^400-901 .*: ${one.id}`));
    const nobodys = await egain.make();
    assert.match(await saying(move(one.id, { id: nobodys.number })), /^400-901 /);
    assert.equal(await caseOf(one.id), one.number);
    assert.equal((await egain.read(one.number)).version, 1);
  });

  it('go to a case that is there (400-194), another one (400-152) and not archived (400-253)', async () => {
    const { id, number } = await add();
    for (const target of ['999999', '0', '999999999999999999']) {
      assert.match(await saying(move(id, { id: target })), new RegExp(`^400-194 .*'${target}'`));
    }
    assert.match(await saying(move(id, { id: number })), /^400-152 .*'id'/);
    const archived = await egain.make({ customerId: 1003 });
    await egain.core.run(server(), (tx) => setArchived(tx, server(), { number: archived.number }, true));
    assert.match(await saying(move(id, { id: archived.number })), new RegExp(`^400-253 .*${archived.number}`));
  });

  it('need activity.changeCase on both cases: 403-178 Change Case', async () => {
    const { id } = await add();
    const hidden = await egain.make({ customerId: 1003, unitId: 1003 });
    assert.match(await saying(move(id, { id: hidden.number })), /^403-178 .*Change Case/);
    const victor = await egain.login('victor');
    assert.match(await saying(move(id, {}, '', victor)), /^403-178 .*Change Case/);
    const outsider = await egain.login('outsider');
    assert.match(await saying(move(id, { id: hidden.number }, '', outsider)), /^403-178 .*Change Case/);
    // That call's permission is enough for the new case, too.
    assert.equal((await move(id, {}, '', await egain.login('mover'))).statusCode, 201);
  });
});

describe('activities that go to a new case', () => {
  const moveToNew = async (ids: string, body: unknown, query = ''): Promise<Case> => {
    const answer = await move(ids, body, query);
    assert.equal(answer.statusCode, 201, answer.body);
    assert.equal(answer.body, '');
    const location = String(answer.headers['location']);
    assert.match(location, new RegExp(`^${base}/interaction/case/[0-9]+$`));
    return egain.read(Number(location.split('/').at(-1)));
  };

  it('take unit, owner, customer, channel and subject from the source: 201', async () => {
    const { id, number } = await add(undefined, 'call_track');
    const source = await egain.read(number);
    const made = await moveToNew(id, {});
    assert.equal(await caseOf(id), made.number);
    assert.deepEqual(
      [made.unitId, made.ownerId, made.customerId, made.subject, made.category, made.type],
      [source.unitId, source.ownerId, source.customerId, source.subject, 'active', 'case'],
    );
    assert.deepEqual(made.facets, { egain: { originatingChannel: 'call_track', userLastWorked: 1002 } });
    assert.equal(made.reference, String(made.number));
    assert.equal((await egain.read(number)).category, 'closed');
    assert.deepEqual(
      (await events(made.number)).map(({ kind }) => kind),
      ['created'],
    );
  });

  it('may give it fields, by the rules of Edit Case; relateCase relates it to the source', async () => {
    const { id, number } = await add();
    await add(await egain.read(number));
    const dueDate = '2099-01-01T00:00:00.000Z';
    const value = (text: string) => ({ attribValues: { attribValue: [{ value: text }] } });
    const body = {
      ...{ dueDate, severity: { value: 'high' }, subject: 'Own', description: 'D', solution: '' },
      customAttributes: { customAttribute: [{ attribName: 'account_ref', ...value('A-1') }] },
    };
    const made = await moveToNew(id, body, '?relateCase=yes');
    assert.deepEqual(
      [made.dueAt?.toISOString(), made.severity, made.subject, made.description, made.solution, made.attributes],
      [dueDate, 'high', 'Own', 'D', null, { account_ref: 'A-1' }],
    );
    assert.deepEqual(await related(made.number), [String(number)]);
    assert.deepEqual((await events(number)).at(-1)?.kind, 'linked');
    const { id: next } = await add();
    const headers = { 'content-type': 'application/xml' };
    const xml = '<case><subject>X</subject><severity><value>low</value></severity></case>';
    assert.equal(
      (await egain.call(session, 'PUT', `/interaction/activity/${next}/changecase`, { body: xml, headers })).statusCode,
      201,
    );
    const { id: last } = await add();
    assert.equal(
      (await egain.call(session, 'PUT', `/interaction/activity/${last}/changecase`, { body: '<case/>', headers }))
        .statusCode,
      201,
    );
  });

  it('judge the body: 400-264, 400-146, 400-147 beside an id, 400-152', async () => {
    const { id, number } = await add();
    const bodies: [unknown, string, string][] = [
      ['', '400-264', ''],
      [{ severity: {} }, '400-146', 'severity.value'],
      [{ id: '5', subject: 'x' }, '400-147', 'subject'],
      [{ id: '5', severity: { value: 'low' } }, '400-147', 'severity'],
      [{ owner: { user: { id: '1002' } } }, '400-147', 'owner'],
      [{ relatedCases: {} }, '400-147', 'relatedCases'],
      [{ lastModified: {} }, '400-147', 'lastModified'],
      [{ id: '' }, '400-152', 'id'],
      [{ id: 'x' }, '400-152', 'id'],
      [{ dueDate: '2020-01-01T00:00:00Z' }, '400-152', 'dueDate'],
      [{ subject: 'x'.repeat(1025) }, '400-152', 'subject'],
      [{ severity: { value: 'Low' } }, '400-152', 'severity.value'],
      [{ customAttributes: { customAttribute: { attribName: 'unknown' } } }, '400-152', 'customAttributes.unknown'],
    ];
    for (const [body, code, name] of bodies) {
      const said = await saying(move(id, body));
      assert.ok(said.startsWith(`${code} `) && said.includes(name), `${JSON.stringify(body)}: ${said}`);
    }
    assert.equal(await caseOf(id), number);
    assert.equal((await move(id, { id: null, subject: null })).statusCode, 201, 'nulls are absent');
  });

  it('of a restricted case are restricted alike, and keep an owner who was disabled since', async () => {
    const { id, number } = await add(undefined, 'task');
    const owner = await egain.store.connectOwner();
    await owner.query(
      'update docket.cases set restricted = true, restricted_user_ids = $2, owner_id = 1014 where number = $1',
      [number, [1002, 1012]],
    );
    await owner.end();
    const made = await moveToNew(id, {});
    assert.deepEqual([made.restricted, made.restrictedUserIds, made.ownerId], [true, [1002, 1012], 1014]);
  });

  it('are refused with 400-152 where the source can take no more relations', async () => {
    const { id, number } = await add();
    for (let i = 0; i < maxRelations; i += 1) {
      const other = await egain.make();
      await egain.core.run(server(), (tx) => relateCases(tx, server(), number, other.number, true));
    }
    const last = await egain.make();
    assert.match(await saying(move(id, {}, '?relateCase=yes')), /^400-152 .*'relatedCases'/);
    assert.equal(await caseOf(id), number);
    assert.equal((await egain.make()).number, last.number + 1, 'no number was taken');
  });
});

describe('moves at once', () => {
  it('in opposite directions each get a documented answer, and lose no activity', async () => {
    const made = [await add(), await add()] as const;
    const others = await Promise.all(made.map(({ number }) => egain.read(number).then((found) => add(found))));
    const answers = await Promise.all(
      [...Array(8).keys()].map((i) => {
        const [here, there] = i % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
        return move(i < 4 ? made[here].id : (others[here]?.id ?? ''), { id: made[there].number }, '?relateCase=yes');
      }),
    );
    for (const answer of answers) {
      const code = answer.statusCode === 204 ? '204' : codeOf(answer);
      assert.ok(['204', '400 400-152', '400 400-901', '400 400-253'].includes(code), code);
    }
    for (const { id } of [...made, ...others]) {
      assert.ok([made[0].number, made[1].number].includes(await caseOf(id)));
    }
    for (const { number } of made) {
      const open = (await egain.call(session, 'GET', `/interaction/activity?case=${number}`)).statusCode === 200;
      assert.equal((await egain.read(number)).category === 'closed', !open);
    }
  });
});

it('moving left no fault of the server', () => assert.deepEqual(egain.faults, []));
