/** The native API (contract api): `/api/v1`, its OpenAPI document, `/docs`, and the workspace at `/`. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import type { Face, FaceDeps } from '../http/face.ts';
import { faceInstance, type NotFoundCode } from '../http/face-instance.ts';
import { createChecks } from './checks.ts';
import { documentPages } from './documents.ts';
import { problemOf } from './errors.ts';
import type { Caller } from './operation.ts';
import { operations } from './operations.ts';
import { addOperation, sendAnswer } from './run-operation.ts';
import { openWorkspace, workspaceFolder } from './workspace.ts';

const sendProblem = async (
  deps: FaceDeps,
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  // Absent on requests that Fastify refused before routing them.
  const actor = (request.actor ?? null) as Caller | null;
  const context = { requestId: request.id, actor };
  const answer =
    actor === null || error.kind === 'internal' || error.kind === 'unavailable'
      ? await problemOf(error, { ...context, db: null })
      : await deps.core
          .view(actor, (db) => problemOf(error, { ...context, db }))
          .catch(() => problemOf(error, { ...context, db: null }));
  sendAnswer(reply, answer);
};

const refusals: Readonly<Record<NotFoundCode, string>> = {
  'address/unknown': 'There is no such address.',
  'address/method': 'The address does not know this method.',
  'request/malformed-url': 'The address cannot be decoded.',
};

const build: Face['build'] = async (deps, mount) => {
  const workspace = openWorkspace(workspaceFolder);
  const instance = faceInstance({
    face: 'api',
    deps,
    onError: (error, request, reply) => sendProblem(deps, error, request, reply),
    notFound: async (request, reply, allowed, code) => {
      if (code === 'address/unknown' && (await workspace(request, reply))) return;
      if (allowed.length > 0) reply.header('allow', allowed.join(', '));
      await sendProblem(deps, new DomainError('not-found', code, refusals[code]), request, reply);
    },
  });
  instance.decorateRequest('apiSession', null);
  await instance.register(
    async (routes) => {
      const checkOf = createChecks();
      for (const operation of operations) addOperation(routes, deps, operation, checkOf);
      for (const page of documentPages()) routes.route(page);
    },
    { prefix: mount },
  );
  return instance;
};

/** Everything that no other face has. */
export const api: Face = { name: 'api', mount: '', build };
