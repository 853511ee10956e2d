/** `GET /groups/{groupId}/resolutionToolkit`, `…/resolutionToolkits`, `…/resolutionToolkits/{providerType}` (§4.3, ruling 17). */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../auth.ts';
import { badProviderType } from '../errors.ts';
import { requireGroup } from '../groups.ts';
import { toWireId } from '../ids.ts';
import type { Route, RouteDeps } from './route.ts';

/** The same at every call and every server: made of what the entry is. */
const idOf = (kind: string, label: string): string =>
  toWireId(createHash('sha256').update(`${kind} ${label}`).digest('hex').slice(0, 32));

const entries = (kind: string, labels: readonly string[]) =>
  labels.map((label) => ({ id: idOf(kind, label), label, type: kind === 'status' ? label : null }));

const statuses = entries('status', ['POSITIVE', 'POSSIBLE', 'FALSE', 'UNSPECIFIED']);
const risks = entries('risk', ['HIGH', 'MEDIUM', 'LOW', 'UNKNOWN']);
const reasons = entries('reason', ['Full Match', 'Partial Match', 'No Match', 'Unknown']);

const rule = {
  reasons: reasons.map(({ id }) => id),
  remarkRequired: false,
  reasonRequired: false,
  risks: risks.map(({ id }) => id),
};

const resolutionRules = Object.fromEntries(statuses.map(({ id }) => [id, rule]));

const kinds = ['WATCHLIST', 'CLIENT_WATCHLIST'] as const;

const toolkit = (groupId: string, providerType: (typeof kinds)[number]) => ({
  groupId,
  providerType,
  resolutionFields: { statuses, risks, reasons },
  resolutionRules,
});

interface Params {
  readonly Params: { readonly groupId: string; readonly providerType: string };
}

const groupOf = (request: FastifyRequest<Params>, { screeningUnits }: RouteDeps): string => {
  const actor = actorOf(request);
  return requireGroup(actor, screeningUnits(actor.tenant), request.params.groupId).id;
};

export const getResolutionToolkits: Route = (routes, deps) => {
  routes.get<Params>('/groups/:groupId/resolutionToolkit', async (request) =>
    toolkit(groupOf(request, deps), 'WATCHLIST'),
  );
  routes.get<Params>('/groups/:groupId/resolutionToolkits', async (request) => {
    const groupId = groupOf(request, deps);
    return Object.fromEntries(kinds.map((kind) => [kind, toolkit(groupId, kind)]));
  });
  routes.get<Params>('/groups/:groupId/resolutionToolkits/:providerType', async (request) => {
    const groupId = groupOf(request, deps);
    const kind = kinds.find((one) => one === request.params.providerType);
    if (kind === undefined) throw badProviderType(`providerType must be one of ${kinds.join(', ')}.`);
    return toolkit(groupId, kind);
  });
};
