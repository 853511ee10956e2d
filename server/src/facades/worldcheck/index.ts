/** World-Check One (contract worldcheck): the table of contents of this face. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Face, FaceDeps } from '../../http/face.ts';
import { faceInstance } from '../../http/face-instance.ts';
import { authenticate, requireLicence } from './auth.ts';
import { requireMediaType } from './body.ts';
import { answerError, sendEmpty } from './errors.ts';
import { createScreeningUnits } from './groups.ts';
import { createReport } from './report-refusal.ts';
import { archiveCase } from './routes/archive-case.ts';
import { dropAssignee, setAssignee } from './routes/assignee.ts';
import { findAuditEvents, getAuditEvent } from './routes/audit-events.ts';
import { archiveCases, assignCases, deleteCases, moveCases, setOngoingScreening } from './routes/bulk.ts';
import { linkManyCases } from './routes/bulk-link.ts';
import { getCaseTemplate } from './routes/case-template.ts';
import { createCase } from './routes/create-case.ts';
import { deleteCase } from './routes/delete-case.ts';
import { patchCase, replaceCase } from './routes/edit-case.ts';
import { getApiInfo } from './routes/get-api-info.ts';
import { getCase } from './routes/get-case.ts';
import { getCaseReference } from './routes/get-case-reference.ts';
import { headCaseIdentifier } from './routes/head-case-identifier.ts';
import { getGroup, listGroups } from './routes/list-groups.ts';
import { listReference } from './routes/list-reference.ts';
import { listUsers } from './routes/list-users.ts';
import { ongoingScreening } from './routes/ongoing-screening.ts';
import { listOngoingUpdates } from './routes/ongoing-updates.ts';
import { getRating, rateCase } from './routes/rating.ts';
import { getResolutionToolkits } from './routes/resolution-toolkit.ts';
import { listResults, resolveResults } from './routes/results.ts';
import type { Route } from './routes/route.ts';
import { saveAndScreen } from './routes/save-and-screen.ts';
import { screenCase } from './routes/screen-case.ts';
import { screenNewCase } from './routes/screen-new-case.ts';
import { getScreeningStatus } from './routes/screening-status.ts';
import { compileMessages } from './schemas.ts';
import type { Version } from './wire.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A user without a licence may call it too. */
    withoutLicence?: boolean;
  }
}

/** Every operation is there under each base (§1); §4.9 says what differs. */
const bases: readonly (readonly [path: string, version: Version])[] = [
  ['/v1', 'v1'],
  ['/v2', 'v2'],
  ['/screening/v3', 'v3'],
];

/** In the order of the contract (§1). */
const operations: readonly Route[] = [
  headCaseIdentifier,
  getCaseReference,
  createCase,
  screenNewCase,
  getCase,
  replaceCase,
  patchCase,
  archiveCase,
  deleteCase,
  ongoingScreening,
  screenCase,
  listResults,
  findAuditEvents,
  getAuditEvent,
  listGroups,
  getGroup,
  getCaseTemplate,
  getResolutionToolkits,
  listUsers,
  getApiInfo,
  listReference,
  setAssignee,
  dropAssignee,
  rateCase,
  getRating,
  saveAndScreen,
  getScreeningStatus,
  archiveCases,
  assignCases,
  deleteCases,
  moveCases,
  setOngoingScreening,
  linkManyCases,
  listOngoingUpdates,
  resolveResults,
];

const notFound = (_request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): void => {
  if (allowed.length > 0) reply.header('allow', allowed.join(', '));
  sendEmpty(reply, allowed.length > 0 ? 405 : 404);
};

/** Signature, media type, licence: after the body was read, as it is signed, and before it is looked into (§5). */
const signIn = (routes: FastifyInstance, deps: FaceDeps, mount: string): void => {
  const report = createReport(deps);
  routes.addHook('preValidation', async (request) => {
    request.actor = authenticate(deps, mount, request, report);
    requireMediaType(request);
    if (!request.routeOptions.config.withoutLicence) requireLicence(request.actor);
  });
};

export const worldcheck: Face = {
  name: 'worldcheck',
  mount: '/worldcheck',
  build: async (deps, mount) => {
    const instance = faceInstance({ face: 'worldcheck', deps, onError: answerError, notFound });
    const [messages, messagesV1] = [compileMessages(false), compileMessages(true)];
    const screeningUnits = createScreeningUnits();
    instance.register(async (routes) => {
      signIn(routes, deps, mount);
      for (const [path, version] of bases) {
        const routeDeps = { ...deps, version, messages: version === 'v1' ? messagesV1 : messages, screeningUnits };
        routes.register(
          async (base) => {
            for (const add of operations) add(base, routeDeps);
          },
          { prefix: `${mount}${path}` },
        );
      }
    });
    return instance;
  },
};
