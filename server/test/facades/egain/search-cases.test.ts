/** Contract egain 6.2, 3.4: search, its pages and ranges, its order. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { parseXml, type XmlElement } from '../../../src/http/xml.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

let egain: Egain;
let session: string;

const asServer = () => ({ ...egain.actor('frank'), user: null });

const search = (query: string, headers: Record<string, string> = {}, id = session) =>
  egain.call(id, 'GET', query.startsWith('/') ? query : `/interaction/case?${query}`, { headers });

// biome-ignore lint/suspicious/noExplicitAny: JSON as a program would look at it.
const page = async (query: string, id = session): Promise<any> => {
  const answer = await search(query, {}, id);
  assert.equal(answer.statusCode, 200, `${query} ${answer.body}`);
  return answer.json();
};

const ids = async (query: string, id = session): Promise<number[]> => {
  const answer = await search(query, {}, id);
  if (answer.statusCode === 204) return [];
  assert.equal(answer.statusCode, 200, `${query} ${answer.body}`);
  return answer.json().case.map((one: { id: string }) => Number(one.id));
};

before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

describe('search', () => {
  it('finds by the customer: his id, his e-mail in any letter case, the digits of his phone', async () => {
    const [john, jane] = [await egain.make({ customerId: 1000 }), await egain.make({ customerId: 1003 })];
    const both = [john.number, jane.number];
    const among = async (query: string) => (await ids(query)).filter((number) => both.includes(number));
    assert.deepEqual(await among('customer=1003'), [jane.number]);
    assert.deepEqual(await among('customer=01000'), [john.number]);
    assert.deepEqual(await among('email=JANE@Riverside.test'), [jane.number]);
    assert.deepEqual(await among('email=jane%40riverside.test'), [jane.number]);
    assert.deepEqual(await among('phone=(408)+555-1234'), [john.number]);
    assert.deepEqual(await among('phone=4085551234&email=jhenry@riverside.test'), [john.number]);
    assert.deepEqual(await among('phone=4085551234&email=jane@riverside.test'), []);
    for (const query of ['email=jane', 'email=%25@riverside.test', 'email=jane_riverside.test', 'phone=408555123']) {
      assert.equal((await search(query)).statusCode, 204, query);
    }
  });

  it('finds by custom attributes, exactly; of several choices by any', async () => {
    const attributes = {
      account_ref: 'R 7/a',
      visits: 7,
      channel: ['web', 'desk'],
      renewal: '2030-01-01T00:00:00Z',
      customer_rating: '5',
    };
    const { number } = await egain.make({ attributes });
    for (const query of [
      'custom.account_ref=R+7%2Fa',
      'custom.visits=007',
      'custom.channel=desk',
      'custom.renewal=2030-01-01T00:00:00.000Z',
      'custom.customer_rating=5&custom.visits=7',
      'custom%2Evisits=7',
    ]) {
      assert.deepEqual(await ids(query), [number], query);
    }
    for (const query of ['custom.account_ref=r+7%2Fa', 'custom.visits=70', 'custom.channel=fax', 'custom.visits=-0']) {
      assert.deepEqual(await ids(query), [], query);
    }
    for (const name of ['custom.nothing', 'custom.', 'custom', 'Custom.visits', 'custom.constructor']) {
      assert.equal(codeOf(await search(`${name}=1`)), '400 400-101', name);
    }
  });

  it('finds open cases, which are neither closed nor archived, and the others as closed', async () => {
    const made = {
      open: await egain.make({ attributes: { account_ref: 'status' } }),
      escalated: await egain.make({ attributes: { account_ref: 'status' }, status: 'escalated' }),
      other: await egain.make({ attributes: { account_ref: 'status' }, type: 'offense' }),
      closed: await egain.make({ attributes: { account_ref: 'status' }, close: {} }),
      archived: await egain.make({ attributes: { account_ref: 'status' } }),
    };
    await egain.core.run(asServer(), (tx) => setArchived(tx, asServer(), { number: made.archived.number }, true));
    const of = (...keys: (keyof typeof made)[]) => keys.map((key) => made[key].number);
    const query = 'custom.account_ref=status&status=';
    assert.deepEqual(await ids(`${query}open`), of('open', 'escalated', 'other'));
    assert.deepEqual(await ids(`${query}closed`), of('closed', 'archived'));
    for (const other of ['Open', 'ready_for_closure', 'escalated', '', 'constructor']) {
      const answer = await search(`status=${other}`);
      assert.equal(codeOf(answer), '400 400-102', other);
      assert.match(
        answer.json().developerMessage,
        /'status'\. Only the following values are supported: 'open, closed'/,
      );
    }
  });

  it('finds by owner and department; nobody’s and unknown names find nothing', async () => {
    const mary = await egain.login('mary');
    const made = await egain.make({ ownerId: 1012, unitId: 1001, attributes: { account_ref: 'owner' } });
    const loose = await egain.make({ unitId: null, attributes: { account_ref: 'owner' } });
    const query = 'custom.account_ref=owner';
    assert.deepEqual(await ids(`${query}&owner=1012`, mary), [made.number]);
    assert.deepEqual(await ids(`${query}&department=Billing`, mary), [made.number]);
    assert.deepEqual(await ids(query, mary), [made.number, loose.number]);
    for (const other of [
      'owner=1',
      'owner=0',
      'owner=999999999999999999',
      'department=billing',
      'department=Nowhere',
    ]) {
      assert.equal((await search(`${query}&${other}`, {}, mary)).statusCode, 204, other);
    }
    assert.equal((await search('customer=999999999999999999')).statusCode, 204);
  });

  it('leaves out of list and count what the caller does not see; nothing found is 204', async () => {
    const attributes = { account_ref: 'seen' };
    const own = await egain.make({ attributes });
    const hidden = await egain.make({ attributes, unitId: 1003 });
    const found = await page('custom.account_ref=seen');
    assert.deepEqual([found.case.length, found.case[0].id, found.paginationInfo.count], [1, String(own.number), 1]);
    const victor = await egain.login('victor');
    assert.deepEqual(await ids('custom.account_ref=seen', victor), [own.number], 'shared with his home unit');
    const outsider = await egain.login('outsider');
    assert.deepEqual(await ids('custom.account_ref=seen', outsider), [hidden.number]);
    const answer = await search('custom.account_ref=nobody');
    assert.deepEqual([answer.statusCode, answer.body], [204, '']);
    assert.equal(answer.headers['content-type'], 'application/json');
    assert.equal(answer.headers['x-egain-session'], session);
  });

  it('wants a filter (400-245), values that can be (400-244), each parameter once', async () => {
    for (const query of ['', '$pagesize=5', '$sort=id', '$attribute=all']) {
      const answer = await search(query);
      assert.equal(codeOf(answer), '400 400-245', query);
      assert.match(answer.json().developerMessage, /required: 'customer, email, phone, status, owner, department, /);
    }
    for (const [query, name] of [
      ['customer=x', 'customer'],
      ['customer=', 'customer'],
      ['customer=-1', 'customer'],
      ['customer=1.5', 'customer'],
      ['customer=%00', 'customer'],
      ['owner=frank', 'owner'],
      ['email=', 'email'],
      ['email=%00', 'email'],
      ['phone=none', 'phone'],
      ['department=', 'department'],
      ['custom.visits=many', 'custom.visits'],
      ['custom.renewal=2030-02-30T00:00:00Z', 'custom.renewal'],
      ['custom.account_ref=', 'custom.account_ref'],
      ['custom.account_ref=%00', 'custom.account_ref'],
      ['owner=1&owner=1', 'owner'],
      ['status=open&status=open', 'status'],
    ]) {
      const answer = await search(query as string);
      assert.equal(codeOf(answer), '400 400-244', query);
      assert.ok(answer.json().developerMessage.includes(`'${name}'`), answer.body);
    }
    const unknown = await search('customer=1000&subject=x&$Pagenum=1');
    assert.equal(codeOf(unknown), '400 400-101');
    assert.match(unknown.json().developerMessage, /'subject', '\$Pagenum'/);
  });

  it('shows what $attribute asks for, and never related cases', async () => {
    const { number } = await egain.make({ description: 'D', attributes: { account_ref: 'wanted' } });
    const query = 'custom.account_ref=wanted&$attribute=';
    const [bare] = (await page(query)).case;
    assert.equal('created' in bare || 'description' in bare || 'relatedCases' in bare, false);
    const [all] = (await page(`${query}all`)).case;
    assert.deepEqual([all.id, all.description, all.customAttributes.customAttribute.length], [String(number), 'D', 1]);
    assert.equal('relatedCases' in all, false);
    const [related] = (await page(`${query}relatedCases,notes`)).case;
    assert.equal('relatedCases' in related, false);
    assert.ok('notes' in related);
    assert.equal(codeOf(await search(`${query}nothing`)), '400 400-116');
  });
});

describe('pages', () => {
  const query = 'custom.account_ref=page';
  let made: number[];
  before(async () => {
    made = [];
    for (let i = 0; i < 7; i += 1) made.push((await egain.make({ attributes: { account_ref: 'page' } })).number);
  });

  it('are numbered from 1 and have 25 cases where nothing is said; the count is of all', async () => {
    const whole = await page(query);
    assert.deepEqual(Object.keys(whole), ['case', 'paginationInfo']);
    assert.deepEqual(whole.paginationInfo, { count: 7, pagenum: 1, pagesize: 25 });
    assert.deepEqual(await ids(query), made);
    assert.deepEqual(await ids(`${query}&$pagesize=3&$pagenum=3`), made.slice(6));
    assert.deepEqual(await ids(`${query}&%24pagesize=3&%24pagenum=02`), made.slice(3, 6));
    assert.equal((await search(`${query}&$pagesize=3&$pagenum=4`)).statusCode, 204);
    assert.equal((await search(`${query}&$pagenum=${'9'.repeat(40)}`)).statusCode, 204);
    assert.deepEqual(await ids(`${query}&$pagesize=75`), made);
  });

  it('are linked to their neighbours by the same query, as far as these are there', async () => {
    const links = async (more: string): Promise<Record<string, string>> => {
      const { link = [] } = (await page(`${query}&${more}`)).paginationInfo;
      return Object.fromEntries(link.map((one: { rel: string; href: string }) => [one.rel, one.href]));
    };
    const address = `${base}/interaction/case?${query}&$pagesize=3`;
    assert.deepEqual(await links('$pagesize=3'), { next: `${address}&$pagenum=2` });
    assert.deepEqual(await links('%24pagenum=2&$pagesize=3'), {
      prev: `${address}&$pagenum=1`,
      next: `${address}&$pagenum=3`,
    });
    assert.deepEqual(await links('$pagesize=3&$pagenum=3'), { prev: `${address}&$pagenum=2` });
    assert.deepEqual(await links('$pagesize=7'), {});
    // A program follows them to the end.
    const seen: number[] = [];
    let next: string | undefined = `/interaction/case?${query}&$pagesize=2`;
    while (next !== undefined) {
      const found = await page(next);
      seen.push(...found.case.map(({ id }: { id: string }) => Number(id)));
      next = found.paginationInfo.link?.find(({ rel }: { rel: string }) => rel === 'next')?.href;
    }
    assert.deepEqual(seen, made);
  });

  it('under v20 are the same, and links inside parts lists of one', async () => {
    const B = '/egain/ws/v20';
    const found = await page(`${B}/interaction/case?${query}&$pagesize=2`);
    assert.ok(Array.isArray(found.case[0].activities.link));
    assert.deepEqual(found.paginationInfo.link, [
      { rel: 'next', href: `${B}/interaction/case?${query}&$pagesize=2&$pagenum=2` },
    ]);
  });

  it('may be asked for as a range, whose answer has no paginationInfo', async () => {
    const found = await page(`${query}&$rangestart=3&$rangesize=2`);
    assert.deepEqual(Object.keys(found), ['case']);
    assert.deepEqual(await ids(`${query}&$rangestart=3&$rangesize=2`), made.slice(2, 4));
    assert.deepEqual(await ids(`${query}&$rangesize=2`), made.slice(0, 2));
    assert.deepEqual(await ids(`${query}&$rangestart=6`), made.slice(5));
    assert.equal((await search(`${query}&$rangestart=8`)).statusCode, 204);
  });

  it('have positive numbers, at most 75 cases, and do not mix with ranges', async () => {
    for (const name of ['$pagenum', '$pagesize', '$rangestart', '$rangesize']) {
      for (const value of ['0', '-1', 'x', '', '1.5', '1e1', '00']) {
        const answer = await search(`${query}&${name}=${value}`);
        assert.equal(codeOf(answer), '400 400-105', `${name}=${value}`);
        assert.ok(answer.json().developerMessage.includes(`'${name}'`));
      }
    }
    assert.equal(codeOf(await search(`${query}&$pagesize=76`)), '400 400-102');
    assert.equal(codeOf(await search(`${query}&$rangesize=${'9'.repeat(30)}`)), '400 400-102');
    for (const mixed of ['$pagenum=1&$rangestart=1', '$pagesize=1&$rangesize=1', '$pagesize=x&$rangestart=1']) {
      assert.equal(codeOf(await search(`${query}&${mixed}`)), '400 400-120', mixed);
    }
    for (const [sort, code] of [
      ['$sort=subject', '400-102'],
      ['$sort=id&$order=up', '400-102'],
      ['$order=asc', '400-124'],
    ]) {
      assert.equal(codeOf(await search(`${query}&${sort}`)), `400 ${code}`, sort);
    }
  });

  it('come in the order asked for, ties by id; what has no value is last', async () => {
    const attributes = { account_ref: 'order' };
    const sorted = [
      await egain.make({ unitId: 999, customerId: 1003, attributes: { ...attributes, visits: 10, channel: ['web'] } }),
      await egain.make({ unitId: null, attributes: { ...attributes, visits: 9, channel: ['desk', 'web'] } }),
      await egain.make({ unitId: 999, customerId: 1000, close: {}, attributes }),
      await egain.make({ unitId: 999, type: 'offense', status: 'active', attributes: { ...attributes, visits: -1 } }),
      await egain.make({ unitId: 1001, status: 'escalated', attributes: { ...attributes, channel: ['desk'] } }),
    ].map(({ number }) => number);
    const mary = await egain.login('mary');
    const inList = sorted.join(',');
    const orders: [string, number[]][] = [
      ['$sort=id&$order=desc', [4, 3, 2, 1, 0]],
      ['$sort=department', [4, 0, 2, 3, 1]],
      ['$sort=department&$order=desc', [1, 0, 2, 3, 4]],
      ['$sort=status', [2, 4, 0, 1, 3]],
      ['$sort=status&$order=desc', [0, 1, 3, 4, 2]],
      ['$sort=customer&$order=asc', [2, 0, 1, 3, 4]],
      ['$sort=custom.visits', [3, 1, 0, 2, 4]],
      ['$sort=custom.visits&$order=desc', [2, 4, 0, 1, 3]],
      ['$sort=custom.channel', [4, 1, 0, 2, 3]],
    ];
    for (const [sort, order] of orders) {
      const expected = order.map((place) => sorted[place]);
      assert.deepEqual(await ids(`custom.account_ref=order&${sort}`, mary), expected, sort);
      assert.deepEqual(await ids(`/interaction/case/${inList}?${sort}`, mary), expected, `${sort}, by id`);
      const pages = [1, 2, 3].map((n) => ids(`custom.account_ref=order&${sort}&$pagesize=2&$pagenum=${n}`, mary));
      assert.deepEqual((await Promise.all(pages)).flat(), expected, `${sort}, in pages`);
    }
  });

  it('are the same tree in XML, paginationInfo and its parts in the common namespace', async () => {
    const answer = await search(`${query}&$pagesize=3&$pagenum=2`, { accept: 'application/xml' });
    assert.equal(answer.headers['content-type'], 'application/xml');
    const root = parseXml(answer.rawPayload, { maxDepth: 64 });
    assert.deepEqual(
      [root.name, root.children.map(({ name }) => name)],
      ['cases', ['case', 'case', 'case', 'paginationInfo']],
    );
    const [, prefix] =
      /xmlns:(\w+)="http:\/\/bindings\.egain\.com\/ws\/model\/v12\/gen\/common"/.exec(answer.body) ?? [];
    const info = root.children.at(-1) as XmlElement;
    const parts = info.children.map(({ name, text, attributes }) => [name, text, attributes.get('rel')]);
    assert.deepEqual(parts, [
      ['count', '7', undefined],
      ['pagenum', '2', undefined],
      ['pagesize', '3', undefined],
      ['link', '', 'prev'],
      ['link', '', 'next'],
    ]);
    const written = answer.body.slice(answer.body.indexOf('paginationInfo') - 2 - (prefix ?? '').length);
    for (const name of ['paginationInfo', 'count', 'pagenum', 'pagesize', 'link']) {
      assert.ok(written.includes(`<${prefix}:${name}`), name);
    }
    assert.equal(info.children[4]?.attributes.get('href'), `${base}/interaction/case?${query}&$pagesize=3&$pagenum=3`);
  });
});

it('searching left no fault of the server', () => assert.deepEqual(egain.faults, []));
