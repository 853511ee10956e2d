/** Contract tracker D11, D7: notes of a case, and the caller's newest cases. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { addNote } from '../../../src/domain/notes/add-note.ts';
import { demo, edit } from '../../tenant-file/stores.ts';
import { basicToken, newCase, useDocket } from './support.ts';

const viewer = 'viewer-token';

describe('notes and the newest cases', () => {
  const { docket, call } = useDocket();
  let id = 0;
  const make = async (members: object = {}, token?: string): Promise<{ id: number; caseNumber: string }> =>
    (await call('POST', 'api/cases', { body: newCase(members), ...(token ? { token } : {}) })).body;
  const note = (text: unknown, more: object = {}) =>
    call('POST', `api/cases/${id}/notes`, { body: { entityId: 0, noteCategoryId: null, text, ...more } });
  const historyOf = (number: number) => {
    const actor = docket().actor('msingleton');
    return docket().core.view(actor, (db) => listHistory(db, actor, number));
  };

  before(async () => {
    await docket().apply(
      edit(demo, '\ncredentials:', `\ncredentials:\n  - { facade: tracker, user: TIMG, token: ${viewer} } #`),
    );
    id = (await make()).id;
  });

  it('adds a note and shows it: POST /api/cases/{id}/notes', async () => {
    const { status, body } = await note('First é', { entityId: 'x', noteCategoryId: '3' });
    assert.equal(status, 200);
    const { id: noteId, createdDate, ...rest } = body;
    assert.ok(noteId > 0 && createdDate.endsWith('Z'));
    assert.deepEqual(rest, {
      entityId: id,
      noteCategoryId: 3,
      text: 'First é',
      creatorId: 12659,
      creator: 'Mike Singleton',
    });
    const shown = (await call('GET', `api/cases/${id}`)).body;
    assert.deepEqual([shown.notes, shown.notesAmount, shown.historiesAmount], [[noteId], 1, 2]);
    assert.equal((await historyOf(id)).at(-1)?.kind, 'note.added');
  });

  it('lists the notes of every face by id: GET /api/cases/{id}/notes', async () => {
    const actor = docket().actor('basic', 'api');
    await docket().core.run(actor, (tx) => addNote(tx, actor, { number: id }, { text: 'Native', private: true }));
    const { status, body } = await call('GET', `api/cases/${id}/notes/`, { token: basicToken });
    assert.equal(status, 200);
    assert.deepEqual(
      body.map(({ text, noteCategoryId, creator }: Record<string, unknown>) => [text, noteCategoryId, creator]),
      [
        ['First é', 3, 'Mike Singleton'],
        ['Native', null, 'Bea Basic'],
      ],
    );
  });

  it('refuses a text that is missing, too long or not to be kept', async () => {
    for (const text of [undefined, null, '', 5, 'x'.repeat(10_001), 'a\u0000', '\ud800']) {
      const { status, body } = await note(text);
      assert.deepEqual([status, Object.keys(body.modelState)], [400, ['text']], String(text).slice(0, 5));
    }
    const both = await note(null, { noteCategoryId: 'many' });
    assert.deepEqual(Object.keys(both.body.modelState).sort(), ['noteCategoryId', 'text']);
    assert.equal((await note('😀'.repeat(10_000))).status, 200);
  });

  it('takes notes on closed and archived cases, and changes nothing else', async () => {
    const actor = docket().actor('msingleton');
    await docket().core.run(actor, (tx) => closeCase(tx, actor, { number: id }));
    const before = (await call('GET', `api/cases/${id}`)).body;
    assert.equal((await note('Afterwards')).status, 200);
    const { notes, notesAmount, historiesAmount, ...after } = (await call('GET', `api/cases/${id}`)).body;
    assert.equal(notesAmount, before.notesAmount + 1);
    assert.equal(notes.length, notesAmount);
    assert.deepEqual({ ...before, ...after }, before);
    assert.equal(historiesAmount, before.historiesAmount + 1);
  });

  it('asks for note.add and note.view before the record, and for the record before the body', async () => {
    assert.equal((await call('GET', `api/cases/${id}/notes`, { token: viewer })).status, 403);
    assert.equal((await call('POST', `api/cases/${id}/notes`, { token: viewer, body: {} })).status, 403);
    assert.equal((await call('POST', 'api/cases/999999/notes', { token: viewer, body: {} })).status, 403);
    assert.equal((await call('POST', 'api/cases/999999/notes', { body: {} })).status, 404);
    assert.equal((await call('GET', 'api/cases/999999/notes')).status, 404);
    assert.equal((await call('GET', 'api/cases/0/notes')).status, 404);
    const far = await make({ officeId: 175 });
    assert.equal((await call('GET', `api/cases/${far.id}/notes`, { token: basicToken })).status, 404);
    assert.equal((await call('POST', `api/cases/${far.id}/notes`, { token: basicToken, body: {} })).status, 404);
    assert.equal((await call('PUT', `api/cases/${id}/notes`)).status, 405);
  });

  it('lists the ten newest cases that the caller made and sees: GET /api/cases/recent', async () => {
    assert.deepEqual((await call('GET', 'api/cases/recent', { token: basicToken })).body, []);
    assert.equal((await call('GET', 'api/cases/mostRecent', { token: basicToken })).status, 404);
    const made = [];
    for (let i = 0; i < 11; i += 1) made.push(await make({ caseOfficerIds: [12660] }, basicToken));
    await make();
    const recent = await call('GET', 'api/cases/Recent', { token: basicToken });
    assert.equal(recent.status, 200);
    const newest = made.reverse().slice(0, 10);
    assert.deepEqual(
      recent.body,
      newest.map(({ id: caseId, caseNumber }) => ({ caseId, caseNumber })),
    );
  });

  it('answers the newest of them whole: GET /api/cases/mostRecent', async () => {
    const { status, body } = await call('GET', 'api/cases/mostRecent', { token: basicToken });
    assert.equal(status, 200);
    assert.deepEqual(body, (await call('GET', `api/cases/${body.id}`)).body);
    const hide = { isEntityRestricted: true };
    assert.equal((await call('POST', `api/cases/${body.id}/permissions`, { body: hide })).status, 200);
    const next = (await call('GET', 'api/cases/mostRecent', { token: basicToken })).body;
    assert.equal(next.id, body.id - 1);
  });
});
