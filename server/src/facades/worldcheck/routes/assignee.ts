/** `PUT` and `DELETE /cases/{caseSystemId}/assignee` (§3.3). */
import { assignTaken } from '../../../domain/cases/assign-case.ts';
import { takeCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField } from '../errors.ts';
import { findUser } from '../find-user.ts';
import { readNote } from '../read-new-case.ts';
import { answerEmpty } from './answer-empty.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

export const setAssignee: Route = (routes, { core, messages }) => {
  routes.put<CaseParams>(`${caseAddress}/assignee`, async (request, reply) => {
    const actor = actorOf(request);
    const message = readMessage(request, messages.assignee);
    const uid = uidInAddress(request);
    await core.run(actor, async (tx) => {
      const found = await takeCase(tx, actor, { uid }, 'case.assign');
      const { userId } = message;
      if (userId === undefined || userId === null || userId === '') throw badField('userId', 'userId is missing.');
      const note = readNote(message.note);
      const { id } = findUser(actor.tenant, userId);
      return assignTaken(tx, actor, found, id, note === undefined ? {} : { note });
    });
    return answerEmpty(reply, 204);
  });
};

/** A body is not looked at. */
export const dropAssignee: Route = (routes, { core }) => {
  routes.delete<CaseParams>(`${caseAddress}/assignee`, async (request, reply) => {
    const actor = actorOf(request);
    const uid = uidInAddress(request);
    await core.run(actor, async (tx) =>
      assignTaken(tx, actor, await takeCase(tx, actor, { uid }, 'case.assign'), null),
    );
    return answerEmpty(reply, 204);
  });
};
