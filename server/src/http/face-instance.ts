/** The Fastify instance that every face starts from: what is right for all, with the rules that differ as options. */

import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import Fastify from 'fastify';
import type { FaceName } from '../domain/actor.ts';
import type { DomainError } from '../domain/errors.ts';
import { logAnswer, logAnswers, requestId } from './access-log.ts';
import { collectMethods, hasAllParameters } from './allowed-methods.ts';
import { toDomainError } from './errors.ts';
import type { FaceDeps } from './face.ts';
import { readRawBodies } from './raw-body.ts';
import { compileRouteSchema } from './validator.ts';

type Answer = void | Promise<void>;

export interface FaceInstanceOptions {
  readonly face: FaceName;
  readonly deps: FaceDeps;
  /** Whether fixed path segments are compared with letter case; parameters keep theirs in any case. Default true. */
  readonly caseSensitive?: boolean;
  /** Whether one `/` at the end of a path is passed over. Default false. */
  readonly ignoreTrailingSlash?: boolean;
  /** Bytes; default 1 MiB. A route may have its own `bodyLimit`. */
  readonly bodyLimit?: number;
  /** Answers a request that failed. `internal` errors have been logged; nothing of their cause may be sent. */
  onError(error: DomainError, request: FastifyRequest, reply: FastifyReply): Answer;
  /**
   * Answers an address that is not there (`allowed` is empty: 404) or not for this method (405). Runs before the body is
   * read and without any hook of the face's routes, hence without its sign-in; a face whose 401 comes first calls it
   * here. An address that cannot be decoded (`/v2/%zz`) comes here too, with the code `request/malformed-url`.
   */
  notFound(request: FastifyRequest, reply: FastifyReply, allowed: readonly string[], code: NotFoundCode): Answer;
}

export type NotFoundCode = 'address/unknown' | 'address/method' | 'request/malformed-url';

/** Longer than any address that the server accepts: too long a text in a path is for the face to judge. */
const maxParamLength = 65_536;

type Fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

const failWith = ({ deps, face, onError }: FaceInstanceOptions): Fail => {
  const log = deps.log;
  return (cause, request, reply) => {
    const error = toDomainError(cause);
    if (error.kind === 'internal') log.error({ requestId: request.id, face, err: error.cause ?? error });
    if (error.kind === 'unavailable') log.warn({ requestId: request.id, face, err: error });
    run(
      () => onError(error, request, reply),
      (fault) => {
        // The face's own error handler failed: nothing of its form is left to answer in.
        log.error({ requestId: request.id, face, err: fault });
        if (!reply.raw.headersSent) reply.raw.writeHead(500, { 'content-length': 0 });
        reply.raw.end();
      },
    );
  };
};

const run = (answer: () => Answer, failed: (error: unknown) => void): void => {
  try {
    Promise.resolve(answer()).catch(failed);
  } catch (error) {
    failed(error);
  }
};

const serverOptions = (options: FaceInstanceOptions, fail: Fail): FastifyServerOptions => ({
  logger: false,
  genReqId: requestId,
  exposeHeadRoutes: false,
  bodyLimit: options.bodyLimit ?? 1024 * 1024,
  routerOptions: {
    caseSensitive: options.caseSensitive ?? true,
    ignoreTrailingSlash: options.ignoreTrailingSlash ?? false,
    maxParamLength,
  },
  // Before routing, so neither error handler nor hooks of the instance see these requests.
  frameworkErrors: (_error, request, reply) => {
    reply.header('x-request-id', request.id);
    reply.raw.once('finish', () => logAnswer({ ...options.deps, face: options.face }, request, reply));
    run(
      () => options.notFound(request, reply, [], 'request/malformed-url'),
      (fault) => fail(fault, request, reply),
    );
  },
});

/**
 * An instance with: bodies as bytes (`raw-body.ts`), strict schemas that neither convert nor drop anything
 * (`validator.ts`), every failure a domain error, 404 told from 405, a line and a request id for each answer.
 *
 * Add the face's sign-in as an `onRequest` hook (`preValidation` where it needs the body) inside a
 * `register`ed plugin together with the routes, not on the instance itself.
 */
export const faceInstance = (options: FaceInstanceOptions): FastifyInstance => {
  const fail = failWith(options);
  const instance = Fastify(serverOptions(options, fail)) as unknown as FastifyInstance;
  logAnswers(instance, { ...options.deps, face: options.face });
  readRawBodies(instance);
  instance.setValidatorCompiler(({ schema }) => compileRouteSchema(schema));
  instance.setSerializerCompiler(() => (value) => JSON.stringify(value));
  instance.setErrorHandler((error, request, reply) => fail(error, request, reply));
  const allowedMethods = collectMethods(instance, {
    caseSensitive: options.caseSensitive ?? true,
    ignoreTrailingSlash: options.ignoreTrailingSlash ?? false,
    maxParamLength,
  });
  // Answered here and not by a not-found handler, which Fastify runs only after it has read the body.
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 && hasAllParameters(request.params)) {
      done();
      return;
    }
    const allowed = allowedMethods(request.raw.url ?? '/');
    const code = allowed.length === 0 ? 'address/unknown' : 'address/method';
    run(() => options.notFound(request, reply, allowed, code), done as (error: unknown) => void);
  });
  return instance;
};
