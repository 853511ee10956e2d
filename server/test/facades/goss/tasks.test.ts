/** Tasks as the case type configures them: what closing asks of them, and what is shown of them (contract goss §5.2, §5.6, §6.1). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { reopenCase } from '../../../src/domain/cases/close-case.ts';
import { createTask } from '../../../src/domain/tasks/create-task.ts';
import { completeTask, editTask } from '../../../src/domain/tasks/edit-task.ts';
import { getTask } from '../../../src/domain/tasks/find-task.ts';
import { type Goss, startGoss } from './support.ts';

let goss: Goss;
before(async () => {
  goss = await startGoss();
});
after(() => goss.close());

const done = { success: true, errors: [] };
const fail = (...errors: string[]) => ({ success: false, errors });
const fences = { caseTypeId: 'fence', form: { startForm: 'POTHOLE' }, user: { siteUserId: 'frank' } };
const user = { siteUserName: 'CASEMANAGER1' };
const unmet = (name: string, min: number) =>
  `Case type fence requires that task ${name} must be completed ${min} times`;
const [unseen, unmended] = [unmet('Look {at} it', 2), unmet('Mend', 1)];

const make = async (): Promise<{ key: string; number: number }> => {
  const { case: made } = await goss.create(fences);
  return { key: made.businessKey, number: Number(made.id) };
};

const close = (caseBusinessKey: string, more = {}) => goss.api('closeCase', { caseBusinessKey, user, ...more });

/** As somebody of another face. */
const admin = () => goss.docket.actor('msingleton', 'api');
const run = <T>(work: Parameters<typeof goss.docket.core.run<T>>[1]): Promise<T> => goss.docket.core.run(admin(), work);
const add = (number: number, kind: string | null) =>
  run((tx) => createTask(tx, admin(), { title: 't', kind, links: [{ caseNumber: number, customerId: null }] }));
const complete = (id: number) => run((tx) => completeTask(tx, admin(), id));
const finish = async (number: number, ...kinds: string[]): Promise<void> => {
  for (const kind of kinds) await complete((await add(number, kind)).id);
};
const stateOf = async (id: number) => (await goss.docket.core.view(admin(), (db) => getTask(db, admin(), id))).state;

describe('minimums', () => {
  it('hold back a case manager, each by its name in the type’s order; what is open or cancelled is not done', async () => {
    const { key, number } = await make();
    assert.deepEqual(await close(key), fail(unseen, unmended));
    await finish(number, 'look');
    const open = await add(number, 'look');
    assert.deepEqual(await close(key, { dryRun: true }), fail(unseen, unmended));
    await complete(open.id);
    assert.deepEqual(await close(key), fail(unmended));
    // A task of no kind counts for none.
    await run((tx) => createTask(tx, admin(), { title: 'Mend', links: [{ caseNumber: number, customerId: null }] }));
    assert.deepEqual(await close(key), fail(unmended));
    assert.equal((await goss.get(key)).endTime, null);
    assert.deepEqual(
      (await goss.history(key)).filter(({ kind }) => !kind.startsWith('task.')).map(({ kind }) => kind),
      ['created'],
    );
    await finish(number, 'mend');
    assert.deepEqual(await close(key), done);
  });

  it('do not matter to the system, nor to who forces it; each case has its own', async () => {
    const [one, other] = [await make(), await make()];
    await finish(other.number, 'look', 'look', 'mend');
    assert.deepEqual(await close(one.key, { forceClose: false }), fail(unseen, unmended));
    assert.deepEqual(await close(one.key, { forceClose: true, dryRun: true }), done);
    assert.deepEqual(await close(one.key, { forceClose: true }), done);
    const third = await make();
    assert.deepEqual(await close(third.key, { user: null }), done);
  });

  it('are asked again when the case was opened again, with what was done before', async () => {
    const { key, number } = await make();
    await finish(number, 'look');
    assert.deepEqual(await close(key, { forceClose: true }), done);
    await run((tx) => reopenCase(tx, admin(), { reference: key }));
    assert.deepEqual(await close(key), fail(unseen, unmended));
  });

  it('come after a wrong date, and only for who may close', async () => {
    const { key } = await make();
    const closureDate = '2099-01-01T00:00:00Z';
    const wrong = `Closure date ${closureDate} is not valid for the case`;
    assert.deepEqual(await close(key, { closureDate }), fail(wrong, unseen, unmended));
    const outsider = fail('User frank is not a case manager of case type fence');
    assert.deepEqual(await close(key, { user: { siteUserName: 'frank' } }), outsider);
  });
});

describe('prerequisites, maximum and cancelable', () => {
  it('bind whoever makes a task: not before the others are done, nor more often than the maximum', async () => {
    const { number } = await make();
    await assert.rejects(add(number, 'mend'), { kind: 'conflict', code: 'task/prerequisite' });
    await finish(number, 'look', 'look');
    await add(number, 'mend');
    await add(number, 'look');
    await assert.rejects(add(number, 'look'), { kind: 'conflict', code: 'task/too-many' });
    await assert.rejects(add(number, 'fell'), { kind: 'invalid' });
  });

  it('bind ten at once: no more tasks than the maximum', async () => {
    const { key, number } = await make();
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => add(number, 'look')));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 3);
    assert.equal((await goss.get(key)).caseCom.count, 3);
  });

  it('let closeCase cancel what is left of the cancelable ones, in its event; the others stay', async () => {
    const { key, number } = await make();
    const [tell, look, told] = [await add(number, 'tell'), await add(number, 'look'), await add(number, 'tell')];
    const elsewhere = await add((await make()).number, 'tell');
    await complete(told.id);
    await assert.rejects(
      run((tx) => editTask(tx, admin(), look.id, { state: 'cancelled' })),
      { kind: 'conflict' },
    );
    assert.deepEqual(await close(key, { forceClose: true, dryRun: true }), done);
    assert.equal(await stateOf(tell.id), 'new');
    assert.deepEqual(await close(key, { forceClose: true }), done);
    const states = await Promise.all([tell, look, told, elsewhere].map(({ id }) => stateOf(id)));
    assert.deepEqual(states, ['cancelled', 'new', 'completed', 'new']);
    const closed = (await goss.history(key)).at(-1);
    assert.deepEqual(closed?.data, { program: 'STAFF1', cancelledTasks: [tell.id] });
  });
});

describe('caseCom', () => {
  it('counts the tasks of the case: those to do, those done, and both; not the cancelled', async () => {
    const { key, number } = await make();
    const counts = async () => {
      const { caseCom, formData } = await goss.get(key);
      const { count, todo, done, items, ...timers } = caseCom;
      const noTime = { days: 0, hours: 0, mins: 0 };
      assert.deepEqual([items, timers], [[], { staffTimer: noTime, citizenTimer: noTime }]);
      assert.deepEqual([formData.form_NUMBEROFTASKSTODO, formData.form_NUMBEROFTASKSDONE], [todo, done]);
      return [count, todo, done];
    };
    assert.deepEqual(await counts(), [0, 0, 0]);
    await finish(number, 'look');
    const [plain, tell] = [await add(number, null), await add(number, 'tell')];
    assert.deepEqual(await counts(), [3, 2, 1]);
    await run((tx) => editTask(tx, admin(), tell.id, { state: 'cancelled' }));
    await complete(plain.id);
    assert.deepEqual(await counts(), [2, 0, 2]);
  });
});

it('a case manager who closes while the last task is done closes after it or is refused, never between', async () => {
  const { key, number } = await make();
  await finish(number, 'look', 'look');
  const { id } = await add(number, 'mend');
  const [, result] = await Promise.all([complete(id), close(key)]);
  const order = (await goss.history(key)).map(({ kind }) => kind).slice(-2);
  assert.deepEqual(order, result.success ? ['task.completed', 'closed'] : ['task.created', 'task.completed']);
  if (!result.success) assert.deepEqual(result, fail(unmended));
});

it('no request here is a fault of ours', () => assert.deepEqual(goss.docket.faults, []));
