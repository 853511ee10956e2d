import { requireOnCase } from '../../../domain/access/access.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { addNote, listNotes } from '../../../domain/notes/add-note.ts';
import { readJsonBody } from '../body.ts';
import { caseAddress, caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { readNote, showNote } from '../wire-notes.ts';

const path = `${caseAddress}/notes`;

/** `POST /api/cases/{id}/notes` (D11): to a closed or archived case too. */
export const addNoteOperation: Operation = {
  method: 'POST',
  path,
  permission: 'note.add',
  requireRecord: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    requireOnCase(actor, 'note.add', await deps.core.view(actor, (db) => getCase(db, actor, { number })));
  },
  answer: async ({ deps, request, actor }) => {
    const note = readNote(readJsonBody(request));
    const number = caseNumberOf(request);
    return showNote(actor.tenant, await deps.core.run(actor, (tx) => addNote(tx, actor, { number }, note)));
  },
};

/** `GET /api/cases/{id}/notes` (D11): of every face, by id. */
export const listNotesOperation: Operation = {
  method: 'GET',
  path,
  permission: 'note.view',
  answer: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    const notes = await deps.core.view(actor, (db) => listNotes(db, actor, { number }));
    return notes.map((note) => showNote(actor.tenant, note));
  },
};
