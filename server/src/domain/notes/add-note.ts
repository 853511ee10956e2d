import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { requireShort } from '../cases/close-case.ts';
import { getCase, takeCase } from '../cases/find-case.ts';
import { widths } from '../cases/judge-fields.ts';
import { type Precondition, requireFresh } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import { invalid } from '../errors.ts';
import { insertNote, type NewNote, type Note, selectNotes } from './notes-store.ts';

/**
 * Adds a note to a case, open, closed or archived (`note.add`; DESIGN S9, S13, S19): an event, no new version. The event
 * holds the text's SHA-256, so that an edited note is found. Fails with `not-found`, `forbidden`, `stale`, `invalid`.
 */
export const addNote = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  note: NewNote,
  precondition: Precondition = {},
): Promise<Note> => {
  const found = await takeCase(tx, actor, key, 'note.add');
  requireFresh(found, precondition);
  if (note.text === '') throw invalid('text', 'note/empty', 'A note has a text.');
  requireShort('text', note.text, widths.note);
  const at = new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));
  const added = await insertNote(tx, actor, found.number, note, at);
  const sha256 = createHash('sha256').update(note.text).digest('hex');
  await writeChange(tx, actor, found, [
    { kind: 'note.added', data: { note: added.id, private: added.private, sha256 } },
  ]);
  return added;
};

/**
 * The notes of a case that the actor sees, oldest first, private ones too: `note.view` alone is asked, since what is only
 * shared may be read (DESIGN S2, S19). Fails with `not-found`, `forbidden`.
 */
export const listNotes = async (db: Db, actor: Actor, key: CaseKey): Promise<Note[]> => {
  const found = await getCase(db, actor, key);
  requirePermission(actor, 'note.view');
  return selectNotes(db, actor.tenant.id, found.number);
};
