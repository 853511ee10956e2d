/** CaseDetail, cases of other faces among them: contract qflow (d), (f), (g) 12. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { closeCase, reopenCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import type { Docket } from '../../support/docket.ts';
import { annexName, closeQflow, modelState, openQflow, type Send, services, tokens } from './support/tenant.ts';

type Json = Record<string, unknown>;

describe('GET Cases/{id}', () => {
  let docket: Docket;
  let send: Send;

  before(async () => {
    ({ docket, send } = await openQflow());
  });
  after(() => closeQflow(docket));

  const enqueue = async (members: Json = {}): Promise<number> =>
    (await send('POST', 'Cases', { body: { ServiceId: services.licences, ...members } })).json().CaseId;
  const detail = async (id: number, path = 'Cases'): Promise<Json> => {
    const answer = await send('GET', `${path}/${id}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const states = (shown: Json) =>
    [
      'CaseStatus',
      'CaseStatusDesc',
      'ProcessStatus',
      'ProcessStatusDesc',
      'Action',
      'ActionDesc',
      'EntityStatus',
      'EntityStatusDesc',
    ].map((name) => shown[name]);
  const waiting = [0, 'Active', 0, 'Active', 0, 'Enqueue', 3, 'Waiting'];
  const completed = [1, 'Closed', 1, 'Closed', 7, 'Complete', 8, 'Completed'];
  const withoutTicket = [0, 'Active', 2, 'Pending', 0, null, 0, 'Expected'];
  const elsewhere = (input: Partial<NewCase>) => {
    const actor = docket.actor('kiosk', 'egain');
    return docket.core.run(actor, (tx) => createCase(tx, actor, { referenceStyle: 'number', ...input }));
  };
  /** What a user of the front desk does through another face. */
  const atDesk = () => docket.actor('kiosk', 'egain');

  it('shows a case that waits with every member in order; Cases/Processes the same', async () => {
    const id = await enqueue({ Subject: 'S', CustomerId: 1000 });
    const answer = await send('GET', `Cases/${id}`);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    const shown = answer.json();
    const { ProcessGuid, CaseDateCreated } = shown;
    assert.match(ProcessGuid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(CaseDateCreated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}0000[+]0[01]:00$/);
    assert.equal(
      answer.body,
      JSON.stringify({
        CaseId: id,
        ProcessId: id,
        ProcessGuid,
        Ticket: 'B1',
        CaseDateCreated,
        ReferenceDate: CaseDateCreated,
        ArrivalTime: CaseDateCreated,
        TimeZoneOffset: 0,
        LastUpdated: CaseDateCreated,
        CaseStatus: 0,
        CaseStatusDesc: 'Active',
        ProcessStatus: 0,
        ProcessStatusDesc: 'Active',
        Subject: 'S',
        ExtRef: null,
        Customer: {
          CustomerId: 1000,
          PersonalId: 'P-1000',
          PersonalIdTypeId: null,
          PersonalIdTypeExtRef: null,
          FirstName: 'John Russel',
          LastName: 'Tierney',
          Email: 'jhenry@riverside.test',
          TelNumber1: '4085551234',
          TelNumber2: null,
          DOB: null,
          Sex: 0,
          Notes: null,
          ExtRef: 'CRM-1000',
          NotificationConsent: false,
          IsActive: true,
          CustomProperties: {},
        },
        UserName: null,
        UserFirstName: null,
        UserLastName: null,
        UserServedName: null,
        ServiceId: 3,
        ServiceName: 'Licences',
        ServiceDesc: 'Licences',
        Action: 0,
        ActionDesc: 'Enqueue',
        EntityStatus: 3,
        EntityStatusDesc: 'Waiting',
        UnitId: 7,
        UnitName: 'Front desk',
        ClassificationCode: null,
        CustomProperties: {},
      }),
    );
    assert.equal((await send('GET', `/QFLOW/api/cases/PROCESSES/${id}/`)).body, answer.body);
    assert.equal(
      (await send('GET', `Cases/${id}`, { headers: { accept: 'text/json' } })).headers['content-type'],
      'text/json; charset=utf-8',
    );
  });

  it('shows a case made elsewhere as open without a ticket; long texts are cut, not inside a character', async () => {
    const made = await elsewhere({
      subject: `${'x'.repeat(149)}😀y`,
      externalReference: 'E',
      attributes: { visits: 3 },
    });
    const shown = await detail(made.number);
    assert.deepEqual(states(shown), withoutTicket);
    assert.equal(shown['Subject'], 'x'.repeat(149));
    assert.deepEqual(
      [
        'Ticket',
        'ServiceId',
        'ServiceName',
        'ServiceDesc',
        'ArrivalTime',
        'UnitId',
        'UnitName',
        'Customer',
        'ExtRef',
        'CustomProperties',
      ].map((name) => shown[name]),
      [null, 0, null, null, null, 0, null, null, 'E', { visits: '3' }],
    );
    assert.equal(shown['ReferenceDate'], shown['CaseDateCreated']);
    assert.equal((await detail((await elsewhere({})).number))['Subject'], null);
  });

  it('shows the name of a unit whole, as no limit is named for it', async () => {
    const { number } = await elsewhere({ unitId: 70 });
    assert.deepEqual([(await detail(number))['UnitId'], (await detail(number))['UnitName']], [70, annexName]);
  });

  it('shows a case closed or archived elsewhere as completed, with its last ticket and the time of closing', async () => {
    const [closed, archived] = [await enqueue(), await enqueue()];
    const actor = atDesk();
    const { closedAt } = await docket.core.run(actor, (tx) => closeCase(tx, actor, { number: closed }));
    await docket.core.run(actor, (tx) => setArchived(tx, actor, { number: archived }, true));
    for (const id of [closed, archived]) {
      const shown = await detail(id);
      assert.deepEqual(states(shown), completed);
      assert.match(shown['Ticket'] as string, /^B\d+$/);
      assert.equal(shown['ServiceId'], services.licences);
    }
    await docket.core.run(actor, (tx) => editCase(tx, actor, closed, { fields: { subject: 'later' } }));
    const shown = await detail(closed);
    assert.equal(new Date(shown['LastUpdated'] as string).getTime(), closedAt?.getTime());
    assert.equal(shown['Subject'], 'later');
    await docket.core.run(actor, (tx) => reopenCase(tx, actor, { number: closed }));
    const reopened = await detail(closed);
    assert.deepEqual([...states(reopened), reopened['Ticket']], [...withoutTicket, null]);
    assert.notEqual(reopened['ArrivalTime'], null);
  });

  it('shows every state of a ticket by the table', async () => {
    const id = await enqueue();
    const { tenant } = docket.actor('kiosk');
    const set = (state: string, step: string, outcome: string | null = null) =>
      docket.core.run({ tenant }, (tx) =>
        tx.rows({
          text: `update tickets set state = $3, step = $4, outcome = $5, called_at = now(), called_by = 1002
            where tenant_id = $1 and case_number = $2`,
          values: [tenant.id, id, state, step, outcome],
        }),
      );
    assert.deepEqual(states(await detail(id)), waiting);
    for (const [state, step, wanted] of [
      ['waiting', 'returned', [0, 'Active', 0, 'Active', 8, 'Return To Queue', 3, 'Waiting']],
      ['waiting', 'released', [0, 'Active', 0, 'Active', 10, 'Release', 3, 'Waiting']],
      ['waiting', 'transferred', waiting],
      ['in-service', 'called', [0, 'Active', 0, 'Active', 1, 'Call Next', 6, 'InService']],
      ['on-hold', 'held', [0, 'Active', 2, 'Pending', 9, 'Hold', 11, 'WaitWithRules']],
    ] as const) {
      await set(state, step);
      const shown = await detail(id);
      assert.deepEqual(states(shown), wanted);
      assert.deepEqual(
        ['UserName', 'UserFirstName', 'UserLastName', 'UserServedName'].map((name) => shown[name]),
        ['frank', 'Frank', 'Robert', 'Frank Robert'],
      );
    }
    await set('ended', 'ended', 'withdrawn');
    assert.deepEqual(states(await detail(id)), withoutTicket);
    const actor = atDesk();
    await docket.core.run(actor, (tx) => closeCase(tx, actor, { number: id }));
    for (const [outcome, status, text] of [
      ['no-show', 17, 'NoShow'],
      ['cancelled', 15, 'Cancelled'],
      ['abandoned', 4, 'Abandoned'],
      ['completed', 8, 'Completed'],
    ] as const) {
      await set('ended', 'ended', outcome);
      assert.deepEqual(states(await detail(id)), [1, 'Closed', 1, 'Closed', 7, 'Complete', status, text]);
    }
  });

  it('is 404 with its error code for a case that is unknown or not seen, 400 for a number that is none', async () => {
    const unseen = docket.actor('mary', 'egain');
    const { number } = await docket.core.run(unseen, (tx) =>
      createCase(tx, unseen, { referenceStyle: 'number', unitId: 999 }),
    );
    for (const path of [
      'Cases/1',
      'Cases/0',
      'Cases/-7',
      'Cases/2147483647',
      `Cases/${number}`,
      `Cases/Processes/${number}`,
    ]) {
      const answer = await send('GET', path);
      assert.deepEqual(
        [answer.statusCode, answer.json()],
        [404, { Message: 'Record not found', ErrorCode: 51010 }],
        path,
      );
    }
    for (const id of ['abc', '1e3', '4294967296', '1.0', '%00', '0x10', 'x'.repeat(300)]) {
      const text = `The value '${decodeURIComponent(id).slice(0, 100)}' is not valid for Int32.`;
      for (const path of ['Cases', 'Cases/Processes']) {
        assert.deepEqual(modelState(await send('GET', `${path}/${id}`)), { id: [text] });
      }
    }
  });

  it('is seen through a share, and needs case.view', async () => {
    const id = await enqueue();
    assert.equal((await send('GET', `Cases/${id}`, { token: tokens.neighbour })).statusCode, 200);
    assert.equal((await send('GET', `Cases/${id}`, { token: tokens.mary })).statusCode, 404);
  });
});
