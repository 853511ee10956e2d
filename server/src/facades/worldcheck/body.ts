/** Bodies: which media type they may have, and their JSON (contract worldcheck §5). */
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import { parseJson } from '../../http/json.ts';
import { parseMediaType } from '../../http/media-type.ts';
import type { Checked } from '../../http/validator.ts';
import { badMessage } from './errors.ts';

const limits = { maxDepth: 64 };

/** Fails with `unsupported` for a body that is not JSON in UTF-8, or that is encoded; no body may have any header. */
export const requireMediaType = (request: FastifyRequest): void => {
  if (request.body === undefined) return;
  const { headers } = request.raw;
  const media = parseMediaType(headers['content-type']);
  const charset = media?.parameters.get('charset')?.toLowerCase() ?? 'utf-8';
  const isJson = media?.type === 'application/json' && charset === 'utf-8';
  if (isJson && headers['content-encoding'] === undefined) return;
  throw new DomainError('unsupported', 'request/media-type', 'A body is application/json in UTF-8.');
};

/** The message of a body that must be there. Fails with `invalid`: `INVALID_MESSAGE_FORMAT` on the wire. */
export const readMessage = <T>(request: FastifyRequest, check: (value: unknown) => Checked<T>): T => {
  const checked = check(parseJson(request.body as Buffer | undefined, limits));
  if ('errors' in checked) throw badMessage();
  return checked.value;
};

/** The same, where none means an empty one. */
export const readOptionalMessage = <T>(request: FastifyRequest, check: (value: unknown) => Checked<T>): T => {
  if (request.body !== undefined) return readMessage(request, check);
  const empty = check({});
  if ('errors' in empty) throw badMessage();
  return empty.value;
};
