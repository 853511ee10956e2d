/** What the routes are built from, and how they answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '../../../domain/access/permission.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { parsePreferences } from '../../../http/media-type.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    qflow?: {
      /** What the caller's roles must allow at all, before the body is read; absent: no credentials are asked for. */
      readonly permission?: Permission;
      /** What the vendor's framework calls the body: the first word of the keys in `ModelState`. */
      readonly bodyName?: string;
    };
  }
}

/** Adds one operation. Fixed segments of its path are found in any letter case. */
export type Route = (routes: FastifyInstance, deps: FaceDeps) => void;

/** Answers with JSON, as `text/json` for who accepts that by name and `application/json` not (contract qflow (g) 13). */
export const answer = (request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply => {
  const accepted = parsePreferences(request.raw.headers.accept ?? '')
    .filter(({ q }) => q > 0)
    .map(({ value: type }) => type);
  const type = accepted.includes('text/json') && !accepted.includes('application/json') ? 'text' : 'application';
  // A text that is given to `send` would go out as it is, without its quotes.
  const body = typeof value === 'string' ? JSON.stringify(value) : value;
  return reply.header('content-type', `${type}/json; charset=utf-8`).send(body);
};
