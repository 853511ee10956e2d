/** `PUT` and `PATCH /cases/{caseSystemId}` (§3.2). */
import { requireEditOwned } from '../../../domain/access/access.ts';
import { editTaken } from '../../../domain/cases/edit-case.ts';
import { takeCase } from '../../../domain/cases/find-case.ts';
import { actorOf } from '../auth.ts';
import { readMessage, readOptionalMessage } from '../body.ts';
import { readScreenParameter } from '../parameters.ts';
import { readEdit } from '../read-edit.ts';
import { renderCase, renderScreened } from '../wire.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

/** Whole replacement; always an edit (DESIGN S9). */
export const replaceCase: Route = (routes, { core, version, messages }) => {
  routes.put<CaseParams>(caseAddress, async (request) => {
    const actor = actorOf(request);
    const message = readMessage(request, messages.edit);
    const uid = uidInAddress(request);
    const { case: replaced } = await core.run(actor, async (tx) => {
      const found = await takeCase(tx, actor, { uid }, 'case.edit');
      requireEditOwned(actor, found);
      return editTaken(tx, actor, found, readEdit(message, found, actor.tenant, 'replace', false));
    });
    return renderCase(replaced, actor.tenant, version);
  });
};

/** Changes what is named, and screens where it is asked to. */
export const patchCase: Route = (routes, { core, version, messages }) => {
  routes.patch<CaseParams>(caseAddress, async (request) => {
    const actor = actorOf(request);
    const message = readOptionalMessage(request, messages.edit);
    const uid = uidInAddress(request);
    const { case: patched } = await core.run(actor, async (tx) => {
      const found = await takeCase(tx, actor, { uid }, 'case.edit');
      requireEditOwned(actor, found);
      const screens = readScreenParameter(request) !== 'NONE';
      return editTaken(tx, actor, found, readEdit(message, found, actor.tenant, 'merge', screens));
    });
    return renderScreened(patched, actor.tenant, version);
  });
};
