/** `POST /cases/screeningRequest`: saves and screens in one transaction (§1). */
import { createCase } from '../../../domain/cases/create-case.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { readUnit } from '../groups.ts';
import { readNewCase } from '../read-new-case.ts';
import { renderScreened } from '../wire.ts';
import type { Route } from './route.ts';

export const screenNewCase: Route = (routes, { core, version, messages, screeningUnits }) => {
  routes.post('/cases/screeningRequest', async (request) => {
    const actor = actorOf(request);
    const { tenant } = actor;
    const message = readMessage(request, messages.newCase);
    const unitId = readUnit(actor, screeningUnits(tenant), message.groupId);
    const input = readNewCase(message, tenant, unitId, { screened: true });
    const made = await core.run(actor, (tx) => createCase(tx, actor, input));
    return renderScreened(made, tenant, version);
  });
};
