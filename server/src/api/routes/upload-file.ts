import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { DomainError, invalid } from '../../domain/errors.ts';
import type { StoredFile } from '../../domain/files/files-store.ts';
import { keepFile } from '../../domain/files/keep-file.ts';
import { requireFileName, storeFile } from '../../domain/files/store-file.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { streamBody } from '../../http/raw-body.ts';
import { readFileName } from '../content-disposition.ts';
import { type Answer, type Caller, handling, type RawCall } from '../operation.ts';
import { apiPath, keyedCall, sendAnswer, sendOnce, writeOnce } from '../run-operation.ts';
import { closed } from '../schemas/values.ts';

export const FileSchema = closed('File', {
  id: Type.String({ description: 'An upper-case GUID. Whoever knows it may attach the file.' }),
  name: Type.String(),
  size: Type.Integer({ minimum: 0, description: 'Bytes.' }),
  type: Type.String(),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});

/** As it was sent, where it is a media type at all; else the one of which nothing is known. */
const readType = (header: string | undefined): string => {
  if (header === undefined) return 'application/octet-stream';
  if (parseMediaType(header) === undefined || header.length > 255) {
    throw invalid('type', 'file/type', 'The Content-Type is not a media type of at most 255 characters.');
  }
  return header.trim();
};

const readName = (header: string | undefined): string => {
  const name = readFileName(header);
  if (name === null) throw invalid('name', 'file/name', 'The Content-Disposition cannot be read.');
  return requireFileName(name ?? 'file');
};

const answerWith = (file: StoredFile): Answer => {
  const id = file.id.toUpperCase();
  return {
    status: 201,
    headers: { location: `${apiPath}/files/${id}` },
    body: { id, name: file.name, size: file.size, type: file.type, sha256: file.sha256.toString('hex') },
  };
};

/** What is sent is compressed by nobody: the bytes are the file. */
const requirePlain = ({ headers }: FastifyRequest): void => {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return;
  throw new DomainError('unsupported', 'request/media-type', 'A file is sent without Content-Encoding.');
};

const upload = async ({ deps, request, reply }: RawCall, actor: Caller): Promise<undefined> => {
  requirePlain(request);
  const meta = {
    name: readName(request.headers['content-disposition']),
    type: readType(request.raw.headers['content-type']),
  };
  const limit = deps.config.maxFileBytes;
  keyedCall(request, ''); // a bad key is told before the bytes come
  await keepFile(deps.files, actor.tenant.id, streamBody(request, limit), limit, async (received) => {
    // Two uploads are the same call where their bytes, name and type are.
    const keyed = keyedCall(request, JSON.stringify([received.sha256.toString('hex'), meta.name, meta.type]));
    if (keyed === undefined) {
      const file = await deps.core.run(actor, (tx) => storeFile(tx, actor, received, meta));
      return { kept: true, value: () => sendAnswer(reply, answerWith(file)) };
    }
    const once = await deps.core.run(actor, (tx) =>
      writeOnce(tx, actor, keyed, request.id, async () => answerWith(await storeFile(tx, actor, received, meta))),
    );
    return { kept: !once.replayed, value: () => sendOnce(reply, once) };
  }).then((send) => send());
  return undefined;
};

export const uploadFileRoute = handling({
  id: 'uploadFile',
  method: 'POST',
  path: '/files',
  tag: 'Files',
  summary: 'Upload a file',
  description:
    'The body is the file, as it is; its name is in `Content-Disposition`. Also with a token of another API of this ' +
    'server; a licence is enough. At most 100 MB, unless the server was set otherwise.',
  access: 'any-token',
  streams: true,
  answers: { 201: { description: 'The file.', schema: FileSchema, headers: { Location: 'Where the file is.' } } },
  problems: ['file/name', 'file/no-space', 'file/too-large', 'file/type'],
  handle: async (call) => (call.actor === null ? undefined : upload(call, call.actor)),
});
