/** Contract egain 4.4: related cases. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { codeOf, type Egain, stamp, startEgain } from './support.ts';

let egain: Egain;
let session: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

const linkTo = (found: Pick<Case, 'number'>, prefix = '/system/ws/v12') => ({
  rel: 'case',
  href: `${prefix}/interaction/case/${found.number}`,
});
const put = (found: Case, relatedCases: object) =>
  egain.call(session, 'PUT', '/interaction/case', { body: { ...stamp(found), relatedCases } });
const make = (count: number): Promise<Case[]> => Promise.all(Array.from({ length: count }, () => egain.make()));
const two = async (): Promise<[Case, Case]> => [await egain.make(), await egain.make()];

/** The numbers related to a case, as the face shows them. */
const related = async (found: Pick<Case, 'number'>): Promise<number[]> => {
  const answer = await egain.call(session, 'GET', `/interaction/case/${found.number}?$attribute=relatedCases`);
  return answer.json().case[0].relatedCases.case.map(({ id }: { id: string }) => Number(id));
};

describe('a relation', () => {
  it('belongs to both cases: both get a new stamp and a history event', async () => {
    const [near, far] = await two();
    assert.equal((await put(near, { link: [linkTo(far)] })).statusCode, 204);
    assert.deepEqual([await related(near), await related(far)], [[far.number], [near.number]]);
    for (const one of [near, far]) {
      const now = await egain.read(one.number);
      assert.ok(now.modifiedAt > one.modifiedAt);
      assert.equal(now.version, 2);
      const actor = egain.actor('frank');
      assert.equal((await egain.core.view(actor, (db) => listHistory(db, actor, one.number))).length, 2);
    }
    const again = await egain.read(near.number);
    assert.equal((await put(again, { unlink: [linkTo(far)] })).statusCode, 204);
    assert.deepEqual([await related(near), await related(far)], [[], []]);
    assert.equal((await egain.read(far.number)).version, 3);
  });

  it('is named by any mount, version or host, in JSON or XML', async () => {
    const near = await egain.make();
    const prefixes = ['/system/ws/v20', '/egain/ws/v12', 'https://ece.example.test/system/ws/v12', ''];
    const others = await make(prefixes.length + 1);
    const link = prefixes.map((prefix, i) => linkTo(others[i] ?? near, prefix));
    assert.equal((await put(near, { link })).statusCode, 204);
    const now = await egain.read(near.number);
    const last = others.at(-1) ?? near;
    const xml = await egain.call(session, 'PUT', '/interaction/case', {
      headers: { 'content-type': 'application/xml' },
      body: `<case id="${now.number}"><lastModified date="${stamp(now).lastModified.date}"/><relatedCases>
        <link rel="case" href="/system/ws/v12/interaction/case/${last.number}"/>
        <unlink rel="case" href="/x/interaction/case/${others[0]?.number}"/></relatedCases></case>`,
    });
    assert.equal(xml.statusCode, 204, xml.body);
    assert.deepEqual(
      await related(near),
      others
        .slice(1)
        .map(({ number }) => number)
        .sort((left, right) => left - right),
    );
  });

  it('in a malformed link is 400-152, in either list', async () => {
    const [near, far] = await two();
    const href = linkTo(far).href;
    const bad: unknown[] = [
      { rel: 'self', href },
      { href },
      { rel: 'case' },
      { rel: 'case', href: `${href}/` },
      { rel: 'case', href: `${href}x` },
      { rel: 'case', href: '/interaction/case/' },
      { rel: 'case', href: String(far.number) },
      { rel: 'case', href: `/x?y=${href}` },
      { rel: 'case', href: linkTo(near).href },
      { rel: 'case', href: 5 },
      'x',
      5,
      [[]],
    ];
    for (const link of bad) {
      for (const list of ['link', 'unlink']) {
        const answer = await put(near, { [list]: [link] });
        assert.equal(codeOf(answer), '400 400-152', `${list} ${JSON.stringify(link)}`);
        assert.match(answer.json().developerMessage, /'relatedCases'/);
      }
    }
    assert.deepEqual(await egain.read(near.number), near);
  });

  it('to an unknown case is 400-194, to one not seen 403-178, in either list; the whole edit is undone', async () => {
    const near = await egain.make();
    const unseen = await egain.make({ unitId: 1003 });
    const fine = await egain.make();
    for (const list of ['link', 'unlink']) {
      const unknown = await put(near, { link: [linkTo(fine)], [list]: [linkTo({ number: 999_999 }), linkTo(fine)] });
      assert.equal(codeOf(unknown), '400 400-194');
      assert.match(unknown.json().developerMessage, /'999999'/);
      const hidden = await put(near, { [list]: [linkTo(unseen)] });
      assert.equal(hidden.json().code, '403-178');
      assert.match(hidden.json().developerMessage, /Relate Case/);
    }
    const far = await put(near, { link: [{ rel: 'case', href: '/interaction/case/999999999999999999' }] });
    assert.match(far.json().developerMessage, /'999999999999999999'/);
    assert.deepEqual(await egain.read(near.number), near);
    assert.deepEqual(await egain.read(fine.number), fine);
  });

  it('may be to a closed case', async () => {
    const near = await egain.make();
    const closed = await egain.make({ close: {} });
    assert.equal((await put(near, { link: [linkTo(closed)] })).statusCode, 204);
    assert.equal((await egain.read(closed.number)).category, 'closed');
  });

  it('unlinks first, then links; what is so already is no error', async () => {
    const [near, far] = await two();
    assert.equal((await put(near, { unlink: [linkTo(far)] })).statusCode, 204);
    const first = await egain.read(near.number);
    assert.equal((await put(first, { link: [linkTo(far), linkTo(far)], unlink: [linkTo(far)] })).statusCode, 204);
    assert.deepEqual(await related(near), [far.number]);
    const second = await egain.read(near.number);
    const other = await egain.read(far.number);
    assert.equal((await put(second, { link: linkTo(far) })).statusCode, 204);
    assert.deepEqual(await egain.read(far.number), other, 'the other end did not change');
    assert.equal((await egain.read(near.number)).version, second.version + 1);
  });
});

describe('seventy-five', () => {
  it('relations are the most: 75 are accepted at once, the 76th refused at either end', async () => {
    const [near, ...others] = await make(77);
    assert.ok(near);
    assert.equal((await put(near, { link: others.slice(0, 75).map((one) => linkTo(one)) })).statusCode, 204);
    assert.equal((await related(near)).length, 75);
    const full = await egain.read(near.number);
    const last = others[75];
    assert.ok(last);
    assert.equal(codeOf(await put(full, { link: [linkTo(last)] })), '400 400-152');
    assert.equal(codeOf(await put(last, { link: [linkTo(near)] })), '400 400-152');
    const exchange = { link: [linkTo(last)], unlink: [linkTo(others[0] ?? last)] };
    assert.equal((await put(full, exchange)).statusCode, 204);
    assert.equal((await related(near)).length, 75);
  });

  it('links are the most of one request', async () => {
    const [near, far] = await two();
    const link = Array.from({ length: 76 }, () => linkTo(far));
    assert.equal(codeOf(await put(near, { link })), '400 400-152');
    assert.equal((await put(near, { link: link.slice(1) })).statusCode, 204);
  });

  it('relations hold also when two requests race for the last place', async () => {
    const [near, one, other, ...rest] = await make(77);
    assert.ok(near && one && other);
    assert.equal((await put(near, { link: rest.map((found) => linkTo(found)) })).statusCode, 204);
    const answers = await Promise.all([put(one, { link: [linkTo(near)] }), put(other, { link: [linkTo(near)] })]);
    const codes = answers.map((answer) => (answer.statusCode === 204 ? '204' : codeOf(answer))).sort();
    assert.deepEqual(codes, ['204', '400 400-152']);
    assert.equal((await related(near)).length, 75);
  });
});

describe('requests at once', () => {
  it('that relate the same cases from both ends do not deadlock into an error', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [left, right] = await two();
      const answers = await Promise.all([put(left, { link: [linkTo(right)] }), put(right, { link: [linkTo(left)] })]);
      for (const answer of answers) {
        assert.ok(answer.statusCode === 204 || codeOf(answer) === '409 409-100', answer.body);
      }
      assert.ok(answers.some(({ statusCode }) => statusCode === 204));
      assert.deepEqual(await related(left), [right.number]);
    }
  });

  it('that link many cases in opposite orders each get a documented answer', async () => {
    const cases = await make(12);
    const answers = await Promise.all(
      cases.map((found, i) => {
        const others = cases.filter((one) => one !== found);
        return put(found, { link: (i % 2 === 0 ? others : others.reverse()).map((one) => linkTo(one)) });
      }),
    );
    for (const answer of answers) {
      assert.ok(answer.statusCode === 204 || codeOf(answer) === '409 409-100', answer.body);
    }
  });
});

it('relations left no fault of the server', () => assert.deepEqual(egain.faults, []));
