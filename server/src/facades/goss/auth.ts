/** Whose call it is: the key of a program, in one of four places, the first one present decides (contract goss §2). */
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import type { Directory } from '../../domain/tenants/directory.ts';
import { rawQuery } from '../../http/query.ts';
import type { Program } from './method.ts';

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What stands behind the first colon of `Basic` credentials: programs put the key into an address, `http://x:key@host`. */
const passwordOf = (credentials: string): string | undefined => {
  if (!base64.test(credentials)) return undefined;
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1);
};

const fromAuthorization = (header: string): string | undefined => {
  const [, scheme = '', credentials = ''] = /^([^ ]+) +([^ ]+) *$/.exec(header) ?? [];
  if (/^bearer$/i.test(scheme)) return credentials;
  return /^basic$/i.test(scheme) ? passwordOf(credentials) : undefined;
};

/** The first `apiKey` of the query; the rest of it is ignored, well-formed or not. */
const fromQuery = (url: string): string | undefined => {
  const piece = rawQuery(url)
    .split('&')
    .find((pair) => pair.startsWith('apiKey='));
  try {
    return piece === undefined ? undefined : decodeURIComponent(piece.slice('apiKey='.length).replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

const keyOf = ({ headers, url }: FastifyRequest['raw']): string | undefined => {
  if (headers.authorization !== undefined) return fromAuthorization(headers.authorization);
  const header = headers['x-api-key'];
  return header === undefined ? fromQuery(url ?? '') : String(header);
};

const refuse = (): DomainError => new DomainError('unauthenticated', 'credential/unknown', 'There is no usable key.');

/** The program whose key the request carries. Fails with `unauthenticated` for every other request, all alike. */
export const signIn = (directory: Directory, request: FastifyRequest): Program => {
  const key = keyOf(request.raw);
  const found = key ? directory.credentialByToken('goss', key) : undefined;
  if (found === undefined || found.user.disabled || found.user.removed) throw refuse();
  return { tenant: found.tenant, user: found.user, face: 'goss' };
};
