/** `/api/v1/openapi.json`, and the reference pages at `/docs`: made once, open to all, nothing loaded from elsewhere. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { isKnown } from './conditions.ts';
import { renderDocs } from './docs/render-docs.ts';
import { buildOpenapi } from './openapi.ts';
import { operations } from './operations.ts';
import { apiPath } from './run-operation.ts';

/** Of the API, not of the server. */
const version = '1.0.0';

interface Page {
  readonly url: string;
  readonly type: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const serve = ({ url, type, text, headers = {} }: Page): RouteOptions => {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  const all = {
    'content-type': type,
    etag,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...headers,
  };
  return {
    method: ['GET', 'HEAD'],
    url,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(all);
      return isKnown(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(text);
    },
  };
};

export const documentPages = (): RouteOptions[] => {
  const document = buildOpenapi(operations, version);
  return [
    serve({
      url: `${apiPath}/openapi.json`,
      type: 'application/json; charset=utf-8',
      text: JSON.stringify(document),
      headers: { 'access-control-allow-origin': '*' },
    }),
    serve({
      url: '/docs',
      type: 'text/html; charset=utf-8',
      text: renderDocs(document),
      headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'" },
    }),
  ];
};
