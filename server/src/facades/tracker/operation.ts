/** One operation of the vendor's, and what happens around each in the order of the contract's section (e). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requirePermission } from '../../domain/access/access.ts';
import type { Permission } from '../../domain/access/permission.ts';
import type { FaceDeps } from '../../http/face.ts';
import { findOffice, requireLicence, requireOrganization, type SignedIn, signIn } from './auth.ts';
import { send } from './send.ts';

export interface Call extends SignedIn {
  readonly deps: FaceDeps;
  readonly request: FastifyRequest;
  /** The unit that the call acts in; null: none. */
  readonly officeId: number | null;
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the mount, with `:name` for parameters. */
  readonly path: string;
  /** Of the caller's role, asked before anything else is looked at. */
  readonly permission?: Permission;
  /** About the caller himself: needs neither licence nor office. */
  readonly personal?: boolean;
  /** Looks at the record in the path, before the body is read: fails with `not-found`, `forbidden`. */
  requireRecord?(call: Call): Promise<void>;
  /** What is answered with 200. */
  answer(call: Call): Promise<unknown> | unknown;
}

const begin = async (deps: FaceDeps, operation: Operation, request: FastifyRequest): Promise<Call> => {
  const { headers } = request.raw;
  const signedIn = await signIn(deps, request);
  if (!operation.personal) requireLicence(signedIn.actor);
  requireOrganization(headers);
  const officeId = operation.personal ? signedIn.actor.user.homeUnitId : findOffice(headers, signedIn.actor);
  if (operation.permission) requirePermission(signedIn.actor, operation.permission);
  const call: Call = { ...signedIn, deps, request, officeId };
  await operation.requireRecord?.(call);
  return call;
};

/** Adds the route: all that needs no body is judged before the body is read. */
export const addOperation = (routes: FastifyInstance, deps: FaceDeps, operation: Operation): void => {
  const calls = new WeakMap<FastifyRequest, Call>();
  routes.route({
    method: operation.method,
    url: operation.path,
    onRequest: async (request) => {
      calls.set(request, await begin(deps, operation, request));
    },
    handler: async (request, reply) => {
      const call = calls.get(request);
      if (call === undefined) throw new Error('A handler ran without the hook before it.');
      return send(reply, await operation.answer(call));
    },
  });
};
