/** Audit events: contract worldcheck §3.4, §4.5, §7. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import { addNote } from '../../../src/domain/notes/add-note.ts';
import { parseQuery, type QueryFields } from '../../../src/facades/worldcheck/audit/parse-query.ts';
import { keys } from './support/tenants.ts';
import { type Json, openWorld, type World } from './support/world.ts';

interface Row {
  readonly at: number;
  readonly kind: string;
  readonly who: string | null;
}

describe('a query', () => {
  const fields: QueryFields<Row> = {
    at: { kind: 'date', of: ({ at }) => at },
    kind: { kind: 'text', of: ({ kind }) => kind },
    who: { kind: 'text', of: ({ who }) => who },
  };
  const row: Row = { at: Date.UTC(2024, 1, 3, 10), kind: 'NEW', who: null };
  const matches = (text: string, of = row): boolean => parseQuery(text, fields).matches(of);

  it('compares in every way there is', () => {
    for (const [text, wanted] of [
      ['kind==NEW', true],
      ['kind!=NEW', false],
      ["kind=='NEW'", true],
      ['kind == "N\\EW"', true],
      ['kind=in=(OLD,NEW)', true],
      ['kind =out= ( OLD , NEW )', false],
      ['at==2024-02-03T10:00:00Z', true],
      ['at==20240203T100000Z', true],
      ['at==2024-02-03T12:00:00.000+02:00', true],
      ['at>2024-02-03', true],
      ['at=gt=2024-02-03T10:00', false],
      ['at>=2024-02-03T10:00', true],
      ['at=ge=20240204', false],
      ['at<2024-02-04', true],
      ['at=lt=2024-02-03', false],
      ['at<=2024-02-03T10:00:00', true],
      ['at=le=2024-02', false],
      ['at=RANGE=(2024-02-03T10:00,2024-03)', true],
      ['at=RANGE=(2024-01,2024-02-03T10:00)', true],
      ['at=RANGE=(2024-03,2024-04)', false],
      ['who==x', false],
      ['who!=x', true],
      ['who=out=(x,y)', true],
    ] as const) {
      assert.equal(matches(text), wanted, text);
    }
  });

  it('binds AND closer than OR, in either spelling, with parentheses', () => {
    for (const [text, wanted] of [
      ['kind==NEW,kind==OLD;who==x', true],
      ['(kind==NEW,kind==OLD);who==x', false],
      ['kind==OLD or kind==NEW and at>2024', true],
      [' ( ( kind==NEW ) ) and ( who!=x or who==y ) ', true],
      ["kind=='a and b,c;d'", false],
    ] as const) {
      assert.equal(matches(text), wanted, text);
    }
  });

  it('is refused for a field, an operator, a date or a syntax that is none', () => {
    for (const text of [
      '',
      ' ',
      'kind',
      'kind==',
      'kind=NEW',
      'kind=~NEW',
      'kind=IN=(a)',
      'kind=range=(a,b)',
      'kind=RANGE=(a)',
      'kind=RANGE=(a,b,c)',
      'kind=in=()',
      'kind=in=a',
      'kind==(a)',
      'Kind==NEW',
      '__proto__==x',
      'kind==NEW;',
      ';kind==NEW',
      'kind==NEW AND kind==NEW',
      'kind==NEWandkind==NEW',
      '(kind==NEW',
      'kind==NEW)',
      "kind=='NEW",
      'at==today',
      'at>2024-02-30',
      'at==5',
      `${'('.repeat(65)}kind==NEW${')'.repeat(65)}`,
      '('.repeat(500_000),
    ]) {
      assert.throws(() => matches(text), { code: 'field/invalid' }, text.slice(0, 60));
    }
    assert.ok(matches(`${'('.repeat(64)}kind==NEW${')'.repeat(64)}`));
    assert.ok(matches(`${Array(10_000).fill('kind==OLD').join(' or ')},kind==NEW`));
  });
});

describe('audit', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const ask = (id: string, body?: unknown, key = keys.chief) =>
    world.call('POST', `/cases/${id}/auditEvents`, body, { key });
  const change = async (id: string, method: string, rest: string, body?: unknown): Promise<void> => {
    const answer = await world.call(method, `/cases/${id}${rest}`, body, { key: keys.chief });
    assert.ok(answer.statusCode < 300, answer.body);
  };

  it('tells every event with the details of its type, the case as it was right after it', async () => {
    const { caseSystemId: id, creationDate } = await world.save({
      caseId: 'told',
      name: 'First',
      providerTypes: ['WATCHLIST', 'MEDIA_CHECK'],
    });
    await change(id, 'PATCH', '', { name: 'Second', caseId: 'told again', note: 'why' });
    await change(id, 'POST', '/screeningRequest');
    await change(id, 'PUT', '/ongoingScreening', { providerTypes: ['MEDIA_CHECK'] });
    await change(id, 'PUT', '/assignee', { userId: world.userId('screener') });
    await change(id, 'PUT', '/rating', { caseRating: 'LOW' });
    const actor = world.docket.actor('chief', 'egain');
    const number = await world.numberOf('told again');
    await world.docket.core.run(actor, (tx) => addNote(tx, actor, { number }, { text: 'a note of the case' }));
    await world.docket.core.run(actor, (tx) =>
      editCase(tx, actor, number, { fields: { unitId: world.unitId('screening-emea') } }),
    );
    await world.docket.core.run(actor, (tx) => editCase(tx, actor, number, { fields: { severity: 'low' } }));
    await change(id, 'PUT', '/archive');
    const events = await world.audit(id);
    const dates = events.map(({ eventDate }) => String(eventDate));
    assert.deepEqual(dates, [...dates].sort());
    assert.equal(new Set(dates).size, dates.length);
    const [made, edited, screened, state, assigned, rated, noted, moved, lowered, archived] = events;
    const chief = world.userId('chief');
    const { id: eventId, ...first } = made ?? {};
    assert.match(String(eventId), /^[0-9a-z]{25}$/);
    assert.deepEqual(first, {
      objectId: id,
      eventDate: creationDate,
      actionedByUserId: world.userId('screener'),
      actionedByUserName: 'Ann Lee',
      note: null,
      entityType: 'CASE',
      actionType: 'NEW_CASE',
      sourceType: 'API',
      auditEventToDate: null,
      details: {
        detailsType: 'CaseCreatedAuditDetails',
        caseSystemId: id,
        caseId: 'told',
        caseName: 'First',
        entityType: 'INDIVIDUAL',
        groupName: 'Screening',
        createDate: creationDate,
        updateDate: creationDate,
      },
    });
    const ofCase = (detailsType: string, groupName: string, date: unknown) => ({
      detailsType,
      caseSystemId: id,
      caseId: 'told again',
      caseName: 'Second',
      entityType: 'INDIVIDUAL',
      groupName,
      createDate: creationDate,
      updateDate: date,
    });
    const edits = 'CaseEditedAuditDetails';
    assert.deepEqual(
      [edited?.['actionType'], edited?.['note'], edited?.['actionedByUserId']],
      ['EDITED_CASE', 'why', chief],
    );
    assert.deepEqual(edited?.['details'], ofCase(edits, 'Screening', edited?.['eventDate']));
    assert.equal(screened?.['actionType'], 'SCREENED_CASE');
    assert.deepEqual(screened?.['details'], {
      detailsType: 'ScreenCaseAuditDetails',
      userId: chief,
      caseSystemId: id,
      statusCode: 'COMPLETED',
      screeningState: 'INITIAL',
      startScreeningDate: screened?.['eventDate'],
      noOfNewResults: 0,
      noOfReviewRequiredResults: 0,
      noOfExcludedResults: 0,
      noOfAutoResolvedResults: 0,
      providerTypes: ['WATCHLIST', 'MEDIA_CHECK'],
    });
    assert.equal(state?.['actionType'], 'CHANGE_CASE_SCREENING_STATE');
    assert.deepEqual(state?.['details'], {
      detailsType: 'ChangeCaseScreeningStateAuditDetails',
      caseScreeningState: 'ONGOING',
      dateTimeModification: state?.['eventDate'],
    });
    assert.equal(assigned?.['actionType'], 'ASSIGN_CASE');
    assert.deepEqual(assigned?.['details'], {
      detailsType: 'AssignCaseToUserAuditDetails',
      assigneeUserName: 'Ann Lee',
      assigneeUserId: world.userId('screener'),
      assigneeEmail: 'ann@riverside.test',
      caseName: 'Second',
      assignorName: 'chief',
    });
    assert.equal(rated?.['actionType'], 'CHANGE_CASE_RATING');
    assert.deepEqual(rated?.['details'], ofCase(edits, 'Screening', rated?.['eventDate']));
    assert.equal(noted?.['actionType'], 'NEW_NOTE');
    assert.deepEqual(noted?.['details'], {
      detailsType: 'AddNoteToCaseAuditDetails',
      caseID: 'told again',
      caseName: 'Second',
      assignorName: 'chief',
      assigneeName: null,
      assigneeEmail: null,
      title: null,
      body: 'a note of the case',
    });
    assert.equal(moved?.['actionType'], 'UPDATE_CASE_OWNER');
    assert.deepEqual(moved?.['details'], ofCase(edits, 'Screening EMEA', moved?.['eventDate']));
    assert.deepEqual([lowered?.['actionType'], lowered?.['sourceType']], ['EDITED_CASE', 'API']);
    assert.deepEqual(archived?.['details'], {
      detailsType: 'ChangeCaseLifecycleStateAuditDetails',
      previousCaseLifecycleState: 'UNARCHIVED',
      nextCaseLifecycleState: 'ARCHIVED',
    });
    assert.equal((await world.read(id))['modificationDate'], archived?.['eventDate']);
  });

  it('tells of a case made by creating and screening NEW_CASE, then SCREENED_CASE, whose dates the case has', async () => {
    const body = { groupId: world.groupId, entityType: 'VESSEL', name: 'N' };
    const made = (await world.call('POST', '/cases/screeningRequest', body)).json();
    const events = await world.audit(made.caseSystemId);
    assert.deepEqual(
      events.map(({ actionType, eventDate }) => [actionType, eventDate]),
      [
        ['NEW_CASE', made.creationDate],
        ['SCREENED_CASE', made.modificationDate],
      ],
    );
    assert.deepEqual(made.lastScreenedDatesByProviderType, { WATCHLIST: made.modificationDate });
  });

  it('answers the envelope with query and sort as sent, a page at a time, newest first', async () => {
    const { caseSystemId: id } = await world.save({ caseId: 'paged' });
    for (const name of ['a', 'b', 'c']) await change(id, 'PATCH', '', { name });
    const { results, ...envelope } = (await ask(id)).json();
    assert.deepEqual(envelope, {
      query: null,
      sort: null,
      totalResultCount: 4,
      pagination: { currentPage: 1, itemsPerPage: 100, totalItems: 4 },
    });
    const newest = results.map(({ eventDate }: Json) => eventDate);
    assert.deepEqual(newest, [...newest].sort().reverse());
    const query = `actionType==EDITED_CASE;actionedByUserId==${world.userId('chief')}`;
    const sort = [{ columnName: 'eventDate', order: 'DESCENDING' }];
    const body = { query, sort, pagination: { currentPage: 2, itemsPerPage: 2 } };
    const page = (await ask(id, body)).json();
    assert.deepEqual([page.query, page.sort, page.totalResultCount], [query, sort, 3]);
    assert.deepEqual(page.pagination, { currentPage: 2, itemsPerPage: 2, totalItems: 3 });
    assert.deepEqual(page.results, [results[2]]);
    assert.deepEqual((await ask(id, { pagination: { currentPage: 5 } })).json().results, []);
    const byType = (await ask(id, { sort: [{ columnName: 'actionType', order: 'DESCENDING' }] })).json().results;
    assert.equal(byType[0].actionType, 'NEW_CASE');
    assert.equal((await ask(id, { sort: [{ columnName: 'eventDate' }] })).json().results[0].actionType, 'NEW_CASE');
    assert.equal(
      (await ask(id, { query: `actionedByUserId=out=(${world.userId('chief')})` })).json().totalResultCount,
      1,
    );
  });

  it('looks back 168 hours unless the query compares dates', async () => {
    const { caseSystemId: id } = await world.save();
    world.docket.clock.advance(168 * 3_600_000 + 60_000);
    try {
      await change(id, 'PATCH', '', { name: 'later' });
      const count = async (query?: string) =>
        (await ask(id, query === undefined ? {} : { query })).json().totalResultCount;
      assert.equal(await count(), 1);
      assert.equal(await count('actionType!=x'), 1);
      assert.equal(await count('eventDate>2000'), 2);
      assert.equal(await count('actionType==NEW_CASE or eventDate<2000'), 1);
    } finally {
      world.docket.clock.reset();
    }
  });

  it('is refused for a filter that is none', async () => {
    const { caseSystemId: id } = await world.save();
    for (const body of [
      { query: '' },
      { query: 'actionType' },
      { query: `actionType=in=(${Array(20_000).fill('abc').join(',')})` },
      { query: 'note==x' },
      { query: 'eventDate==soon' },
      { sort: [{}] },
      { sort: [{ columnName: 'note' }] },
      { sort: [{ columnName: 'eventDate', order: 'ascending' }] },
      { pagination: { currentPage: 0 } },
      { pagination: { currentPage: 1.5 } },
      { pagination: { itemsPerPage: 0 } },
      { pagination: { itemsPerPage: 1001 } },
    ]) {
      world.refuses(await ask(id, body), 400, 'INVALID_FIELD');
    }
    for (const body of [
      { query: 5 },
      { sort: {} },
      { sort: ['eventDate'] },
      { pagination: [] },
      { pagination: { currentPage: '1' } },
      [],
    ]) {
      world.refuses(await ask(id, body), 400, 'INVALID_MESSAGE_FORMAT');
    }
    world.refuses(await ask('0'.repeat(25), { query: '' }), 404, 'CASE_NOT_FOUND');
    world.refuses(await ask(id, {}, keys.mary), 404, 'CASE_NOT_FOUND');
  });

  it('gives one event by its id with matchEvents, and none by another', async () => {
    const { caseSystemId: id } = await world.save();
    const [made] = await world.audit(id);
    const one = await world.call('GET', `/cases/${id}/auditEvents/${made?.['id']}`);
    assert.deepEqual(one.json(), { ...made, matchEvents: [] });
    for (const eventId of ['x', '0'.repeat(25)]) {
      world.refuses(await world.call('GET', `/cases/${id}/auditEvents/${eventId}`), 404, 'AUDIT_EVENT_NOT_FOUND');
    }
    const { caseSystemId: other } = await world.save();
    world.refuses(await world.call('GET', `/cases/${other}/auditEvents/${made?.['id']}`), 404, 'AUDIT_EVENT_NOT_FOUND');
  });

  it('of a deleted case tells the deletion alone, as the case was before, to whoever could see it; wherever it was deleted', async () => {
    const { caseSystemId: id, creationDate } = await world.save({ caseId: 'deleted here', name: 'Gone' });
    const { modificationDate } = await world.read(id);
    const actor = world.docket.actor('chief', 'tracker');
    await world.docket.core.run(actor, async (tx) => deleteCase(tx, actor, await world.numberOf('deleted here')));
    const events = await world.audit(id);
    assert.equal(events.length, 1);
    assert.deepEqual(
      [events[0]?.['actionType'], events[0]?.['details']],
      [
        'DELETE_CASE',
        {
          detailsType: 'CaseDeletedAuditDetails',
          caseSystemId: id,
          caseId: 'deleted here',
          caseName: 'Gone',
          entityType: 'INDIVIDUAL',
          groupName: 'Screening',
          createDate: creationDate,
          updateDate: modificationDate,
        },
      ],
    );
    world.refuses(await world.call('GET', `/cases/${id}/auditEvents/${events[0]?.['id']}`), 404, 'CASE_NOT_FOUND');
    world.refuses(await ask(id, {}, keys.mary), 404, 'CASE_NOT_FOUND');
  });

  it('keeps a note’s text from who has no note.view; the server itself is System, of source UNKNOWN', async () => {
    const made = await world.makeElsewhere('screener', {
      unitId: world.unitId('screening'),
      attributes: { visits: 1 },
    });
    const { tenant } = world.docket.actor('screener');
    const server = { tenant, user: null, face: 'docket' as const };
    await world.docket.core.run(server, (tx) => addNote(tx, server, { number: made.number }, { text: 'secret' }));
    const [shown] = (await ask(made.id, { query: 'actionType==NEW_NOTE' })).json().results;
    assert.equal(shown.details.body, 'secret');
    assert.deepEqual([shown.actionedByUserId, shown.actionedByUserName, shown.sourceType], [null, 'System', 'UNKNOWN']);
    const [kept] = (await ask(made.id, { query: 'actionType==NEW_NOTE' }, keys.viewer)).json().results;
    assert.equal(kept.details.body, null);
    const [first] = (await ask(made.id, { query: 'actionType==NEW_CASE' })).json().results;
    assert.deepEqual(
      [first.details.caseId, first.details.caseName, first.details.entityType],
      [String(made.number), String(made.number), 'UNSPECIFIED'],
    );
  });

  it('of ongoing screening there are never updates, but the same filter', async () => {
    const updates = (body?: unknown) => world.call('POST', '/cases/ongoingScreeningUpdates', body);
    const query = "updateDate>='2020-01-01T00:00:00.000Z';providerType==WATCHLIST";
    const sort = [{ columnName: 'updateDate', order: 'ASCENDING' }];
    assert.deepEqual((await updates({ query, sort, pagination: { itemsPerPage: 7 } })).json(), {
      query,
      sort,
      totalResultCount: 0,
      pagination: { currentPage: 1, itemsPerPage: 7, totalItems: 0 },
      results: [],
    });
    assert.deepEqual((await updates()).json().results, []);
    for (const body of [{ query: 'eventDate>2020' }, { sort: [{ columnName: 'actionType' }] }]) {
      world.refuses(await updates(body), 400, 'INVALID_FIELD');
    }
  });

  it('is told whole of a history of more than a thousand events', async () => {
    const { caseSystemId: id } = await world.save({ caseId: 'long' });
    const actor = world.docket.actor('chief');
    const number = await world.numberOf('long');
    const steps = Array.from({ length: 1001 }, (_, count) => ({
      kind: 'edited' as const,
      facets: () => ({ other: { count } }),
    }));
    await world.docket.core.run(actor, (tx) => editCase(tx, actor, number, { steps }));
    const last = (await ask(id, { pagination: { currentPage: 1002, itemsPerPage: 1 } })).json();
    assert.equal(last.totalResultCount, 1002);
    assert.equal(last.results[0].actionType, 'NEW_CASE');
  });
});
