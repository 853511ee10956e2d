/** A face for tests: it tells what reached it. Nothing of the store is behind it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { pino } from 'pino';
import type { App, AppDeps } from '../../../src/app.ts';
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Core } from '../../../src/core.ts';
import type { DomainError } from '../../../src/domain/errors.ts';
import type { Directory } from '../../../src/domain/tenants/directory.ts';
import type { Face, FaceDeps } from '../../../src/http/face.ts';
import { faceInstance } from '../../../src/http/face-instance.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import type { FileStorage } from '../../../src/storage/files.ts';

const unreachable = (what: string): never => {
  throw new Error(`The fake face has no ${what}.`);
};

const noCore: Core = {
  run: () => unreachable('store'),
  view: () => unreachable('store'),
  viewUnbound: () => unreachable('store'),
  watch: () => unreachable('store'),
};

const noDirectory: Directory = {
  tenants: () => [],
  tenant: () => undefined,
  tenantByKey: () => undefined,
  tenantOfSignIn: () => undefined,
  credentialByToken: () => undefined,
  credentialByAnyToken: () => undefined,
  credentialByKeyId: () => undefined,
  credentials: () => [],
  reload: async () => {},
};

const noFiles: FileStorage = {
  receive: () => unreachable('files'),
  unsettled: () => unreachable('files'),
  read: () => unreachable('files'),
};

export const fakeDeps = (overrides: Partial<AppDeps> = {}): AppDeps => ({
  core: noCore,
  directory: noDirectory,
  configurator: { apply: () => unreachable('configurator') },
  files: noFiles,
  config: readConfig({}),
  log: pino({ level: 'silent' }),
  metrics: createMetrics({ process: false }),
  now: () => Date.now(),
  checkStore: async () => {},
  ...overrides,
});

/** A logger that keeps its lines. */
export const keepLog = (): { log: Logger; lines: Record<string, unknown>[] } => {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: pino({}, { write: (text: string) => lines.push(JSON.parse(text)) }) };
};

export interface FakeFaceOptions extends Pick<Face, 'mountIgnoresCase'> {
  readonly name?: Face['name'];
  readonly caseSensitive?: boolean;
  readonly ignoreTrailingSlash?: boolean;
  readonly bodyLimit?: number;
  routes?(routes: FastifyInstance, deps: FaceDeps): void;
}

const onError = (error: DomainError, _request: FastifyRequest, reply: FastifyReply): void => {
  if (error.code === 'test/unanswerable') throw new Error('a fault of the handler');
  reply.code(error.kind === 'too-large' ? 413 : error.kind === 'internal' ? 500 : 400);
  reply.send({ kind: error.kind, code: error.code, message: error.message, errors: error.errors });
};

const addRoutes = (routes: FastifyInstance): void => {
  routes.get('/cases/:id', (request) => ({ id: (request.params as { id: string }).id, url: request.url }));
  routes.post('/cases/search', () => 'found');
  routes.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/echo',
    handler: (request) => {
      const body = request.body as Buffer | undefined;
      return {
        method: request.method,
        type: request.raw.headers['content-type'] ?? null,
        body: body?.toString() ?? null,
      };
    },
  });
  routes.get('/fail', () => {
    throw new Error('a secret detail');
  });
};

export const fakeFace = (mount: string, options: FakeFaceOptions = {}): Face => ({
  name: options.name ?? 'worldcheck',
  mount,
  mountIgnoresCase: options.mountIgnoresCase ?? false,
  build: async (deps, prefix) => {
    const instance = faceInstance({
      face: options.name ?? 'worldcheck',
      deps,
      caseSensitive: options.caseSensitive ?? true,
      ignoreTrailingSlash: options.ignoreTrailingSlash ?? false,
      ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
      onError,
      notFound: (_request, reply, allowed, code) => {
        reply.code(allowed.length > 0 ? 405 : 404).header('x-mount', mount);
        if (allowed.length > 0) reply.header('allow', allowed.join(', '));
        reply.send({ code });
      },
    });
    instance.register(
      async (routes) => {
        routes.addHook('onRequest', (_request, reply, done) => {
          reply.header('x-signed-in', 'asked');
          done();
        });
        addRoutes(routes);
        options.routes?.(routes, deps);
      },
      { prefix },
    );
    return instance;
  },
});

/** An app of these faces; close it with `after`. */
export const fakeApp = (faces: readonly Face[], overrides: Partial<AppDeps> = {}): Promise<App> =>
  createApp(fakeDeps(overrides), faces);
