/** `POST /cases`: saves a case; in v3 `?screen=` screens it in the same call (§3.1, §4.9). */
import { createCase as create } from '../../../domain/cases/create-case.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { readUnit } from '../groups.ts';
import { readScreenParameter } from '../parameters.ts';
import { readNewCase } from '../read-new-case.ts';
import { renderCase } from '../wire.ts';
import type { Route } from './route.ts';

export const createCase: Route = (routes, { core, version, messages, screeningUnits }) => {
  routes.post('/cases', async (request, reply) => {
    const actor = actorOf(request);
    const { tenant } = actor;
    const message = readMessage(request, messages.newCase);
    const unitId = readUnit(actor, screeningUnits(tenant), message.groupId);
    // v1 and v2 have no such parameter, and ignore it as any other.
    const screen = version === 'v3' ? readScreenParameter(request) : 'NONE';
    const input = readNewCase(message, tenant, unitId, { screened: screen !== 'NONE' });
    const rendered = renderCase(await core.run(actor, (tx) => create(tx, actor, input)), tenant, version);
    if (screen === 'SYNC') return { ...rendered, results: [] };
    reply.code(201);
    return rendered;
  });
};
