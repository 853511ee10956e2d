/** Review tasks: who gets them, when, and how often (contract tracker D9). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { reopenCase } from '../../../src/domain/cases/close-case.ts';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { completeTask, editTask } from '../../../src/domain/tasks/edit-task.ts';
import { getTask } from '../../../src/domain/tasks/find-task.ts';
import { runDue } from '../../../src/jobs/run-due.ts';
import { editDemo } from '../../acceptance/support/tenant-file.ts';
import { insertableColumns } from '../../support/insertable-columns.ts';
import { applyOn, dayMs, openSecond, useDisposition } from './support.ts';

const past = new Date('2020-03-04T05:06:07Z');

describe('a review task', () => {
  const { docket, admin, create, edit, close, run, tasksOf, historyOf, now } = useDisposition();
  const office1 = 1;
  const made = async (fields: Parameters<typeof create>[0] = {}) => {
    const found = await create({ reviewAt: past, ...fields });
    await run(now());
    const [task, ...others] = await tasksOf(found.number);
    assert.ok(task !== undefined && others.length === 0);
    return { found, task };
  };
  const states = async (number: number) => (await tasksOf(number)).map(({ state }) => state);

  it('is made once for all users and groups of the case, by the reviewer of its office, with the case attached', async () => {
    const found = await create({
      reference: 'R-1',
      offenseTypeId: 178,
      unitId: office1,
      ownerId: 12659,
      assigneeIds: [12660, 1],
      assigneeGroupIds: [43, 76],
      reviewAt: past,
      reviewNotes: 'secret',
    });
    const before = Date.now();
    assert.equal(await run(now()), 1);
    assert.equal(await run(now()), 0);
    const [task, ...others] = await tasksOf(found.number);
    assert.deepEqual(others, []);
    assert.ok(task !== undefined && task.createdAt.getTime() >= before);
    assert.deepEqual(task, {
      id: task.id,
      kind: null,
      title: 'Case R-1 is up for review',
      message: 'Case R-1 is up for review.\nOffense type: Bomb Threat\nReview date: 2020-03-04T05:06:07Z',
      state: 'new',
      isReview: true,
      creatorId: 1,
      creatorGroupId: null,
      assigneeIds: [12659, 12660, 1],
      assigneeGroupIds: [43, 76],
      dueAt: past,
      createdAt: task.createdAt,
      changedAt: task.createdAt,
      closedAt: null,
      closedById: null,
      links: [{ caseNumber: found.number, customerId: null }],
    });
    const [, event, ...more] = await historyOf(found.number);
    assert.deepEqual(more, []);
    const { kind, face, actorId, data } = event ?? assert.fail();
    assert.deepEqual(
      { kind, face, actorId, data },
      { kind: 'review.due', face: 'docket', actorId: null, data: { task: task.id } },
    );
  });

  it('leaves version and modifiedAt of the case alone', async () => {
    const { found } = await made();
    const edited = await edit(found.number, { subject: 'X' });
    assert.equal(edited.version, 2);
    assert.equal(edited.historySeq, 3);
  });

  it('comes from the group that reviews the office; where none does, from the default reviewer', async () => {
    const group = await made({ unitId: 175, ownerId: 12659 });
    assert.deepEqual([group.task.creatorId, group.task.creatorGroupId], [null, 76]);
    const unset = await made({ unitId: 999, ownerId: 12659 });
    const nowhere = await made({ unitId: null, ownerId: 12659 });
    for (const { task } of [unset, nowhere]) assert.deepEqual([task.creatorId, task.creatorGroupId], [1, null]);
  });

  it('goes to the sender where the case has nobody, a user or a group', async () => {
    const user = await made({ unitId: office1 });
    assert.deepEqual([user.task.assigneeIds, user.task.assigneeGroupIds], [[1], []]);
    const group = await made({ unitId: 175 });
    assert.deepEqual([group.task.assigneeIds, group.task.assigneeGroupIds], [[], [76]]);
  });

  it('comes from nobody where there is no default reviewer either, and may be nobody’s', async () => {
    await applyOn(docket(), ['user: custodian, default: true', 'user: custodian']);
    const { task } = await made({ unitId: 999 });
    assert.deepEqual(
      [task.creatorId, task.creatorGroupId, task.assigneeIds, task.assigneeGroupIds],
      [null, null, [], []],
    );
    await applyOn(docket());
  });

  it('goes to disabled users too', async () => {
    const found = await create({ reviewAt: past, ownerId: 12659, assigneeIds: [1] });
    await applyOn(docket(), ['email: cleo@riverside.test,', 'email: cleo@riverside.test, disabled: true,']);
    await run(now());
    assert.deepEqual((await tasksOf(found.number))[0]?.assigneeIds, [12659, 1]);
    await applyOn(docket());
  });

  it('is not made before the instant, is made at it, whatever the real time', async () => {
    const reviewAt = new Date(now() + 10 * dayMs);
    const found = await create({ reviewAt });
    await run(reviewAt.getTime() - 1);
    assert.deepEqual(await states(found.number), []);
    await run(reviewAt);
    assert.deepEqual(await states(found.number), ['new']);
    const [task] = await tasksOf(found.number);
    assert.ok(Math.abs((task?.createdAt.getTime() ?? 0) - now()) < dayMs);
  });

  it('is not made of closed and archived cases, nor of those without a date; restriction does not matter', async () => {
    const closed = await create({ reviewAt: past });
    const archived = await create({ reviewAt: past });
    const restricted = await create({ reviewAt: past });
    const dateless = await create({ offenseTypeId: null });
    await close(closed.number);
    await docket().core.run(admin(), (tx) => setArchived(tx, admin(), { number: archived.number }, true));
    const owner = await docket().store.connectOwner();
    await owner.query('update docket.cases set restricted = true where number = $1', [restricted.number]);
    await owner.end();
    await run(now() + 1000 * dayMs);
    const found = await Promise.all([closed, archived, restricted, dateless].map(({ number }) => states(number)));
    assert.deepEqual(found, [[], [], ['new'], []]);
  });

  it('is closed by a later date or by none, in that edit’s one event; then the new date makes a new one', async () => {
    for (const reviewAt of [new Date(now() + 5 * dayMs), null]) {
      const { found, task } = await made();
      const edited = await edit(found.number, { reviewAt });
      assert.equal(edited.historySeq, 3);
      const [closed] = await tasksOf(found.number);
      assert.deepEqual([closed?.state, closed?.closedById], ['completed', 12659]);
      assert.deepEqual((await historyOf(found.number)).at(-1)?.data, { reviewTask: task.id });
      await run(now() + 5 * dayMs);
      assert.deepEqual(await states(found.number), reviewAt === null ? ['completed'] : ['completed', 'new']);
    }
  });

  it('stays open while a date is set that is past, and keeps open what another edit changes', async () => {
    const { found } = await made();
    await edit(found.number, { reviewAt: new Date(past.getTime() + dayMs) });
    await edit(found.number, { subject: 'X' });
    assert.deepEqual(await states(found.number), ['new']);
    assert.equal(await run(now()), 0);
  });

  it('is closed with the case, archived or deleted with it, however; reopened, a past date makes another', async () => {
    const [byClose, byEdit, byArchive] = [await made(), await made(), await made()];
    await close(byClose.found.number);
    await edit(byEdit.found.number, {}, { open: false });
    await docket().core.run(admin(), (tx) => setArchived(tx, admin(), { number: byArchive.found.number }, true));
    for (const { found, task } of [byClose, byEdit, byArchive]) {
      assert.deepEqual(await states(found.number), ['completed']);
      assert.deepEqual((await historyOf(found.number)).at(-1)?.data, { reviewTask: task.id });
    }
    await docket().core.run(admin(), (tx) => reopenCase(tx, admin(), { number: byClose.found.number }));
    assert.equal(await run(now()), 1);
    assert.deepEqual(await states(byClose.found.number), ['completed', 'new']);

    const doomed = await made();
    await docket().core.run(admin(), (tx) => deleteCase(tx, admin(), doomed.found.number));
    const left = await docket().core.view(admin(), (db) => getTask(db, admin(), doomed.task.id));
    assert.deepEqual([left.state, left.isReview, left.links], ['completed', true, []]);
  });

  it('cannot be completed or cancelled by hand while the date is past and the case open', async () => {
    const { found, task } = await made();
    const complete = () => docket().core.run(admin(), (tx) => completeTask(tx, admin(), task.id));
    await assert.rejects(complete(), { kind: 'conflict', code: 'task/review-due' });
    await assert.rejects(
      docket().core.run(admin(), (tx) => editTask(tx, admin(), task.id, { state: 'cancelled' })),
      { code: 'task/review-due' },
    );
    await assert.rejects(
      docket().core.run(admin(), (tx) => editTask(tx, admin(), task.id, { title: 'X' })),
      { code: 'task/review' },
    );
    const taken = await docket().core.run(admin(), (tx) =>
      editTask(tx, admin(), task.id, { state: 'open', assigneeIds: [12659] }),
    );
    assert.deepEqual([taken.state, taken.assigneeIds], ['open', [12659]]);
    assert.equal(await run(now()), 0);

    // Made for a date that is still to come, it can; and the next run at that date makes another.
    const later = new Date(now() + 20 * dayMs);
    const early = await create({ reviewAt: later });
    await run(later);
    const [first] = await tasksOf(early.number);
    await docket().core.run(admin(), (tx) => completeTask(tx, admin(), first?.id ?? 0));
    await run(later);
    assert.deepEqual(await states(early.number), ['completed', 'new']);
    assert.deepEqual(await states(found.number), ['open']);
  });

  it('is not made while auto disposition is off; switching off keeps the dates', async () => {
    const found = await create({ reviewAt: past });
    await docket().apply(await editDemo([]));
    assert.equal(await run(now()), 0);
    await applyOn(docket());
    assert.equal(await run(now()), 1);
    assert.deepEqual(await states(found.number), ['new']);
  });

  it('of two servers that run at once, and of two runs in each, one makes it', async () => {
    const owner = await docket().store.connectOwner();
    const columns = await insertableColumns(owner, 'cases');
    await owner.query(
      `insert into docket.cases (${columns()}) select ${columns('filled')}
       from docket.cases c, generate_series(1, 1300) n, jsonb_populate_record(c, jsonb_build_object('number', 100000 + n,
         'uid', gen_random_uuid(), 'reference', 'two-' || n, 'review_at', now() - interval '1 day', 'review_task_id', null,
         'history_seq', 0, 'history_at', timestamptz 'epoch', 'history_hash', '\\x' || repeat('00', 32))) filled
       where c.number = (select min(number) from docket.cases)`,
    );
    await owner.end();
    const second = openSecond(docket());
    try {
      const at = new Date(now());
      const tenants = [docket().tenant()];
      const runs = [docket().core, second.core, docket().core, second.core].map((core) => runDue(core, tenants, at));
      const done = (await Promise.all(runs)).map(([reviews]) => reviews?.done ?? 0);
      assert.equal(
        done.reduce((sum, count) => sum + count, 0),
        1300,
      );
    } finally {
      await second.close();
    }
    const cases = (await tasksOf()).flatMap(({ links }) => links.map(({ caseNumber }) => caseNumber ?? 0));
    const swept = cases.filter((number) => number > 100_000);
    assert.equal(swept.length, 1300);
    assert.equal(new Set(swept).size, 1300);
  });

  it('is made or not, and not left behind, where edits, closings and runs cross', async () => {
    const found = await Promise.all(Array.from({ length: 12 }, () => create({ reviewAt: past })));
    const later = new Date(now() + 5 * dayMs);
    await Promise.all([
      run(now()),
      ...found.map(({ number }, i) => (i % 2 === 0 ? edit(number, { reviewAt: later }) : close(number))),
      run(now()),
    ]);
    await run(now());
    for (const { number } of found) assert.ok(!(await states(number)).includes('new'), `case ${number}`);
  });
});

describe('the mail of a review', () => {
  const smtp = ['\nunits:', '\nsmtp: { host: mail.riverside.test }\n\nunits:'] as const;
  const { docket, create, run, historyOf, now } = useDisposition(smtp);

  it('is queued to each assigned user with an address, in the event’s own data, once an address', async () => {
    const found = await create({
      reviewAt: past,
      ownerId: 12659,
      assigneeIds: [1013, 1, 12660],
      assigneeGroupIds: [43],
    });
    assert.equal(await run(now()), 1);
    const [, event, ...more] = await historyOf(found.number);
    assert.deepEqual(more, []);
    const { task, messages } = (event ?? assert.fail()).data as { task: number; messages: object[] };
    const addresses = ['msingleton@riverside.test', 'cleo@riverside.test', 'bea@riverside.test'];
    assert.deepEqual(
      messages,
      addresses.map((to) => ({ channel: 'email', to, template: 'review-due' })),
    );
    const owner = await docket().store.connectOwner();
    const { rows } = await owner.query(
      'select recipient, template, event_seq, data, state from docket.messages where case_number = $1 order by recipient',
      [found.number],
    );
    await owner.end();
    const title = `Case ${found.reference} is up for review`;
    const message = `${title}.\nOffense type: Other\nReview date: 2020-03-04T05:06:07Z`;
    assert.deepEqual(
      rows,
      addresses.toSorted().map((recipient) => ({
        recipient,
        template: 'review-due',
        event_seq: 2,
        data: { task, title, message },
        state: 'queued',
      })),
    );
  });
});
