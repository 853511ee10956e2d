/** The whole HTTP map: which face is mounted where, and the servers that listen. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { InjectOptions, Response } from 'light-my-request';
import inject from 'light-my-request';
import { api } from './api/index.ts';
import { collectRefusals } from './domain/credentials/collect-refusals.ts';
import { egain } from './facades/egain/index.ts';
import { goss } from './facades/goss/index.ts';
import { qflow } from './facades/qflow/index.ts';
import { tracker } from './facades/tracker/index.ts';
import { worldcheck } from './facades/worldcheck/index.ts';
import { createDispatcher } from './http/dispatcher.ts';
import type { Face, FaceDeps } from './http/face.ts';
import type { Address, Handler, Listener } from './http/listener.ts';
import { createListener } from './http/listener.ts';
import type { Readiness } from './http/operations.ts';
import { buildOperations } from './http/operations.ts';

/** Every face; each says its mount itself. A further one is a folder and a line here (DESIGN §4). */
export const faces: readonly Face[] = [worldcheck, egain, tracker, qflow, goss, api];

export interface App {
  /** Answers a request of the main port. */
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Answers a made-up request, without a socket. */
  inject(options: InjectOptions): Promise<Response>;
  /** Listens for all faces, or for one alone at the root of the port. Port 0: any free one; the answer says which. */
  listen(at: { host: string; port: number; face?: Face['name'] }): Promise<Address>;
  /**
   * Stops accepting, closes idle connections, lets running requests end (at most 10 s, then they are cut), then lets go
   * of the faces. Repeated calls wait for the first.
   */
  close(): Promise<void>;
}

export interface AppDeps extends Omit<FaceDeps, 'stopping' | 'refusals'>, Readiness {}

/** Builds every face once, at its mount. */
export const createApp = async (deps: AppDeps, mounted: readonly Face[]): Promise<App> => {
  const stop = new AbortController();
  const refusals = collectRefusals(deps.core, deps.directory, (error) =>
    deps.log.warn({ err: error }, 'refused sign-ins could not be stored'),
  );
  const faceDeps: FaceDeps = { ...deps, refusals, stopping: stop.signal };
  const instances: FastifyInstance[] = [];
  const listeners: Listener[] = [];
  let closed: Promise<void> | undefined;

  const build = async (face: Face, mount: string): Promise<Handler> => {
    const instance = await face.build(faceDeps, mount);
    instances.push(instance);
    await instance.ready();
    return (request, response) => instance.routing(request, response);
  };

  const mounts = [];
  for (const face of mounted) {
    mounts.push({
      path: face.mount,
      ignoresCase: face.mountIgnoresCase ?? false,
      handler: await build(face, face.mount),
    });
  }
  const handler = createDispatcher({ operations: buildOperations(deps), mounts });

  const close = async (): Promise<void> => {
    stop.abort();
    await Promise.all(listeners.map((listener) => listener.close()));
    await Promise.all(instances.map((instance) => instance.close()));
    await refusals.flush();
  };

  return {
    handler,
    inject: (options) => inject(handler, options),
    listen: async ({ host, port, face: name }) => {
      const alone = mounted.find((face) => face.name === name);
      if (name !== undefined && alone === undefined) throw new Error(`There is no facade '${name}'.`);
      const listener = await createListener({ host, port, handler: alone ? await build(alone, '') : handler });
      listeners.push(listener);
      return listener.address;
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};
