/** One line and one observation a request; the id that both sides can name it by. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Actor } from '../domain/actor.ts';
import { readablePattern } from './integer-in-path.ts';
import type { Metrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking, once the face's credentials say so (`setActor`). */
    actor: Actor | null;
  }
}

const saneId = /^[A-Za-z0-9._:-]{1,128}$/;

/** The caller's `X-Request-Id` where it is harmless in a log, else a new one. */
export const requestId = (request: Pick<IncomingMessage, 'headers'>): string => {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && saneId.test(sent) ? sent : randomUUID();
};

export interface AccessLogDeps {
  readonly face: string;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/**
 * Writes the line of a request that was answered: the route's pattern and never the address, which may hold a key
 * (`?apiKey=`, contract goss 2), and no header.
 */
export const logAnswer = (
  { face, log, metrics }: AccessLogDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): void => {
  const route = request.is404 ? '-' : readablePattern(request.routeOptions.url ?? '-');
  const status = reply.statusCode;
  const ms = Math.round(reply.elapsedTime * 1000) / 1000;
  metrics.observe(face, request.method, route, status, ms);
  // Absent on requests that Fastify refused before routing them.
  const actor = request.actor ?? null;
  log.info({
    requestId: request.id,
    face,
    method: request.method,
    route,
    status,
    ms,
    tenant: actor?.tenant.key,
    user: actor?.user?.login,
  });
};

/** Gives every answer its `X-Request-Id` and every request its line. */
export const logAnswers = (instance: FastifyInstance, deps: AccessLogDeps): void => {
  instance.decorateRequest('actor', null);
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  instance.addHook('onResponse', (request, reply, done) => {
    logAnswer(deps, request, reply);
    done();
  });
};
