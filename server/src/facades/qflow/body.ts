/** Which reader a body's media type asks for (contract qflow (e), (g) 10). */
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { readFormMembers } from './form-members.ts';
import { type Members, noMembers, readJsonMembers } from './members.ts';

const readers: Readonly<Record<string, (body: Buffer) => Members>> = {
  'application/json': readJsonMembers,
  'text/json': readJsonMembers,
  'application/x-www-form-urlencoded': readFormMembers,
};

const unsupported = (header: string | undefined, type: string): DomainError =>
  new DomainError(
    'unsupported',
    'request/media-type',
    header === undefined
      ? 'The request contains an entity body but no Content-Type header. The inferred media type' +
          " 'application/octet-stream' is not supported for this resource."
      : `The request entity's media type '${type}' is not supported for this resource.`,
  );

/** The members of the body; none where no byte came, whatever its Content-Type. Fails with `unsupported`, `BodyError`. */
export const readMembers = (request: FastifyRequest): Members => {
  const body = request.body as Buffer | undefined;
  if (body === undefined) return noMembers;
  const header = request.raw.headers['content-type'];
  const type = parseMediaType(header)?.type ?? (header ?? '').trim();
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read === undefined) throw unsupported(header, type);
  return read(body);
};
