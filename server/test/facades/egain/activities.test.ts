/** Contract egain 6.8: activities, made and read. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { parseXml, type XmlElement } from '../../../src/http/xml.ts';
import { base, codeOf, type Egain, startEgain } from './support.ts';

let egain: Egain;
let session: string;
before(async () => {
  egain = await startEgain();
  session = await egain.login('frank');
});
after(() => egain.close());

const call = (more: object = {}) => ({
  department: { name: 'Service' },
  type: { value: 'call_track', subtype: { value: 'General' } },
  mode: { value: 'Inbound' },
  contactPointData: 'jane@riverside.test',
  subject: 'Summary of the call',
  ...more,
});
const mail = (more: object = {}) => call({ type: { value: 'email', subtype: { value: 'General' } }, ...more });

const post = (body: unknown, query = '', who = session) =>
  egain.call(who, 'POST', `/interaction/activity${query}`, { body });

/** Makes one and reads it. */
const make = async (body: unknown, query = '', who = session) => {
  const answer = await post(body, query, who);
  assert.equal(answer.statusCode, 201, answer.body);
  assert.equal(answer.body, '');
  assert.equal(answer.headers['content-type'], 'application/json');
  const location = String(answer.headers['location']);
  assert.match(location, new RegExp(`^${base}/interaction/activity/[0-9]+$`));
  const read = await egain.call(who, 'GET', location);
  assert.equal(read.statusCode, 200, read.body);
  return read.json().activity[0];
};

const refused = async (body: unknown, query = '', who = session): Promise<string> => {
  const answer = await post(body, query, who);
  return `${answer.json().code} ${answer.json().developerMessage}`;
};

const readCase = async (id: string, who = session) =>
  (await egain.call(who, 'GET', `/interaction/case/${id}?$attribute=all`)).json().case[0];

const kinds = async (number: number): Promise<string[]> =>
  (await egain.core.view(egain.actor('frank'), (db) => listHistory(db, egain.actor('frank'), number))).map(
    ({ kind }) => kind,
  );

describe('an activity that names no case', () => {
  it('of a call makes a case of the caller: unit, customer, default type, subject with its id, channel', async () => {
    const activity = await make(call());
    const found = await readCase(activity.case.id);
    assert.equal(found.subject, `Summary of the call [#${found.id}]`);
    assert.deepEqual(found.department, { name: 'Service', id: '999' });
    assert.deepEqual([found.status.value, found.severity.value], ['open', 'medium']);
    assert.equal(found.owner.user.name, 'frank');
    assert.deepEqual([found.customer.id, found.customer.customerName], ['1003', 'Jane Doe']);
    assert.deepEqual(found.originatingChannel, { value: 'Call_Track', displayValue: 'Calltrack' });
    assert.equal(found.userLastWorked.user.name, 'frank');
    assert.equal((await egain.read(Number(found.id))).reference, found.id);
    assert.deepEqual(await kinds(Number(found.id)), ['created']);
  });

  it('is shown whole: links, department, type, status with its user, stamps, customer with contact points', async () => {
    const activity = await make(call());
    const { created, lastModified, id, ...shown } = activity;
    assert.deepEqual(created, lastModified);
    assert.deepEqual(created.user, { name: 'frank', firstName: 'Frank', lastName: 'Robert', id: '1002' });
    const point = shown.customer.contactPersons.contactPerson[0].contactPoints.contactPoint[0];
    assert.match(point.id, /^[0-9]+$/);
    const { case: of } = shown;
    assert.deepEqual(shown, {
      link: [{ rel: 'self', href: `${base}/interaction/activity/${id}` }],
      case: { link: { rel: 'case', href: `${base}/interaction/case/${of.id}` }, id: of.id },
      department: { name: 'Service', id: '999' },
      mode: { value: 'inbound', displayValue: 'Inbound' },
      type: {
        value: 'call_track',
        displayValue: 'Calltrack',
        subtype: { value: 'General', displayValue: 'General' },
      },
      status: { value: 'assigned', displayValue: 'Assigned', assigned: { user: created.user } },
      subject: 'Summary of the call',
      contactPointData: 'jane@riverside.test',
      customer: {
        link: { rel: 'customer', href: `${base}/interaction/customer/1003` },
        customerName: 'Jane Doe',
        contactPersons: {
          contactPerson: [
            {
              firstName: 'Jane',
              lastName: 'Doe',
              contactPoints: {
                contactPoint: [
                  { type: { value: 'email', email: { emailAddress: 'jane@riverside.test' } }, id: point.id },
                ],
              },
              id: shown.customer.contactPersons.contactPerson[0].id,
            },
          ],
        },
        id: '1003',
      },
    });
  });

  it('of a mail waits for somebody, and so does its case; of a task it is the caller’s', async () => {
    const waiting = await make(mail());
    assert.deepEqual(waiting.status, { value: 'awaiting_assignment', displayValue: 'Awaiting assignment' });
    const found = await readCase(waiting.case.id);
    assert.equal(found.owner.user, undefined);
    assert.equal(found.originatingChannel.value, 'Email');
    const task = await make(call({ type: { value: 'task', subtype: { value: 'T' } }, mode: undefined }));
    assert.equal(task.mode.value, 'inbound');
    assert.equal(task.status.assigned.user.id, '1002');
    assert.equal((await readCase(task.case.id)).originatingChannel.value, 'Task');
  });

  it('without subject is `No Subject`; a long subject is cut so that the whole has 1024', async () => {
    const bare = await make(call({ subject: undefined, content: 'What was said' }));
    assert.equal((await readCase(bare.case.id)).subject, `No Subject [#${bare.case.id}]`);
    assert.equal(bare.subject, '');
    const long = await make(call({ subject: 'x'.repeat(1024) }));
    const { subject } = await readCase(long.case.id);
    assert.equal(subject.length, 1024);
    assert.ok(subject.endsWith(`x [#${long.case.id}]`));
    assert.equal(long.subject.length, 1024);
  });

  it('is the same in XML, ids as attributes', async () => {
    const xml = { accept: 'application/xml', 'content-type': 'application/xml' };
    const body = `<a:activity xmlns:a="http://bindings.egain.com/ws/model/v12/gen/interaction/activity">
      <a:department><name>service</name></a:department><type><value>email</value><subtype><value>General</value></subtype></type>
      <mode><value>OUTBOUND</value></mode><subject>In XML</subject><customer id="1000"/>
      <payload><email><emailAddresses><from>jane@riverside.test</from><to>a</to><to>b</to></emailAddresses></email></payload>
      </a:activity>`;
    const made = await egain.call(session, 'POST', '/interaction/activity', { body, headers: xml });
    assert.equal(made.statusCode, 201, made.body);
    assert.equal(made.headers['content-type'], 'application/xml');
    const read = await egain.call(session, 'GET', String(made.headers['location']), { headers: xml });
    const root = parseXml(read.rawPayload, { maxDepth: 64 });
    const [activity] = root.children;
    const child = (of: XmlElement | undefined, name: string) => of?.children.find((one) => one.name === name);
    assert.equal(root.name, 'activities');
    assert.deepEqual(
      activity?.children.map(({ name }) => name),
      [...['link', 'case', 'department', 'mode', 'type', 'status', 'created', 'lastModified', 'subject'], 'customer'],
    );
    assert.equal(activity.attributes.get('id'), String(made.headers['location']).split('/').at(-1));
    assert.equal(child(child(activity, 'mode'), 'value')?.text, 'outbound');
    assert.equal(child(activity, 'customer')?.attributes.get('id'), '1000');
    assert.ok(child(activity, 'created')?.attributes.get('date'));
    const N = 'http://bindings.egain.com/ws/model/v12/gen/';
    assert.match(read.body, new RegExp(`<activities xmlns="${N}interaction/activity"`));
    const prefix = (of: string): string =>
      new RegExp(`xmlns:(\\w+)="${N}${of}"`).exec(read.body)?.[1] ?? assert.fail(of);
    assert.match(read.body, /<type><value>email<\/value><displayValue>Email<\/displayValue><subtype>/);
    assert.ok(read.body.includes(`<mode><${prefix('common')}:value>outbound<`));
    assert.ok(read.body.includes(`<${prefix('interaction/customer')}:customerName>`));
    assert.ok(read.body.includes(`<department id="999"><${prefix('platform')}:name>Service<`));
    // What is only kept is kept as it was sent.
    const owner = await egain.store.connectOwner();
    const { rows } = await owner.query('select facets from docket.activities where activity_id = $1', [
      activity.attributes.get('id'),
    ]);
    await owner.end();
    assert.deepEqual(rows[0].facets.egain.payload.email.emailAddresses, {
      from: 'jane@riverside.test',
      to: ['a', 'b'],
    });
  });
});

describe('the customer of an activity', () => {
  it('is the first that is there: id, contact point, its id, the sender of the mail', async () => {
    const of = async (more: object): Promise<string> =>
      (await make(mail({ contactPointData: undefined, ...more }))).customer.id;
    const payload = { email: { emailAddresses: { from: 'JHENRY@riverside.test' } } };
    const found = await make(mail({ contactPointData: '(408) 555-1234' }));
    const [email, phone] = found.customer.contactPersons.contactPerson[0].contactPoints.contactPoint;
    const person = (id: string) => ({
      contactPersons: { contactPerson: { contactPoints: { contactPoint: [{ id }] } } },
    });
    assert.equal(found.customer.id, '1000');
    assert.equal(await of({ customer: { id: 1003 }, contactPointData: '4085551234' }), '1003');
    assert.equal(await of({ contactPointData: 'Jane@Riverside.test', payload }), '1003');
    assert.equal(await of({ customer: person(email.id), payload }), '1000');
    assert.equal(await of({ customer: person(phone.id) }), '1000');
    assert.equal(await of({ payload }), '1000');
  });

  it('that is none is 400-146, that is not found 400-194', async () => {
    assert.match(await refused(mail({ contactPointData: undefined })), /^400-146 .*'customer'/);
    assert.match(await refused(mail({ contactPointData: '' })), /^400-146 .*'customer'/);
    const person = { contactPersons: { contactPerson: [{ contactPoints: { contactPoint: [{ id: '10032' }] } }] } };
    for (const [more, id] of [
      [{ customer: { id: '999999' } }, '999999'],
      [{ customer: { id: '0' } }, '0'],
      [{ contactPointData: 'nobody@x.test' }, 'nobody@x.test'],
      [{ contactPointData: 'none' }, 'none'],
      [{ contactPointData: undefined, customer: person }, '10032'],
    ] as const) {
      assert.ok((await refused(mail(more))).startsWith('400-194 '), id);
      assert.ok((await refused(mail(more))).includes(`'${id}'`), id);
    }
    assert.match(await refused(mail({ customer: { id: 'x' } })), /^400-152 .*'customer\.id'/);
  });

  it('is looked for after the body and the permission were judged, be it a point of contact that cannot be', async () => {
    const point = { contactPersons: { contactPerson: { contactPoints: { contactPoint: { id: '10035' } } } } };
    const nobodys = { contactPointData: undefined, customer: point };
    assert.match(await refused(mail(nobodys)), /^400-194 .*'10035'/);
    assert.match(await refused(mail({ ...nobodys, case: { id: 'x' } })), /^400-152 .*'case\.id'/);
    assert.match(await refused(mail({ ...nobodys, department: { name: 'Billing' } })), /^403-178 /);
  });

  it('may be nobody with anonymousCustomer=yes: what is sent of him is only kept', async () => {
    const activity = await make(call({ contactPointData: 'stranger@x.test' }), '?anonymousCustomer=yes');
    assert.deepEqual(activity.customer, {});
    assert.equal(activity.contactPointData, 'stranger@x.test');
    assert.deepEqual((await readCase(activity.case.id)).customer, {});
    for (const value of ['no', 'Yes', '']) {
      assert.match(await refused(call(), `?anonymousCustomer=${value}`), /^400-102 .*'anonymousCustomer'/);
    }
    assert.match(await refused(call(), '?relateCase=yes'), /^400-101 /);
  });

  it('is always that of its case', async () => {
    const found = await egain.make({ customerId: 1000 });
    const activity = await make(call({ case: { id: String(found.number) } }));
    assert.equal(activity.customer.id, '1000');
  });
});

describe('an activity that names a case', () => {
  it('joins it: no new stamp, no new owner, an event', async () => {
    const found = await egain.make({ ownerId: 1012, customerId: 1003 });
    const activity = await make(call({ case: { id: found.number } }));
    assert.equal(activity.case.id, String(found.number));
    const now = await egain.read(found.number);
    assert.deepEqual([now.version, now.modifiedAt, now.ownerId], [found.version, found.modifiedAt, 1012]);
    assert.deepEqual(await kinds(found.number), ['created', 'activity.added']);
    assert.equal((await readCase(activity.case.id)).userLastWorked.user.name, 'frank');
    assert.equal((await readCase(activity.case.id)).originatingChannel, undefined);
  });

  it('opens a closed one again, with a new stamp; an archived one is 400-253', async () => {
    const closed = await egain.make({ close: {} });
    await make(call({ case: { id: String(closed.number) } }));
    const now = await egain.read(closed.number);
    assert.deepEqual([now.category, now.closedAt, now.version], ['active', null, closed.version + 1]);
    assert.ok(now.modifiedAt > closed.modifiedAt);
    assert.deepEqual(await kinds(closed.number), ['created', 'closed', 'reopened']);
    const server = { ...egain.actor('frank'), user: null };
    await egain.core.run(server, (tx) => setArchived(tx, server, { number: closed.number }, true));
    assert.match(
      await refused(call({ case: { id: String(closed.number) } })),
      new RegExp(`^400-253 .*${closed.number}\\.`),
    );
  });

  it('that is unknown is 400-194, in another unit 403-178 Create Activity', async () => {
    for (const id of ['999999', '999999999999999999', '0']) {
      assert.ok((await refused(call({ case: { id } }))).startsWith('400-194 '), id);
    }
    const hidden = await egain.make({ unitId: 1003 });
    const body = call({ case: { id: String(hidden.number) } });
    assert.match(await refused(body), /^403-178 .*Create Activity/);
    assert.match(await refused(call({ case: {} })), /^400-146 .*'case\.id'/);
    assert.match(await refused(call({ case: { id: '' } })), /^400-152 .*'case\.id'/);
  });
});

describe('Create Activity', () => {
  it('needs case.create in the department: 403-178 Create Activity', async () => {
    assert.match(await refused(call({ department: { name: 'Billing' } })), /^403-178 .*Create Activity/);
    const mary = await egain.login('mary');
    assert.equal((await make(call({ department: { name: 'BILLING' } }), '', mary)).department.id, '1001');
  });

  it('wants what the contract requires: 400-146, then 400-147, then 400-152', async () => {
    for (const [more, name] of [
      [{ department: undefined }, 'department.name'],
      [{ department: {} }, 'department.name'],
      [{ type: undefined }, 'type.value'],
      [{ type: { value: 'email' } }, 'type.subtype.value'],
      [{ mode: undefined }, 'mode.value'],
      [{ mode: null }, 'mode.value'],
      [{ subject: undefined }, 'subject'],
      [{ subject: '', content: '', payload: {} }, 'subject'],
      [{ case: { id: null }, subject: null }, 'subject'],
    ] as const) {
      const answer = await refused(call({ status: 'x', ...more }));
      assert.ok(answer.startsWith('400-146 ') && answer.includes(`'${name}'`), answer);
    }
    for (const name of ['status', 'owner', 'created', 'id', 'link', 'queue']) {
      const answer = await refused(call({ [name]: 'x', subject: 'x'.repeat(1025) }));
      assert.ok(answer.startsWith('400-147 ') && answer.includes(`'${name}'`), answer);
    }
    const subtype = { value: 'General' };
    for (const [more, name] of [
      [{ department: { name: 'Nowhere' } }, 'department.name'],
      [{ department: { name: '' } }, 'department.name'],
      [{ type: { value: 'chat', subtype } }, 'type.value'],
      [{ type: { value: 'Email', subtype } }, 'type.value'],
      [{ type: { value: 'email', subtype: { value: '' } } }, 'type.subtype.value'],
      [{ type: { value: 'email', subtype: { value: 'x'.repeat(65) } } }, 'type.subtype.value'],
      [{ mode: { value: 'sideways' } }, 'mode.value'],
      [{ subject: 'x'.repeat(1025) }, 'subject'],
      [{ subject: 5 }, 'subject'],
      [{ payload: { a: 'x\u0000' } }, 'payload'],
      [{ customer: 'x' }, 'customer'],
      [{ contactPointData: 'x'.repeat(1025) }, 'contactPointData'],
    ] as const) {
      const answer = await refused(call(more));
      assert.ok(answer.startsWith('400-152 ') && answer.includes(`'${name}'`), answer);
    }
    assert.equal(codeOf(await post('')), '400 400-264');
    assert.equal(codeOf(await post('{')), '400 400-152');
  });

  it('that is refused takes no number: the next case follows the one before', async () => {
    const first = await make(call());
    await refused(call({ contactPointData: 'nobody@x.test' }));
    await refused(call({ department: { name: 'Billing' } }));
    await refused(call({ subject: 'x'.repeat(1025) }));
    const second = await make(call());
    assert.equal(Number(second.case.id), Number(first.case.id) + 1);
    assert.equal(Number(second.id), Number(first.id) + 1);
  });

  it('at once makes a case each, each subject with its own id', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => make(call())));
    const ids = made.map((activity) => activity.case.id);
    assert.equal(new Set(ids).size, 12);
    for (const id of ids) assert.equal((await readCase(id)).subject, `Summary of the call [#${id}]`);
  });
});

describe('reading activities', () => {
  it('of a case: by id, in pages; 204 for none and for a case that is unknown or not seen', async () => {
    const found = await egain.make();
    const get = (query: string, who = session) => egain.call(who, 'GET', `/interaction/activity?${query}`);
    assert.equal((await get(`case=${found.number}`)).statusCode, 204);
    const made: string[] = [];
    for (let i = 0; i < 3; i += 1) made.push((await make(call({ case: { id: String(found.number) } }))).id);
    const ids = async (query: string): Promise<string[]> =>
      (await get(`case=${found.number}${query}`)).json().activity.map(({ id }: { id: string }) => id);
    assert.deepEqual(await ids(''), made);
    assert.deepEqual(await ids('&$sort=id&$order=desc'), made.toReversed());
    assert.deepEqual(await ids('&$pagesize=2&$pagenum=2'), made.slice(2));
    assert.deepEqual(await ids('&$rangestart=2&$rangesize=1'), made.slice(1, 2));
    const page = (await get(`case=${found.number}&$pagesize=2`)).json();
    const next = `${base}/interaction/activity?case=${found.number}&$pagesize=2&$pagenum=2`;
    assert.deepEqual(page.paginationInfo, {
      count: 3,
      pagenum: 1,
      pagesize: 2,
      link: [{ rel: 'next', href: next }],
    });
    assert.equal((await get(`case=${found.number}&$pagenum=9`)).statusCode, 204);
    assert.equal((await get('case=999999')).statusCode, 204);
    assert.equal((await get(`case=${'9'.repeat(18)}`)).statusCode, 204);
    assert.equal((await get(`case=${found.number}`, await egain.login('outsider'))).statusCode, 204);
    assert.equal(codeOf(await get('$pagesize=2')), '400 400-245');
    assert.equal(codeOf(await get('case=x')), '400 400-244');
    assert.equal(codeOf(await get(`case=${found.number}&$sort=status`)), '400 400-102');
    assert.equal(codeOf(await get(`case=${found.number}&status=open`)), '400 400-101');
    // Shared with his home unit: seen.
    assert.equal((await get(`case=${found.number}`, await egain.login('victor'))).statusCode, 200);
  });

  it('by id: all or none, unknown ones named, then 403-178 for one that is not seen; v20 lists inner links', async () => {
    const [first, second] = [await make(call()), await make(call())];
    const get = (path: string, who = session) => egain.call(who, 'GET', path);
    const both = await get(`/interaction/activity/${second.id},${first.id},${first.id}?$sort=id&$order=desc`);
    assert.deepEqual(
      both.json().activity.map(({ id }: { id: string }) => id),
      [second.id, first.id],
    );
    assert.equal(both.json().paginationInfo, undefined);
    const unknown = await get(`/interaction/activity/${first.id},999999,abc`);
    assert.equal(codeOf(unknown), '404 404-100');
    assert.match(unknown.json().developerMessage, /'999999', 'abc'/);
    const outsider = await egain.login('outsider');
    assert.equal(codeOf(await get(`/interaction/activity/${first.id}`, outsider)), '403 403-178');
    assert.equal(codeOf(await get(`/interaction/activity/${'1,'.repeat(75)}1`)), '400 400-902');
    const v20 = (await get(`/egain/ws/v20/interaction/activity/${first.id}`)).json().activity[0];
    assert.deepEqual(v20.case.link, [{ rel: 'case', href: `/egain/ws/v20/interaction/case/${first.case.id}` }]);
    assert.ok(Array.isArray(v20.customer.link));
  });
});

it('activities left no fault of the server', () => assert.deepEqual(egain.faults, []));
