/** Reminders and breaches of targets, and what `GET …/target` says of them (contract api; goss §6.6). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { takeCase } from '../../../src/domain/cases/find-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { verifyHistory } from '../../../src/domain/history/verify-history.ts';
import {
  pauseCaseTarget,
  resumeCaseTarget,
  setTarget,
  type TargetOperation,
} from '../../../src/domain/targets/change-target.ts';
import { runDue } from '../../../src/jobs/run-due.ts';
import { addTo, editDemo } from '../../acceptance/support/tenant-file.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

const hourMs = 3_600_000;

const caseTypes = [
  '{ key: watched, name: Watched, statuses: { start: new, active: [open], escalated: escalated, closed: closed }, managers: records, target: { hours: 48, reminderHours: 8 }, escalationGroup: disposal-board }',
  '{ key: shifts, name: Shifts, statuses: { start: new, closed: closed }, target: { days: 1, hours: 6, calendar: shifts } }',
];
const calendar =
  '{ key: shifts, days: [mon, tue, wed, thu, fri, sat], hours: [{ from: "08:00", to: "12:00" }, { from: "13:00", to: "17:00" }], timezone: Europe/Berlin }';
const boss =
  '{ login: boss, email: boss@riverside.test, home: service, roles: [agent], groups: [disposal-board], licences: [case] }';
const stranger =
  '{ login: stranger, email: stranger@riverside.test, home: archive, roles: [agent], groups: [disposal-board], licences: [case] }';

describe('targets', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
    const edits = [addTo('caseTypes', ...caseTypes), addTo('calendars', calendar), addTo('users', boss, stranger)];
    await docket.apply(await editDemo(edits));
  });
  after(() => docket.close());

  const system = () => ({ ...docket.actor('mary'), user: null });
  const create = (more: Partial<NewCase> = {}) =>
    docket.core.run(system(), (tx) =>
      createCase(tx, system(), {
        ...{ referenceStyle: 'number', type: 'watched', subject: 'S' },
        unitId: docket.tenant().units.byKey.get('service')?.id ?? null,
        ...more,
      }),
    );
  const steer = (number: number, order: TargetOperation) =>
    docket.core.run(system(), async (tx) =>
      setTarget(tx, system(), await takeCase(tx, system(), { number }, 'case.edit'), order),
    );
  const turn = (number: number, change: typeof pauseCaseTarget) =>
    docket.core.run(system(), async (tx) =>
      change(tx, system(), await takeCase(tx, system(), { number }, 'case.edit')),
    );
  const due = (ms: number) => runDue(docket.core, [docket.tenant()], new Date(ms));
  const eventsOf = async (number: number) =>
    (await docket.core.view(system(), (db) => listHistory(db, system(), number))).slice(1);
  const kindsOf = async (number: number) => (await eventsOf(number)).map(({ kind }) => kind);
  const explain = async (number: number, token = 'docket-api-token') =>
    docket.inject({
      method: 'GET',
      url: `/api/v1/cases/${number}/target`,
      headers: { authorization: `Bearer ${token}` },
    });

  it('are reminded of once, at their time, and breached once, at theirs, with the escalation that is configured', async () => {
    const ownerId = docket.actor('mary').user?.id ?? null;
    const { number, dueAt, version } = await create({ ownerId });
    const at = dueAt?.getTime() ?? 0;
    await due(at - 8 * hourMs - 1);
    assert.deepEqual(await kindsOf(number), []);
    await Promise.all([due(at - 8 * hourMs), due(at - 8 * hourMs), due(at - hourMs)]);
    const [reminder, ...none] = await eventsOf(number);
    assert.deepEqual(none, []);
    assert.deepEqual(
      { kind: reminder?.kind, data: reminder?.data, face: reminder?.face, actor: reminder?.actorId },
      {
        kind: 'message.queued',
        data: {
          ...{ channel: 'email', to: 'mary@riverside.test', template: 'target-reminder' },
          dueAt: dueAt?.toISOString(),
        },
        ...{ face: 'docket', actor: null },
      },
    );
    assert.equal((await explain(number)).json().breached, false);

    await due(at - 1);
    assert.equal((await eventsOf(number)).length, 1);
    await Promise.all([due(at), due(at), due(at + hourMs)]);
    await due(at + 1000 * hourMs);
    const [, breached, escalated, told, ...rest] = await eventsOf(number);
    assert.deepEqual(rest, []);
    assert.deepEqual([breached?.kind, breached?.data], ['target.breached', { dueAt: dueAt?.toISOString() }]);
    assert.deepEqual(
      [escalated?.kind, escalated?.changes],
      ['escalated', [{ field: 'status', from: 'new', to: 'escalated' }]],
    );
    // A member of the group who does not see the case is not told of it.
    assert.deepEqual(
      [told?.kind, told?.data['to'], told?.data['template']],
      ['message.queued', 'boss@riverside.test', 'case-escalated'],
    );
    const {
      status,
      category,
      version: now,
    } = await docket.core.run(system(), (tx) => takeCase(tx, system(), { number }, 'case.view'));
    assert.deepEqual([status, category, now], ['escalated', 'escalated', version + 1]);
    assert.equal((await explain(number)).json().breached, true);
  });

  it('that are late from the start, or that no one was reminded of, are only breached', async () => {
    const late = await create({ type: 'case', dueAt: new Date(Date.now() - hourMs) });
    const { number, dueAt } = await create();
    await due((dueAt?.getTime() ?? 0) + hourMs);
    assert.deepEqual(await kindsOf(late.number), ['target.breached', 'escalated']);
    assert.deepEqual(await kindsOf(number), ['target.breached', 'escalated', 'message.queued']);
  });

  it('of a case that is nobody’s are its managers’; a set target is watched anew, one that goes on is not', async () => {
    const { number, dueAt } = await create({ unitId: null });
    const at = dueAt?.getTime() ?? 0;
    await due(at - hourMs);
    assert.deepEqual(
      (await eventsOf(number)).map(({ data }) => data['to']),
      ['cleo@riverside.test'],
    );
    await turn(number, pauseCaseTarget);
    await due(at + 100 * hourMs);
    assert.equal((await kindsOf(number)).at(-1), 'target.paused');
    await turn(number, resumeCaseTarget);
    await due(at - hourMs);
    assert.equal((await kindsOf(number)).at(-1), 'target.resumed');
    await steer(number, { operation: 'add', seconds: 3600 });
    await due(at);
    assert.deepEqual((await kindsOf(number)).slice(-2), ['target.set', 'message.queued']);
    await steer(number, { operation: 'clear' });
    await due(at + 1000 * hourMs);
    assert.equal((await kindsOf(number)).at(-1), 'target.set');
  });

  it('are explained: every interval that was counted, every pause, every change', async () => {
    docket.clock.advance(Date.UTC(2030, 2, 30, 9, 30) - Date.now());
    const { number, dueAt } = await create({ type: 'shifts', unitId: null });
    const answer = await explain(number);
    assert.equal(answer.statusCode, 200, answer.body);
    const told = answer.json();
    // Saturday 10:30 in Berlin; a day leads to Monday 10:30, beyond the change of the clock; then six hours, with a break.
    assert.deepEqual(told.rule, {
      days: 1,
      hours: 6,
      calendar: 'shifts',
      timezone: 'Europe/Berlin',
      reminderHours: null,
    });
    const seconds = told.startedAt.slice(16);
    assert.deepEqual(told.intervals, [
      { unit: 'day', from: '2030-03-31T22:00:00.000Z', to: '2030-04-01T22:00:00.000Z' },
      { unit: 'time', from: `2030-04-01T08:30${seconds}`, to: '2030-04-01T10:00:00.000Z' },
      { unit: 'time', from: '2030-04-01T11:00:00.000Z', to: '2030-04-01T15:00:00.000Z' },
      { unit: 'time', from: '2030-04-02T06:00:00.000Z', to: `2030-04-02T06:30${seconds}` },
    ]);
    assert.deepEqual([told.dueAt, told.basis, told.pauses], [dueAt?.toISOString(), 'rule', []]);

    await turn(number, pauseCaseTarget);
    docket.clock.advance(hourMs);
    await turn(number, pauseCaseTarget);
    await turn(number, resumeCaseTarget);
    const held = (await explain(number)).json();
    assert.deepEqual([held.dueAt, held.heldDueAt, held.pauseCount], [null, dueAt?.toISOString(), 1]);
    assert.deepEqual(held.pauses, [{ from: held.pausedAt, to: null }]);
    await turn(number, resumeCaseTarget);
    await steer(number, { operation: 'add', seconds: 60 });
    const last = (await explain(number)).json();
    assert.equal(last.basis, 'given');
    assert.equal(last.intervals.length, 5);
    const [{ from, to }] = last.pauses;
    assert.equal(Date.parse(last.dueAt), (dueAt?.getTime() ?? 0) + Date.parse(to) - Date.parse(from) + 60_000);
    assert.deepEqual(
      last.changes.map(({ kind, operation, seconds: length }: Record<string, unknown>) => [kind, operation, length]),
      [
        ['created', null, null],
        ['target.paused', null, null],
        ['target.resumed', null, null],
        ['target.set', 'add', 60],
      ],
    );
    await steer(number, { operation: 'now', seconds: 7200 });
    const { intervals } = (await explain(number)).json();
    assert.equal(intervals.length, 1);
    assert.equal(Date.parse(intervals[0].to) - Date.parse(intervals[0].from), 7_200_000);
    await steer(number, { operation: 'clear' });
    const none = (await explain(number)).json();
    assert.deepEqual([none.dueAt, none.basis, none.intervals], [null, null, []]);
    docket.clock.reset();
  });

  it('of a case that the caller does not see are not there; history stays whole', async () => {
    const { number } = await create({ unitId: docket.tenant().units.byKey.get('archive')?.id ?? null });
    assert.equal((await explain(number)).statusCode, 404);
    const { breaks } = await docket.core.view(system(), (db) => verifyHistory(db, docket.tenant().id));
    assert.deepEqual(breaks, []);
  });
});
