import type { Db, Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { getCase, takeCase } from '../cases/find-case.ts';
import { type Precondition, requireFresh } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import { notFound } from '../errors.ts';
import { keepNote } from './keep-note.ts';
import { countNotesOf, type NewNote, type Note, type NotePage, selectNotes } from './notes-store.ts';

/**
 * Adds a note to a locked case, open, closed or archived (DESIGN S9, S13, S19): an event, no new version, with `data` beside.
 * Fails as `keepNote`.
 */
export const addNoteTo = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  note: NewNote,
  data: Readonly<Record<string, unknown>> = {},
): Promise<Note> => {
  const kept = await keepNote(tx, actor, found, note);
  await writeChange(tx, actor, found, [{ kind: 'note.added', data: { ...data, ...kept.data } }]);
  return kept.note;
};

/** Adds a note to a case (`note.add`). Fails with `not-found`, `forbidden`, `stale`, and as `keepNote`. */
export const addNote = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  note: NewNote,
  precondition: Precondition = {},
): Promise<Note> => {
  const found = await takeCase(tx, actor, key, 'note.add');
  requireFresh(found, precondition);
  return addNoteTo(tx, actor, found, note);
};

/**
 * The notes of a case that the actor sees, oldest first, private ones too: `note.view` alone is asked, since what is only
 * shared may be read (DESIGN S2, S19). Fails with `not-found`, `forbidden`.
 */
export const listNotes = async (db: Db, actor: Actor, key: CaseKey, page: NotePage = {}): Promise<Note[]> => {
  const found = await getCase(db, actor, key);
  requirePermission(actor, 'note.view');
  return selectNotes(db, actor.tenant.id, found.number, page);
};

/** How many `listNotes` has. Fails as it does. */
export const countNotes = async (db: Db, actor: Actor, key: CaseKey): Promise<number> => {
  const found = await getCase(db, actor, key);
  requirePermission(actor, 'note.view');
  return countNotesOf(db, actor.tenant.id, found.number);
};

/** One note of a case that the actor sees (`note.view`). Fails with `not-found` (the case; `note/unknown`), `forbidden`. */
export const getNote = async (db: Db, actor: Actor, key: CaseKey, id: number): Promise<Note> => {
  const isPossible = id > 0 && id <= 2_147_483_647;
  const [found] = await listNotes(db, actor, key, { afterId: isPossible ? id - 1 : 0, limit: 1 });
  if (found?.id !== id) throw notFound('note', { id });
  return found;
};
