/**
 * A year of daily runs over 10,000 cases gives exactly the tasks that the rules of contract tracker D9 give when they are
 * followed by hand, case by case and day by day, beside edits, closings, archivings and deletions of every day.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type pg from 'pg';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { closeCase, reopenCase } from '../../../src/domain/cases/close-case.ts';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import type { Tx } from '../../../src/storage/transaction.ts';
import { insertableColumns } from '../../support/insertable-columns.ts';
import { type Expected, expectTask, type Known, makeCases } from './calculation.ts';
import { dayMs, useDisposition } from './support.ts';

const caseCount = 10_000;
const firstNumber = 200_000;
const days = 365;

/** Numbers from 0 to 1, the same in every run. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const loadText = (columns: (of?: string) => string): string => `
insert into docket.cases (${columns()}) select ${columns('filled')}
from docket.cases c, jsonb_array_elements($1::jsonb) v, jsonb_populate_record(c, v || jsonb_build_object(
  'uid', gen_random_uuid(), 'reference', 'year-' || (v ->> 'number'), 'history_seq', 0,
  'history_at', timestamptz 'epoch', 'history_hash', '\\x' || repeat('00', 32))) filled
where c.number = $2`;

const assigned = (column: string): string => `coalesce((select string_agg(${column}::text, ',' order by position)
  from docket.task_assignees a where (a.tenant_id, a.task_id) = (t.tenant_id, t.task_id)), '')`;

const storedText = `
select review_of as number, (extract(epoch from due_at) * 1000)::bigint as "dueAt",
  floor((extract(epoch from created_at) * 1000 - $1) / ${dayMs})::integer as day,
  coalesce('user ' || creator_id, 'group ' || creator_group_id) as "from",
  ${assigned('user_id')} as users, ${assigned('group_id')} as groups,
  floor((extract(epoch from closed_at) * 1000 - $1) / ${dayMs})::integer as "closedOn"
from docket.tasks t order by review_of, task_id`;

const rowOf = ({ number, unitId, ownerId, others, groups, reviewAt, state }: Known, now: number) => ({
  number,
  unit_id: unitId,
  owner_id: ownerId,
  assignee_ids: others,
  assignee_group_ids: groups,
  review_at: reviewAt === null ? null : new Date(reviewAt).toISOString(),
  archived: state === 'archived',
  ...(state === 'closed' ? { category: 3, status: 'closed', closed_at: new Date(now).toISOString() } : {}),
});

describe('a year of daily runs', () => {
  const { docket, create, run, now } = useDisposition();
  const system = () => ({ tenant: docket().tenant(), user: null, face: 'docket' }) as const;
  const write = (work: (tx: Tx) => Promise<unknown>) => docket().core.run(system(), work);

  const asOwner = async <T>(work: (owner: pg.Client) => Promise<T>): Promise<T> => {
    const owner = await docket().store.connectOwner();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  };

  const load = async (cases: readonly Known[]): Promise<void> => {
    const model = await create({ unitId: null, reviewAt: new Date('9000-01-01T00:00:00Z') });
    const values = [JSON.stringify(cases.map((one) => rowOf(one, now()))), model.number];
    await asOwner(async (owner) => owner.query(loadText(await insertableColumns(owner, 'cases')), values));
  };

  /** Sets a date later than now, none, or one that is past. */
  const moveDate = async (one: Known, what: number, random: () => number): Promise<void> => {
    const later = now() + Math.floor(random() * 90 * dayMs) + dayMs / 2;
    const reviewAt = what < 0.6 ? later : what < 0.8 ? null : now() - dayMs;
    const fields = { reviewAt: reviewAt === null ? null : new Date(reviewAt) };
    await write((tx) => editCase(tx, system(), one.number, { fields }));
    one.reviewAt = reviewAt;
    if (reviewAt !== null && reviewAt < now()) return;
    answer(one);
  };

  let day = 0;
  const answer = (one: Known): void => {
    if (one.task !== null) one.task.closedOn = day;
    one.task = null;
  };

  /** Something that people do in a day, in the store and in the calculation. */
  const act = async (one: Known, random: () => number): Promise<void> => {
    const what = random();
    const key = { number: one.number };
    if (one.state === 'closed') {
      await write((tx) => reopenCase(tx, system(), key));
      one.state = 'open';
    } else if (one.state === 'archived') {
      await write((tx) => setArchived(tx, system(), key, false));
      one.state = 'open';
    } else if (one.state === 'open' && what < 0.6) {
      await moveDate(one, random(), random);
    } else if (one.state === 'open') {
      one.state = what < 0.8 ? 'closed' : what < 0.9 ? 'archived' : 'deleted';
      if (one.state === 'closed') await write((tx) => closeCase(tx, system(), key));
      else if (one.state === 'archived') await write((tx) => setArchived(tx, system(), key, true));
      else await write((tx) => deleteCase(tx, system(), one.number));
      answer(one);
    }
  };

  it('makes exactly the tasks that are due', { timeout: 110_000 }, async () => {
    const random = createRandom(20_310_409);
    const begin = now();
    const cases = makeCases(random, begin, firstNumber, caseCount);
    await load(cases);
    const expected: Expected[] = [];
    const pick = (from: readonly Known[]): Known | undefined => from[Math.floor(random() * from.length)];
    for (day = 0; day < days; day += 1) {
      const waiting = cases.filter(({ task }) => task !== null);
      const busy = new Set([pick(cases), pick(cases), pick(waiting), pick(waiting)].filter((one) => one !== undefined));
      for (const one of busy) await act(one, random);

      const at = now();
      let due = 0;
      for (const one of cases) {
        if (one.state !== 'open' || one.task !== null || one.reviewAt === null || one.reviewAt > at) continue;
        one.task = expectTask(one, one.reviewAt, day);
        expected.push(one.task);
        due += 1;
      }
      assert.equal(await run(at), due, `day ${day}`);
      docket().clock.advance(dayMs);
    }
    assert.ok(expected.length > 5000 && expected.some(({ closedOn }) => closedOn !== null));
    const stored = await asOwner(async (owner) => (await owner.query<Expected>(storedText, [begin])).rows);
    assert.deepEqual(
      stored,
      expected.toSorted((left, right) => left.number - right.number || left.day - right.day),
    );
  });
});
