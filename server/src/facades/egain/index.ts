/**
 * eGain / Cisco ECE Interaction API (contract egain): sign in, read a case, change it, sign out. Two mounts and two
 * versions of the same addresses; README.md has the list.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Face, FaceDeps } from '../../http/face.ts';
import type { FaceInstanceOptions } from '../../http/face-instance.ts';
import { faceInstance } from '../../http/face-instance.ts';
import { requireLicence, requireSession } from './auth.ts';
import type { Place } from './call.ts';
import { negotiateFormat, requireAcceptable } from './call.ts';
import { statusOf, textOf } from './codes.ts';
import { allowOrigin, answerPreflight, isPreflight } from './cors.ts';
import { answerError, sendError } from './errors.ts';
import { addAddNote } from './routes/add-note.ts';
import { addChangeCase } from './routes/change-case.ts';
import { addChangeCustomer } from './routes/change-customer.ts';
import { addCloseCase } from './routes/close-case.ts';
import { addCreateActivity } from './routes/create-activity.ts';
import { addCreateCustomer } from './routes/create-customer.ts';
import { addEditCase } from './routes/edit-case.ts';
import { addGetActivities, addListActivities } from './routes/get-activities.ts';
import { addGetAttributes } from './routes/get-attributes.ts';
import { addGetCases } from './routes/get-cases.ts';
import { addGetCustomers, addSearchCustomers } from './routes/get-customers.ts';
import { addGetNotes } from './routes/get-notes.ts';
import { addLogin } from './routes/login.ts';
import { addLogout } from './routes/logout.ts';
import { addLookupCases } from './routes/lookup-cases.ts';
import { addSearchCases } from './routes/search-cases.ts';

/** Unknown addresses and methods come before the session (contract egain 4.6, step 1); so does a browser's preflight. */
const notFound: FaceInstanceOptions['notFound'] = (request, reply, allowed) => {
  allowOrigin(request, reply);
  if (isPreflight(request)) {
    answerPreflight(reply);
    return;
  }
  if (allowed.length > 0) reply.header('allow', allowed.join(', '));
  const code = allowed.length > 0 ? '405-900' : '404-900';
  const message = code === '405-900' ? textOf(code, request.method) : textOf(code);
  sendError(request, reply, { status: statusOf(code), code, message });
};

const beginCall = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  allowOrigin(request, reply);
  request.egainFormat = negotiateFormat(request);
};

/** Calls behind a session and a licence, in the order of checks of the contract (4.6): 2, 3, 4. */
const addCalls = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  routes.addHook('onRequest', async (request, reply) => {
    await requireSession(deps, request, reply);
    requireAcceptable(request);
    requireLicence(request);
  });
  addEditCase(routes, deps);
  addGetCases(routes, deps, place);
  addCloseCase(routes, deps);
  addChangeCustomer(routes, deps);
  addAddNote(routes, deps, place);
  addGetNotes(routes, deps, place);
  addCreateActivity(routes, deps, place);
  addListActivities(routes, deps, place);
  addGetActivities(routes, deps, place);
  addChangeCase(routes, deps, place);
  addCreateCustomer(routes, deps, place);
  addSearchCustomers(routes, deps, place);
  addGetCustomers(routes, deps, place);
  addSearchCases(routes, deps, place);
  addLookupCases(routes, deps, place);
  addGetAttributes(routes);
};

const addPlace = (instance: FastifyInstance, deps: FaceDeps, place: Place): void => {
  const prefix = place.base;
  instance.register(
    async (routes) => {
      addLogin(routes, deps);
      addLogout(routes, deps);
    },
    { prefix },
  );
  instance.register(async (routes) => addCalls(routes, deps, place), { prefix });
};

const build = async (deps: FaceDeps, mount: string): Promise<FastifyInstance> => {
  const instance = faceInstance({
    face: 'egain',
    deps,
    ignoreTrailingSlash: true,
    onError: answerError,
    notFound,
  });
  instance.decorateRequest('egainFormat', undefined);
  instance.decorateRequest('egainSession', undefined);
  instance.addHook('onRequest', beginCall);
  for (const version of ['v12', 'v20'] as const) {
    addPlace(instance, deps, { base: `${mount}/system/ws/${version}`, version });
    addPlace(instance, deps, { base: `${mount}/ws/${version}`, version });
  }
  return instance;
};

export const egain: Face = { name: 'egain', mount: '/egain', build };
