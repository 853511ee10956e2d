/** Small browser pages call this face from anywhere: no cookies, no credentials, any origin (contract egain 3.3). */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Gives the answer to a request with `Origin` its headers. */
export const allowOrigin = (request: FastifyRequest, reply: FastifyReply): void => {
  if (request.raw.headers.origin === undefined) return;
  reply.header('access-control-allow-origin', '*');
  reply.header('access-control-expose-headers', 'X-egain-session, Location');
};

export const isPreflight = (request: FastifyRequest): boolean =>
  request.method === 'OPTIONS' && request.raw.headers['access-control-request-method'] !== undefined;

export const answerPreflight = (reply: FastifyReply): FastifyReply =>
  reply
    .code(204)
    .header('access-control-allow-origin', '*')
    .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
    .header(
      'access-control-allow-headers',
      'X-egain-session, Content-Type, Accept, Accept-Language, X-Docket-Tenant, X-Request-Id',
    )
    .send();
