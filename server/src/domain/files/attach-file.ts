import type { Db, Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { getCase, takeCase } from '../cases/find-case.ts';
import { type Precondition, requireFresh, requireUnarchived } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';

import { notFound } from '../errors.ts';
import {
  type Attachment,
  deleteAttachment,
  insertAttachments,
  type NewAttachment,
  type StoredFile,
  selectAttachments,
  selectFiles,
} from './files-store.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The files of the tenant among these ids, by lower-case id; an id that is no UUID names none. Whoever knows the id of a
 * file may attach it (DESIGN S19).
 */
export const findFiles = async (db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, StoredFile>> => {
  const possible = [...new Set(ids.filter((id) => uuid.test(id)).map((id) => id.toLowerCase()))];
  if (possible.length === 0) return new Map();
  return new Map((await selectFiles(db, actor.tenant.id, possible)).map((file) => [file.id, file]));
};

/**
 * Attaches a file to a case, archived or not (`case.edit`; an addition: no new version). Fails with `not-found`
 * (`case/…`, `file/unknown`), `forbidden`, `stale`.
 */
export const attachFile = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  attachment: NewAttachment,
  precondition: Precondition = {},
): Promise<Attachment> => {
  const found = await takeCase(tx, actor, key, 'case.edit');
  requireFresh(found, precondition);
  const file = (await findFiles(tx, actor, [attachment.fileId])).get(attachment.fileId.toLowerCase());
  if (file === undefined) throw notFound('file', { id: attachment.fileId });
  const at = new Date(tx.now());
  const [id] = await insertAttachments(tx, actor, found.number, [{ ...attachment, fileId: file.id }], at);
  await writeChange(tx, actor, found, [
    {
      kind: 'file.attached',
      data: { attachment: id, file: file.id, name: file.name, sha256: file.sha256.toString('hex') },
    },
  ]);
  const attached = (await selectAttachments(tx, actor.tenant.id, found.number)).find((one) => one.id === id);
  if (attached === undefined) throw new Error('The attachment that was stored is not there.');
  return attached;
};

/** Takes an attachment away; the file stays (`case.edit`). Fails with `not-found` (`case/…`, `attachment/unknown`), `conflict`. */
export const detachFile = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  attachmentId: string,
  precondition: Precondition = {},
): Promise<void> => {
  const found = await takeCase(tx, actor, key, 'case.edit');
  requireUnarchived(found);
  requireFresh(found, precondition);
  const fileId = uuid.test(attachmentId)
    ? await deleteAttachment(tx, actor.tenant.id, found.number, attachmentId)
    : undefined;
  if (fileId === undefined) throw notFound('attachment', { id: attachmentId });
  await writeChange(tx, actor, found, [{ kind: 'file.detached', data: { attachment: attachmentId, file: fileId } }]);
};

/** The attachments of a case that the actor sees, in the order they came. Fails with `not-found`. */
export const listAttachments = async (db: Db, actor: Actor, key: CaseKey): Promise<Attachment[]> => {
  const found = await getCase(db, actor, key);
  return selectAttachments(db, actor.tenant.id, found.number);
};
