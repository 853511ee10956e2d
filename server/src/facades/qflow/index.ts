/** Q-Flow (contract qflow): the table of contents of this face. */
import type { FastifyInstance } from 'fastify';
import { requirePermission } from '../../domain/access/access.ts';
import type { Face, FaceDeps } from '../../http/face.ts';
import { faceInstance } from '../../http/face-instance.ts';
import { authenticate, requireLicence } from './auth.ts';
import { answerError, answerNotFound } from './errors.ts';
import { callNextCase } from './routes/call-next.ts';
import { cancelCase } from './routes/cancel-case.ts';
import { getCustomer, mergeCustomer, saveCustomer } from './routes/customers.ts';
import { enqueueCase } from './routes/enqueue-case.ts';
import { getCase } from './routes/get-case.ts';
import { getCasePosition } from './routes/get-position.ts';
import { listWaitingTickets } from './routes/list-waiting.ts';
import type { Route } from './routes/route.ts';
import { getService, listServices } from './routes/services.ts';
import { signIn } from './routes/sign-in.ts';
import { stepCase } from './routes/step-case.ts';

const operations: readonly Route[] = [
  enqueueCase,
  getCase,
  listWaitingTickets,
  callNextCase,
  stepCase,
  cancelCase,
  listServices,
  getService,
  getCasePosition,
  signIn,
  getCustomer,
  saveCustomer,
  mergeCustomer,
];

/** Credentials, licence, and what the roles allow at all: before the body is read (contract qflow (e)). */
const askCredentials = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.qflow?.permission;
    if (permission === undefined) return;
    const actor = await authenticate(deps, request);
    request.actor = actor;
    requireLicence(actor);
    requirePermission(actor, permission);
  });
};

export const qflow: Face = {
  name: 'qflow',
  mount: '/qflow',
  mountIgnoresCase: true,
  build: async (deps, mount) => {
    const instance = faceInstance({
      face: 'qflow',
      deps,
      caseSensitive: false,
      ignoreTrailingSlash: true,
      onError: answerError,
      notFound: answerNotFound,
    });
    instance.register(
      async (routes) => {
        askCredentials(routes, deps);
        for (const add of operations) add(routes, deps);
      },
      { prefix: `${mount}/API` },
    );
    return instance;
  },
};
