/** Contract egain 5, 6.1: cases by id. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import { relateCases } from '../../../src/domain/relations/relate-cases.ts';
import { parseXml, type XmlElement } from '../../../src/http/xml.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

let egain: Egain;
let session: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

const get = (ids: string, headers: Record<string, string> = {}) =>
  egain.call(session, 'GET', ids.startsWith('/') ? ids : `/interaction/case/${ids}`, { headers });
// biome-ignore lint/suspicious/noExplicitAny: JSON as a program would look at it.
const read = async (ids: string): Promise<any[]> => {
  const answer = await get(ids);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().case;
};
const full = (): Promise<Case> =>
  egain.make({
    ownerId: 1002,
    customerId: 1000,
    subject: 'No dial tone',
    description: 'Since <Monday>',
    solution: 'None & yet',
    dueAt: new Date('2099-11-30T18:30:00Z'),
    attributes: { visits: 7, channel: ['web', 'desk'], customer_rating: '5', renewal: '2030-01-01T00:00:00Z' },
    facets: { egain: { originatingChannel: 'call_track', userLastWorked: 1012 } },
  });
const frank = { name: 'frank', firstName: 'Frank', lastName: 'Robert', id: '1002' };
const mike = { name: 'msingleton', firstName: 'Mike', lastName: 'Singleton', id: '12659' };
const asServer = () => ({ ...egain.actor('frank'), user: null });

describe('a case in JSON', () => {
  it('has the members of 5.1, in their order, and links that begin as the address was asked', async () => {
    const found = await full();
    for (const B of ['/egain/system/ws/v12', '/egain/ws/v12']) {
      const answer = await get(`${B}/interaction/case/${found.number}`);
      assert.equal(answer.headers['content-type'], 'application/json');
      assert.equal(
        answer.body,
        JSON.stringify({
          case: [
            {
              link: [{ rel: 'self', href: `${B}/interaction/case/${found.number}` }],
              activities: { link: { rel: 'activity', href: `${B}/interaction/activity?case=${found.number}` } },
              department: { name: 'Service', id: '999' },
              status: { value: 'open', displayValue: 'Open' },
              lastModified: { user: mike, date: found.modifiedAt.toISOString() },
              dueDate: '2099-11-30T18:30:00.000Z',
              owner: { user: frank, folder: { name: { value: 'cases_open', displayValue: 'Open' }, id: '13' } },
              customer: {
                link: { rel: 'customer', href: `${B}/interaction/customer/1000` },
                customerName: 'John Russel Tierney',
                id: '1000',
              },
              severity: { value: 'medium', displayValue: 'Medium' },
              subject: 'No dial tone',
              id: String(found.number),
            },
          ],
        }),
      );
    }
  });

  it('has lists of one for links inside parts under v20', async () => {
    const found = await full();
    const B = '/egain/system/ws/v20';
    const [one] = (await get(`${B}/interaction/case/${found.number}`)).json().case;
    assert.deepEqual(one.link, [{ rel: 'self', href: `${B}/interaction/case/${found.number}` }]);
    assert.deepEqual(one.activities.link, [
      { rel: 'activity', href: `${B}/interaction/activity?case=${found.number}` },
    ]);
    assert.deepEqual(one.customer.link, [{ rel: 'customer', href: `${B}/interaction/customer/1000` }]);
  });

  it('keeps its members where there is nothing to say', async () => {
    const found = await egain.make({ unitId: null, subject: '' });
    const [one] = await read(`${found.number}?$attribute=all`);
    assert.deepEqual([one.department, one.customer, one.subject], [{}, {}, '']);
    assert.deepEqual(one.owner, { folder: { name: { value: 'cases_open', displayValue: 'Open' }, id: '13' } });
    for (const name of ['dueDate', 'lastClosed', 'originatingChannel', 'description', 'solution', 'customAttributes']) {
      assert.equal(name in one, false, name);
    }
    assert.equal('userLastWorked' in one, false);
    assert.deepEqual(one.relatedCases, { case: [] });
  });

  it('shows a change by a timer without a user', async () => {
    const actor = asServer();
    const found = await egain.make();
    await egain.core.run(actor, (tx) => setArchived(tx, actor, { number: found.number }, true));
    const [one] = await read(String(found.number));
    assert.deepEqual(Object.keys(one.lastModified), ['date']);
  });

  it('shows the status of the default type, `open` for other types, `closed` when closed or archived', async () => {
    const values: [string, string, string][] = [];
    const show = async (found: Case) => {
      const [one] = await read(String(found.number));
      values.push([one.status.value, one.status.displayValue, one.owner.folder.name.value]);
    };
    await show(await egain.make({ status: 'ready_for_closure' }));
    await show(await egain.make({ status: 'escalated' }));
    await show(await egain.make({ type: 'offense' }));
    await show(await egain.make({ close: {} }));
    const archived = await egain.make();
    const actor = asServer();
    await show(await egain.core.run(actor, (tx) => setArchived(tx, actor, { number: archived.number }, true)));
    assert.deepEqual(values, [
      ['ready_for_closure', 'Ready for closure', 'cases_open'],
      ['escalated', 'Escalated', 'cases_open'],
      ['open', 'Open', 'cases_open'],
      ['closed', 'Closed', 'cases_closed'],
      ['closed', 'Closed', 'cases_closed'],
    ]);
  });

  it('has what $attribute asks for, and no more', async () => {
    const found = await full();
    const closed = await egain.make({ close: {} });
    const names = (one: object) => Object.keys(one).slice(10, -1);
    const [all] = await read(`${found.number}?$attribute=all`);
    assert.deepEqual(names(all), [
      'originatingChannel',
      'created',
      'description',
      'solution',
      'userLastWorked',
      'relatedCases',
      'customAttributes',
      'notes',
    ]);
    assert.deepEqual(all.originatingChannel, { value: 'Call_Track', displayValue: 'Calltrack' });
    assert.deepEqual(all.created, { user: mike, date: found.createdAt.toISOString() });
    assert.deepEqual([all.description, all.solution], ['Since <Monday>', 'None & yet']);
    assert.equal(all.userLastWorked.user.name, 'mary');
    assert.deepEqual(all.notes, [{ rel: 'note', href: `${base}/interaction/case/${found.number}/note` }]);
    const [some] = await read(`${found.number}?%24attribute=created%2Cnotes`);
    assert.deepEqual(names(some), ['created', 'notes']);
    const [none] = await read(`${found.number}?$attribute=`);
    assert.deepEqual(names(none), []);
    const [last] = await read(`${closed.number}?$attribute=lastClosed`);
    assert.equal(last.lastClosed, closed.closedAt?.toISOString());
  });

  it('shows custom attributes that have a value, in tenant-file order, as texts', async () => {
    const found = await full();
    const shown = ({ customAttributes }: { customAttributes: { customAttribute: unknown[] } }) =>
      customAttributes.customAttribute.map((one) => JSON.stringify(one));
    const expected = [
      ['customer_rating', '5'],
      ['visits', '7'],
      ['renewal', '2030-01-01T00:00:00.000Z'],
      ['channel', 'web', 'desk'],
    ].map(([attribName, ...values]) =>
      JSON.stringify({ attribName, attribValues: { attribValue: values.map((value) => ({ value })) } }),
    );
    assert.deepEqual(shown((await read(`${found.number}?$attribute=all`))[0]), expected);
    const named = await read(`${found.number}?$attribute=custom.channel,custom.visits,custom.account_ref`);
    assert.deepEqual(shown(named[0]), [expected[1], expected[3]]);
  });

  it('shows related cases where one id is asked, and only those that the caller sees', async () => {
    const [found, seen, hidden] = [await full(), await egain.make({ close: {} }), await egain.make({ unitId: 1003 })];
    const actor = asServer();
    for (const { number } of [seen, hidden]) {
      await egain.core.run(actor, (tx) => relateCases(tx, actor, found.number, number, true));
    }
    const expected = {
      case: [
        {
          link: [{ rel: 'case', href: `${base}/interaction/case/${seen.number}` }],
          status: { value: 'closed', displayValue: 'Closed' },
          subject: 'A case',
          id: String(seen.number),
        },
      ],
    };
    for (const ids of [`${found.number}`, `${found.number},0${found.number}`]) {
      assert.deepEqual((await read(`${ids}?$attribute=relatedCases`))[0].relatedCases, expected);
    }
    const both = await read(`${found.number},${seen.number}?$attribute=all`);
    assert.equal('relatedCases' in both[0], false);
  });
});

describe('a case in XML', () => {
  const text = ({ children, text }: XmlElement): string => children.map((child) => child.name).join(' ') || text;

  it('is the same tree, with ids, dates of stamps and links as attributes', async () => {
    const found = await full();
    const other = await egain.make({ subject: 'A < B' });
    const actor = asServer();
    await egain.core.run(actor, (tx) => relateCases(tx, actor, found.number, other.number, true));
    const answer = await get(`${found.number}?$attribute=all`, { accept: 'application/xml' });
    assert.equal(answer.headers['content-type'], 'application/xml');
    assert.ok(answer.body.startsWith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cases '));
    const root = parseXml(answer.rawPayload, { maxDepth: 64 });
    const one = root.children[0];
    assert.equal(one?.attributes.get('id'), String(found.number));
    assert.equal(
      text(one as XmlElement),
      'link activities department status lastModified dueDate owner customer severity subject originatingChannel created ' +
        'description solution userLastWorked relatedCases customAttributes notes',
    );
    const now = await egain.read(found.number);
    const part = (name: string): string =>
      new RegExp(`<${name}[ >/].*</${name}>|<${name} [^>]*/>`).exec(answer.body)?.[0] ?? '';
    assert.equal(part('link'), `<link rel="self" href="${base}/interaction/case/${found.number}"/>`);
    assert.equal(
      part('activities'),
      `<activities><ns2:link rel="activity" href="${base}/interaction/activity?case=${found.number}"/></activities>`,
    );
    assert.equal(part('department'), '<department id="999"><ns3:name>Service</ns3:name></department>');
    assert.equal(
      part('lastModified'),
      `<lastModified date="${now.modifiedAt.toISOString()}"/>`,
      'a change by the server has no user',
    );
    assert.equal(
      part('created'),
      `<created date="${found.createdAt.toISOString()}"><ns4:user id="12659"><ns3:name>msingleton</ns3:name>` +
        '<ns3:firstName>Mike</ns3:firstName><ns3:lastName>Singleton</ns3:lastName></ns4:user></created>',
    );
    assert.equal(
      part('owner'),
      '<owner><user id="1002"><ns3:name>frank</ns3:name><ns3:firstName>Frank</ns3:firstName><ns3:lastName>Robert</ns3:lastName></user>' +
        '<folder id="13"><ns5:name><ns4:value>cases_open</ns4:value><ns4:displayValue>Open</ns4:displayValue></ns5:name></folder></owner>',
    );
    assert.equal(
      part('customer'),
      `<customer id="1000"><ns6:link rel="customer" href="${base}/interaction/customer/1000"/>` +
        '<ns6:customerName>John Russel Tierney</ns6:customerName></customer>',
    );
    assert.equal(part('description'), '<description>Since &lt;Monday&gt;</description>');
    assert.equal(
      part('relatedCases'),
      `<relatedCases><case id="${other.number}"><link rel="case" href="${base}/interaction/case/${other.number}"/>` +
        '<status><ns4:value>open</ns4:value><ns4:displayValue>Open</ns4:displayValue></status><subject>A &lt; B</subject></case></relatedCases>',
    );
    assert.ok(
      part('customAttributes').startsWith(
        '<customAttributes><ns4:customAttribute><ns4:attribName>customer_rating</ns4:attribName><ns4:attribValues>' +
          '<ns4:attribValue><ns4:value>5</ns4:value></ns4:attribValue></ns4:attribValues></ns4:customAttribute>',
      ),
    );
    assert.equal(part('notes'), `<notes rel="note" href="${base}/interaction/case/${found.number}/note"/>`);
  });

  it('declares the namespaces of v12, under v20 too', async () => {
    const found = await full();
    const namespace = (name: string) => `http://bindings.egain.com/ws/model/v12/gen/${name}`;
    for (const place of ['/egain/ws/v12', '/egain/ws/v20']) {
      const { body } = await get(`${place}/interaction/case/${found.number}`, { accept: 'text/xml' });
      const root = /<cases [^>]*>/.exec(body)?.[0] ?? '';
      const names = ['case', 'activity', 'platform', 'common', 'folder', 'customer'].map((name) =>
        ['platform', 'common'].includes(name) ? namespace(name) : namespace(`interaction/${name}`),
      );
      assert.deepEqual(
        [...root.matchAll(/xmlns(?::ns\d)?="([^"]*)"/g)].map(([, uri]) => uri),
        names,
      );
    }
  });

  it('writes what XML cannot carry as U+FFFD', async () => {
    const found = await egain.make({ subject: 'a\u0001b\uffff' });
    const { body } = await get(String(found.number), { accept: 'application/xml' });
    assert.match(body, /<subject>a\ufffdb\ufffd<\/subject>/);
    assert.equal((await read(String(found.number)))[0].subject, 'a\u0001b\uffff');
  });
});

describe('several cases', () => {
  it('come by id ascending, each once, whatever the order and form of the ids', async () => {
    const [one, two, three] = [await egain.make(), await egain.make(), await egain.make()];
    const ids = [three, one, two, one].map(({ number }) => `0${number}`).join('%2C');
    const shown = (await read(ids)).map(({ id }) => Number(id));
    assert.deepEqual(shown, [one.number, two.number, three.number]);
  });

  it('are 75 at most: 400-902', async () => {
    const found = await egain.make();
    assert.equal((await read(Array.from({ length: 75 }, () => found.number).join(','))).length, 1);
    const many = Array.from({ length: 76 }, () => found.number).join(',');
    assert.equal(codeOf(await get(many)), '400 400-902');
  });

  it('fail together: 404-100 names all unknown ones, before 403-178 for one that is not seen', async () => {
    const found = await egain.make();
    const hidden = await egain.make({ unitId: 1003 });
    const unknown = await get(`${found.number},${hidden.number},999999,x,-1,0,1.5,999999999999999999`);
    assert.equal(codeOf(unknown), '404 404-100');
    for (const id of ['999999', 'x', '-1', '0', '1.5', '999999999999999999']) {
      assert.ok(unknown.json().developerMessage.includes(`'${id}'`), id);
    }
    assert.equal(unknown.json().developerMessage.includes(`'${found.number}'`), false);
    const unseen = await get(`${found.number},${hidden.number}`);
    assert.equal(codeOf(unseen), '403 403-178');
    assert.match(unseen.json().developerMessage, /View Agent Console/);
  });

  it('show what is shared with the caller’s home unit, one way', async () => {
    const victor = await egain.login('victor');
    const shared = await egain.make();
    const answer = await egain.call(victor, 'GET', `/interaction/case/${shared.number}`);
    assert.equal(answer.statusCode, 200);
    const billing = await egain.make({ unitId: 1001 });
    assert.equal(codeOf(await get(String(billing.number))), '403 403-178');
  });

  it('are sorted by $sort and $order, ties by id', async () => {
    const made = [
      await egain.make({ unitId: 999, customerId: 1003, attributes: { visits: 10 } }),
      await egain.make({ unitId: null, attributes: { visits: 9 } }),
      await egain.make({ unitId: 999, customerId: 1000, close: {} }),
    ];
    const ids = made.map(({ number }) => number).join(',');
    const order = async (query: string): Promise<number[]> => {
      const shown = (await read(`${ids}?${query}`)).map(({ id }) => Number(id));
      return shown.map((number) => made.findIndex((one) => one.number === number));
    };
    assert.deepEqual(await order('$sort=id'), [0, 1, 2]);
    assert.deepEqual(await order('$sort=id&$order=desc'), [2, 1, 0]);
    assert.deepEqual(await order('$sort=department&$order=asc'), [0, 2, 1]);
    assert.deepEqual(await order('$sort=department&$order=desc'), [1, 0, 2]);
    assert.deepEqual(await order('$sort=status'), [2, 0, 1]);
    assert.deepEqual(await order('$sort=customer'), [2, 0, 1]);
    assert.deepEqual(await order('$sort=custom.visits'), [1, 0, 2]);
    assert.deepEqual(await order('%24sort=custom.visits&%24order=desc'), [2, 0, 1]);
  });

  it('are sorted by code point, as a search sorts them', async () => {
    // The second is of UTF-16 units that come before the first.
    const made = [
      await egain.make({ customerId: 1003, attributes: { account_ref: '\uff21' } }),
      await egain.make({ customerId: 1003, attributes: { account_ref: '\u{20bb7}' } }),
    ];
    const expected = made.map(({ number }) => String(number));
    const query = '$sort=custom.account_ref';
    const named = await read(`${expected.join(',')}?${query}`);
    assert.deepEqual(
      named.map(({ id }) => id),
      expected,
    );
    const found = await egain.call(session, 'GET', `/interaction/case?customer=1003&$pagesize=75&${query}`);
    const ids = found.json().case.map(({ id }: { id: string }) => id);
    assert.deepEqual(
      ids.filter((id: string) => expected.includes(id)),
      expected,
    );
  });
});

it('reading cases left no fault of the server', () => assert.deepEqual(egain.faults, []));
