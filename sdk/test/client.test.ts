import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, collect, ProblemError } from '../src/main.ts';
import { type ListeningDocket, listen } from './support.ts';

const refusalOf = async (call: Promise<unknown>): Promise<ProblemError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProblemError, `a ProblemError, not ${String(error)}`);
  return error;
};

describe('the client', () => {
  let server: ListeningDocket;
  let docket: Client;
  before(async () => {
    server = await listen();
    docket = server.client();
  });
  after(() => server.close());

  it('makes a case, and reads it by number, reference and uid', async () => {
    const made = await docket.cases.create({ subject: 'Street light out', reference: 'LIGHT/7 ü' });
    assert.equal(made.unit, 'service');
    const ways = [
      docket.cases.get(made.number),
      docket.cases.getByReference('LIGHT/7 ü'),
      docket.cases.getByUid(made.uid),
    ];
    for (const found of await Promise.all(ways)) assert.deepEqual(found, made);
  });

  it('expands what it is asked to', async () => {
    const made = await docket.cases.create({ subject: 'Expanded', owner: 'mary' });
    const found = await docket.cases.get(made.number, { expand: ['owner', 'related'] });
    assert.equal(found.expanded?.owner?.name, 'Mary Stone');
    assert.deepEqual(found.expanded?.related, []);
  });

  it('changes a case by the version it was seen in', async () => {
    const made = await docket.cases.create({ subject: 'Before' });
    const changed = await docket.cases.patch(made, { subject: 'After', severity: 'high' });
    assert.deepEqual([changed.subject, changed.severity], ['After', 'high']);
    assert.ok(changed.version > made.version);
  });

  it('tells a stale change with the case as it is now', async () => {
    const made = await docket.cases.create({ subject: 'One' });
    await docket.cases.patch(made, { subject: 'Two' });
    const refusal = await refusalOf(docket.cases.patch(made, { subject: 'Three' }));
    assert.deepEqual([refusal.status, refusal.code, refusal.problem.case?.subject], [412, 'case/stale', 'Two']);
    assert.notEqual(refusal.requestId, '');
  });

  it('closes and reopens, archives and unarchives, deletes', async () => {
    const made = await docket.cases.create({ subject: 'Steps' });
    const closed = await docket.cases.close(made, { reason: 'done', note: 'by test' });
    assert.deepEqual([closed.statusCategory, closed.closureReason], ['closed', 'done']);
    const open = await docket.cases.reopen(closed);
    const archived = await docket.cases.archive(open);
    assert.equal(archived.archived, true);
    const back = await docket.cases.unarchive(archived);
    assert.deepEqual([back.archived, back.statusCategory], [false, 'active']);
    const refusal = await refusalOf(docket.cases.delete(back));
    assert.deepEqual([refusal.status, refusal.problem.permission], [403, 'case.delete']);
  });

  it('tells a taken reference with the case that has it, and which fields are wrong', async () => {
    const made = await docket.cases.create({ subject: 'First', reference: 'TAKEN' });
    const taken = await refusalOf(docket.cases.create({ subject: 'Second', reference: 'TAKEN' }));
    assert.deepEqual(
      [taken.status, taken.code, taken.problem.existing?.number],
      [409, 'case/duplicate-reference', made.number],
    );
    const wrong = await refusalOf(docket.cases.create({ subject: '' }));
    assert.equal(wrong.status, 400);
    assert.equal(wrong.errors[0]?.path, 'subject');
  });

  it('asks whether a reference is in use', async () => {
    await docket.cases.create({ subject: 'Probed', reference: 'PROBE 1' });
    assert.equal(await docket.references.inUse('PROBE 1'), true);
    assert.equal(await docket.references.inUse('PROBE 2'), false);
  });

  it('lists every case of a query once, over as many pages as there are', async () => {
    const made = [];
    for (let count = 0; count < 7; count += 1) {
      made.push(await docket.cases.create({ subject: `Listed ${count}`, tags: ['listed'] }));
    }
    const found = await collect(docket.cases.list({ tag: ['listed'], sort: 'number', limit: 3 }));
    assert.deepEqual(
      found.map(({ number }) => number),
      made.map(({ number }) => number),
    );
    const page = await docket.cases.page({ tag: ['listed'], limit: 2, count: true, fields: ['number'] });
    assert.deepEqual([page.items.length, page.count, Object.keys(page.items[0] ?? {})], [2, 7, ['number']]);
  });

  it('adds notes and reads them, and the history', async () => {
    const made = await docket.cases.create({ subject: 'Noted' });
    await docket.cases.addNote(made.number, { text: 'one' });
    await docket.cases.addNote(made.number, { text: 'two', private: true });
    const notes = await collect(docket.cases.notes(made.number));
    assert.deepEqual(
      notes.map(({ text, private: isPrivate, author }) => [text, isPrivate, author]),
      [
        ['one', false, 'mary'],
        ['two', true, 'mary'],
      ],
    );
    const history = await collect(docket.cases.history(made.number));
    assert.deepEqual(
      history.map(({ kind }) => kind),
      ['created', 'note.added', 'note.added'],
    );
  });

  it('makes, lists, changes and completes tasks', async () => {
    const made = await docket.cases.create({ subject: 'With a task' });
    const task = await docket.tasks.create({ title: 'Look', case: made.number });
    const taken = await docket.tasks.patch(task.id, { status: 'open', message: 'at once' });
    assert.deepEqual([taken.status, taken.message], ['open', 'at once']);
    assert.deepEqual(await collect(docket.tasks.list({ assignee: ['me'], case: made.number })), [taken]);
    assert.equal((await docket.tasks.complete(task.id)).status, 'completed');
    assert.equal((await docket.tasks.page({ case: made.number, status: ['new', 'open'], count: true })).count, 0);
    assert.equal((await docket.tasks.get(task.id)).closedBy, 'mary');
  });

  it('uploads a file, attaches it and reads it back', async () => {
    const made = await docket.cases.create({ subject: 'With a file' });
    const file = await docket.files.upload('hällo', { name: 'größe (1).txt', type: 'text/plain' });
    assert.deepEqual([file.name, file.size], ['größe (1).txt', 6]);
    const attached = await docket.cases.attach(made.number, { file: file.id });
    const [listed] = await collect(docket.cases.attachments(made.number));
    assert.equal(listed?.id, attached.id);
    assert.equal(await (await docket.files.download(file.id)).text(), 'hällo');
    await docket.cases.detach(made.number, attached.id);
    assert.deepEqual(await collect(docket.cases.attachments(made.number)), []);
  });

  it('reads the configuration', async () => {
    const [units, users, types] = await Promise.all([docket.units(), docket.users(), docket.caseTypes()]);
    assert.ok(units.some(({ key }) => key === 'front-desk'));
    assert.ok(users.some(({ login }) => login === 'frank'));
    assert.deepEqual(types.find(({ key }) => key === 'mynewcase')?.closure, { default: 'Done', reasons: ['Done'] });
  });
});
