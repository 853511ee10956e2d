/** DESIGN S10 to S12: closing and opening again within an edit. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { reopenCase } from '../../src/domain/cases/close-case.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { type CaseEdit, editCase } from '../../src/domain/cases/edit-case.ts';
import { getCaseOverview } from '../../src/domain/cases/get-case-overview.ts';
import type { NewCase } from '../../src/domain/cases/new-case.ts';
import { addNote } from '../../src/domain/notes/add-note.ts';
import { type Docket, startDocket } from '../support/docket.ts';

describe('turning a case', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  const create = (input: Partial<NewCase> = {}) =>
    docket.core.run(docket.actor('mary'), (tx) =>
      createCase(tx, docket.actor('mary'), { subject: 's', referenceStyle: 'number', unitId: 999, ...input }),
    );
  const edit = (number: number, change: CaseEdit, login = 'mary') =>
    docket.core.run(docket.actor(login), (tx) => editCase(tx, docket.actor(login), number, change));
  const overview = (number: number, login = 'mary') =>
    docket.core.view(docket.actor(login), (db) => getCaseOverview(db, docket.actor(login), { number }));

  it('closes within an edit as one event and one version, with the message to the contact behind it', async () => {
    const made = await create({ contactEmail: 'c@example.test' });
    const { case: closed } = await edit(made.number, { open: false, fields: { subject: 'other' } });
    assert.deepEqual(
      [closed.category, closed.subject, closed.version, closed.historySeq],
      ['closed', 'other', made.version + 1, made.historySeq + 2],
    );
    assert.deepEqual(closed.closedAt, closed.modifiedAt);
    assert.equal((await edit(made.number, { open: false })).changed, false);
    const { case: open } = await edit(made.number, { open: true });
    assert.deepEqual([open.category, open.closedAt, open.closureReason], ['active', null, null]);
  });

  it('wants case.close for it, and not where nothing turns', async () => {
    const made = await create({ unitId: 1001 });
    await assert.rejects(edit(made.number, { open: false }, 'victor'), { kind: 'forbidden' });
    assert.equal((await edit(made.number, { open: true })).changed, false);
  });

  it('drops what faces keep of the closing when the case is reopened, and nothing else', async () => {
    const facets = { api: { kept: 1, closing: { at: 'x' } } };
    for (const reopen of [
      (number: number) => edit(number, { open: true }),
      (number: number) =>
        docket.core.run(docket.actor('mary'), (tx) => reopenCase(tx, docket.actor('mary'), { number })),
    ]) {
      const { number } = await create({ facets, close: {} });
      await reopen(number);
      assert.deepEqual((await overview(number)).case.facets, { api: { kept: 1 } });
    }
  });

  it('reads a case with its forms and notes at once; notes only for those who may read them', async () => {
    const { number } = await create({ forms: [{ formId: 1184, data: '{ }' }], customerId: 1000, unitId: 1001 });
    const note = await docket.core.run(docket.actor('mary'), (tx) =>
      addNote(tx, docket.actor('mary'), { number }, { text: 'n' }),
    );
    const found = await overview(number);
    assert.deepEqual([found.noteIds, found.peopleCount, found.tasksCount], [[note.id], 1, 0]);
    assert.deepEqual(
      found.submissions.map(({ formId, data, caseNumber }) => [formId, data, caseNumber]),
      [[1184, '{ }', number]],
    );
    assert.deepEqual((await overview(number, 'victor')).noteIds, []);
    await assert.rejects(overview(number, 'basic'), { code: 'case/unseen' });
    await assert.rejects(overview(0), { code: 'case/unknown' });
  });
});
