/** Files and attachments in the store; the bytes are in the data directory (`storage/files.ts`). */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { recordedUser } from '../actor.ts';
import { newUid } from '../uid.ts';

export interface StoredFile {
  /** UUID, lower case. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
  readonly uploadedById: number | null;
  readonly createdAt: Date;
}

export interface Attachment {
  readonly id: string;
  readonly caseNumber: number;
  readonly fileId: string;
  readonly formField: string | null;
  readonly createdAt: Date;
  readonly createdById: number | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: Buffer;
}

export interface NewAttachment {
  readonly fileId: string;
  readonly formField: string | null;
}

const fileColumns = `file_id as "id", name, type, size, sha256, uploaded_by as "uploadedById", created_at as "createdAt"`;

export const insertFile = async (tx: Tx, tenantId: number, file: StoredFile): Promise<void> => {
  await tx.only({
    text: `insert into files (tenant_id, file_id, name, type, size, sha256, uploaded_by, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [tenantId, file.id, file.name, file.type, file.size, file.sha256, file.uploadedById, file.createdAt],
  });
};

const filesById = `select ${fileColumns} from files where tenant_id = $1 and file_id = any($2::uuid[])`;

/** The files of the tenant among these ids (UUIDs), in no order. */
export const selectFiles = (db: Db, tenantId: number, ids: readonly string[]): Promise<StoredFile[]> =>
  db.rows<StoredFile>({ text: filesById, values: [tenantId, ids] });

const insertAttachmentsText = `
insert into attachments (tenant_id, attachment_id, case_number, file_id, form_field, position, created_at, created_by)
select $1, a.id, $2, a.file_id, a.form_field,
  a.position + coalesce((select max(b.position) from attachments b where b.tenant_id = $1 and b.case_number = $2), 0), $3, $4
from unnest($5::uuid[], $6::uuid[], $7::text[]) with ordinality as a(id, file_id, form_field, position)
returning attachment_id as "id"`;

/** Attaches files of the tenant to a case, behind those it has; answers the attachments' ids in the order given. */
export const insertAttachments = async (
  tx: Tx,
  actor: Actor,
  caseNumber: number,
  attachments: readonly NewAttachment[],
  at: Date,
): Promise<string[]> => {
  const ids = attachments.map(() => newUid(at.getTime()));
  await tx.rows({
    text: insertAttachmentsText,
    values: [
      actor.tenant.id,
      caseNumber,
      at,
      recordedUser(actor)?.id ?? null,
      ids,
      attachments.map(({ fileId }) => fileId),
      attachments.map(({ formField }) => formField),
    ],
  });
  return ids;
};

const attachmentsByCase = `
select a.attachment_id as "id", a.case_number as "caseNumber", a.file_id as "fileId", a.form_field as "formField",
  a.created_at as "createdAt", a.created_by as "createdById", f.name, f.type, f.size, f.sha256
from attachments a join files f on f.tenant_id = a.tenant_id and f.file_id = a.file_id
where a.tenant_id = $1 and a.case_number = $2 order by a.position`;

/** In the order they were attached. */
export const selectAttachments = (db: Db, tenantId: number, caseNumber: number): Promise<Attachment[]> =>
  db.rows<Attachment>({ text: attachmentsByCase, values: [tenantId, caseNumber] });

/** The id of the file that was attached, where there was such an attachment. */
export const deleteAttachment = async (
  tx: Tx,
  tenantId: number,
  caseNumber: number,
  attachmentId: string,
): Promise<string | undefined> =>
  (
    await tx.row<{ fileId: string }>({
      text: `delete from attachments where tenant_id = $1 and case_number = $2 and attachment_id = $3
        returning file_id as "fileId"`,
      values: [tenantId, caseNumber, attachmentId],
    })
  )?.fileId;

/** Whether the actor sees a case that the file is attached to; `visible` is the rule's SQL over `c` (`access-store`). */
export const selectIsAttachedToSeen = async (db: Db, visible: string, values: readonly unknown[]): Promise<boolean> =>
  (await db.row({
    text: `select true as found from attachments a join cases c on c.tenant_id = a.tenant_id and c.number = a.case_number
      where a.tenant_id = $1 and a.file_id = $2 and ${visible} limit 1`,
    values,
  })) !== undefined;
