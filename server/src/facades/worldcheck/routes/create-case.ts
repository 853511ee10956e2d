/** `POST /cases`: saves a case; in v3 `?screen=` screens it in the same call (§3.1, §4.9). */
import type { FastifyRequest } from 'fastify';
import { requireInUnit } from '../../../domain/access/access.ts';
import type { Actor } from '../../../domain/actor.ts';
import { createCase as create } from '../../../domain/cases/create-case.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField, unknownGroupNamed } from '../errors.ts';
import { type ScreeningUnits, seesGroup } from '../groups.ts';
import { readParameter } from '../parameters.ts';
import { readNewCase } from '../read-new-case.ts';
import { requireOneOf, requireText } from '../text.ts';
import { renderCase } from '../wire.ts';
import type { Route } from './route.ts';

const screenModes = ['NONE', 'SYNC', 'ASYNC'] as const;

/** The unit of the group: judged before every other field, then the permission there (§5, order of judgement). */
const readUnit = (actor: Actor, units: ScreeningUnits, groupId: string | null | undefined): number => {
  if (groupId === undefined || groupId === null || groupId === '') throw badField('groupId', 'groupId is missing.');
  const unit = units.get(requireText('groupId', groupId, 255));
  if (unit === undefined || !seesGroup(actor, unit)) throw unknownGroupNamed();
  requireInUnit(actor, 'case.create', unit.id);
  return unit.id;
};

const readScreen = (request: FastifyRequest): (typeof screenModes)[number] =>
  requireOneOf('screen', readParameter(request, 'screen') ?? 'NONE', screenModes);

export const createCase: Route = (routes, { core, version, messages, screeningUnits }) => {
  routes.post('/cases', async (request, reply) => {
    const actor = actorOf(request);
    const { tenant } = actor;
    const message = readMessage(request, version === 'v1' ? messages.newCaseV1 : messages.newCase);
    const unitId = readUnit(actor, screeningUnits(tenant), message.groupId);
    // v1 and v2 have no such parameter, and ignore it as any other.
    const screen = version === 'v3' ? readScreen(request) : 'NONE';
    const input = readNewCase(message, tenant, unitId, screen !== 'NONE');
    const rendered = renderCase(await core.run(actor, (tx) => create(tx, actor, input)), tenant, version);
    if (screen === 'SYNC') return { ...rendered, results: [] };
    reply.code(201);
    return rendered;
  });
};
