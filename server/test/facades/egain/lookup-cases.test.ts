/** Contract egain 6.2: v20's lookup. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { codeOf, type Egain, startEgain } from './support.ts';

const B = '/egain/system/ws/v20';
const xml = { 'content-type': 'application/xml' };

let egain: Egain;
let session: string;

const lookup = (body: unknown, query = '', headers: Record<string, string> = {}) =>
  egain.call(session, 'POST', `${B}/interaction/case/lookup${query}`, { body, headers });

const ids = async (body: unknown, headers: Record<string, string> = {}): Promise<number[]> => {
  const answer = await lookup(body, '', headers);
  if (answer.statusCode === 204) return [];
  assert.equal(answer.statusCode, 200, `${JSON.stringify(body)} ${answer.body}`);
  return answer.json().case.map((one: { id: string }) => Number(one.id));
};

const refused = async (body: unknown, code: string, name: string, headers: Record<string, string> = {}) => {
  const answer = await lookup(body, '', headers);
  assert.equal(codeOf(answer), `400 ${code}`, JSON.stringify(body));
  assert.ok(answer.json().developerMessage.includes(`'${name}'`), `${JSON.stringify(body)} ${answer.body}`);
};

let open: Case;
let closed: Case;

before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
  const attributes = { account_ref: 'L 1', visits: 7, channel: ['web', 'desk'] };
  open = await egain.make({ customerId: 1003, ownerId: 1012, attributes });
  egain.clock.advance(1000);
  closed = await egain.make({ customerId: 1000, unitId: null, close: {} });
  await egain.make({ unitId: 1003, customerId: 1000 });
});
after(() => egain.close());

describe('lookup', () => {
  it('finds by each of its members, and by all that are given', async () => {
    const found: [object, Case[]][] = [
      [{ customer: '1003' }, [open]],
      [{ customer: 1000 }, [closed]],
      [{ email: 'JANE@riverside.test' }, [open]],
      [{ phone: '+1 408 555 1234' }, []],
      [{ phone: '408 555 1234' }, [closed]],
      [{ status: 'open' }, [open]],
      [{ status: 'closed' }, [closed]],
      [{ custom: { name: 'account_ref', value: 'L 1' } }, [open]],
      [{ custom: { name: 'visits', value: 7 } }, [open]],
      [
        {
          custom: [
            { name: 'channel', value: 'web' },
            { name: 'visits', value: '007' },
          ],
        },
        [open],
      ],
      [{ department: 'Service' }, [open]],
      [{ ownerId: '1012' }, [open]],
      [{ ownerLoginId: 'mary' }, [open]],
      [{ ownerLoginId: 'Mary' }, []],
      [{ ownerId: 0 }, []],
      [{ status: 'open', customer: '1003', email: null, custom: null }, [open]],
      [{ status: 'open', customer: '1000' }, []],
    ];
    for (const [body, cases] of found) {
      assert.deepEqual(
        await ids(body),
        cases.map(({ number }) => number),
        JSON.stringify(body),
      );
    }
  });

  it('finds by ranges of dates, both ends inside, either end left out', async () => {
    const [created, modified] = [open.createdAt.toISOString(), closed.modifiedAt.toISOString()];
    const both = [open.number, closed.number];
    assert.deepEqual(await ids({ createdDate: `[${created},${created}]` }), [open.number]);
    assert.deepEqual(await ids({ createdDate: `[${created},]` }), both);
    assert.deepEqual(await ids({ createdDate: `[,${created}]` }), [open.number]);
    assert.deepEqual(await ids({ lastModifiedDate: `[${modified},]` }), [closed.number]);
    assert.deepEqual(await ids({ lastModifiedDate: `[,${modified}]` }), both);
    assert.deepEqual(await ids({ createdDate: '[2020-01-01T00:00:00Z,2020-12-31T00:00:00.000Z]' }), []);
    const at = (closed.closedAt as Date).getTime();
    const day = 24 * 60 * 60 * 1000;
    const closing = (from: number, to?: number): string =>
      `[${new Date(from).toISOString()},${to === undefined ? '' : new Date(to).toISOString()}]`;
    assert.deepEqual(await ids({ lastClosedDate: closing(at, at + 1) }), [closed.number]);
    assert.deepEqual(await ids({ lastClosedDate: closing(at - 14 * day, at) }), [closed.number]);
    assert.deepEqual(await ids({ lastClosedDate: closing(at - day) }), [closed.number]);
    assert.deepEqual(await ids({ lastClosedDate: closing(at + 1) }), []);
    assert.deepEqual(await ids({ lastClosedDate: closing(at - 14 * day - 1) }), [], 'an open end is fourteen days on');
    for (const wrong of [
      closing(at - 14 * day - 1, at),
      closing(at, at),
      closing(at, at - 1),
      `[,${closing(at, at)}]`,
    ]) {
      await refused({ lastClosedDate: wrong }, '400-152', 'lastClosedDate');
    }
    await refused({ lastClosedDate: `[,${created}]` }, '400-152', 'lastClosedDate');
  });

  it('reads XML with the root `lookup`, whatever the prefixes', async () => {
    assert.deepEqual(await ids('<lookup><customer>1003</customer><status>open</status></lookup>', xml), [open.number]);
    const custom =
      '<a:custom><name>account_ref</name><value>L 1</value></a:custom><custom><name>visits</name><value>7</value></custom>';
    assert.deepEqual(await ids(`<a:lookup xmlns:a="urn:x">${custom}</a:lookup>`, xml), [open.number]);
    await refused('<case><status>open</status></case>', '400-152', 'body', xml);
    await refused('<lookup/>', '400-146', 'lookup', xml);
    await refused('<lookup><status>open</status><status>closed</status></lookup>', '400-152', 'status', xml);
    await refused('<lookup id="1"><status>open</status></lookup>', '400-147', 'id', xml);
  });

  it('answers as search does, in the shape of v20, paged by the query', async () => {
    const answer = await lookup({ email: 'jane@riverside.test' }, '?$attribute=all&$sort=id&$order=desc');
    const [one] = answer.json().case;
    assert.ok(Array.isArray(one.activities.link) && Array.isArray(one.customer.link));
    assert.equal(one.link[0].href, `${B}/interaction/case/${open.number}`);
    assert.ok(one.created && one.customAttributes && !one.relatedCases);
    assert.deepEqual(answer.json().paginationInfo, { count: 1, pagenum: 1, pagesize: 25 });
    const all = { createdDate: '[2020-01-01T00:00:00Z,]' };
    const paged = (await lookup(all, '?$pagesize=1')).json();
    assert.deepEqual(paged.paginationInfo, {
      count: 2,
      pagenum: 1,
      pagesize: 1,
      link: [{ rel: 'next', href: `${B}/interaction/case/lookup?$pagesize=1&$pagenum=2` }],
    });
    assert.deepEqual(Object.keys((await lookup(all, '?$rangesize=1')).json()), ['case']);
    const written = await lookup(all, '', { accept: 'application/xml' });
    assert.match(
      written.body,
      /^<\?xml .*<cases xmlns="[^"]+v12\/gen\/interaction\/case".*paginationInfo>.*<\/cases>$/s,
    );
    assert.equal((await lookup({ email: 'nobody@riverside.test' })).statusCode, 204);
  });

  it('wants something to look for (400-146), its own members only (400-147), values that can be (400-152)', async () => {
    for (const body of [{}, { email: null }, { custom: [] }, { custom: null, status: null }]) {
      await refused(body, '400-146', 'lookup');
    }
    await refused({ custom: { name: 'visits' } }, '400-146', 'custom.value');
    await refused({ custom: [{ value: 1 }], nothing: 1 }, '400-146', 'custom.name');
    await refused({ id: '1', status: 'x' }, '400-147', 'id');
    await refused({ custom: { name: 'visits', value: '1', other: 1 } }, '400-147', 'other');
    await refused({ ownerId: '1012', ownerLoginId: 'mary' }, '400-147', 'ownerLoginId');
    const wrong: [object, string][] = [
      [{ customer: 'x' }, 'customer'],
      [{ customer: '' }, 'customer'],
      [{ customer: { id: '1003' } }, 'customer'],
      [{ ownerId: '-1' }, 'ownerId'],
      [{ ownerLoginId: '' }, 'ownerLoginId'],
      [{ email: '' }, 'email'],
      [{ email: 5 }, 'email'],
      [{ phone: 'none' }, 'phone'],
      [{ status: 'Open' }, 'status'],
      [{ status: 'escalated' }, 'status'],
      [{ department: '' }, 'department'],
      [{ department: ['Service'] }, 'department'],
      [{ custom: 'visits' }, 'custom'],
      [{ custom: { name: 'nothing', value: 'x' } }, 'custom.name'],
      [{ custom: { name: 'visits', value: 'many' } }, 'custom.value'],
      [{ custom: { name: 'account_ref', value: '' } }, 'custom.value'],
      [{ custom: ['1', '2'].map((value) => ({ name: 'visits', value })) }, 'custom.name'],
      [{ createdDate: '2026-01-01T00:00:00Z' }, 'createdDate'],
      [{ createdDate: '[,]' }, 'createdDate'],
      [{ createdDate: '' }, 'createdDate'],
      [{ createdDate: '[2026-01-01T00:00:00Z]' }, 'createdDate'],
      [{ createdDate: '[2026-01-01T00:00:00Z,2026-02-30T00:00:00Z]' }, 'createdDate'],
      [{ lastModifiedDate: '[2026-01-01T00:00:00+01:00,]' }, 'lastModifiedDate'],
      [{ lastModifiedDate: ['2026-01-01T00:00:00Z', ''] }, 'lastModifiedDate'],
    ];
    for (const [body, name] of wrong) await refused(body, '400-152', name);
    assert.equal(codeOf(await lookup('')), '400 400-264');
    assert.equal(codeOf(await lookup('{', '?x=1')), '400 400-101');
    assert.equal(codeOf(await lookup({ status: 'open' }, '?customer=1003')), '400 400-101');
  });

  it('is not there under v12', async () => {
    const answer = await egain.call(session, 'POST', '/interaction/case/lookup', { body: { status: 'open' } });
    assert.equal(codeOf(answer), '405 405-900');
    assert.equal(codeOf(await egain.call(session, 'GET', '/interaction/case/lookup')), '404 404-100');
  });

  it('left no fault of the server', () => assert.deepEqual(egain.faults, []));
});

describe('attribute metadata', () => {
  const get = (query: string, headers: Record<string, string> = {}, id = session) =>
    egain.call(id, 'GET', `/interaction/case/attributes${query}`, { headers });
  const options = (...values: string[]) => values.map((value) => ({ value, displayValue: value }));

  it('tells of every configured attribute, in tenant-file order; no permission is needed', async () => {
    for (const query of ['?$attribute=custom', '?%24attribute=all']) {
      assert.deepEqual((await get(query)).json(), {
        attribute: [
          {
            name: 'customer_rating',
            dataType: 'stringList',
            dataSize: 255,
            custom: true,
            options: { option: options('1', '2', '3', '4', '5'), multiSelect: false },
          },
          { name: 'account_ref', dataType: 'string', dataSize: 1024, custom: true },
          { name: 'visits', dataType: 'integer', dataSize: 9, custom: true },
          { name: 'renewal', dataType: 'datetime', dataSize: 25, custom: true },
          {
            name: 'channel',
            dataType: 'stringList',
            dataSize: 255,
            custom: true,
            options: { option: options('web', 'phone', 'desk'), multiSelect: true },
          },
        ],
        resource: 'case',
      });
    }
    const written = await get('?$attribute=all', { accept: 'application/xml' });
    const common = 'http://bindings.egain.com/ws/model/v12/gen/common';
    const integer =
      '<attribute><name>visits</name><dataType>integer</dataType><dataSize>9</dataSize><custom>true</custom></attribute>';
    assert.ok(written.body.includes(`<attributes xmlns="${common}"><attribute><name>customer_rating</name>`));
    assert.ok(written.body.includes(integer));
    assert.ok(
      written.body.endsWith(
        '<multiSelect>true</multiSelect></options></attribute><resource>case</resource></attributes>',
      ),
    );
  });

  it('wants $attribute (400-112), which is `custom` or `all` (400-116), and nothing else (400-101)', async () => {
    for (const query of ['', '?', '?$attribute=', '?$attribute']) {
      const answer = await get(query);
      assert.equal(codeOf(answer), '400 400-112', query);
      assert.match(answer.json().developerMessage, /^Required query parameter\(s\) is missing\..*: '\$attribute'\.$/);
    }
    for (const value of ['created', 'custom.visits', 'Custom', 'custom,x', ',']) {
      assert.equal(codeOf(await get(`?$attribute=${value}`)), '400 400-116', value);
    }
    assert.equal(codeOf(await get('?$attribute=all&$sort=id')), '400 400-101');
    assert.equal(codeOf(await get('?$attribute=all&$attribute=all')), '400 400-244');
  });

  it('of a tenant without any is 204', async () => {
    await egain.apply(`
tenant: { key: bare, name: Bare, timezone: Europe/Oslo, language: de-DE }
units: [{ key: desk, name: Desk }]
roles: [{ key: none, permissions: [] }]
users: [{ login: berta, password: berta-pw, home: desk, roles: [none], licences: [case] }]
caseTypes: [{ key: case, name: Case, default: true, statuses: { start: open, active: [open], closed: closed } }]
`);
    const login = await egain.call(undefined, 'POST', '/authentication/user/login', {
      body: { userName: 'berta', password: 'berta-pw' },
      headers: { 'x-docket-tenant': 'bare' },
    });
    const berta = String(login.headers['x-egain-session']);
    const answer = await get('?$attribute=all', {}, berta);
    assert.deepEqual([answer.statusCode, answer.body], [204, '']);
    assert.equal((await egain.call(berta, 'GET', '/interaction/case?status=open')).statusCode, 204);
  });
});

it('lookup and metadata left no fault of the server', () => assert.deepEqual(egain.faults, []));
