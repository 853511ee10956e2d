/** Bodies: which media types are read, and what comes out of them (contract tracker D1). */
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import { parseForm } from '../../http/forms.ts';
import { decodeUtf8 } from '../../http/json.ts';
import { parseMediaType } from '../../http/media-type.ts';
import type { Pair } from '../../http/pairs.ts';
import { parseLenientJson } from './lenient-json.ts';
import { refuseAll } from './problems.ts';

const jsonTypes = ['application/json', 'text/json'];

const unsupported = (mediaType: string): DomainError =>
  new DomainError('unsupported', 'request/media-type', 'The media type of the body is not supported.', {
    params: { mediaType },
  });

/** The bytes of the body; undefined where none came, whatever its Content-Type says then. */
const bytesOf = (request: FastifyRequest): Buffer | undefined => {
  const body = request.body;
  return Buffer.isBuffer(body) && body.length > 0 ? body : undefined;
};

const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);

/**
 * The body as an object; an empty one is `{}`. Fails with `unsupported` for another media type, `invalid` on `body` for
 * what is not JSON even with D1's forgiveness, no object, not UTF-8, or nested too deep.
 */
export const readJsonBody = (request: FastifyRequest): object => {
  const bytes = bytesOf(request);
  if (bytes === undefined) return {};
  const header = request.raw.headers['content-type'];
  if (header) {
    const type = parseMediaType(header)?.type;
    if (type === undefined || !jsonTypes.includes(type)) throw unsupported(type ?? header);
  }
  const text = decodeUtf8(bytes);
  const value = isBlank(text) ? {} : parseLenientJson(text, { commas: true });
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  return refuseAll('body', 'The body is not a JSON object.');
};

/** The fields of a form (`/token`). Fails with `unsupported`, and with `BodyError` for what is no form. */
export const readFormBody = (request: FastifyRequest): readonly Pair[] => {
  const bytes = bytesOf(request);
  if (bytes === undefined) return [];
  const header = request.raw.headers['content-type'] ?? '';
  const type = parseMediaType(header)?.type;
  if (type !== 'application/x-www-form-urlencoded') throw unsupported(type ?? header);
  return parseForm(bytes);
};
