/** `POST /cases/bulk/archive`, `assign`, `delete`, `move`, `ongoingScreening` (§3.3, §4.7): one transaction, an answer for each id. */

import type { Core, Tx } from '../../../core.ts';
import type { Permission } from '../../../domain/access/permission.ts';
import { requireFitOwner } from '../../../domain/access/require-fit-owner.ts';
import type { Actor } from '../../../domain/actor.ts';
import { archiveTaken } from '../../../domain/cases/archive-case.ts';
import { assignTaken } from '../../../domain/cases/assign-case.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { deleteCase } from '../../../domain/cases/delete-case.ts';
import { eachCase } from '../../../domain/cases/each-case.ts';
import { editTaken } from '../../../domain/cases/edit-case.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField } from '../errors.ts';
import { facetOf, screenedTypes } from '../facet.ts';
import { findUser } from '../find-user.ts';
import { findNamedUnit } from '../groups.ts';
import { bulkData, readIds, renderStatuses, uidOf } from '../read-bulk.ts';
import { stateSteps } from '../read-edit.ts';
import { readStates } from '../read-new-case.ts';
import type { Route } from './route.ts';

type Work = (tx: Tx, found: Case) => Promise<unknown>;

const runEach = async (
  core: Core,
  actor: Actor,
  ids: readonly string[],
  permission: Permission,
  work: Work,
  touchesRelated = false,
) => {
  const uids = ids.map(uidOf);
  const outcomes = await core.run(actor, (tx) =>
    eachCase(tx, actor, uids, { permission, touchesRelated, work: (found) => work(tx, found) }),
  );
  return renderStatuses(ids, outcomes);
};

export const archiveCases: Route = (routes, { core, messages }) => {
  routes.post('/cases/bulk/archive', async (request) => {
    const actor = actorOf(request);
    const { archive, caseSystemIds, note } = readMessage(request, messages.bulkArchive);
    if (archive === undefined || archive === null) throw badField('archive', 'archive is missing.');
    const ids = readIds(caseSystemIds);
    const data = bulkData(note);
    return runEach(core, actor, ids, 'case.close', (tx, found) => archiveTaken(tx, actor, found, archive, data));
  });
};

/** Null takes the assignee away. A user who may own no case at all refuses the whole call. */
const readAssignee = (tenant: Tenant, userId: string | null | undefined): number | null => {
  if (userId === undefined || userId === null || userId === 'UNASSIGN') return null;
  const { id } = findUser(tenant, userId);
  requireFitOwner(tenant, id, null, 'licensed-in-unit');
  return id;
};

export const assignCases: Route = (routes, { core, messages }) => {
  routes.post('/cases/bulk/assign', async (request) => {
    const actor = actorOf(request);
    const { userId, caseSystemIds, note } = readMessage(request, messages.bulkAssign);
    const ids = readIds(caseSystemIds);
    const data = bulkData(note);
    const ownerId = readAssignee(actor.tenant, userId);
    return runEach(core, actor, ids, 'case.assign', (tx, found) => assignTaken(tx, actor, found, ownerId, data));
  });
};

export const deleteCases: Route = (routes, { core, messages }) => {
  routes.post('/cases/bulk/delete', async (request) => {
    const actor = actorOf(request);
    const { caseSystemIds, note } = readMessage(request, messages.bulkDelete);
    const ids = readIds(caseSystemIds);
    const deletion = { archivedOnly: true, data: bulkData(note) };
    const work: Work = (tx, { number }) => deleteCase(tx, actor, number, deletion);
    return runEach(core, actor, ids, 'case.delete', work, true);
  });
};

/** The permission in the target unit is asked of each case, as is that in its own (DESIGN S15). */
export const moveCases: Route = (routes, { core, messages, screeningUnits }) => {
  routes.post('/cases/bulk/move', async (request) => {
    const actor = actorOf(request);
    const { groupId, caseSystemIds, note } = readMessage(request, messages.bulkMove);
    const ids = readIds(caseSystemIds);
    const data = bulkData(note);
    const { id: unitId } = findNamedUnit(actor, screeningUnits(actor.tenant), groupId);
    return runEach(core, actor, ids, 'case.edit', (tx, found) =>
      editTaken(tx, actor, found, { fields: { unitId }, data }),
    );
  });
};

/** A provider type that a case lacks is that case's own refusal. */
export const setOngoingScreening: Route = (routes, { core, messages }) => {
  routes.post('/cases/bulk/ongoingScreening', async (request) => {
    const actor = actorOf(request);
    const { caseScreeningState, caseSystemIds, note } = readMessage(request, messages.bulkOngoing);
    if (Object.keys(readStates(caseScreeningState, screenedTypes)).length === 0) {
      throw badField('caseScreeningState', 'caseScreeningState is missing.');
    }
    const ids = readIds(caseSystemIds);
    const data = bulkData(note);
    return runEach(core, actor, ids, 'case.edit', (tx, found) => {
      const states = readStates(caseScreeningState, facetOf(found).providerTypes);
      return editTaken(tx, actor, found, { steps: stateSteps(states, data) });
    });
  });
};
