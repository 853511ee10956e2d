/** Notes in the store. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { recordedUser } from '../actor.ts';
import type { JsonObject } from '../cases/case.ts';

export interface Note {
  readonly id: number;
  readonly caseNumber: number;
  readonly text: string;
  readonly private: boolean;
  /** Null: the system. */
  readonly authorId: number | null;
  readonly createdAt: Date;
  readonly facets: { readonly [face: string]: JsonObject };
}

export interface NewNote {
  readonly text: string;
  readonly private?: boolean;
  readonly facets?: { readonly [face: string]: JsonObject };
}

const columns = `note_id as "id", case_number as "caseNumber", text, private, author_id as "authorId",
  created_at as "createdAt", facets`;

const insertText = `
insert into notes (tenant_id, note_id, case_number, text, private, author_id, facade, created_at, facets)
values ($1, next_number('note_id'), $2, $3, $4, $5, $6, $7, $8)
returning ${columns}`;

export const insertNote = async (tx: Tx, actor: Actor, caseNumber: number, note: NewNote, at: Date): Promise<Note> => {
  const row = await tx.row<Note>({
    text: insertText,
    values: [
      actor.tenant.id,
      caseNumber,
      note.text,
      note.private ?? false,
      recordedUser(actor)?.id ?? null,
      actor.face,
      at,
      JSON.stringify(note.facets ?? {}),
    ],
  });
  if (row === undefined) throw new Error('The insert of a note answered no row.');
  return row;
};

const byCase = `
select ${columns} from notes where tenant_id = $1 and case_number = $2 and note_id > $3 order by note_id limit $4`;

export interface NotePage {
  /** Default: from the first on. */
  readonly afterId?: number;
  /** Default: all. */
  readonly limit?: number;
}

/** Oldest first. */
export const selectNotes = (
  db: Db,
  tenantId: number,
  caseNumber: number,
  { afterId = 0, limit }: NotePage = {},
): Promise<Note[]> => db.rows<Note>({ text: byCase, values: [tenantId, caseNumber, afterId, limit ?? null] });

const countText = 'select count(*)::integer as count from notes where tenant_id = $1 and case_number = $2';

export const countNotesOf = async (db: Db, tenantId: number, caseNumber: number): Promise<number> =>
  (await db.row<{ count: number }>({ text: countText, values: [tenantId, caseNumber] }))?.count ?? 0;

const byIds = `select ${columns} from notes where tenant_id = $1 and note_id = any($2::integer[])`;

/** Those that are there, in no order. */
export const selectNotesById = (db: Db, tenantId: number, ids: readonly number[]): Promise<Note[]> =>
  db.rows<Note>({ text: byIds, values: [tenantId, ids] });
