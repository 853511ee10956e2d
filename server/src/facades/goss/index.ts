/** GOSS iCM's Case Management end points over JSON-RPC 2.0 (contract goss). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '../../domain/errors.ts';
import { toDomainError } from '../../http/errors.ts';
import type { Face, FaceDeps } from '../../http/face.ts';
import { faceInstance } from '../../http/face-instance.ts';
import { signIn } from './auth.ts';
import { answers, internalError, invalidRequest, methodNotFound, toRpcError } from './errors.ts';
import type { Program } from './method.ts';
import { findMethodsOf, type Worker } from './methods.ts';
import { fail, sendAnswer } from './rpc/answer.ts';
import { readMessage } from './rpc/envelope.ts';
import type { CallContext, FindMethod } from './rpc/run-call.ts';
import { runMessage } from './rpc/run-message.ts';

const addresses: readonly { readonly path: string; readonly worker: Worker }[] = [
  { path: '/apiserver/serverlibrary', worker: 'serverlibrary' },
  { path: '/apiserver/securelibrary', worker: 'securelibrary' },
  // As the API Server's own port has them.
  { path: '/serverlibrary', worker: 'serverlibrary' },
  { path: '/securelibrary', worker: 'securelibrary' },
];

/** What is refused before there is a call, or takes the whole answer with it. */
const onError = (error: DomainError, _request: FastifyRequest, reply: FastifyReply): void => {
  const { status, error: toError } = answers[error.kind];
  reply.code(status);
  if (status === 401) reply.header('www-authenticate', ['Bearer', 'Basic realm="Docket"']);
  if (status === 503) reply.header('retry-after', String(error.retryAfter ?? 1));
  sendAnswer(reply, fail(null, toError(error)));
};

const notFound = (_request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): void => {
  if (allowed.length > 0) reply.code(405).header('allow', allowed.join(', '));
  else reply.code(404);
  sendAnswer(reply, fail(null, allowed.length > 0 ? invalidRequest : methodNotFound));
};

/** Runs the body of a request; faults of ours go to the log, with nothing of them in the answer. */
const answer = async (deps: FaceDeps, findMethod: FindMethod, request: FastifyRequest, reply: FastifyReply) => {
  const body = request.body as Buffer | undefined;
  const context: CallContext = {
    deps,
    program: request.actor as Program,
    findMethod,
    body,
    toDomainError: (thrown) => {
      const error = toDomainError(thrown);
      if (error.kind !== 'unavailable' && toRpcError(error) === internalError) {
        deps.log.error({ requestId: request.id, face: 'goss', err: error.cause ?? error });
      }
      return error;
    },
  };
  sendAnswer(reply, await runMessage(context, readMessage(body)));
  return reply;
};

export const goss: Face = {
  name: 'goss',
  mount: '/goss',
  build: async (deps, mount) => {
    const instance = faceInstance({ face: 'goss', deps, ignoreTrailingSlash: true, onError, notFound });
    instance.register(
      async (routes) => {
        routes.addHook('onRequest', (request, _reply, done) => {
          request.actor = signIn(deps.directory, request);
          done();
        });
        for (const { path, worker } of addresses) {
          const findMethod = findMethodsOf(worker);
          routes.post(path, (request, reply) => answer(deps, findMethod, request, reply));
        }
      },
      { prefix: mount },
    );
    return instance;
  },
};
