/** The body of a request → the value that its schema has checked. */
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import { parseJson } from '../http/json.ts';
import { parseMediaType } from '../http/media-type.ts';
import { findForbiddenText } from '../http/text.ts';
import type { Check } from './checks.ts';
import type { BodySpec } from './operation.ts';

/** Deeper than anything that is of use here. */
const limits = { maxDepth: 32 };

export const jsonTypes = ['application/json'];

const requireType = (header: string | undefined, types: readonly string[]): void => {
  const found = parseMediaType(header);
  const charset = found?.parameters.get('charset')?.toLowerCase() ?? 'utf-8';
  if (found !== undefined && types.includes(found.type) && charset === 'utf-8') return;
  throw new DomainError('unsupported', 'request/media-type', `The body is sent as ${types.join(' or ')}.`, {
    params: { types },
  });
};

/** Bodies are read as they come; what says that it is compressed is not JSON yet. */
const refuseEncoding = (header: string | undefined): void => {
  if (header === undefined || header.trim().toLowerCase() === 'identity') return;
  throw new DomainError('unsupported', 'request/media-type', 'The body is sent without a Content-Encoding.');
};

/**
 * Fails with `unsupported` `request/media-type`; `invalid` `request/empty`, `request/encoding`, `request/syntax`,
 * `request/depth`, or `request/invalid` with what is wrong.
 */
export const readBody = (request: FastifyRequest, spec: BodySpec, check: Check): unknown => {
  const body = request.body as Buffer | undefined;
  if (body === undefined && spec.optional) return {};
  requireType(request.headers['content-type'], spec.types ?? jsonTypes);
  refuseEncoding(request.headers['content-encoding']);
  const value = parseJson(body, limits);
  const forbidden = findForbiddenText(value, body);
  if (forbidden !== undefined) {
    const path = forbidden.join('.').toWellFormed().replaceAll('\0', '');
    throw new DomainError('invalid', 'request/invalid', 'The body is not valid.', {
      errors: [{ path, message: 'holds U+0000 or half of a surrogate pair', code: 'request/invalid-text' }],
    });
  }
  const errors = check(value, body?.length);
  if (errors.length > 0) throw new DomainError('invalid', 'request/invalid', 'The body is not valid.', { errors });
  return value;
};
