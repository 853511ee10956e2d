/** Notes of a case. */
import { Type } from 'typebox';
import { widths } from '../../domain/cases/judge-fields.ts';
import { addNote, countNotes, listNotes } from '../../domain/notes/add-note.ts';
import type { Note } from '../../domain/notes/notes-store.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { cutPage, readNumberCursor } from '../cursor.ts';
import { type Operation, reading, writing } from '../operation.ts';
import { closed, id, instant, listOf, listQuery, orNull } from '../schemas/values.ts';
import { loginOf } from '../wire/show.ts';
import { numberParam, readNumber } from './case-key.ts';

const NoteSchema = closed('Note', {
  id: id(),
  text: Type.String(),
  private: Type.Boolean({ description: 'Not for the citizen.' }),
  author: orNull(Type.String({ description: 'Login; null: the system.' })),
  createdAt: instant(),
});

const NewNote = closed('NewNote', {
  text: Type.String({ minLength: 1, maxLength: widths.note }),
  private: Type.Optional(Type.Boolean({ description: 'Default false.' })),
});

const showNote = (tenant: Tenant, note: Note) => ({
  id: note.id,
  text: note.text,
  private: note.private,
  author: loginOf(tenant, note.authorId),
  createdAt: note.createdAt.toISOString(),
});

export const noteRoutes: readonly Operation[] = [
  writing({
    id: 'addNote',
    method: 'POST',
    path: '/cases/{number}/notes',
    tag: 'Notes',
    summary: 'Add a note',
    description: 'Needs `note.add`; the case may be closed or archived. Its version stays.',
    access: 'licensed',
    params: { number: numberParam },
    body: { schema: NewNote },
    ifMatch: 'obeyed',
    answers: { 201: { description: 'The note.', schema: NoteSchema } },
    problems: ['case/stale', 'case/unknown'],
    write: async (tx, { actor, body, params, precondition }) => {
      const note = await addNote(tx, actor, { number: readNumber(params['number']) }, body, precondition);
      return { status: 201, body: showNote(actor.tenant, note) };
    },
  }),
  reading({
    id: 'listNotes',
    method: 'GET',
    path: '/cases/{number}/notes',
    tag: 'Notes',
    summary: 'List the notes',
    description: 'Needs `note.view`. Oldest first.',
    access: 'licensed',
    params: { number: numberParam },
    query: listQuery({}),
    answers: { 200: { description: 'The notes.', schema: listOf('NoteList', NoteSchema) } },
    problems: ['case/unknown', 'list/invalid-cursor'],
    read: async (db, { actor, params, query: { limit = 50, cursor, count = false } }) => {
      const key = { number: readNumber(params['number']) };
      const found = await listNotes(db, actor, key, { afterId: readNumberCursor(cursor), limit: limit + 1 });
      const { items, next } = cutPage(found, limit, ({ id }) => id);
      const counted = count ? { count: await countNotes(db, actor, key) } : {};
      return { status: 200, body: { items: items.map((note) => showNote(actor.tenant, note)), next, ...counted } };
    },
  }),
];
