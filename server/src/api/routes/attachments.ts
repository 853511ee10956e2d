/** Files of a case. */
import { Type } from 'typebox';
import { DomainError, invalid } from '../../domain/errors.ts';
import { attachFile, detachFile, listAttachments } from '../../domain/files/attach-file.ts';
import type { Attachment } from '../../domain/files/files-store.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { pageOf } from '../cursor.ts';
import { type Operation, reading, writing } from '../operation.ts';
import { closed, instant, listOf, listQuery, orNull, text } from '../schemas/values.ts';
import { loginOf } from '../wire/show.ts';
import { numberParam, readNumber } from './case-key.ts';

const AttachmentSchema = closed('Attachment', {
  id: Type.String(),
  file: Type.String({ description: 'Id of the file, an upper-case GUID.' }),
  formField: orNull(Type.String()),
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer({ minimum: 0, description: 'Bytes.' }),
  sha256: Type.String(),
  createdAt: instant(),
  createdBy: orNull(Type.String()),
});

const NewAttachment = closed('NewAttachment', {
  file: text(36, 'Id of a file.'),
  formField: Type.Optional(orNull(text(200, 'The form field that it was given in.'))),
});

const showAttachment = (tenant: Tenant, attachment: Attachment) => ({
  id: attachment.id,
  file: attachment.fileId.toUpperCase(),
  formField: attachment.formField,
  name: attachment.name,
  type: attachment.type,
  size: attachment.size,
  sha256: attachment.sha256.toString('hex'),
  createdAt: attachment.createdAt.toISOString(),
  createdBy: loginOf(tenant, attachment.createdById),
});

const path = '/cases/{number}/attachments';
const tag = 'Files';
const access = 'licensed';

const attachRoute = writing({
  id: 'attachFile',
  method: 'POST',
  path,
  tag,
  access,
  summary: 'Attach a file',
  description: 'Needs `case.edit`; the case may be closed or archived. Its version stays.',
  params: { number: numberParam },
  body: { schema: NewAttachment },
  ifMatch: 'obeyed',
  answers: { 201: { description: 'The attachment.', schema: AttachmentSchema } },
  problems: ['case/stale', 'case/unknown', 'file/unknown'],
  write: async (tx, { actor, body, params, precondition }) => {
    const key = { number: readNumber(params['number']) };
    const attachment = { fileId: body.file, formField: body.formField ?? null };
    try {
      const attached = await attachFile(tx, actor, key, attachment, precondition);
      return { status: 201, body: showAttachment(actor.tenant, attached) };
    } catch (error) {
      // Named in the body, not in the address.
      if (error instanceof DomainError && error.code === 'file/unknown') {
        throw invalid('file', 'file/unknown', error.message);
      }
      throw error;
    }
  },
});

const listRoute = reading({
  id: 'listAttachments',
  method: 'GET',
  path,
  tag,
  access,
  summary: 'List the attachments',
  description: 'In the order they came.',
  params: { number: numberParam },
  query: listQuery({}),
  answers: { 200: { description: 'The attachments.', schema: listOf('AttachmentList', AttachmentSchema) } },
  problems: ['case/unknown', 'list/invalid-cursor'],
  read: async (db, { actor, params, query }) => {
    const all = await listAttachments(db, actor, { number: readNumber(params['number']) });
    const { items, ...page } = pageOf(all, ({ id }) => id, query);
    return { status: 200, body: { items: items.map((one) => showAttachment(actor.tenant, one)), ...page } };
  },
});

const detachRoute = writing({
  id: 'detachFile',
  method: 'DELETE',
  path: `${path}/{id}`,
  tag,
  access,
  summary: 'Take an attachment away',
  description: 'Needs `case.edit`. The file itself stays.',
  params: { number: numberParam, id: Type.String() },
  ifMatch: 'obeyed',
  answers: { 204: { description: 'Taken away.' } },
  problems: ['attachment/unknown', 'case/archived', 'case/stale', 'case/unknown'],
  write: async (tx, { actor, params, precondition }) => {
    await detachFile(tx, actor, { number: readNumber(params['number']) }, params['id'] ?? '', precondition);
    return { status: 204 };
  },
});

export const attachmentRoutes: readonly Operation[] = [attachRoute, listRoute, detachRoute];
