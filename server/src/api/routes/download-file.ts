import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { StoredFile } from '../../domain/files/files-store.ts';
import { getFile } from '../../domain/files/get-file.ts';
import { readRange } from '../byte-range.ts';
import { isKnown, isRangeCurrent } from '../conditions.ts';
import { attachmentHeader } from '../content-disposition.ts';
import { type Caller, handling, type RawCall } from '../operation.ts';

/** Types that a browser runs or that may hold scripts: sent as bytes. */
const active =
  /^(?:text\/(?:html|xml|xsl|css|javascript|ecmascript|vbscript|cache-manifest)|application\/(?:xml|javascript|ecmascript|x-javascript|x-shockwave-flash|wasm)|image\/svg|multipart\/|message\/)|\+xml|xhtml|mhtml/i;

const safeType = (type: string): string => (active.test(type) ? 'application/octet-stream' : type);

const headersOf = (file: StoredFile): Record<string, string> => ({
  etag: `"${file.sha256.toString('hex')}"`,
  'last-modified': file.createdAt.toUTCString(),
  'accept-ranges': 'bytes',
  'cache-control': 'private, no-cache',
  'content-type': safeType(file.type),
  'content-disposition': attachmentHeader(file.name),
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
});

const send = async (call: RawCall, actor: Caller, file: StoredFile): Promise<FastifyReply> => {
  const { deps, request, reply } = call;
  const headers = headersOf(file);
  const { range: wanted, 'if-range': ifRange } = request.headers;
  if (isKnown(call.ifNoneMatch, headers['etag'] ?? '')) return reply.code(304).headers(headers).send();
  const current = isRangeCurrent(
    typeof ifRange === 'string' ? ifRange : undefined,
    headers['etag'] ?? '',
    headers['last-modified'] ?? '',
  );
  const range = current ? readRange(wanted, file.size) : undefined;
  const { first, last } = range ?? { first: 0, last: file.size - 1 };
  reply.headers({ ...headers, 'content-length': String(last - first + 1) });
  if (range !== undefined) reply.code(206).header('content-range', `bytes ${first}-${last}/${file.size}`);
  if (request.method === 'HEAD' || file.size === 0) return reply.send();
  const handle = await deps.files.read(actor.tenant.id, file.id);
  return reply.send(handle.createReadStream({ start: first, end: last }));
};

export const downloadFileRoute = handling({
  id: 'downloadFile',
  method: 'GET',
  path: '/files/{id}',
  tag: 'Files',
  summary: 'Read a file',
  description:
    'For its uploader, and for who sees a case that it is attached to. One range of bytes (`Range`, `If-Range`) is ' +
    'served. Always to be saved, never to be shown.',
  access: 'any-token',
  params: { id: Type.String() },
  answers: {
    200: { description: 'The file.', type: '*/*', headers: { ETag: 'Of these bytes.' } },
    206: { description: 'The range.', type: '*/*' },
    304: { description: 'The caller has these bytes (`If-None-Match`).' },
  },
  problems: ['file/range', 'file/unknown'],
  handle: async (call) => {
    const { actor, deps, params } = call;
    if (actor === null) return undefined;
    const file = await deps.core.view(actor, (db) => getFile(db, actor, params['id'] ?? ''));
    await send(call, actor, file);
    return undefined;
  },
});
