import { createHash } from 'node:crypto';
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { requireText, widths } from '../cases/judge-fields.ts';
import { invalid } from '../errors.ts';
import { insertNote, type NewNote, type Note } from './notes-store.ts';

/** A note in the store, and what the event that it comes with says of it. */
export interface KeptNote {
  readonly note: Note;
  readonly data: { readonly note: number; readonly private: boolean; readonly sha256: string };
}

/**
 * Stores a note of a locked case. The event that it comes with holds the text's SHA-256, so that an edited note is found.
 * Fails with `invalid`: `note/empty`, and as `requireText`.
 */
export const keepNote = async (tx: Tx, actor: Actor, found: Case, note: NewNote): Promise<KeptNote> => {
  if (note.text === '') throw invalid('text', 'note/empty', 'A note has a text.');
  requireText('text', note.text, widths.note);
  const at = new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));
  const kept = await insertNote(tx, actor, found.number, note, at);
  const sha256 = createHash('sha256').update(note.text).digest('hex');
  return { note: kept, data: { note: kept.id, private: kept.private, sha256 } };
};
