/** Tracker Products SAFE: the web API (contract tracker). This file is its table of contents. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from '../../http/dispatcher.ts';
import type { Face, FaceDeps } from '../../http/face.ts';
import { faceInstance } from '../../http/face-instance.ts';
import { requireLicence, signIn } from './auth.ts';
import { answerOf, notFound, wrongMethod } from './errors.ts';
import { addOperation, type Operation } from './operation.ts';
import { listCaseHistoryOperation, listCasePeopleOperation } from './routes/case-records.ts';
import { createCaseOperation } from './routes/create-case.ts';
import { currentUserOperation, userDataOperation } from './routes/current-user.ts';
import { changeSettingsOperation, getSettingsOperation } from './routes/disposition-settings.ts';
import { editCaseOperation } from './routes/edit-case.ts';
import { findCasesOperation } from './routes/find-cases.ts';
import { findPeopleOperation } from './routes/find-people.ts';
import { findUsersOperation } from './routes/find-users.ts';
import { getCaseOperation } from './routes/get-case.ts';
import { getCaseByNumberOperation } from './routes/get-case-by-number.ts';
import { getOrganizationOperation } from './routes/get-organization.ts';
import { linkPersonOperation } from './routes/link-person.ts';
import { listAccessGroupsOperation } from './routes/list-access-groups.ts';
import { listFormsOperation } from './routes/list-forms.ts';
import { listGroupsOperation } from './routes/list-groups.ts';
import { listOffenseTypesOperation } from './routes/list-offense-types.ts';
import { listOfficesOperation } from './routes/list-offices.ts';
import { personTermOperations } from './routes/list-person-terms.ts';
import { listTagsOperation } from './routes/list-tags.ts';
import {
  getUserOperation,
  listUsersOperation,
  odataUsersOperation,
  searchUsersOperation,
} from './routes/list-users.ts';
import { logOutOperation } from './routes/log-out.ts';
import { addNoteOperation, listNotesOperation } from './routes/notes.ts';
import { createPersonOperation, editPersonOperation, getPersonOperation } from './routes/people.ts';
import { mostRecentCaseOperation, recentCasesOperation } from './routes/recent-cases.ts';
import { restrictCaseOperation } from './routes/restrict-case.ts';
import { searchCasesOperation } from './routes/search-cases.ts';
import { getMyTasksOperation, getTaskOperation, saveNewTaskOperation } from './routes/tasks.ts';
import { addToken } from './routes/token.ts';
import { sendAnswer } from './send.ts';

const operations = (): Operation[] => [
  createCaseOperation,
  getCaseByNumberOperation,
  getCaseOperation,
  editCaseOperation,
  findCasesOperation,
  recentCasesOperation,
  mostRecentCaseOperation,
  searchCasesOperation,
  restrictCaseOperation,
  addNoteOperation,
  listNotesOperation,
  listCasePeopleOperation,
  listCaseHistoryOperation,
  listTagsOperation,
  createPersonOperation,
  getPersonOperation,
  editPersonOperation,
  findPeopleOperation,
  linkPersonOperation,
  ...personTermOperations,
  saveNewTaskOperation,
  getTaskOperation,
  getMyTasksOperation,
  findUsersOperation(),
  searchUsersOperation(),
  listUsersOperation(),
  getUserOperation,
  odataUsersOperation,
  getOrganizationOperation,
  listOffenseTypesOperation(),
  getSettingsOperation(),
  changeSettingsOperation,
  listAccessGroupsOperation,
  listFormsOperation(),
  listOfficesOperation(),
  listGroupsOperation(),
  userDataOperation,
  currentUserOperation,
  logOutOperation,
];

/** Whether the address is that of the sign-in, which needs none. */
const isSignIn = (request: FastifyRequest, mount: string): boolean =>
  pathOf(request.raw.url ?? '')
    .toLowerCase()
    .replace(/\/$/, '') === `${mount}/token`;

const build = async (deps: FaceDeps, mount: string): Promise<FastifyInstance> => {
  const instance = faceInstance({
    face: 'tracker',
    deps,
    caseSensitive: false,
    ignoreTrailingSlash: true,
    onError: (error, _request, reply) => void sendAnswer(reply, answerOf(error)),
    // Section (e): no sign-in and no licence come before no such address.
    notFound: async (request, reply, allowed) => {
      if (!isSignIn(request, mount)) requireLicence((await signIn(deps, request)).actor);
      sendAnswer(reply, allowed.length === 0 ? notFound : wrongMethod(request.method, allowed));
    },
  });
  instance.register(
    async (routes) => {
      addToken(routes, deps);
      for (const operation of operations()) addOperation(routes, deps, operation);
    },
    { prefix: mount },
  );
  return instance;
};

export const tracker: Face = { name: 'tracker', mount: '/tracker', mountIgnoresCase: true, build };
